"""Inline text, parsed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """A pair of delimiters round inline text, or an allowed inline tag."""

    EMPHASIS = "em"
    STRONG = "strong"
    STRIKE = "del"
    SUBSCRIPT = "sub"
    SUPERSCRIPT = "sup"
    KEYBOARD = "kbd"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    mark: Mark
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CodeSpan:
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    """As written; may contain placeholders."""
    title: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class InlineImage:
    """A picture inside a sentence. Its description is shown in its place: handouts have figures, not icons."""

    url: str
    alt: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    pass


@dataclass(frozen=True, slots=True)
class Placeholder:
    name: str
    """Dotted: `clinic.phone`, `blank.appointment`."""


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    label: str


Span = Text | Marked | CodeSpan | Link | InlineImage | LineBreak | Placeholder | FootnoteMark
