"""How a sheet is set: what the person at the desk may choose, and what stands at its head."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class TextSize(IntEnum):
    """Nominal size of the text in points.

    UKAAF's clear print asks for 12, ideally 14, and its large print for 16, ideally 18; APH begins large print at 18.
    """

    NORMAL = 14
    LARGE = 18
    LARGEST = 24


class Arrangement(StrEnum):
    """Whether the English stands with the translation, and where."""

    ALONE = "alone"
    SIDE = "side"
    """Two columns, row by row: English left, the translation right."""
    STACKED = "stacked"
    """The English of each text below it."""


class Layout(StrEnum):
    """What is made of the paper."""

    SHEET = "sheet"
    """Whole pages."""
    BOOKLET = "booklet"
    """Pages of half the size, two on each side of the paper, in the order to fold and staple."""
    CARD = "card"
    """The warnings alone, four times on one sheet, to cut apart."""


class ProofPages(StrEnum):
    """Which pages of each sheet a contact sheet shows."""

    FIRST = "first"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One way to set a handout; the same text in all of them."""

    size: TextSize = TextSize.NORMAL
    arrangement: Arrangement = Arrangement.ALONE
    numbered: bool = False
    """Whether each paragraph has its number in the margin, the same in all languages."""
    filled: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Names and values of blanks filled in at the desk. They may be about a patient: they go on paper alone."""
    layout: Layout = Layout.SHEET

    @property
    def name(self) -> str:
        """Of the form without what is filled in: `14`, `18.side.numbered`."""
        arrangement = "" if self.arrangement is Arrangement.ALONE else f".{self.arrangement}"
        layout = "" if self.layout is Layout.SHEET else f".{self.layout}"
        return f"{self.size.value}{arrangement}{'.numbered' if self.numbered else ''}{layout}"


FORMS = (
    *(
        SheetForm(size, arrangement, numbered)
        for arrangement in Arrangement
        for numbered in (False, True)
        for size in TextSize
    ),
    *(SheetForm(size, numbered=numbered, layout=Layout.BOOKLET) for numbered in (False, True) for size in TextSize),
    SheetForm(layout=Layout.CARD),
)
"""All forms of a sheet with no blank filled in, the plain one first."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """`[letterhead]`: what stands at the head of the first page."""

    logo: str = ""
    """Path of an SVG or PNG file in the project; empty for none."""
    lines: tuple[str, ...] = ()
    """Texts with `{group.name}` for facts, the name of the clinic first."""


NO_LETTERHEAD = Letterhead()
