"""`dragoman review-sheet`: a handout to judge on paper or in a workbook, and what was judged back into the ledger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dragoman.answers import hold_answers
from dragoman.cells import returned_sheet
from dragoman.container import MAX_BYTES
from dragoman.disk import read_file, replace_file, require_place
from dragoman.errors import UserError
from dragoman.handouts import open_edition, standing_of
from dragoman.ledger_file import write_ledger
from dragoman.model import SOURCE_LANGUAGE, Language, ReturnedSheet
from dragoman.project import Project
from dragoman.report.review import refusals_text, review_counts
from dragoman.reviewing import open_review, review_pdf
from dragoman.signing import need_lines
from dragoman.signoff import joined
from dragoman.workbook import read_workbook, write_workbook


def make(project: Project, *, guide: str, language: Language, output: Path, today: str) -> int:
    """Writes one sheet to `output`, which may be anywhere: a person named it."""
    if output.suffix.lower() not in (".pdf", ".xlsx"):
        raise UserError(
            "A review sheet is a .pdf to print or an .xlsx to fill in.",
            where=str(output),
            remedy="Write, say, -o review.pdf.",
        )
    require_place(output, str(output))
    edition = open_edition(project, language, today=today)
    sheet = open_review(edition, guide)
    content = review_pdf(edition, sheet) if output.suffix.lower() == ".pdf" else write_workbook(sheet)
    replace_file(output.resolve(), content, expected=None, name=str(output))
    print(f"{output}: sheet {sheet.id}, {sheet.title}, {language.english}; {len(sheet.rows)} texts to judge.")
    return 0


def read(project: Project, *, workbook: Path, others: bool, today: str) -> int:
    """Takes the judgements of a workbook into the ledger: all or none, or with `others` those that can be taken.

    Exits 1 when rows were refused and so nothing was taken.
    """
    returned = _returned(workbook)
    language = _language(project, returned)
    edition = open_edition(project, language, today=today)
    review = hold_answers(returned, open_review(edition, returned.guide))
    if review.refused:
        rows = "1 row" if len(review.refused) == 1 else f"{len(review.refused)} rows"
        print(f"{workbook}: {rows} cannot be taken.\n{refusals_text(review)}")
        if not others or not review.accepted:
            good = len(review.accepted)
            print(f"Nothing was signed. Mend these rows{_or_others(good)}, and read the workbook again.")
            return 1
    ledger = joined(project.ledger(language), review.accepted)
    path = project.ledger_path(language)
    project.write({path: write_ledger(ledger).encode()})
    is_english = language.tag == SOURCE_LANGUAGE
    signed = replace(edition, english=ledger) if is_english else replace(edition, ledger=ledger)
    print(f"{path}: signed by {review.accepted[0].name}, {review.accepted[0].role.value}.\n{review_counts(review)}")
    lines = need_lines(standing_of(signed, project.guide(returned.guide)))
    print(f"{returned.guide} in {language.english} is {'a draft' if lines else 'final'}.")
    for line in lines:
        print(f"    {line}")
    return 0


def _returned(workbook: Path) -> ReturnedSheet:
    name = str(workbook)
    if workbook.suffix.lower() != ".xlsx":
        raise UserError("A workbook to read is an .xlsx file.", where=name, remedy="Save it as Excel workbook, .xlsx.")
    if not workbook.is_file():
        raise UserError("There is no such file.", where=name)
    if workbook.stat().st_size > MAX_BYTES:
        raise UserError(f"The workbook is larger than {MAX_BYTES:,} bytes.", where=name)
    return returned_sheet(read_workbook(read_file(workbook.resolve(), name).content, name), name)


def _language(project: Project, returned: ReturnedSheet) -> Language:
    """Of a workbook for this project; what it says of itself was in locked cells, and may say anything."""
    for language in (project.english, *project.languages):
        if language.tag == returned.language and returned.guide in project.guides:
            return language
    what = f"the guide “{returned.guide[:60]}” in “{returned.language[:20]}”"
    raise UserError(
        f"The workbook is of {what}, which this project does not have.",
        where=returned.path,
        remedy="Read it in the project that it was made for.",
    )


def _or_others(good: int) -> str:
    return f", or take the other {good} with --accept-others" if good else ""
