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

_INNER_STOP = re.compile(r"\.\w")


_CODE_LINE = re.compile(
    r"^\s*[#$] |\$\{|[\w)\]] ?= ?\S|\w \| \w|^\s*\w+:(?: [\w./:]+){1,3}$|(?:^|\s)--?[a-z][\w-]*(?=\s|$)|://"
    r"|^\s*(?:sudo|apt|apt-get|cp|mv|rm|mkdir|echo|cd|service|systemctl) |^\s*[\w-]+  +[\w/.-]+  +\w"
    r"|(?:^|\s)/\w+/\w|[;{]$|^\s*[a-z]+\(|(?<!\w)[^\WA-Za-z]*+[A-Za-z]\w*+\(\)"
)
"""A command or a setting. Each of these signs is rare in prose, and rarer in prose that is one in two languages."""


_COMMAND = re.compile(r"(?:[^A-Z.?!:,]*+[.?!:,])*+\s*+[^\sA-Z.?!:,][^.?!:,]*+$")
"""A line that neither begins nor ends as one of prose does; where all of several are so, they are commands."""


_FEW = 2
"""Lines from which on a text that is mostly code is code."""


def has_address(text: str) -> bool:
    """A cheap test: whether `ADDRESS` is worth a search."""
    return "/" in text or "@" in text or _INNER_STOP.search(text) is not None


def without_code(text: str) -> str:
    """A text with a space for each address, placeholder and piece of code."""
    text = ADDRESS.sub(" ", text) if has_address(text) else text
    return CODE.sub(" ", text) if "{" in text or "`" in text else text


def without_code_lines(text: str) -> str:
    """A text without its lines that are commands or settings, which nobody translates."""
    lines = text.split("\n")
    if text.lstrip().startswith("#!") or (len(lines) > 1 and all(map(_COMMAND.match, filter(str.strip, lines)))):
        return ""
    prose = [line for line in lines if not _CODE_LINE.search(line)]
    mostly = len(lines) > _FEW and sum(map(bool, map(str.strip, prose))) * 2 < sum(map(bool, map(str.strip, lines)))
    return "" if mostly else "\n".join(prose)
