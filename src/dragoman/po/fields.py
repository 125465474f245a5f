"""The lines of an entry as they stand in its file, each after the part it belongs to."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.model import Entry
from dragoman.po.quoting import unquote
from dragoman.po.scan import MARKS, Source, pieces

BLANK = "blank"
"""The part of a line with nothing but marks and blanks."""

_KINDS = {".": "extracted", ":": "references", ",": "flags", "=": "flags", "!": "flags"}
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Row(NamedTuple):
    """A line with its line end."""

    part: str
    """As in `wording.PARTS`."""
    line: str
    text: str = ""
    """What its strings say."""


def rows_by_part(entry: Entry) -> list[Row] | None:
    """`None` for an entry without bytes, and where a line belongs to two parts, as in `msgid "a" msgstr "b"`."""
    if entry.raw is None:
        return None
    lines = _LINE.findall(entry.raw.decode())
    source = Source("", [line.removesuffix("\n") for line in lines])
    rows: list[Row] = []
    field = ""
    for number, line in enumerate(lines, 1):
        marks = MARKS.match(source.lines[number - 1])
        assert marks is not None
        start = marks.end()
        if start == len(source.lines[number - 1]):
            rows.append(Row(BLANK, line))
        elif line[start] == "#":
            rows.append(Row(_KINDS.get(line[start + 1 : start + 2], "comments"), line))
        else:
            found = list(pieces(source, number, start))
            words = [piece for piece in found if piece.word]
            if len(words) > 1:
                return None
            if words:
                form = "" if words[0].form is None else f"[{words[0].form}]"
                field = ("|" if marks[2] else "") + words[0].word + form
            rows.append(Row(field, line, "".join([unquote(piece.inner) for piece in found if piece.inner])))
    return rows


def of_part(rows: list[Row], part: str) -> list[Row]:
    return [row for row in rows if row.part == part]
