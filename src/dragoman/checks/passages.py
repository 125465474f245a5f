"""What the data of a sheet say beside what its structure tree reads out: which passage says which text.

The letters of a text are looked for in their order, with whatever the press put between them: where a script stacks its
letters, a file may say one more than once. On a page in Arabic script pdfium turns their order around, so there letters
are compared as a bag. The order of passages is always compared.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.model import ExpectedSheet, ExpectedText, Passage, PrintedSheet

_LOST_TO_THE_READER = 4
"""In Arabic script one letter in so many, and one more, may be missing: pdfium takes a letter that stands nearly where
the same one was before for its shadow, and leaves it out. Measured on the shipped guides: up to one in four.
"""
_NEAR = 10
"""Passages among which the most likely one is chosen where letters are compared as a bag."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text is read out."""

    text: ExpectedText
    passage: Passage
    in_order: bool
    """Whether it comes after all that should be read before it."""


@lru_cache(maxsize=8)
def places(expected: ExpectedSheet, passages: tuple[Passage, ...]) -> tuple[Place | None, ...]:
    """For each text its place; `None` where no passage says it."""
    return tuple(_places(expected.texts, passages))


def language_read(sheet: PrintedSheet, passage: Passage) -> str:
    """The tag of the language that most of its letters are read in; empty where it has no letters."""
    letters: Counter[str] = Counter()
    for tag, count in passage.languages:
        letters[tag or sheet.language] += count
    return max(letters, key=lambda tag: letters[tag]) if letters.total() else ""


def _places(texts: tuple[ExpectedText, ...], passages: tuple[Passage, ...]) -> Iterator[Place | None]:
    said = [_letters(passage.text) for passage in passages]
    find = _find_bag if any(map(_joined, said)) else _find_in_order
    position = 0
    for text in texts:
        letters = _letters(text.text)
        found = find(letters, said, range(position, len(said)))
        if found is not None:
            position = position if text.is_label else found
            yield Place(text, passages[found], in_order=True)
            continue
        found = find(letters, said, range(position))
        yield None if found is None else Place(text, passages[found], in_order=False)


def _find_in_order(letters: str, said: Sequence[str], among: range) -> int | None:
    """The first passage that has the letters in their order: it leaves most room for what follows."""
    return next((number for number in among if _says_in_order(letters, said[number])), None)


def _find_bag(letters: str, said: Sequence[str], among: range) -> int | None:
    """The most likely of the next passages that have nearly all of the letters and few others; else the first such."""
    bag, joined = Counter(letters), _joined(letters)
    spared = 1 + joined // _LOST_TO_THE_READER if joined else 0

    def strangeness(number: int) -> float:
        missing = (bag - Counter(said[number])).total()
        others = len(said[number]) - len(letters) + missing
        return missing + 0.5 * others if missing <= spared and others <= len(letters) + 12 else math.inf

    near = min(among[:_NEAR], key=strangeness, default=None)
    if near is not None and strangeness(near) < math.inf:
        return near
    return next((number for number in among[_NEAR:] if strangeness(number) < math.inf), None)


def _joined(letters: str) -> int:
    """How many letters are of Arabic script, or another that is joined and read from the right."""
    return sum(unicodedata.bidirectional(letter) == "AL" for letter in letters)


def _says_in_order(letters: str, said: str) -> bool:
    position = 0
    for letter in letters:
        position = said.find(letter, position) + 1
        if not position:
            return False
    return True


def _letters(text: str) -> str:
    """Letters with their marks, and digits. A bracket is turned around in a line from the right, a hyphen at the end
    of a line is taken for a division of the word: signs are left out.
    """
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] in "LMN")
