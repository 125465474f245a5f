"""Digits of all scripts and the signs among them, written as ASCII has them; places in the text stay the same."""

from __future__ import annotations

import re
import unicodedata

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
    return text if text.isascii() else _ODD.sub(_plain, text)


_ODD = re.compile(rf"[{''.join(_SIGNS)}]|(?![0-9])\d")
"""Characters that ASCII has another one for."""


def _plain(odd: re.Match[str]) -> str:
    return _SIGNS.get(odd[0]) or str(unicodedata.decimal(odd[0]))
