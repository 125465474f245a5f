"""An entry that changed in part keeps the lines of all its other parts.

A paragraph inserted at the top of a guide moves the references of every entry; that must not cost a catalog the
wrapping and the spacing it has from its translators' editors.
"""

from __future__ import annotations

import re

from dragoman.model import Entry, Status
from dragoman.po.manner import Manner
from dragoman.po.scan import MARKS, Source, pieces
from dragoman.po.wording import PARTS, parts

_KINDS = {".": "extracted", ":": "references", ",": "flags", "=": "flags", "!": "flags"}
_BLANK = "blank"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")

Lines = list[tuple[str, str]]
"""Each after the name of the part it belongs to."""


def patched(old: Entry, new: Entry, style: Manner) -> bytes | None:
    """The bytes of `old`, with the parts in which `new` differs worded anew; `None` where all must be."""
    if old.raw is None or (old.status is Status.OBSOLETE) != (new.status is Status.OBSOLETE):
        return None
    lines = _by_part(_LINE.findall(old.raw.decode()))
    if lines is None:
        return None
    before, after = parts(old, style.width), parts(new, style.width)
    for name in sorted(before.keys() | after.keys(), key=_rank):
        if before.get(name) != after.get(name):
            lines = _replaced(lines, name, [(name, line + style.newline) for line in after.get(name, ())])
    return _joined([line for _, line in lines], style.newline).encode()


def _by_part(rows: list[str]) -> Lines | None:
    """`None` where a line belongs to two parts, as in `msgid "a" msgstr "b"`."""
    source = Source("", [row.removesuffix("\n") for row in rows])
    lines: Lines = []
    field = ""
    for number, row in enumerate(rows, 1):
        line = source.lines[number - 1]
        marks = MARKS.match(line)
        assert marks is not None
        start = marks.end()
        if start == len(line):
            lines.append((_BLANK, row))
        elif line[start] == "#":
            lines.append((_KINDS.get(line[start + 1 : start + 2], "comments"), row))
        else:
            words = [piece for piece in pieces(source, number, start) if piece.word]
            if len(words) > 1:
                return None
            if words:
                form = "" if words[0].form is None else f"[{words[0].form}]"
                field = ("|" if marks[2] else "") + words[0].word + form
            lines.append((field, row))
    return lines


def _replaced(lines: Lines, name: str, worded: Lines) -> Lines:
    """`lines` with those of one part taken out, and its new ones where the first of them stood or where it belongs."""
    places = [place for place, (part, _) in enumerate(lines) if part == name]
    later = [place for place, (part, _) in enumerate(lines) if part != _BLANK and _rank(part) > _rank(name)]
    last = max(place for place, (part, _) in enumerate(lines) if part != _BLANK)
    start = places[0] if places else later[0] if later else last + 1
    kept = [line for line in lines[start:] if line[0] != name]
    return [*lines[:start], *worded, *kept]


def _rank(name: str) -> int:
    """Where a part stands in an entry."""
    word, _, form = name.partition("[")
    return PARTS.index(word) + (int(form[:-1]) + 1 if form else 0)


def _joined(lines: list[str], newline: str) -> str:
    """A file may end without a line end; a line that others now follow may not."""
    ended = [line if line.endswith("\n") else line + newline for line in lines[:-1]]
    return "".join([*ended, *lines[-1:]])
