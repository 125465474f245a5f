"""What the data of a sheet say beside what its structure tree reads out: which passage says which text.

A passage says one text and nothing else, so what lacks a letter says another. Three things are told apart from that.
Where a script stacks its letters, a file may say some of them again. What the press adds to a text, such as the address
of a link, stands between its letters. And a line that is read from the right stands in the file as the eye meets it
from the left, run by run: on a sheet with such lines all of a passage's letters are compared, but not their order.
The order of passages is always compared.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.model import ExpectedSheet, ExpectedText, Passage, PrintedSheet

_SAID_AGAIN = 12
"""Letters of the longest cluster that a file may say twice, in Burmese and Khmer."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text is read out."""

    text: ExpectedText
    passage: Passage
    in_order: bool
    """Whether it comes after all that should be read before it."""


@lru_cache(maxsize=8)
def places(expected: ExpectedSheet, passages: tuple[Passage, ...]) -> tuple[Place | None, ...]:
    """For each text its place; `None` where no passage says it. Each passage says one text, or some, one by one."""
    said = [_letters(passage.text) for passage in passages]
    from_the_right = any(unicodedata.bidirectional(letter) == "AL" for one in said for letter in one)
    texts = [_Sought(text, from_the_right) for text in expected.texts]
    whole = _whole_passages(texts, said)
    chain = _longest_in_order(whole)
    free = set(range(len(said))) - set(chain.values())
    elsewhere = dict(_in_another_place(whole, chain, free))
    parts = dict(_in_parts(texts, said, chain, free))
    found = {**chain, **elsewhere, **parts}
    return tuple(
        Place(text, passages[found[number]], number not in elsewhere) if number in found else None
        for number, text in enumerate(expected.texts)
    )


def language_read(sheet: PrintedSheet, passage: Passage) -> str:
    """The tag of the language that most of its letters are read in; empty where it has no letters."""
    letters: Counter[str] = Counter()
    for tag, count in passage.languages:
        letters[tag or sheet.language] += count
    return max(letters, key=lambda tag: letters[tag]) if letters.total() else ""


# ── one text and one passage ──


class _Sought:
    """A text that is looked for."""

    def __init__(self, text: ExpectedText, from_the_right: bool) -> None:
        self.letters = letters = _letters(text.text)
        self.takes_more = bool(text.added)
        self.is_label = text.is_label
        self._bag = Counter(letters)
        self._added = text.added
        self._from_the_right = from_the_right
        self._where = _positions(letters)

    def is_all_of(self, said: str) -> bool:
        """Whether it is what the passage says, and all of it."""
        more = len(said) - len(self.letters)
        if more < 0 or not self.letters:
            return False
        if self._from_the_right:
            return more <= self._added and not self._bag - Counter(said)
        if self._added:
            return more <= self._added + len(self.letters) // 2 and _after(self.letters, said, 0) >= 0
        return said == self.letters or (more > 0 and len(said) in self._ends(said, 0))

    def end_within(self, said: str, start: int) -> int:
        """Where it ends, if it is a part of what a passage says from there on; -1 where it is none."""
        for begin in range(start, len(said) - len(self.letters) + 1) if self.letters else ():
            if self._from_the_right:
                end = begin + len(self.letters) + self._added
                if not self._bag - Counter(said[begin:end]):
                    return end
            elif said[begin] == self.letters[0]:
                end = _after(self.letters, said, begin) if self._added else next(self._ends(said, begin), -1)
                if 0 <= end <= begin + 2 * len(self.letters) + self._added:
                    return end
        return -1

    def _ends(self, said: str, begin: int) -> Iterator[int]:
        """Where all of it has been said from there on, with some letters again, right after themselves.

        Bit n of `reached` is set if the first n letters of the text can have been said.
        """
        reached = 1
        for position in range(begin, len(said)):
            here = reached
            for back in range(1, _SAID_AGAIN + 1):
                here |= reached >> back
            reached = (here & self._where.get(said[position], 0)) << 1
            if not reached:
                return
            if reached >> len(self.letters):
                yield position + 1


def _positions(letters: str) -> Mapping[str, int]:
    """For each letter the bits of its places."""
    found: dict[str, int] = {}
    for number, letter in enumerate(letters):
        found[letter] = found.get(letter, 0) | 1 << number
    return found


def _after(letters: str, said: str, position: int) -> int:
    """Behind the last of the letters, if they are said in their order; -1 if they are not."""
    for letter in letters:
        position = said.find(letter, position) + 1
        if not position:
            return -1
    return position


def has_letters(text: str) -> bool:
    """Whether it can be looked for."""
    return bool(_letters(text))


def _letters(text: str) -> str:
    """Letters with their marks, and digits. A bracket is turned around in a line from the right, a hyphen at the end
    of a line is taken for a division of the word: signs are left out.
    """
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] in "LMN")


# ── all of them ──


def _whole_passages(texts: Sequence[_Sought], said: Sequence[str]) -> list[list[int]]:
    """For each text the passages that say it and nothing else."""
    alike: dict[frozenset[str], list[int]] = {}
    for number, letters in enumerate(said):
        alike.setdefault(frozenset(letters), []).append(number)
    found = []
    for text in texts:
        kinds = frozenset(text.letters)
        near = alike.get(kinds, [])
        if text.takes_more:
            near = sorted(number for others, numbers in alike.items() if others >= kinds for number in numbers)
        found.append([number for number in near if text.is_all_of(said[number])])
    return found


def _longest_in_order(whole: Sequence[Sequence[int]]) -> dict[int, int]:
    """As many texts as possible with a passage each, both in their order. It is built from the end: of two texts that
    took each other's place, the one that is read out too early is the one left over.
    """
    heads: list[int] = []  # of the best chains of 1, 2, 3, ... texts, the first passage, negative
    chains: list[tuple[int, int, int]] = []  # each text that was joined: itself, its passage, the chain behind it
    best: list[int] = []
    for text in reversed(range(len(whole))):
        for passage in whole[text]:
            length = bisect_left(heads, -passage)
            chains.append((text, passage, best[length - 1] if length else -1))
            heads[length : length + 1] = [-passage]
            best[length : length + 1] = [len(chains) - 1]
    chain: dict[int, int] = {}
    at = best[-1] if best else -1
    while at >= 0:
        text, passage, at = chains[at]
        chain[text] = passage
    return chain


def _in_another_place(
    whole: Sequence[Sequence[int]], chain: Mapping[int, int], free: set[int]
) -> Iterator[tuple[int, int]]:
    """Texts that a passage says where another should stand. Takes the passage out of those that are free."""
    for text, numbers in enumerate(whole):
        if text not in chain:
            for passage in (number for number in numbers if number in free):
                free.remove(passage)
                yield text, passage
                break


def _in_parts(
    texts: Sequence[_Sought], said: Sequence[str], chain: Mapping[int, int], free: set[int]
) -> Iterator[tuple[int, int]]:
    """Texts that stand one after another in passages that say no single one, between the passages of the others."""
    passage, start = 0, 0
    for number, text in enumerate(texts):
        if number in chain:
            passage, start = chain[number], 0
            continue
        until = next((chain[later] for later in range(number + 1, len(texts)) if later in chain), len(said))
        for candidate in (one for one in range(passage, until) if one in free):
            end = text.end_within(said[candidate], start if candidate == passage else 0)
            if end >= 0:
                # The head of a column is said again before each cell: what comes next may stand before it.
                passage, start = (passage, start) if text.is_label else (candidate, end)
                yield number, candidate
                break
