"""The usual form of a catalog, read by one pattern an entry: in a third of the time of `read.py`.

It reads what it is sure of. Of anything else, an error or a rare form such as plurals, it says nothing, and `read.py`
reads the file line by line by its own rules; what both can read, they read alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from dragoman.model import Entry, Limits, MessageKey
from dragoman.po.comments import Comments
from dragoman.po.draft import status_of
from dragoman.po.quoting import unquote

_STRING = r'"[^"\\\n]*+(?:\\[abfnrtv"\\][^"\\\n]*+)*+"\n'


def _field(word: str, mark: str) -> str:
    """A field; its group holds the strings with their quotes and with the marks between them."""
    return rf"{mark}{word} ({_STRING}(?:{mark}{_STRING})*+)"


def _entry(mark: str, previous: str) -> re.Pattern[str]:
    before = rf"(?:(?:{_field('msgctxt', previous)})?{_field('msgid', previous)})?"
    fields = rf"(?:{_field('msgctxt', mark)})?{_field('msgid', mark)}{_field('msgstr', mark)}"
    return re.compile(rf"((?:\#(?![~|])[^\n]*+\n)*+){before}{fields}\n*+")


_ACTIVE = _entry("", r"\#\| ")
_OBSOLETE = _entry(r"\#~ ", r"\#~\| ")
_BETWEEN = re.compile(r'"\n(?:#(?:\||~\|?) )?"')
"""Between two strings of a field. Within a string no line ends, and before a quote stands a backslash."""
_UNUSUAL = ("\r", "\x04", "\\\n")
"""Line ends of Windows, what no text may hold, and a comment that takes the next line with it."""


_NONE: Mapping[bytes, Entry] = {}


class Usual(NamedTuple):
    """All entries of a file that begins with the first."""

    entries: list[Entry]
    tail: str
    """What stands after the last entry: nothing but line ends."""


def read_usual(text: str, limits: Limits, known: Mapping[bytes, Entry] = _NONE) -> Usual | None:
    """All of a file of the usual form; `None` for any other, and where a limit is passed.

    `known` maps bytes to entries read from them earlier; for the same bytes that entry is returned, with its old line.
    """
    if any(sign in text for sign in _UNUSUAL):
        return None
    entries: list[Entry] = []
    shortest = min(limits.entry_bytes, limits.word_letters)
    position, line, last, end = 0, 1, 0, len(text)
    while position < end:
        found = _ACTIVE.match(text, position) or _OBSOLETE.match(text, position)
        if found is None:
            return None
        last, after = found.end(6), found.end()
        raw = text[position : after if after < end else last].encode()
        if len(raw) > shortest:  # perhaps beyond a limit: `read.py` knows, and says so
            return None
        entry = known.get(raw)
        if entry is None:
            entry = _read(found, line + text.count("\n", position, found.start(5)), raw)
        entries.append(entry)
        line += text.count("\n", position, after)
        position = after
    return Usual(entries, text[last:]) if 0 < len(entries) <= limits.entries else None


def _read(found: re.Match[str], line: int, raw: bytes) -> Entry:
    notes, previous_context, previous, context, text, translation = found.groups()
    comments = Comments.of(notes)
    translations = (_text(translation),)
    status, flags = status_of(found.re is _OBSOLETE, comments.flags, translations)
    return Entry(
        _key(context, text),
        translations,
        status,
        None,
        flags,
        tuple(comments.own),
        tuple(comments.extracted),
        tuple(comments.references),
        _key(previous_context, previous) if previous is not None else None,
        None,
        line,
        raw,
    )


def _key(context: str | None, text: str) -> MessageKey:
    return MessageKey(None if context is None else _text(context), _text(text))


def _text(strings: str) -> str:
    """What the strings of a field say together; no escape goes over from one to the next."""
    inner = strings[1:-2]
    return unquote(_BETWEEN.sub("", inner) if "\n" in inner else inner)
