"""The layout a catalog is in already: what new entries must look like to fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.model import Catalog, Entry
from dragoman.po.fields import of_part, rows_by_part
from dragoman.po.programs import Hand, Program
from dragoman.po.wording import GNU_WIDTH, columns, texts

_GOES_ON = re.compile(
    r'^((?:#~ *)?(?:msg[a-z_]+(?:\[\d+\])? +)?)"((?:[^"\\\n]|\\.)+)"\r?\n(?:#~ *)?"((?:[^"\\\n]|\\.)+)"', re.MULTILINE
)
_UNLIMITED = 10_000
_BY_HAND = 40
_WITNESSES = 64
"""Entries that are asked who wrote them: enough to tell widths apart that differ by one column."""
_UNWRAPPED = Hand(Program.GNU, None)


class Manner(NamedTuple):
    newline: str
    width: int | None
    """Longest line, or `None` for a file that is not wrapped."""


def manner(catalog: Catalog) -> Manner:
    blocks = [catalog.lead, *(entry.raw or b"" for entry in (catalog.header, *catalog.entries)), catalog.tail]
    first = next((block for block in blocks if b"\n" in block), b"")
    newline = "\r\n" if first.partition(b"\n")[0].endswith(b"\r") else "\n"
    return Manner(newline, _width([block.decode() for block in blocks if b'"\n' in block or b'"\r\n' in block]))


def _width(blocks: list[str]) -> int | None:
    """The width at which these blocks were wrapped.

    A line that goes on without a line feed in its text was cut: the width is at least that line's, and less than that
    of the line with the next word. gettext's own width is taken where it fits, and where lines are so short that a
    person must have cut them.
    """
    at_least, at_most = 0, _UNLIMITED
    for block in blocks:
        for mark, inner, following in _cut_lines(block):
            width = columns(f'{mark}"{inner}"')
            at_least = max(at_least, width if " " in inner.rstrip(" ") else 1)
            word, blank, _ = following.partition(" ")
            at_most = min(at_most, width + columns(word + blank) - 1)
    if not at_least:
        return None
    return GNU_WIDTH if at_least <= GNU_WIDTH <= at_most or at_least < _BY_HAND else at_least


def _cut_lines(block: str) -> Iterator[tuple[str, str, str]]:
    """The mark and text of each line that was cut, with the text of the line after it."""
    position = 0
    while found := _GOES_ON.search(block, position):
        # The second line may have been cut as well.
        position = block.rfind("\n", 0, found.start(3)) + 1
        mark, inner, following = found.groups()
        if not inner.endswith("\\n"):
            yield mark, inner, following


def likely_hands(catalog: Catalog, width: int | None) -> tuple[Hand, ...]:
    """The hands that may have written a catalog of this width, first the one that wrote most of what was wrapped."""
    if width is None:
        return (_UNWRAPPED,)
    usual = [Hand(Program.GNU, usual) for usual in (GNU_WIDTH, 77, 80, 78)]
    usual += [Hand(Program.TOOLKIT, 77), Hand(Program.BABEL, 76), Hand(Program.POLIB, 78), Hand(Program.PO4A, 76)]
    # Babel writes lines shorter than its width.
    found = [Hand(Program.GNU, width), Hand(Program.BABEL, width + 1), Hand(Program.POLIB, width)]
    wrapped = [entry for entry in catalog.entries if entry.raw and any(_cut_lines(entry.raw.decode()))]
    fields = [field for entry in wrapped[:: len(wrapped) // _WITNESSES + 1] for field in _fields(entry)]
    scores = {
        hand: sum(hand.lines(word, text, mark) == lines for word, text, mark, lines in fields)
        for hand in (*usual, *found)
    }
    return (*sorted(scores, key=lambda hand: -scores[hand]), _UNWRAPPED)


def _fields(entry: Entry) -> Iterator[tuple[str, str, str, list[str]]]:
    """Word, text, mark and lines of each field."""
    rows = rows_by_part(entry) or []
    for name, text in texts(entry).items():
        lines = [row.line.rstrip("\r\n") for row in of_part(rows, name)]
        if lines:
            yield name.removeprefix("|"), text, lines[0].partition("msg")[0], lines
