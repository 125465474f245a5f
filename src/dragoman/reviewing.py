"""A review sheet of a project as it is today, and the same on paper."""

from __future__ import annotations

import calendar
import time
from functools import partial

from dragoman.errors import MissingGlyph
from dragoman.fonts import LATIN_FAMILY, SIGN_FAMILY, font_stack, missing_glyphs
from dragoman.handouts import Edition, standing_of
from dragoman.inspection import Scope, inspect_project
from dragoman.model import SOURCE_LANGUAGE, ReviewSheet
from dragoman.pressroom import press_within
from dragoman.render.review import make_review
from dragoman.review import Occasion, reading_text, review_sheet
from dragoman.settings import facts_of, find_office


def open_review(edition: Edition, guide_id: str) -> ReviewSheet:
    """The sheet of a handout, with the facts of the office that comes first and all that `check` finds today."""
    project, language = edition.project, edition.language
    guide = project.guide(guide_id)
    scope = Scope(() if language.tag == SOURCE_LANGUAGE else (language,), edition.today)
    findings = inspect_project(project, scope).findings
    facts = facts_of(project.settings, find_office(project.settings, None))
    occasion = Occasion(project.settings.name, facts, edition.today)
    return review_sheet(guide, language, standing_of(edition, guide), findings, occasion)


def review_pdf(edition: Edition, sheet: ReviewSheet) -> bytes:
    """The sheet on paper; `MissingGlyph` for a letter of a text that no bundled font has."""
    stacks = {SOURCE_LANGUAGE: (LATIN_FAMILY, SIGN_FAMILY), sheet.language.tag: font_stack(sheet.language)}
    for row in sheet.rows:
        _require_glyphs(row.number, reading_text(row.english), stacks[SOURCE_LANGUAGE])
        for form in row.translation:
            _require_glyphs(row.number, reading_text(form), stacks[sheet.language.tag])
    fonts = stacks[sheet.language.tag]
    data = make_review(sheet, edition.project.settings.paper, fonts, partial(missing_glyphs, stack=fonts))
    # Noon of the day is no moment that anybody claims; a sheet has only a date.
    moment = calendar.timegm(time.strptime(f"{sheet.made} 12", "%Y-%m-%d %H"))
    return press_within(edition.project.settings.limits).set_review(data, timestamp=moment)


def _require_glyphs(number: int, text: str, stack: tuple[str, ...]) -> None:
    if lost := missing_glyphs(text, stack):
        raise MissingGlyph(
            f"No bundled font has '{lost[0]}' (U+{ord(lost[0]):04X}) of text {number}, “{text[:60]}”.",
            remedy="Write it with another character, or make a workbook: -o FILE.xlsx.",
        )
