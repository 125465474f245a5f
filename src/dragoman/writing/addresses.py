"""Addresses, numbers and code in a text: what people copy and dial, and what must hold no other character."""

from __future__ import annotations

import re

_HOST = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+"
_TOP = r"(?:com|org|net|gov|edu|info|health|io|us|mil|int)"

ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s<>()\[\]«»“”\"،؛。，、）]+"
    r"|www\.[^\s<>()\[\]«»“”\"،؛。，、）]+"
    r"|(?<![\w.+-])[\w.+-]+@" + _HOST + r"[^\W\d_]{2,}"
    r"|(?<![\w.@-])" + _HOST + _TOP + r"(?![\w-])(?:/[^\s<>()\[\]«»“”\"،؛。，、）]*)?"
)
"""A web address, a mail address, or the name of a host."""

NUMBER = re.compile(r"[+(]?\d(?:[\d.,:٫٬]|[ -]\d|\) ?\d|[()](?=[\d ]))*(?<=\d)")
"""A number, a time or a telephone number; a dash between two numbers is none of either."""

CODE = re.compile(r"`[^`\n]+`|\{[A-Za-z][\w.]*\}")
"""Code and placeholders, as they are written."""

_ADDRESS_SIGN = re.compile(r"[/@]|\.\w")


def has_address(text: str) -> bool:
    """A cheap test: whether `ADDRESS` is worth a search."""
    return _ADDRESS_SIGN.search(text) is not None


def without_code(text: str) -> str:
    """A text with a space for each address, placeholder and piece of code."""
    text = ADDRESS.sub(" ", text) if has_address(text) else text
    return CODE.sub(" ", text) if "{" in text or "`" in text else text
