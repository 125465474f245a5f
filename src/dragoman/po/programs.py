"""How the programs that write catalogs lay out a text: where its lines end, and what stands behind its word.

Each is held against the program itself, at real catalogs, by `tools/judge_catalogs.py`. A program that lays out some
text otherwise loses nothing: its lines are then kept where they stand.
"""

from __future__ import annotations

import re
import textwrap
from enum import StrEnum
from typing import NamedTuple, assert_never

from dragoman.po.linebreak import units
from dragoman.po.quoting import quote
from dragoman.po.wording import filled, rows_of, text_lines

_BABEL_UNIT = re.compile(
    r"""
    ( \s+
    | [^\s\w]* \w+ [a-zA-Z] - (?= \w+ [a-zA-Z] )       # a word as far as its hyphen
    | (?<= [\w!"'&.,?] ) -{2,} (?= \w )                # a dash of several hyphens
    )
    """,
    re.VERBOSE,
)
_SPECIAL = re.compile(r'[\\\n\r\t\v\b\f"]')


class Program(StrEnum):
    GNU = "gettext"
    """Poedit and po-mode write as its library does."""
    BABEL = "Babel"
    """And Sphinx."""
    TOOLKIT = "translate-toolkit"
    """And Weblate."""
    POLIB = "polib"
    PO4A = "po4a"
    TRANSIFEX = "Transifex"
    """Each translation on one line, whatever its line ends."""


class Hand(NamedTuple):
    """A program at one of its widths."""

    program: Program
    width: int | None
    """As its own option counts it; `None` if it wraps nothing, which all do alike."""

    def lines(self, word: str, text: str, mark: str) -> list[str]:
        """The lines of a field, without line ends; `mark` is what stands before each, such as `#~ `."""
        if self.program is Program.TRANSIFEX:
            return [f'{mark}{word} "{quote(text)}"']
        if self.width is None:
            return text_lines(word, text, mark, None)
        match self.program:
            case Program.GNU:
                return text_lines(word, text, mark, self.width, units)
            case Program.TOOLKIT:
                strings = _toolkit(text, self.width)
            case Program.BABEL:
                strings = _babel(text, self.width, len(mark))
            case Program.POLIB:
                strings = _polib(word, text, self.width)
            case Program.PO4A:
                strings = _po4a(text, self.width)
            case _:
                assert_never(self.program)
        first, *others = strings
        return [f'{mark}{word} "{first}"', *(f'{mark}"{string}"' for string in others)]


def _toolkit(text: str, width: int) -> list[str]:
    strings = [part for row in rows_of(text) for part in filled(units(quote(row), whole_names=True), width)]
    return ["", *strings] if len(strings) > 1 or len(strings[0]) > width - 6 else strings


def _babel(text: str, width: int, mark: int) -> list[str]:
    """It counts characters, and the mark of an obsolete entry once for every piece."""
    strings: list[str] = []
    for row in text.splitlines(keepends=True):
        if len(quote(row)) + 2 + mark <= width:
            strings.append(quote(row))
            continue
        pieces = [quote(piece) for piece in _BABEL_UNIT.split(row)]
        strings += filled(pieces, width - 3, [len(piece) + mark for piece in pieces])
    return ["", *strings] if len(strings) > 1 else [quote(text)]


def _polib(word: str, text: str, width: int) -> list[str]:
    """It wraps only texts without line ends inside."""
    rows = text.splitlines(keepends=True)
    if len(rows) > 1:
        return ["", *map(quote, rows)]
    if len(text) <= width - len(word) - 3 + len(_SPECIAL.findall(text)):
        return [quote(text)]
    return ["", *textwrap.wrap(quote(text), width - 2, drop_whitespace=False, break_long_words=False)]


def _po4a(text: str, width: int) -> list[str]:
    """It counts no quotes, and ends no line behind a full stop."""
    strings: list[str] = []
    for row in map(quote, rows_of(text)):
        rest = row
        while len(rest) > width and (cut := _po4a_cut(rest, width)) < len(rest):
            strings.append(rest[:cut])
            rest = rest[cut:]
        strings.append(rest)
    return ["", *strings] if len(strings) > 1 else strings


def _po4a_cut(row: str, width: int) -> int:
    """The place behind the blanks at which a row is cut."""
    place = row.rfind(" ", 0, width + 1)
    while place > 0 and row[place - 1] == ".":
        place = row.rfind(" ", 0, place)
    place = row.find(" ") if place < 0 else place
    return len(row) if place < 0 else len(row) - len(row[place:].lstrip(" "))
