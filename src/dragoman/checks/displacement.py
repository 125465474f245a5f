"""Whether translations of a catalog stand one or a few places off: each beside the English of a neighbour.

Every translation is held against its own English and against that of its neighbours, by what needs no
understanding: numbers, placeholders, links, marks, the sign at the end, and the length; and by what the word list of
its language knows.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.checks.concepts import english_list, named
from dragoman.checks.reading import Reading, read_text
from dragoman.lexicons import Group, Lexicon, find_lexicon
from dragoman.markup.inline import InlineContext
from dragoman.model import Entry, Language
from dragoman.writing.sentences import sentences

FARTHEST = 2
"""How many places a translation may be off; a longer way is not looked for."""
_ENOUGH = 5.5
"""How much better neighbours must fit, all together."""
_FEW = 200
"""Entries of a catalog for which that is enough."""
_BY_CHANCE = 1.5
"""How much more it takes, times the natural logarithm of how many times as many they are."""
_TOLL = 0.75
"""What every entry of a shifted run must gain to belong to it."""
_STRONG = 2.0
"""The gain of an entry that proves something; a run has at least two."""

_SPREAD = 0.35
"""How far the logarithms of lengths lie apart in a sound catalog: the deviation in the shipped ones is up to that."""

_TELLING = frozenset({Group.SIDE, Group.TIME, Group.UNIT, Group.BODY, Group.NEGATION, Group.ORDER})
_NUMBER = re.compile(r"\d+")
_ASKS = re.compile(r"[?？؟፧]|(?<=\w);$")
_ENDS = frozenset(".!?:。！？؟۔።៕។။")
_SPELLED = frozenset({"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "12"})
"""Numbers that a translation may well write as words."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What of a text shows by itself and by a word list."""

    raw: str
    """The text as it stands."""
    concepts: frozenset[str] | None
    """What the word list of its language finds in it; `None` without a list."""
    numbers: tuple[str, ...]
    atoms: tuple[Counter[str], ...]
    """Empty where the text has none."""
    marks: Counter[str]
    asks: bool
    length: float
    """Natural logarithm of its characters."""
    ends: bool
    """Whether it ends as a sentence does."""

    @classmethod
    def of(cls, reading: Reading, lexicon: Lexicon | None) -> Signature:
        plain, atoms = reading.plain, reading.atoms
        found = (atoms.placeholders, atoms.links, atoms.footnotes, atoms.code)
        return cls(
            reading.raw,
            None if lexicon is None else _concepts(reading.words, lexicon),
            _numbers(reading.words),
            found if any(found) else (),
            atoms.marks,
            _ASKS.search(plain.strip()[-2:]) is not None,
            math.log(max(len(plain), 1)),
            plain.rstrip("\"'”’») ")[-1:] in _ENDS,
        )


def _concepts(words: str, lexicon: Lexicon) -> frozenset[str]:
    # Sentence by sentence, as the rules ask for them: they have been read already.
    pieces = sentences(words)
    read = [named(piece, lexicon) for piece in (pieces if len(pieces) > 1 else (words,))]
    found = frozenset(hit.concept for hits in read for group in hits.keys() & _TELLING for hit in hits[group])
    return found - {"concord"} | {"not"} if "concord" in found else found


def _numbers(words: str) -> tuple[str, ...]:
    found = _NUMBER.findall(words)
    return tuple(sorted("".join(str(unicodedata.decimal(digit)) for digit in number) for number in found))


@dataclass(frozen=True, slots=True)
class Displaced:
    """A run of entries whose translations belong elsewhere."""

    entries: tuple[Entry, ...]
    offset: int
    """Where they belong: 1 for the next entry, -1 for the one before."""


def displaced_runs(entries: Sequence[Entry], context: InlineContext, language: Language) -> Iterator[Displaced]:
    """Runs of translated entries that fit the English of other places, and not their own; each is told once."""
    if len(entries) < 2:
        return
    english = [_signature(entry.key.text, context) for entry in entries]
    lexicon = find_lexicon(language)
    local = [Signature.of(read_text(entry.translation[0], context), lexicon) for entry in entries]
    usual = _middle([there.length - here.length for here, there in zip(english, local, strict=True)])
    # What is the English itself stands where it belongs, whatever is wrong with it.
    own = [
        0.0 if here.raw == there.raw else _fit(here, there, usual) for here, there in zip(english, local, strict=True)
    ]
    taken: set[int] = set()
    runs = [
        run
        for offset in sorted((way for far in range(1, FARTHEST + 1) for way in (far, -far)), key=abs)
        for run in _runs(_gains(english, local, own, offset, usual), offset, _enough(len(entries)))
    ]
    for _, start, end, offset in sorted(runs, reverse=True):
        if not taken & set(range(start, end)):
            taken |= set(range(start, end))
            yield Displaced(tuple(entries[start:end]), offset)


@lru_cache(maxsize=4096)
def _signature(english: str, context: InlineContext) -> Signature:
    """One for all languages."""
    return Signature.of(read_text(english, context), english_list())


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _gains(
    english: Sequence[Signature], local: Sequence[Signature], own: Sequence[float], offset: int, usual: float
) -> list[float]:
    """How much better each translation fits the English so many places on; much worse where there is none."""
    return [
        _fit(english[place + offset], local[place], usual) - own[place]
        if own[place] < 0 and 0 <= place + offset < len(english)
        else min(-own[place], 0.0) - _TOLL
        for place in range(len(local))
    ]


def _enough(entries: int) -> float:
    """The more places there are, the likelier is a run by chance."""
    return _ENOUGH + _BY_CHANCE * math.log(max(entries / _FEW, 1))


def _runs(gains: Sequence[float], offset: int, enough: float) -> Iterator[tuple[float, int, int, int]]:
    """Stretches of places with the greatest sum of gains, each less a toll."""
    start, total, best, end = 0, 0.0, 0.0, 0
    for place, gain in enumerate((*gains, -math.inf)):
        total += gain - _TOLL
        if total > best:
            best, end = total, place + 1
        if total <= 0:
            strong = sum(gain >= _STRONG for gain in gains[start:end])
            if best >= enough and strong >= 2:
                yield best, start, end, offset
            start, total, best, end = place + 1, 0.0, 0.0, place + 1


def _fit(english: Signature, local: Signature, usual: float) -> float:
    """How well a translation fits an English text; above zero where something speaks for it."""
    fit = 0.0
    if english.atoms or local.atoms:
        fit += 4.0 if english.atoms == local.atoms else -4.0
    if english.numbers or local.numbers:
        fit += _same_numbers(english.numbers, local.numbers)
    if english.marks or local.marks:
        fit += 1.0 if english.marks == local.marks else -1.0
    if english.asks or local.asks:
        fit += 1.5 if english.asks and local.asks else -2.0
    if english.ends != local.ends:
        fit -= 1.0
    fit += _same_concepts(english.concepts, local.concepts)
    return fit - min(((local.length - english.length - usual) / _SPREAD) ** 2 / 2, 3.0) + 0.5


def _same_concepts(english: frozenset[str] | None, local: frozenset[str] | None) -> float:
    """Sides, times or parts of the body that both name speak for it; a word list never knows all words for one."""
    if english is None or local is None:
        return 0.0
    shared = len(english & local)
    alone = len(english) + len(local) - 2 * shared
    return min(1.2 * shared, 3.0) - min(0.6 * alone, 2.0)


def _same_numbers(english: tuple[str, ...], local: tuple[str, ...]) -> float:
    """Small numbers may be words in one of the texts; larger ones must be the same."""
    if english == local:
        return 3.0 if english else 0.0
    here, there = Counter(english), Counter(local)
    differing = (here - there) + (there - here)
    return -3.0 if set(differing) - _SPELLED else -0.5
