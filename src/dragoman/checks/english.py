"""English prose as a reader meets it: its sentences, its words, and how many years of school it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dragoman.checks.reading import Reading, read_text
from dragoman.localize import inline_context
from dragoman.markup.tree import iter_segments
from dragoman.model import Guide, Segment

_END = re.compile(r"(?<=[.!?:])[\"”’)]*(?:\s+|$)|\n")
_ABBREVIATION = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|St|vs|No|a\.m|p\.m|e\.g|i\.e|U\.S)\.)$", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][A-Za-z’']*")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^dtaeiouy]ed|[^cgsxzlaeiouy]es)$")
_I_APART = re.compile(r"(?<![cgst])i(?=[aou])")
_VOWELS = re.compile(r"[aeiouy]+")
_KEPT = 16_384
"""Texts whose sentences, and words whose syllables, are held at once: several rules ask for them."""


def read_segments(guide: Guide) -> Iterator[tuple[Segment, Reading]]:
    """The texts of a guide in reading order, parsed; those of the guides that it includes are read there."""
    context = inline_context(guide)
    for segment in iter_segments(guide):
        yield segment, read_text(segment.text, context)


@lru_cache(maxsize=_KEPT)
def sentences(text: str) -> tuple[str, ...]:
    """Sentences of a plain text; a colon ends one, as a reader pauses there, and an abbreviation does not."""
    found: list[str] = []
    joined = ""
    position = 0
    for match in _END.finditer(text):
        joined += text[position : match.end()]
        position = match.end()
        if not _ABBREVIATION.search(joined.rstrip()):
            found.append(joined)
            joined = ""
    found.append(joined + text[position:])
    return tuple(part.strip() for part in found if _WORD.search(part))


def words(text: str) -> list[str]:
    return _WORD.findall(text)


@lru_cache(maxsize=_KEPT)
def syllables(word: str) -> int:
    """Groups of vowels, without the silent ones at the end: close to what a dictionary counts."""
    spoken = _SILENT.sub("", word.lower())
    return max(1, len(_VOWELS.findall(_I_APART.sub("i-", spoken))))


def reading_grade(texts: Iterable[str]) -> float | None:
    """School years by Flesch and Kincaid (1975); `None` where there are no words."""
    parts = [words(sentence) for text in texts for sentence in sentences(text)]
    every = [word for part in parts for word in part]
    if not every:
        return None
    return 0.39 * len(every) / len(parts) + 11.8 * sum(map(syllables, every)) / len(every) - 15.59
