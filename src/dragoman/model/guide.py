"""The tree of a guide; its leaves are segments."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from dragoman.model.text import Location, Segment


class CalloutKind(StrEnum):
    """The five alerts of GitHub's Markdown."""

    NOTE = "note"
    TIP = "tip"
    IMPORTANT = "important"
    WARNING = "warning"
    CAUTION = "caution"


class Alignment(StrEnum):
    """Of a table column; start and end follow the direction of the script."""

    NONE = "none"
    START = "start"
    CENTER = "center"
    END = "end"


class ListKind(StrEnum):
    BULLETS = "bullets"
    STEPS = "steps"
    TASKS = "tasks"


@dataclass(frozen=True, slots=True)
class Heading:
    rank: int
    """1 to 6 as written; the title of the guide stands above rank 2."""
    anchor: str
    """The same in every language: from `{#id}`, else from the English text."""
    segment: Segment


@dataclass(frozen=True, slots=True)
class Paragraph:
    segment: Segment


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    kind: CalloutKind
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Item:
    blocks: tuple[Block, ...]
    done: bool = False
    """Only in a list of tasks: whether the author ticked it."""


@dataclass(frozen=True, slots=True)
class ListBlock:
    kind: ListKind
    items: tuple[Item, ...]
    start: int = 1
    """Number of the first step."""


@dataclass(frozen=True, slots=True)
class Table:
    alignments: tuple[Alignment, ...]
    header: tuple[Segment | None, ...]
    """`None` is an empty cell: on a handout, room to write in."""
    rows: tuple[tuple[Segment | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    source: str
    """Path of the drawing, relative to the folder of the guide."""
    alt: Segment
    caption: Segment | None
    location: Location = field(compare=False)
    art: str = ""
    """Vetted SVG without its key; filled in when the guide is joined with its drawings."""
    labels: tuple[Segment, ...] = ()
    """The key of the drawing; label N belongs to the mark N in the art."""


@dataclass(frozen=True, slots=True)
class Code:
    """Verbatim text, skipped on purpose by extraction."""

    text: str
    info: str
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class RawHtml:
    """A block of HTML. It is shown as text and never rendered; skipped on purpose by extraction."""

    text: str
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


@dataclass(frozen=True, slots=True)
class DefinitionList:
    entries: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    term: Segment
    meanings: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Another guide's blocks, shown here: written once, translated once."""

    guide: str
    location: Location = field(compare=False)
    blocks: tuple[Block, ...] = ()
    """Filled in when the guide is joined with its parts."""


@dataclass(frozen=True, slots=True)
class Untranslated:
    """Blocks that the author keeps in English in every language; skipped on purpose by extraction."""

    blocks: tuple[Block, ...]


Block = (
    Heading
    | Paragraph
    | Quote
    | Callout
    | ListBlock
    | Table
    | Figure
    | Code
    | RawHtml
    | Rule
    | DefinitionList
    | Footnote
    | Part
    | Untranslated
)


@dataclass(frozen=True, slots=True)
class Meta:
    """The front matter of a guide."""

    title: Segment
    summary: Segment | None
    keywords: tuple[Segment, ...] = ()
    audience: str = ""
    version: str = ""
    revised: str = ""
    """ISO date of the English text."""
    review_by: str = ""
    """ISO date after which a clinician must read the English again."""
    blanks: tuple[tuple[str, Segment], ...] = ()
    """Name and label of each blank: `{blank.NAME}` in the text."""
    card: bool = False
    """Whether the guide as a whole is what a card shows; of others it shows the warnings."""
    pages: int = 0
    """How many pages of normal size a sheet of it may have; 0 where it does not say."""


@dataclass(frozen=True, slots=True)
class Guide:
    id: str
    path: str
    meta: Meta
    blocks: tuple[Block, ...]
    references: tuple[tuple[str, str, str], ...] = ()
    """Label, destination and title of each link definition that the guide uses."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG file taken apart: the art, and the labels of its key with their line in the file."""

    path: str
    """Relative to the project."""
    art: str
    labels: tuple[tuple[str, int], ...]
