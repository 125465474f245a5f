"""The data that a review sheet is set from: the contract between `render/review.py` and the press.

Plain JSON values, all of them text to show. What is not a translation is English.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from dragoman.render.sheet_types import SheetLanguage


class PieceSpan(TypedDict):
    text: str
    look: Literal["plain", "strong", "filled", "break"]


class RemarkNote(TypedDict):
    kind: Literal["missing", "approved", "rejected", "error", "doubt"]
    text: str


class ReviewLine(TypedDict):
    number: int
    text: str
    """The first eight digits of the hash."""
    level: Literal["info", "instruct", "warn"]
    level_word: str
    place: str
    section: str
    notes: list[str]
    english: list[PieceSpan]
    translation: list[list[PieceSpan]]
    """Each form; nothing where there is none."""
    open: bool
    """Whether there is anything to judge."""
    remarks: list[RemarkNote]


class ReviewData(TypedDict):
    language: SheetLanguage
    bilingual: bool
    """Whether there is a column of translations."""
    paper: Literal["us-letter", "a4"]
    id: str
    guide: str
    title: str
    languages: str
    """`English into Spanish (Español)`."""
    own_name: str
    """Of the language, in itself."""
    project: str
    made: str
    """ISO date."""
    filled: str
    """What square brackets mean."""
    roles: list[str]
    origins: list[str]
    rows: list[ReviewLine]
