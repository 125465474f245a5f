"""Every sheet set, and taken apart beside its own data, for the rules about paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.checks.views import SheetView
from dragoman.errors import UserError
from dragoman.handouts import Edition, compose_handout, lost_letters, open_edition, pdf_timestamp, sheet_data
from dragoman.model import Commitment, Handout, Language, Office, PrintedSheet, SheetForm, TextSize
from dragoman.pdf import take_apart
from dragoman.pressroom import set_pdf
from dragoman.project import Project
from dragoman.render.expected import expected_sheet
from dragoman.render.sheet_types import STAFF_HEADING


def view_sheets(
    project: Project,
    languages: Sequence[Language],
    guides: Sequence[str],
    sizes: Sequence[TextSize],
    *,
    office: Office | None,
    today: str,
) -> Iterator[SheetView]:
    """Language by language, guide by guide, size by size, each with the pages of its English."""
    english = open_edition(project, project.english, today=today)
    originals = {(guide, size): view_sheet(english, guide, size, office) for guide in guides for size in sizes}
    for language in languages:
        edition = open_edition(project, language, today=today)
        for (guide, size), original in originals.items():
            if language == project.english:
                yield original
            else:
                yield replace(view_sheet(edition, guide, size, office), english_pages=original.pages)


def view_sheet(edition: Edition, guide: str, size: TextSize, office: Office | None) -> SheetView:
    """One sheet as the rules see it."""
    project = edition.project
    handout = compose_handout(edition, guide, office)
    is_english = edition.language == project.english
    view = SheetView(
        handout.guide,
        edition.language,
        project.guide(guide).path if is_english else project.catalog_path(guide, edition.language),
        expected=None,
        printed=None,
        lost=tuple(lost_letters(edition, handout)),
        size=size,
        budget=_budget(edition, handout) if size is TextSize.NORMAL else 0,
        commitment=Commitment.REQUIRED if is_english else project.commitment(edition.language),
    )
    return view if view.lost else _set(edition, handout, view)


def _set(edition: Edition, handout: Handout, view: SheetView) -> SheetView:
    sheet = sheet_data(edition, handout, SheetForm(view.size))
    try:
        pdf = set_pdf(sheet, pdf_timestamp(handout), edition.project.settings.limits)
    except UserError as error:
        return replace(view, fault=error.problem, remedy=error.remedy)
    printed = take_apart(pdf)
    return replace(view, expected=expected_sheet(sheet), printed=printed, staff_pages=_staff_pages(printed))


def _staff_pages(printed: PrintedSheet) -> int:
    """How many there are from the one on that has the heading of what is for staff: the last of all headings."""
    if printed.bookmarks[-1:] != (STAFF_HEADING,):
        return 0
    return len(printed.pages) - printed.bookmark_pages[-1]


def _budget(edition: Edition, handout: Handout) -> int:
    return handout.source.meta.pages or edition.project.settings.pages
