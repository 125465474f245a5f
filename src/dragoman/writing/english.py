"""English words in a text of another language. Which words count is in `english.toml`."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.writing.scripts import LATIN

_WORD = re.compile(rf"{LATIN}++(?:['-]{LATIN}++)*+")
"""A word in Latin letters; one with hyphens is one word."""
_CODE = re.compile(r"[\d_/=.#-]")
"""What stands before or behind a word that is a part of code, a path or a compound."""
_GAP = re.compile(r"[\s,*_“”\"'’‘-]+")
"""What may stand between words of one run: no end of a sentence, no word of the language."""
_GLOSS = re.compile(r"[(（][^()（）]*[)）]")
_QUOTE = re.compile(r"[\"'“”„«»‹›「」『』`]")
_SHORTEST_COPIED = 4
_LONGEST_GLOSS = 5
"""Words of an English term that stands in brackets beside its translation."""


@dataclass(frozen=True, slots=True)
class EnglishWords:
    """What counts as English in a text of one language."""

    ties: frozenset[str]
    """Words that tie a sentence together: `the`, `with`, `your`."""
    common: frozenset[str]
    """Those and other common words."""
    latin: bool
    """Whether the language itself is written in Latin letters."""
    own: frozenset[str] = frozenset()
    """Words that the language is known to spell as English does, in small letters."""


@dataclass(frozen=True, slots=True)
class Run:
    """English words in a row."""

    text: str
    """As they stand in the translation."""
    words: tuple[str, ...]
    tied: int
    """How many of them tie a sentence together."""
    known: tuple[str, ...]
    """Those that are common English words."""
    copied: tuple[str, ...]
    """Others in small letters that the source has and that look nothing like the language."""
    quoted: bool
    """Whether the same words stand in a row in the source."""
    latin: bool
    """Whether the language has Latin letters too, so that words may look English by chance."""

    @property
    def is_passage(self) -> bool:
        """Whether this is a sentence or a part of one, and no term."""
        many = len(self.words)
        if self.tied:
            return self.tied >= 2 if many == 3 and self.latin else many >= 3 or self.tied >= 2
        return many >= 4 and self.quoted and "," not in self.text and not self.text.isupper()


@cache
def english_in(tag: str, script: str) -> EnglishWords:
    """The English words that are no words of a language."""
    data = _data()
    latin = script == "Latn"
    also = frozenset(data["also"].get(tag.partition("-")[0], "").split()) if latin else frozenset()
    ties = frozenset(data["ties"].split()) - also
    return EnglishWords(ties, (ties | frozenset(data["words"].split())) - also, latin, also)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("english.toml").read_text(encoding="utf-8"))


def english_runs(text: str, source: str, english: EnglishWords) -> Iterator[Run]:
    """The English of a translation, run by run; terms in brackets behind their translation are left out.

    In Latin script a word is taken for English if it is a common one or stands in the source; elsewhere every word
    in Latin letters is.
    """
    if not english.latin and not _WORD.search(text):
        return
    text, source = text.replace("’", "'"), source.replace("’", "'").lower()
    said = _WORD.findall(source)
    there = frozenset(said)
    chosen = [match for match in _WORD.finditer(text) if _is_english(match[0], there, english)]
    chosen = [match for match in chosen if not _is_code(text, match)]
    if not any(match[0].lower() in english.common or match[0].lower() in there for match in chosen):
        return
    first = next((place for place, character in enumerate(text) if character.isalpha()), len(text))
    glosses = [match.span() for match in _GLOSS.finditer(text, first) if _is_gloss(match, english)]
    outside = [match for match in chosen if not _is_within(match.start(), glosses)]
    in_a_row = f" {' '.join(said)} "
    for run in _in_rows(text, outside):
        words = tuple(match[0].lower() for match in run)
        yield Run(
            text=text[run[0].start() : run[-1].end()],
            words=words,
            tied=sum(word in english.ties for word in words),
            known=tuple(match[0] for match in run if match[0].lower() in english.common),
            copied=tuple(match[0] for match in run if not english.latin and _is_copied(text, match, there, english)),
            quoted=f" {' '.join(words)} " in in_a_row,
            latin=english.latin,
        )


def _is_english(word: str, there: Collection[str], english: EnglishWords) -> bool:
    low = word.lower()
    return low.isascii() and (not english.latin or low in english.common or low in there)


def _is_code(text: str, word: re.Match[str]) -> bool:
    before, behind = text[max(word.start() - 1, 0) : word.start()], text[word.end() : word.end() + 2]
    if behind[:1] == ".":
        return behind[1:].isalnum()
    return bool(_CODE.match(before) or _CODE.match(behind) or behind[:1] == "(")


def _is_copied(text: str, found: re.Match[str], there: Collection[str], english: EnglishWords) -> bool:
    """Whether a word of the source stands in small letters and without quotation marks, as no name does."""
    word = found[0]
    bare = not _QUOTE.match(text, found.end()) and not _QUOTE.match(text, max(found.start() - 1, 0))
    return len(word) >= _SHORTEST_COPIED and word.islower() and word in there and word not in english.common and bare


def _is_within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a place is in one of some spans, which follow each other."""
    before = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return before >= 0 and place < spans[before][1]


def _is_gloss(brackets: re.Match[str], english: EnglishWords) -> bool:
    """Whether brackets hold no more than a term."""
    words = brackets[0][1:-1].lower().split()
    tied = sum(word in english.ties for word in words)
    return len(words) <= _LONGEST_GLOSS and tied <= 1


def _in_rows(text: str, words: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    row: list[re.Match[str]] = []
    for word in words:
        if row and not _GAP.fullmatch(text, row[-1].end(), word.start()):
            yield row
            row = []
        row.append(word)
    if row:
        yield row
