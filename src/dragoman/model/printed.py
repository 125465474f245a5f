"""What stands on paper: a sheet taken apart, and what its data say that a reader must find."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.text import Location


@dataclass(frozen=True, slots=True)
class Letter:
    """One character on a page, with the box of its ink; points from the lower left corner of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    is_read: bool = True
    """Whether it belongs to the text; head, foot and what is written across the page do not."""
    is_level: bool = True
    """Whether it stands upright: DRAFT across a page does not."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    width: float
    """Points."""
    height: float
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the structure tree, such as a paragraph, a heading or a cell, with the text that is its own."""

    kind: str
    """`P`, `H1`, `LBody`, `TD` and other names of PDF's standard structure."""
    text: str
    languages: tuple[tuple[str, int], ...] = ()
    """The tags that the file gives its letters, each with the number of letters; an empty one where it gives none."""


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """A PDF, taken apart."""

    pages: tuple[PrintedPage, ...]
    passages: tuple[Passage, ...]
    """In the order in which a screen reader reads them."""
    title: str
    language: str
    is_tagged: bool
    shows_title: bool
    """Whether a window is named by the title and not by the file."""
    claims: frozenset[str]
    """`PDF/UA-1`, `PDF/A-2A`: what the file says it keeps to."""
    bookmarks: tuple[str, ...]
    addresses: tuple[str, ...]
    """What its links lead to outside of it."""
    dangers: tuple[str, ...]
    """Names of what could act or carry something along: `JavaScript`, `Launch`, `EmbeddedFiles`."""
    bookmark_pages: tuple[int, ...] = ()
    """The page that each of `bookmarks` leads to, from 0; -1 for none."""


@dataclass(frozen=True, slots=True)
class ExpectedText:
    text: str
    language: str
    """As a PDF names it: `es`, `fa-AF`; empty for what is in no language."""
    is_label: bool = False
    """Whether it may be said elsewhere or be left out: the head of a column, where a table is set row by row."""
    added: int = 0
    """How many letters the press may put between its own: the addresses of its links, the numbers of its notes."""


@dataclass(frozen=True, slots=True)
class ExpectedSheet:
    """What the data of a sheet say that a reader must find."""

    title: str
    language: str
    """As a PDF names it: `es`, `fa-AF`."""
    texts: tuple[ExpectedText, ...]
    """In the order of reading."""
    headings: tuple[str, ...]
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class LostLetter:
    """A character that no font of its language has."""

    character: str
    text: str
    """Where it stands."""
    location: Location | str
