"""The texts of a site for its page of search, in parts of few handouts of one language.

Each part has an index as MiniSearch reads it back (its serialization, version 2). A directory for each language says
which parts have words of which beginnings, so that a reader fetches no other. `templates/search.js` cuts what people
type in the same way: what is changed here must be changed there.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.model import Direction
from dragoman.render.script import script_data
from dragoman.render.sections import Section

DATA_NAME = "dragomanSearch"
LOADED_NAME = "dragomanLoaded"
"""Of whatever file the page has just loaded."""
FIELDS = ("title", "heading", "text")
FIRST_LETTERS = 3
"""Of a word, by which a directory knows it. Where no spaces are written, one letter with its marks is enough."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u0655\u0670]")
"""Accents of Latin, Greek and Cyrillic, vowel signs and the stretch of Arabic: people leave them out."""
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u3040-\u30ff\u3400-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f"
"""Thai, Lao, Myanmar, Khmer, kana and Han: scripts that put no spaces between words."""
_RUN = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_JOINS_NEXT = "\u17d2\u1039"
"""Khmer coeng and Myanmar virama write the next letter below."""
_MARKED = "".join(
    sign
    for first, last in re.findall("(.)-(.)", _UNSPACED)
    if last < "\u3400" or first > "\u9fff"  # among Han there are no marks
    for sign in map(chr, range(ord(first), ord(last) + 1))
    if unicodedata.category(sign)[0] == "M"
)
_LETTER = re.compile(f".(?:(?<=[{_JOINS_NEXT}]).|[{_MARKED}])*", re.DOTALL)
"""One with its marks, and with what is written below it."""


@dataclass(frozen=True, slots=True)
class Text:
    """A section of a handout, to be found."""

    page: str
    title: str
    draft: bool
    section: Section


@dataclass(frozen=True, slots=True)
class PartEntry:
    """What a directory says of a part."""

    path: str
    handouts: int
    beginnings: frozenset[str]


def terms(text: str) -> list[str]:
    """What a text is found by: words; pairs of neighbouring letters, and the last one, where no spaces are written."""
    folded = _fold(text)
    words = folded.translate(_WORDS).split()
    if not _IS_UNSPACED.search(folded):
        return words
    found: list[str] = []
    for run in (run for word in words for run in _RUN.findall(word)):
        if _IS_UNSPACED.match(run):
            letters = _LETTER.findall(run)
            found += [first + second for first, second in pairwise(letters)]
            found.append(letters[-1])
        else:
            found.append(run)
    return found


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", _MARKS.sub("", plain)).lower()


class _Words(dict[int, int]):
    """Letters, marks and digits as they are, all else as a space; asked once for each."""

    def __missing__(self, code: int) -> int:
        self[code] = code if unicodedata.category(chr(code))[0] in "LMN" else ord(" ")
        return self[code]


_WORDS = _Words()


def beginning(term: str) -> str:
    """What a directory knows a word by."""
    if _IS_UNSPACED.match(term):
        letter = _LETTER.match(term)
        return letter[0] if letter else ""
    return term[:FIRST_LETTERS]


def part_script(texts: Sequence[Text]) -> tuple[str, frozenset[str]]:
    """Texts of some handouts of one language with their index, and the beginnings of all their words."""
    pages: dict[tuple[str, str, bool], int] = {}
    rows = []
    for text in texts:
        page = pages.setdefault((text.page, text.title, text.draft), len(pages))
        rows.append([page, text.section.anchor, text.section.heading, text.section.text])
    words = _words(texts)
    value = {
        "pages": [{"path": path, "title": title, "draft": draft} for path, title, draft in pages],
        "texts": rows,
        "index": _index(len(texts), words),
    }
    return script_data(LOADED_NAME, value), frozenset(map(beginning, words.having))


def directory_script(parts: Sequence[PartEntry]) -> str:
    """The parts of a language, and which have each beginning: a hexadecimal number, its lowest bit for the first."""
    having: dict[str, int] = {}
    for number, part in enumerate(parts):
        for one in part.beginnings:
            having[one] = having.get(one, 0) | 1 << number
    value = {
        "parts": [{"path": part.path, "handouts": part.handouts} for part in parts],
        "beginnings": {one: f"{bits:x}" for one, bits in sorted(having.items())},
    }
    return script_data(LOADED_NAME, value)


def languages_script(languages: Sequence[tuple[str, str, str, Direction, str]]) -> str:
    """What the page begins with: tag, English name, own name, direction and directory of each language with texts."""
    value = [
        {"tag": tag, "english": english, "own": own, "direction": direction.value, "directory": directory}
        for tag, english, own, direction, directory in languages
    ]
    return script_data(DATA_NAME, value)


def _said(text: Text) -> tuple[str, str, str]:
    """By field."""
    return text.title, text.section.heading, text.section.text


@dataclass(frozen=True, slots=True)
class _Found:
    """The words of some texts, which have numbers."""

    having: Mapping[str, Mapping[int, Mapping[int, int]]]
    """By word, field and text: how often it stands there."""
    lengths: Mapping[int, Sequence[int]]
    """Of each text: how many different words each field has."""


def _words(texts: Sequence[Text]) -> _Found:
    having: dict[str, dict[int, dict[int, int]]] = {}
    lengths: dict[int, list[int]] = {}
    for number, text in enumerate(texts):
        for field, said in enumerate(_said(text)):
            counted = Counter(terms(said))
            lengths.setdefault(number, []).append(len(counted))
            for term, times in counted.items():
                having.setdefault(term, {}).setdefault(field, {})[number] = times
    return _Found(having, lengths)


def _index(count: int, words: _Found) -> Mapping[str, object]:
    """As MiniSearch writes it, of so many texts."""
    return {
        "documentCount": count,
        "nextId": count,
        "documentIds": {number: number for number in range(count)},
        "fieldIds": {name: number for number, name in enumerate(FIELDS)},
        "fieldLength": words.lengths,
        "averageFieldLength": [sum(one[field] for one in words.lengths.values()) / max(count, 1) for field in range(3)],
        "storedFields": {},
        "dirtCount": 0,
        "index": sorted(words.having.items()),
        "serializationVersion": 2,
    }
