"""How long a translation of a given English text is in each language, and how far from it a text may be.

Characters without placeholders and code, English = 1. Measured on the texts of the shipped guides, 20 characters and
longer, whose English is plain and short; where no guide is translated, the ratio of the Universal Declaration of Human
Rights times 1.16, by which the measured languages differ from it. The scatter of the logarithm was measured too: about
1.6 / √length in each language (0.24 at 45 characters, 0.17 at 90, 0.13 at 160).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from math import log, sqrt

from dragoman.checks.anatomy import Pair
from dragoman.checks.punctuation import CASED, Ending, end_of, punctuation_of, sentence_count
from dragoman.model import Language

_KEPT = 4096
"""More pairs of texts than a catalog has."""
_MEASURED: Mapping[str, float] = {
    "am": 0.84,
    "ar": 0.93,
    "es": 1.25,
    "km": 1.11,
    "lo": 1.03,
    "mww": 1.43,
    "my": 1.41,
    "om": 1.34,
    "ru": 1.17,
    "so": 1.39,
    "ur": 1.16,
    "vi": 1.15,
    "zh": 0.36,
}
_DECLARATION: Mapping[str, float] = {
    "fa": 0.88,
    "fr": 1.12,
    "hi": 1.04,
    "hnj": 1.31,
    "ja": 0.41,
    "ko": 0.46,
    "ne": 0.90,
    "ps": 0.97,
    "pt": 1.04,
    "sw": 0.97,
    "th": 0.87,
    "ti": 0.65,
    "uk": 1.03,
}
_PLAIN = 1.16
"""Plain English loses its shortness in translation: geometric mean of measured ratio over that of the Declaration."""
_BY_SCRIPT: Mapping[str, float] = {"Arab": 1.0, "Cyrl": 1.15, "Deva": 1.1, "Ethi": 0.8, "Latn": 1.25, "Mymr": 1.4}
"""For a project's own language, by those that are measured."""
_SCATTER = 1.6
_UNSURE = 0.1
"""Added to the scatter of every text: people translate more or less freely."""
_GUESSED = 0.25
"""The same where the ratio is that of the script."""


def expected_ratio(language: Language) -> float | None:
    """Characters for one of English; `None` where nothing is known."""
    tag = language.tag.partition("-")[0]
    if tag in _MEASURED:
        return _MEASURED[tag]
    if tag in _DECLARATION:
        return _DECLARATION[tag] * _PLAIN
    return _BY_SCRIPT.get(language.script)


def length_deviation(pair: Pair) -> float:
    """How far a translation is from the usual length, in standard deviations; below zero where it is short.

    0 where nothing can be said: without a ratio, or with a text of nothing but placeholders.
    """
    ratio = expected_ratio(pair.language)
    ours, theirs = _lengths(pair.english.words, pair.local.words, pair.language.script)
    if ratio is None or not ours or not theirs:
        return 0.0
    tag = pair.language.tag.partition("-")[0]
    unsure = _UNSURE if tag in _MEASURED or tag in _DECLARATION else _GUESSED
    return log(theirs / (ours * ratio)) / sqrt(_SCATTER**2 / ours + unsure**2)


@lru_cache(maxsize=_KEPT)
def _lengths(english: str, text: str, script: str) -> tuple[int, int]:
    """Of both texts, without what the translation took over from the English: names, and the English as a gloss."""
    english, text = english.strip(), text.strip()
    if len(text) > len(english) > 0 and english.casefold() in text.casefold():
        return len(english), len(text) - len(english)
    if script in CASED or not _NAME.search(text):
        return len(english), len(text)
    shared = sum(len(name) * count for name, count in (_names(text) & _names(english)).items())
    return len(english) - shared, len(text) - shared


def _names(text: str) -> Counter[str]:
    return Counter(_NAME.findall(text))


_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]+")
"""A word in Latin letters or a number, in a text of another script."""

_MARK = re.compile(r"[.!?:;…।៖។؟؛۔።፧፡፤。！？：；](?![\d.])")
"""What may end a sentence; people forget the space behind it, and write a colon for the sign of their script."""
_STOP = re.compile(r"\.(?=\s|$)")
_FEWER = -1.2
_NO_END = -1.8
"""Standard deviations below which a text that lacks a sentence, or the mark at its end, is taken for cut off."""
_JOINED = -1.5
"""The same where there is an end, but fewer sentences."""
_NO_MARKS = -2.6
"""The same in a language that need not end a sentence with a mark, or whose writers often leave it out."""
_CARELESS = frozenset({"Ethi"})
_LEAST = 20
"""Characters of English below which length says little."""


def looks_cut_off(pair: Pair) -> bool:
    """Whether a translation is short and lacks a sentence, or is short and does not end as its English does.

    Where a space may end a sentence, sentences are counted only in texts that use full stops.
    """
    if len(pair.source) < _LEAST or (deviation := length_deviation(pair)) > _FEWER:
        return False
    ours, theirs = end_of(pair.english.plain), end_of(pair.local.plain)
    unmarked = (Ending.STOP, Ending.NOTHING) in punctuation_of(pair.language).also
    counts = not unmarked or _STOP.search(pair.local.plain) is not None
    if counts and _most_sentences(pair.local.plain) < sentence_count(pair.english.plain):
        # Two sentences may have become one; then it has an end.
        return theirs.ending in _OPEN or deviation < _JOINED
    return (
        deviation < (_NO_MARKS if unmarked or pair.language.script in _CARELESS else _NO_END)
        and ours.ending in _FINAL
        and not ours.doubtful
        and theirs.ending in _OPEN
    )


def _most_sentences(plain: str) -> int:
    """As many as a text may hold whose writer was careless with spaces and marks."""
    pieces = sum(any(map(str.isalnum, piece)) for piece in _MARK.split(plain))
    return max(pieces, sentence_count(plain))


_FINAL = frozenset({Ending.STOP, Ending.QUESTION, Ending.EXCLAMATION})
_OPEN = frozenset({Ending.NOTHING, Ending.COMMA, Ending.SEMICOLON})
