"""`Catalog` → bytes: what did not change as it was, the rest in the manner of its file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from dragoman.errors import UnreadableCatalog
from dragoman.model import Catalog, Entry, Limits
from dragoman.po.manner import Manner, likely_hands, manner
from dragoman.po.patch import patched
from dragoman.po.programs import Hand
from dragoman.po.read import read_catalog
from dragoman.po.wording import entry_lines

_NO_LIMITS = Limits(**{limit.name: 2**40 for limit in fields(Limits)})
"""What was read under limits that were raised is written without any."""


class _Block(NamedTuple):
    """The bytes of an entry."""

    content: bytes
    line: int
    """Where it stood in its file; 0 for one that is worded anew and ends without a blank line."""


def write_catalog(catalog: Catalog, before: Catalog | None = None) -> bytes:
    """The file that stands for `catalog`.

    Entries with bytes keep them. `before` is the same catalog as it was read: an entry of it that changed keeps the
    lines of the parts that did not (they find each other by `Entry.line`). Without it, such an entry is worded anew as
    a whole.

    The result has been read again and found equal; where it is not, the catalog cannot be written and the
    `AssertionError` is a defect of whoever made it.
    """
    style = manner(before or catalog)
    old = {entry.line: entry for entry in (before.header, *before.entries) if entry.raw} if before else {}
    hands = cache(lambda: likely_hands(before or catalog, style.width))
    entries = [entry for entry in (catalog.header, *catalog.entries) if entry.raw != b""]
    blocks = [_block(entry, old.get(entry.line), style, hands) for entry in entries]
    parts = [catalog.lead]
    parts += [block.content + _gap(block, after, style.newline.encode()) for block, after in pairwise(blocks)]
    if blocks:
        # The blank lines that parted this entry from one that is gone must not end the file.
        parts.append(_without_blank_lines(blocks[-1].content))
    content = b"".join([*parts, _tail(catalog, parts[-1] if blocks else b"", style)])
    _verify(catalog, content, before)
    return content


def _block(entry: Entry, old: Entry | None, style: Manner, hands: Callable[[], Sequence[Hand]]) -> _Block:
    if entry.raw is not None:
        return _Block(entry.raw, entry.line)
    content = patched(old, entry, style, hands) if old is not None else None
    if content is not None:
        return _Block(content, entry.line)
    return _Block("".join([line + style.newline for line in entry_lines(entry, style.width)]).encode(), 0)


def _gap(block: _Block, after: _Block, newline: bytes) -> bytes:
    """What must be added between two entries that may not have stood side by side."""
    ended = b"" if block.content.endswith(b"\n") else newline
    parted = block.content.rpartition(b"\n")[0].endswith((b"\n", b"\n\r"))
    neighbours = 0 < block.line < after.line
    return ended if parted or (neighbours and not ended) else ended + newline


def _without_blank_lines(content: bytes) -> bytes:
    text = content.rstrip(b" \t\r\f\v\n")
    rest, ended, _ = content[len(text) :].partition(b"\n")
    return text + rest + ended


def _tail(catalog: Catalog, last: bytes, style: Manner) -> bytes:
    glued = catalog.tail.strip() and last and not last.endswith(b"\n")
    return style.newline.encode() + catalog.tail if glued else catalog.tail


def _verify(catalog: Catalog, content: bytes, before: Catalog | None) -> None:
    known = {entry.raw: entry for entry in before.entries if entry.raw} if before else {}
    try:
        again = read_catalog(content, catalog.path, catalog.language, limits=_NO_LIMITS, known=known)
    except UnreadableCatalog as error:
        raise AssertionError(f"the catalog would be written so that it cannot be read: {error}") from error
    pairs = zip((catalog.header, *catalog.entries), (again.header, *again.entries), strict=False)
    for intended, found in pairs:
        if intended is not found and intended != found:
            raise AssertionError(f"{catalog.path}: {intended!r} would be read as {found!r}")
    if len(catalog.entries) != len(again.entries):
        problem = f"{len(catalog.entries)} entries would be read as {len(again.entries)}"
        raise AssertionError(f"{catalog.path}: {problem}")
