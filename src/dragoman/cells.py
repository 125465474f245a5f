"""What stands in which cell of a review workbook, and what came back in it: the layout, and no spreadsheet program.

Two sheets: one on which the person signs, and one with a row for each text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase

from dragoman.answers import Choice
from dragoman.errors import UserError
from dragoman.model import (
    Answer,
    Origin,
    ReturnedSheet,
    ReviewRow,
    ReviewSheet,
    Signer,
    Written,
    WrittenSignature,
)
from dragoman.review import FILLED_BY_CLINIC, LEVEL_WORDS, reading_text, remarks, translation_text

SIGN_SHEET = "Sign here"
TEXT_SHEET = "Texts"
MAX_ROWS = 5_000
"""More than any handout has."""

Cells = Mapping[str, Sequence[Sequence[str]]]
"""The text of each cell, by sheet, row and column; dates as ISO dates."""


class Column(StrEnum):
    """Heads of the columns, from the left."""

    NUMBER = "No."
    LEVEL = "Level"
    PLACE = "Where it stands"
    ENGLISH = "English"
    TRANSLATION = "Translation"
    JUDGEMENT = "Judgement"
    COMMENT = "Comment"
    STATE = "Signed already, and what `check` finds"
    HASH = "Hash"


COLUMNS = tuple(Column)
JUDGEMENT_LETTER = ascii_uppercase[COLUMNS.index(Column.JUDGEMENT)]
FREE = (Column.JUDGEMENT, Column.COMMENT)
"""Those that a reviewer writes in."""


class Blank(StrEnum):
    """What a person fills in on the first sheet."""

    NAME = "Your name"
    QUALIFICATION = "Your qualification"
    ROLE = "You sign as"
    ORIGIN = "Who wrote the text"
    DATE = "Date"


class Known(StrEnum):
    """What the first sheet says of itself."""

    GUIDE = "Guide"
    LANGUAGE = "Language"
    SHEET = "Sheet"
    MADE = "Made on"
    PROJECT = "Project"


EXPLAINED: Mapping[Blank, str] = {
    Blank.NAME: "First and last name.",
    Blank.QUALIFICATION: "What makes you fit to judge, such as “Registered nurse, speaks Spanish at home”.",
    Blank.ROLE: "Choose from the list.",
    Blank.ORIGIN: (
        "Choose from the list. Human: a person wrote it. Machine: nobody who knows the language has worked through it. "
        "Machine then human: a machine wrote it, and such a person has worked through all of it."
    ),
    Blank.DATE: "The day on which you judged the texts, such as 2027-03-31.",
}
CHOICES: Mapping[Blank, tuple[str, ...]] = {Blank.ROLE: tuple(Signer), Blank.ORIGIN: tuple(Origin)}
JUDGEMENTS = tuple(choice.value for choice in Choice)


# ── out ──


def steps(sheet: ReviewSheet) -> tuple[str, ...]:
    """What a reviewer is asked to do."""
    read = "Read each text." if sheet.is_english else "Read each translation beside its English."
    right = "is correct" if sheet.is_english else "says the same as its English"
    return (
        f"On the sheet “{TEXT_SHEET}”: {read}",
        f"Choose “{Choice.APPROVED}” where it {right} and a patient would understand it. "
        f"Choose “{Choice.CHANGE}” where not, and say why in the comment.",
        "What you leave empty is not judged. You need not judge all.",
        FILLED_BY_CLINIC,
        "Then fill in the yellow cells below: with them you sign.",
    )


def about_sheet(sheet: ReviewSheet) -> Mapping[Known, str]:
    return {
        Known.GUIDE: sheet.guide,
        Known.LANGUAGE: sheet.language.tag,
        Known.SHEET: sheet.id,
        Known.MADE: sheet.made,
        Known.PROJECT: sheet.project,
    }


def row_cells(row: ReviewRow, sheet: ReviewSheet) -> tuple[str, ...]:
    """The cells of one text, those to write in empty."""
    said: Mapping[Column, str] = {
        Column.NUMBER: str(row.number),
        Column.LEVEL: LEVEL_WORDS[row.standing.level],
        Column.PLACE: "\n".join(filter(None, (row.section, row.place, *row.notes))),
        Column.ENGLISH: reading_text(row.english),
        Column.TRANSLATION: translation_text(row, sheet.language.direction),
        Column.JUDGEMENT: "",
        Column.COMMENT: "",
        Column.STATE: "\n".join(remark.text for remark in remarks(row)),
        Column.HASH: row.standing.text,
    }
    return tuple(said[column] for column in COLUMNS)


# ── back ──


@dataclass(frozen=True, slots=True)
class _Place:
    """A label of the first sheet: what stands beside it, and where."""

    value: str
    cell: str


def returned_sheet(cells: Cells, path: str) -> ReturnedSheet:
    """What a person left in a workbook; `UserError` for one that is not a review sheet."""
    for name in (SIGN_SHEET, TEXT_SHEET):
        if name not in cells:
            raise _strange(path, f"The workbook has no sheet “{name}”.")
    places = _places(cells[SIGN_SHEET])
    for label in (*Known, *Blank):
        if label not in places:
            raise _strange(path, f"The sheet “{SIGN_SHEET}” has no line “{label}”.")

    def written(blank: Blank) -> Written:
        return Written(places[blank].value, f"{places[blank].cell} of the sheet “{SIGN_SHEET}” ({blank})")

    signature = WrittenSignature(*map(written, (Blank.NAME, Blank.QUALIFICATION, Blank.ROLE, Blank.ORIGIN, Blank.DATE)))
    answers = tuple(_answers(cells[TEXT_SHEET], path))
    return ReturnedSheet(path, places[Known.GUIDE].value, places[Known.LANGUAGE].value, signature, answers)


def _places(rows: Sequence[Sequence[str]]) -> Mapping[str, _Place]:
    places: dict[str, _Place] = {}
    for number, row in enumerate(rows, 1):
        label, value = ((*row, "", "")[0], (*row, "", "")[1])
        places.setdefault(label, _Place(value, f"B{number}"))
    return places


def _answers(rows: Sequence[Sequence[str]], path: str) -> Iterator[Answer]:
    if len(rows) > MAX_ROWS:
        raise _strange(path, f"The sheet “{TEXT_SHEET}” has more than {MAX_ROWS:,} rows.")
    if not rows or tuple(rows[0][: len(COLUMNS)]) != COLUMNS:
        raise _strange(path, f"The sheet “{TEXT_SHEET}” does not have the columns that it was made with.")
    for number, row in enumerate(rows[1:], 2):
        said = dict(zip(COLUMNS, (*row, *[""] * len(COLUMNS)), strict=False))
        yield Answer(
            number=said[Column.NUMBER],
            english=said[Column.ENGLISH],
            translation=said[Column.TRANSLATION],
            judgement=said[Column.JUDGEMENT],
            comment=said[Column.COMMENT],
            text=said[Column.HASH],
            cell=f"{JUDGEMENT_LETTER}{number}",
        )


def _strange(path: str, problem: str) -> UserError:
    return UserError(problem, where=path, remedy="Take the workbook that `dragoman review-sheet` made, and fill it in.")
