"""The Markdown parser behind one door: text to a flat list of typed events with byte ranges.

Only importer of pyromark (pulldown-cmark); see `docs/decisions/0001-pyromark.md`.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple

import pyromark

_BLOCKS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
_INLINE = pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_STRIKETHROUGH

_block_parser = pyromark.Markdown(options=_BLOCKS)
_inline_parser = pyromark.Markdown(options=_INLINE)


class Shape(Enum):
    START = 1
    END = 2
    LEAF = 3


_LEAF = Shape.LEAF
_TAGS = {"Start": Shape.START, "End": Shape.END}


class Event(NamedTuple):
    shape: Shape
    name: str
    """pulldown-cmark's name: `Paragraph`, `Text`, `SoftBreak` …"""
    value: Any
    """What the event carries: the text of a leaf, the attributes of a start; `None` without."""
    start: int
    """Byte range in the UTF-8 source."""
    end: int


def block_events(text: str) -> list[Event]:
    """Events of a whole document, with every extension that guides use."""
    return [_event(raw, span) for raw, span in _block_parser.events_with_range(text)]


def inline_events(text: str) -> list[Event]:
    """Events of a document read with inline extensions only; `inline.py` makes it a single heading."""
    return [_event(raw, span) for raw, span in _inline_parser.events_with_range(text)]


def reference_definitions(text: str) -> tuple[tuple[str, str, str], ...]:
    """Label, destination and title of each link reference definition, in order."""
    found = _block_parser.reference_definitions(text)
    return tuple((label, entry["dest"], entry["title"] or "") for label, entry in found.items())


def _event(raw: Any, span: Any) -> Event:
    start, end = span["start"], span["end"]
    if isinstance(raw, str):
        return Event(_LEAF, raw, None, start, end)
    ((name, value),) = raw.items()
    shape = _TAGS.get(name, _LEAF)
    if shape is not _LEAF:
        if isinstance(value, str):
            return Event(shape, value, None, start, end)
        ((name, value),) = value.items()
    return Event(shape, name, value, start, end)
