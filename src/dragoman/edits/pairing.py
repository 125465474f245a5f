"""Which new text stands in place of which old one: the likest pairs of two heaps of texts, one to one.

Likeness is that of GNU gettext's `fstrcmp`: twice the length of the longest common subsequence over both lengths. The
subsequence is found with the bits of one large integer, so that a pair of paragraphs costs some tens of microseconds,
and only texts that share rare words are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import pairwise

_REMEMBERED = 256
"""Catalogs whose pairs are kept: most languages of a guide have the same ones."""
LIKE_ENOUGH = 0.6
"""GNU `msgmerge` proposes nothing below this."""
_ALL_PAIRS = 4_000
"""Below so many pairs each is looked at."""
_CANDIDATES = 12
"""Old texts that a new text is compared with: those with the most rare pieces in common."""
_FAR_BEHIND = 6
"""A candidate with so many times less in common than the first is not looked at."""
_POSTINGS = 400
"""How many shared pieces are followed for one text, rarest first."""


def likeness(old: str, new: str) -> float:
    """From 0 to 1."""
    return _likeness(_bits(old), old, new)


def best_pairs(gone: Sequence[str], new: Sequence[str]) -> tuple[tuple[int, int, float], ...]:
    """Places in `gone` and `new` with their likeness, likest pair first; of equal ones the pair nearest in order.

    A text with nothing like it is left out.
    """
    return _best_pairs(tuple(gone), tuple(new))


@lru_cache(_REMEMBERED)
def _best_pairs(gone: Sequence[str], new: Sequence[str]) -> tuple[tuple[int, int, float], ...]:
    found: list[tuple[float, float, int, int]] = []
    bits = [_bits(text) for text in gone]
    bags = [Counter(text) for text in gone]
    for j, candidates in _candidates(gone, new):
        bag = Counter(new[j])
        for i in candidates:
            if _at_most(gone[i], bags[i], new[j], bag) < LIKE_ENOUGH:
                continue
            ratio = _likeness(bits[i], gone[i], new[j])
            if ratio >= LIKE_ENOUGH:
                found.append((-ratio, abs(i / len(gone) - j / len(new)), i, j))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs: list[tuple[int, int, float]] = []
    for ratio, _, i, j in sorted(found):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((i, j, -ratio))
    return tuple(pairs)


def _candidates(gone: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, Sequence[int]]]:
    """For each new text the old texts worth a look."""
    if len(gone) * len(new) <= _ALL_PAIRS:
        yield from ((j, range(len(gone))) for j in range(len(new)))
        return
    holders: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(gone):
        for piece in _pieces(text):
            holders[piece].append(i)
    for j, text in enumerate(new):
        scores: dict[int, int] = defaultdict(int)
        followed = 0
        for held, piece in sorted((len(holders[piece]), piece) for piece in _pieces(text) if piece in holders):
            weight = 1_000 // held + 1
            for i in holders[piece]:
                scores[i] += weight
            followed += held
            if followed > _POSTINGS:
                break
        enough = max(scores.values(), default=0) / _FAR_BEHIND
        near = [(-score, abs(i / len(gone) - j / len(new)), i) for i, score in scores.items() if score >= enough]
        yield j, [i for _, _, i in nsmallest(_CANDIDATES, near, key=lambda candidate: candidate[:2])]


def _pieces(text: str) -> set[str]:
    """Words, pairs of words, and for short texts the letters of each word by fours, which survive a typo."""
    words = text.casefold().split()
    pieces = {*words, *(f"{a} {b}" for a, b in pairwise(words))}
    if len(text) < 60:
        padded = f" {' '.join(words)} "
        pieces |= {f"~{padded[k : k + 4]}" for k in range(max(len(padded) - 3, 1))}
    return pieces


def _at_most(old: str, old_bag: Mapping[str, int], new: str, new_bag: Counter[str]) -> float:
    """No likeness is above the share of letters that both texts have."""
    lengths = len(old) + len(new)
    if not lengths or 2 * min(len(old), len(new)) < LIKE_ENOUGH * lengths:
        return 0.0 if lengths else 1.0
    common = sum(min(count, old_bag.get(letter, 0)) for letter, count in new_bag.items())
    return 2 * common / lengths


def _bits(text: str) -> Mapping[str, int]:
    """Each letter with the places where it stands, as bits."""
    places: dict[str, int] = {}
    for number, letter in enumerate(text):
        places[letter] = places.get(letter, 0) | (1 << number)
    return places


def _likeness(places: Mapping[str, int], old: str, new: str) -> float:
    """The longest common subsequence by Hyyrö's bit-parallel method: a zero bit is a letter of it."""
    if not old or not new:
        return 1.0 if old == new else 0.0
    full = row = (1 << len(old)) - 1
    for place in filter(None, map(places.get, new)):  # a letter that `old` does not have changes nothing
        match = row & place
        row = (row + match) | (row - match)  # what is carried out at the top never comes back
    common = len(old) - (row & full).bit_count()
    return 2 * common / (len(old) + len(new))
