"""The index of all texts of a site for its page of search, as MiniSearch reads it back (its serialization, version 2).

`templates/search.js` cuts what people type in the same way: what is changed here must be changed there.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.model import Direction
from dragoman.render.script import script_data
from dragoman.render.sections import Section

DATA_NAME = "dragomanTexts"
FIELDS = ("title", "heading", "text")

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u0655\u0670]")
"""Accents of Latin, Greek and Cyrillic, vowel signs and the stretch of Arabic: people leave them out."""
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u3040-\u30ff\u3400-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f"
"""Thai, Lao, Myanmar, Khmer, kana and Han: scripts that put no spaces between words."""
_RUN = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_JOINS_NEXT = "\u17d2\u1039"
"""Khmer coeng and Myanmar virama write the next letter below."""


@dataclass(frozen=True, slots=True)
class Text:
    """A section of a handout, to be found."""

    language: str
    page: str
    title: str
    draft: bool
    section: Section


def terms(text: str) -> Iterator[str]:
    """What a text is found by: words; pairs of neighbouring letters, and the last one, where no spaces are written."""
    for word in _words(_fold(text)):
        for run in _RUN.findall(word):
            if not _IS_UNSPACED.match(run):
                yield run
                continue
            letters = _letters(run)
            yield from (first + second for first, second in pairwise(letters))
            yield letters[-1]


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", _MARKS.sub("", plain)).lower()


def _words(text: str) -> list[str]:
    """Runs of letters, marks and digits."""
    return "".join(one if unicodedata.category(one)[0] in "LMN" else " " for one in text).split()


def _letters(run: str) -> list[str]:
    """Each letter with its marks, and with what is written below it."""
    found: list[str] = []
    joins = False
    for one in run:
        if found and (joins or unicodedata.category(one)[0] == "M"):
            found[-1] += one
        else:
            found.append(one)
        joins = one in _JOINS_NEXT
    return found


def search_script(texts: Sequence[Text], languages: Sequence[tuple[str, str, str, Direction]]) -> str:
    """The data of the page: the texts and their index. `languages` are tag, English name, own name and direction."""
    pages: dict[tuple[str, str, str, bool], int] = {}
    rows = []
    for text in texts:
        page = pages.setdefault((text.language, text.page, text.title, text.draft), len(pages))
        section = text.section
        rows.append([page, section.anchor, section.heading, section.text])
    value = {
        "languages": [
            {"tag": tag, "english": english, "own": own, "direction": direction.value}
            for tag, english, own, direction in languages
        ],
        "pages": [
            {"language": language, "path": path, "title": title, "draft": draft}
            for language, path, title, draft in pages
        ],
        "texts": rows,
        "index": _index(texts),
    }
    return script_data(DATA_NAME, value)


def _index(texts: Sequence[Text]) -> Mapping[str, object]:
    found: dict[str, dict[int, dict[int, int]]] = {}
    lengths: dict[int, list[int]] = {}
    for number, text in enumerate(texts):
        section = text.section
        for field, said in enumerate((text.title, section.heading, section.text)):
            counted = Counter(terms(said))
            lengths.setdefault(number, []).append(len(counted))
            for term, times in counted.items():
                found.setdefault(term, {}).setdefault(field, {})[number] = times
    count = len(texts)
    return {
        "documentCount": count,
        "nextId": count,
        "documentIds": {number: number for number in range(count)},
        "fieldIds": {name: number for number, name in enumerate(FIELDS)},
        "fieldLength": lengths,
        "averageFieldLength": [sum(one[field] for one in lengths.values()) / max(count, 1) for field in range(3)],
        "storedFields": {},
        "dirtCount": 0,
        "index": sorted(found.items()),
        "serializationVersion": 2,
    }
