"""A text of a guide, and what is known of it: where it stands, what it is, how much depends on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

SOURCE_LANGUAGE = "en"
"""BCP 47 tag of the language that guides are written in."""


class Level(StrEnum):
    """How much harm a wrong translation of a text can do; ordered from least to most."""

    INFO = "info"
    INSTRUCT = "instruct"
    WARN = "warn"


class Role(StrEnum):
    """What a segment is on the page, in words that a translator reads in `#.`."""

    TITLE = "title"
    SUMMARY = "summary"
    KEYWORD = "keyword"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    STEP = "step"
    TASK = "checklist item"
    COLUMN = "column heading"
    CELL = "table cell"
    TERM = "term"
    DEFINITION = "definition"
    FOOTNOTE = "footnote"
    ALT = "description of a picture"
    CAPTION = "caption of a picture"
    LABEL = "label in a drawing"
    BLANK = "label of a blank to fill in by hand"
    PAGE = "words of the page"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the project."""

    path: str
    """Relative to the project, with `/`."""
    line: int
    """From 1."""
    column: int = 1
    """From 1, in characters."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"

    @property
    def exact(self) -> str:
        """With the column, unless it is the first."""
        return f"{self}:{self.column}" if self.column > 1 else str(self)


class MessageKey(NamedTuple):
    """What gettext knows a message by."""

    context: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One translatable piece of a guide, in inline Markdown with the prefixes of its containers removed."""

    text: str
    """Soft line ends are spaces; a hard line break is a newline. Never empty."""
    role: Role
    level: Level
    location: Location = field(compare=False)
    context: str | None = None
    """`msgctxt`: set by the author where the same English needs two translations."""
    section: str = ""
    """The nearest heading above, as text."""
    column: str = ""
    """For a table cell, the text of its column's heading."""
    anchor: str = ""
    """Of the nearest heading above; empty at the top of the page."""
    notes: tuple[str, ...] = ()
    """What the author says to translators."""
    language: str = SOURCE_LANGUAGE
    """BCP 47 tag of the language the text is in: the source's until a translation takes its place."""
    domain: str = ""
    """The catalog that this segment is translated in: the id of the guide it stands in."""

    @property
    def key(self) -> MessageKey:
        return MessageKey(self.context, self.text)


@dataclass(frozen=True, slots=True)
class Message:
    """The source side of an entry, merged over all the places where it stands."""

    key: MessageKey
    locations: tuple[Location, ...]
    comments: tuple[str, ...]
    """Lines for `#.`."""
    flags: tuple[str, ...] = ()
    plural: str | None = None
    level: Level = Level.INFO
    pages: tuple[str, ...] = ()
    """Where it is shown in each language's folder of what is built: `back-injections.html#before`."""
