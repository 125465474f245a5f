"""Letters that were put together of a base and a mark, where Unicode has them whole."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.model import Severity

_SHOWN = 3


def check(pair: Pair) -> Iterator[Problem]:
    text = pair.translation
    if unicodedata.is_normalized("NFC", text):
        return
    whole = unicodedata.normalize("NFC", text)
    # Two marks in another order, and a letter that NFC itself takes apart, look and sort the same.
    if Counter(_apart(text)) == Counter(whole):
        return
    shown = tuple(dict.fromkeys(_pieces(text)))[:_SHOWN]
    yield pair.problem(
        f"“{shown[0]}” is put together of several characters." if shown else "The text is not in the form NFC.",
        "Write it in the form NFC.",
        words=shown,
        fix=whole,
    )


def _apart(text: str) -> str:
    """A text with the letters that Unicode leaves taken apart taken apart, and nothing put together."""
    return "".join(
        unicodedata.normalize("NFC", character) if unicodedata.decomposition(character).count(" ") else character
        for character in text
    )


def _pieces(text: str) -> Iterator[str]:
    """Letters with the marks that belong to them."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not unicodedata.combining(text[place]):
            piece = text[start:place]
            if not unicodedata.is_normalized("NFC", piece):
                yield piece
            start = place


RULE = PairRule("A translation is in decomposed form.", Severity.WARNING, check)
