"""Words of a text in a script with spaces: where one may begin, and its letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

BARE_LETTER = r"[^\W\d_]"
"""A letter without the marks that may follow it."""
_MARK = r"[\u0300-\u036f'’ʼ\u064b-\u065f]"
"""What may stand in a word and is no letter."""
_LONGEST = 100
"""Letters of a word that are looked at; no word of prose has as many, and a place costs no more than these."""
ANY_LETTERS = rf"(?:{BARE_LETTER}|{_MARK}){{0,{_LONGEST}}}"
"""What `*` stands for in a script with spaces."""
_RUN = re.compile(rf"{BARE_LETTER}*+(?:{_MARK}++{BARE_LETTER}*+)*+")
"""All letters of a word, as quick as they can be told."""
_PLACE = re.compile(rf"{BARE_LETTER}++(?!{_MARK})|((?:{BARE_LETTER}++|{_MARK}++)++)|(?<!{BARE_LETTER})\S")
"""All letters of a word, in a group where marks are among them; or a digit or a sign that no letter stands before."""
_AFTER_MARK = re.compile(rf"(?<={_MARK})")
"""Where a word may begin within such letters."""
_TEXTS_KEPT = 1024
"""Texts in which the places of words are known: those of a catalog, for all terms of a glossary."""
_LENGTH_KEPT = 10_000
"""Characters of a text whose places are worth their memory; of longer ones there are few."""


def places(text: str) -> Iterable[tuple[int, str]]:
    """Each place where a word may begin, with its letters, or the digit or sign that stands there."""
    return _kept_words(text) if len(text) <= _LENGTH_KEPT else _words(text)


@lru_cache(maxsize=_TEXTS_KEPT)
def _kept_words(text: str) -> tuple[tuple[int, str], ...]:
    return tuple(_words(text))


def _words(text: str) -> Iterator[tuple[int, str]]:
    for match in _PLACE.finditer(text):
        start = match.start()
        yield start, match[0][:_LONGEST]
        if match.lastindex:
            end = match.end()
            for inner in _AFTER_MARK.finditer(text, start + 1, end):
                if (place := inner.start()) < end:
                    yield place, text[place : min(end, place + _LONGEST)]


def letters_at(text: str, start: int) -> str:
    match = _RUN.match(text, start, start + _LONGEST)
    return match[0] if match else ""


def is_letter(text: str, place: int) -> bool:
    """Whether a letter without marks stands at a place."""
    character = text[place : place + 1]
    return character.isalnum() and not character.isdecimal()
