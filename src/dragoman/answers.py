"""A returned sheet × the sheet of today → sign-offs, and the rows that cannot be taken.

A person judged what stood in front of them. A row counts only if that is, letter for letter, what the project says
today; a row that differs is refused by name, and says which text changed where.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from dragoman.errors import UserError
from dragoman.model import (
    Answer,
    Judgement,
    Origin,
    Refusal,
    ReturnedSheet,
    Review,
    ReviewRow,
    ReviewSheet,
    Signer,
    SignOff,
    Written,
    WrittenSignature,
)
from dragoman.review import reading_text, translation_text
from dragoman.signing import Person, signed_by
from dragoman.signoff import about

LONGEST_NOTE = 2_000
"""Characters: a comment is a remark and no second handout."""
_CLIP = 60
_Choice = TypeVar("_Choice", Signer, Origin)


class Choice(StrEnum):
    """What a person can choose for a row."""

    APPROVED = "approved"
    CHANGE = "change needed"


_JUDGEMENTS = {Choice.APPROVED: Judgement.APPROVED, Choice.CHANGE: Judgement.REJECTED}


def hold_answers(returned: ReturnedSheet, sheet: ReviewSheet) -> Review:
    """What can be taken. `UserError` for a signature that lacks something, and where nothing at all is judged."""
    signer = _signer(returned, sheet)
    today = _Today(sheet)
    accepted: dict[SignOff, None] = {}
    refused: list[Refusal] = []
    seen: dict[str, str] = {}
    for answer in returned.answers:
        if not answer.judgement and not answer.comment:
            continue
        problem = next(today.problems(answer, seen), "")
        if problem:
            refused.append(Refusal(answer.number or "?", about(answer.english), problem))
            continue
        seen[answer.text] = answer.number
        accepted[_sign_off(answer, today.rows[answer.text], signer)] = None
    if not accepted and not refused:
        raise UserError(
            "No row of this workbook is judged.",
            where=returned.path,
            remedy=f"Choose “{Choice.APPROVED}” or “{Choice.CHANGE}” beside the texts that you have read.",
        )
    return Review(tuple(accepted), tuple(refused))


# ── who signs ──


def _signer(returned: ReturnedSheet, sheet: ReviewSheet) -> Person:
    signature, path = returned.signature, returned.path
    return Person(
        name=_line(signature.name, path, "Write the name of the person who signs."),
        qualification=_line(signature.qualification, path) if signature.qualification.text else "",
        role=_choice(signature.role, Signer, path),
        origin=_choice(signature.origin, Origin, path),
        date=_date(signature, path, sheet.made),
    )


def _line(written: Written, path: str, remedy: str = "Write it on one line.") -> str:
    line = " ".join(written.text.split())
    if not line:
        raise UserError(f"Cell {written.cell} is empty.", where=path, remedy=remedy)
    if not line.isprintable() or line.startswith("=") or len(line) > LONGEST_NOTE:
        raise UserError(f"Cell {written.cell} does not hold one line of words.", where=path, remedy=remedy)
    return line


def _choice(written: Written, choices: type[_Choice], path: str) -> _Choice:
    there = ", ".join(choices)
    if not written.text:
        raise UserError(f"Cell {written.cell} is empty.", where=path, remedy=f"Choose one of: {there}.")
    chosen = " ".join(written.text.split()).casefold()
    if chosen not in list(choices):
        problem = f"Cell {written.cell} cannot be “{_clipped(written.text)}”."
        raise UserError(problem, where=path, remedy=f"Choose one of: {there}.")
    return choices(chosen)


def _date(signature: WrittenSignature, path: str, today: str) -> str:
    """The ISO date of the signature. A day that has not come cannot have been signed on."""
    written = signature.date
    if not written.text:
        raise UserError(f"Cell {written.cell} is empty.", where=path, remedy=f"Write the date, such as {today}.")
    try:
        day = date.fromisoformat(written.text).isoformat()
    except ValueError:
        problem = f"Cell {written.cell} is no date: “{_clipped(written.text)}”."
        raise UserError(problem, where=path, remedy=f"Write one such as {today}.") from None
    if day > today:
        problem = f"The date in cell {written.cell}, {day}, is after today, {today}."
        raise UserError(problem, where=path, remedy="Write the day on which the texts were judged.")
    return day


# ── what is judged ──


class _Today:
    """The sheet of today, to find the row that an answer is about."""

    def __init__(self, sheet: ReviewSheet) -> None:
        self._direction = sheet.language.direction
        self.rows: Mapping[str, ReviewRow] = {row.standing.text: row for row in sheet.rows}
        self._english = {_words(reading_text(row.english)): row for row in reversed(sheet.rows)}
        self._translation = {_words(self._said(row)): row for row in reversed(sheet.rows) if row.translation}

    def _said(self, row: ReviewRow) -> str:
        return translation_text(row, self._direction)

    def problems(self, answer: Answer, seen: Mapping[str, str]) -> Iterator[str]:
        """Why an answer cannot be taken, the most telling first; nothing for one that can."""
        row = self.rows.get(answer.text)
        if row is None:
            yield self._gone(answer)
            return
        yield from _edited("English", answer.english, reading_text(row.english))
        yield from _edited("translation", answer.translation, self._said(row))
        if answer.text in seen:
            yield f"the same text is judged twice, in rows {seen[answer.text]} and {answer.number}: keep one"
        yield from _unclear(answer)
        if not row.is_translated:
            yield "it has no translation that a handout may show: there is nothing to judge yet"
        if _chosen(answer) is Choice.APPROVED and row.errors:
            yield f"`check` finds an error, so it cannot be approved: {row.errors[0].problem}"

    def _gone(self, answer: Answer) -> str:
        """No text of today has this hash: which of its two sides changed?"""
        if row := self._english.get(_words(answer.english)):
            if _words(self._said(row)) == _words(answer.translation):
                return (
                    "what marks or links it has changed in the project since the sheet was made, or its hash did in "
                    "the workbook: make a new sheet"
                )
            return f"the translation changed in the project: {_both(answer.translation, self._said(row))}"
        if answer.translation and (row := self._translation.get(_words(answer.translation))):
            return f"the English changed in the project: {_both(answer.english, reading_text(row.english))}"
        return "neither its English nor its translation is in this handout today"


def _edited(what: str, workbook: str, project: str) -> Iterator[str]:
    if _words(workbook) != _words(project):
        yield f"the {what} is not the project's: {_both(workbook, project)}"


def _unclear(answer: Answer) -> Iterator[str]:
    choices = f"“{Choice.APPROVED}” nor “{Choice.CHANGE}”"
    if not answer.judgement:
        yield "it has a comment and no judgement"
    elif _chosen(answer) is None:
        yield f"its judgement in {answer.cell}, “{_clipped(answer.judgement)}”, is neither {choices}"
    if len(answer.comment) > LONGEST_NOTE:
        yield f"its comment is longer than {LONGEST_NOTE:,} characters"


def _chosen(answer: Answer) -> Choice | None:
    chosen = " ".join(answer.judgement.split()).casefold()
    return Choice(chosen) if chosen in list(Choice) else None


def _sign_off(answer: Answer, row: ReviewRow, person: Person) -> SignOff:
    choice = _chosen(answer)
    assert choice is not None, "what is unclear was refused"
    return signed_by(person, row.standing, _JUDGEMENTS[choice], " ".join(answer.comment.split()))


def _both(workbook: str, project: str) -> str:
    """Both texts, from shortly before the place where they begin to differ."""
    ours, theirs = _words(project), _words(workbook)
    same = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    start = max(0, same - _CLIP // 3) if max(len(ours), len(theirs)) > _CLIP else 0
    return f"workbook “{_clipped(theirs, start)}”, project “{_clipped(ours, start)}”"


def _clipped(text: str, start: int = 0) -> str:
    end = start + _CLIP
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _words(text: str) -> str:
    """A text without what spreadsheet programs do to line ends, and what no reader sees of directions."""
    return " ".join(text.translate(_UNSEEN).split())


_UNSEEN = dict.fromkeys(map(ord, "\u2066\u2069"))
