"""The layout a catalog is in already: what new entries must look like to fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
_SIGNS = {Program.TOOLKIT: "Weblate", Program.BABEL: "Babel"}
_TELLING = re.compile(r'^(?:#~? ?\|? ?)?(?:msg[^"]*)?"(?:.*\\n.+"$|.{55}|"\r?$)', re.MULTILINE)
"""A line that some program would have ended elsewhere: a long one, one that goes on behind a line end, an empty one."""


class Manner(NamedTuple):
    newline: str
    width: int | None
    """Longest line, or `None` for a file that is not wrapped."""


def manner(catalog: Catalog) -> Manner:
    blocks = [catalog.lead, *(entry.raw or b"" for entry in (catalog.header, *catalog.entries)), catalog.tail]
    first = next((block for block in blocks if b"\n" in block), b"")
    newline = "\r\n" if first.partition(b"\n")[0].endswith(b"\r") else "\n"
    if not _may_go_on(b"".join([entry.raw or b"" for entry in catalog.entries])):
        blocks = [block for block in (catalog.lead, catalog.header.raw, catalog.tail) if block]
    return Manner(newline, _width([block.decode() for block in blocks if _may_go_on(block)]))


def _may_go_on(block: bytes) -> bool:
    """Whether a text may have several lines: most have one, and need no closer look."""
    return b'"\n"' in block or b'"\n#~' in block or b'"\r\n"' in block or b'"\r\n#~' in block


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
    """The hands that may have written a catalog of this width, the likeliest first.

    That is the one that would have written the most of its translations as they stand, and then the most other texts:
    some editors leave the wrapping of the template alone. Where texts do not tell, the header may.
    """
    telling = [entry for entry in (catalog.header, *catalog.entries) if _TELLING.search((entry.raw or b"").decode())]
    hands = [Hand(Program.GNU, None), Hand(Program.TRANSIFEX, None)]
    if width is not None:
        hands = [*_wrapping_hands(width, [(entry.raw or b"").decode() for entry in telling]), *hands]
    fields = [field for entry in telling[:: len(telling) // _WITNESSES + 1] for field in _fields(entry)]
    scores = {hand: (*_score(hand, fields), _signed(hand, catalog)) for hand in hands}
    return tuple(sorted(scores, key=scores.__getitem__, reverse=True))


def _score(hand: Hand, fields: Sequence[_Field]) -> tuple[int, int]:
    """How many of the translations, and of the other texts, it would have written."""
    right = [field.word.startswith("msgstr") for field in fields if hand.lines(*field[:3]) == field.lines]
    return sum(right), len(right) - sum(right)


def _signed(hand: Hand, catalog: Catalog) -> bool:
    sign = _SIGNS.get(hand.program)
    return sign is not None and any(sign in catalog.fields.get(name, "") for name in ("X-Generator", "Generated-By"))


def _wrapping_hands(width: int, blocks: list[str]) -> list[Hand]:
    hands = [Hand(Program.GNU, usual) for usual in (GNU_WIDTH, 77, 80, 78, 76, width)]
    hands += [Hand(Program.TOOLKIT, 77), Hand(Program.BABEL, 76), Hand(Program.POLIB, 78), Hand(Program.PO4A, 76)]
    cut = (mark + inner for block in blocks for mark, inner, _ in _cut_lines(block) if " " in inner.rstrip(" "))
    longest = max((len(line) + 2 for line in cut), default=width)
    # These count characters, and Babel writes lines shorter than its width.
    return [*hands, Hand(Program.BABEL, longest + 1), Hand(Program.POLIB, longest)]


class _Field(NamedTuple):
    word: str
    text: str
    mark: str
    lines: list[str]


def _fields(entry: Entry) -> Iterator[_Field]:
    """The texts that programs may lay out in different ways."""
    rows = rows_by_part(entry) or []
    for name, text in texts(entry).items():
        lines = [row.line.rstrip("\r\n") for row in of_part(rows, name)]
        if len(lines) > 1 or (lines and _TELLING.match(lines[0])):
            yield _Field(name.removeprefix("|"), text, lines[0].partition("msg")[0], lines)
