"""An entry that changed in part keeps the lines of all its other parts, and of a text as many as can stand.

A paragraph inserted at the top of a guide moves the references of every entry; that must not cost a catalog the
wrapping and the spacing it has from its translators' editors.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.model import Entry, Status
from dragoman.po.fields import BLANK, Row, of_part, rows_by_part
from dragoman.po.manner import Manner
from dragoman.po.programs import Hand, Program
from dragoman.po.reword import reworded
from dragoman.po.wording import NO_WRAP, PARTS, parts, texts


def patched(old: Entry, new: Entry, style: Manner, hands: Callable[[], Sequence[Hand]]) -> bytes | None:
    """The bytes of `old`, with the parts in which `new` differs worded anew; `None` where all must be.

    `hands` tells who may have written the file, the likeliest first; it is asked only where a text changed.
    """
    if (old.status is Status.OBSOLETE) != (new.status is Status.OBSOLETE):
        return None
    rows = rows_by_part(old)
    if rows is None:
        return None
    before, after = parts(old, style.width), parts(new, style.width)
    texts_before, texts_after = texts(old), texts(new)
    for name in sorted(before.keys() | after.keys(), key=_rank):
        lines = [line + style.newline for line in after.get(name, ())]
        if name in texts_before and name in texts_after:
            if texts_before[name] == texts_after[name]:
                continue
            kept = of_part(rows, name)
            lines = reworded(kept, texts_before[name], texts_after[name], style, _for_entry(hands(), new))
        elif before.get(name) == after.get(name):
            continue
        rows = _replaced(rows, name, [Row(name, line) for line in lines])
    content = _joined([row.line for row in rows], style.newline)
    # A file may end without a line end, and goes on doing so.
    return (content if old.raw and old.raw.endswith(b"\n") else content.removesuffix(style.newline)).encode()


def _for_entry(hands: Sequence[Hand], entry: Entry) -> list[Hand]:
    """gettext alone heeds the flag that forbids wrapping."""
    unwrapped = NO_WRAP in entry.flags
    return [hand._replace(width=None) if unwrapped and hand.program is Program.GNU else hand for hand in hands]


def _replaced(rows: list[Row], name: str, worded: list[Row]) -> list[Row]:
    """`rows` with those of one part taken out, and its new ones where the first of them stood or where it belongs."""
    places = [place for place, row in enumerate(rows) if row.part == name]
    later = [place for place, row in enumerate(rows) if row.part != BLANK and _rank(row.part) > _rank(name)]
    last = max(place for place, row in enumerate(rows) if row.part != BLANK)
    start = places[0] if places else later[0] if later else last + 1
    return [*rows[:start], *worded, *(row for row in rows[start:] if row.part != name)]


def _rank(name: str) -> int:
    """Where a part stands in an entry."""
    word, _, form = name.partition("[")
    return PARTS.index(word) + (int(form[:-1]) + 1 if form else 0)


def _joined(lines: list[str], newline: str) -> str:
    """A line that others now follow may not be without a line end."""
    ended = [line if line.endswith("\n") else line + newline for line in lines[:-1]]
    return "".join([*ended, *lines[-1:]])
