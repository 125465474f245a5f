"""Digits of all scripts and the signs among them, written as ASCII has them; places in the text stay the same."""

from __future__ import annotations

import unicodedata
from functools import cache

_SIGNS = {
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("\u202f\u2007\u2009\u200a", "\u00a0"),
    # Marks of direction stand round phone numbers in scripts that run from right to left.
    **dict.fromkeys(
        "\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u200b\u2060\ufeff\u3000", " "
    ),
    **dict(zip("．：／％＋（）＠＃～〜", ".:/%+()@#~~", strict=True)),
    "٪": "%",
    "⁄": "/",
    "∕": "/",
    "º": "°",
    "˚": "°",
    "µ": "μ",
    "፡": ":",
    "∶": ":",
    "·": ".",
}


def fold_digits(text: str) -> str:
    """The text with every decimal digit in ASCII, and dashes, spaces and signs of one meaning in one form."""
    return text if text.isascii() else text.translate(_table("".join(sorted(set(text)))))


@cache
def _signs() -> dict[int, str]:
    return {ord(sign): meant for sign, meant in _SIGNS.items()}


def _table(characters: str) -> dict[int, str]:
    signs = _signs()
    table = {ord(c): str(unicodedata.decimal(c)) for c in characters if c.isdecimal() and not c.isascii()}
    table.update((ord(c), signs[ord(c)]) for c in characters if ord(c) in signs)
    return table
