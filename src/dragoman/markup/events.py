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
        return Event(Shape.LEAF, raw, None, start, end)
    ((name, value),) = raw.items()
    if name == "Start":
        return _tag(Shape.START, value, start, end)
    if name == "End":
        return _tag(Shape.END, value, start, end)
    return Event(Shape.LEAF, name, value, start, end)


def _tag(shape: Shape, tag: Any, start: int, end: int) -> Event:
    if isinstance(tag, str):
        return Event(shape, tag, None, start, end)
    ((name, value),) = tag.items()
    return Event(shape, name, value, start, end)
