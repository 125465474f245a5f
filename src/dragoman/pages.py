"""The page of one handout: its place among the languages of its guide, and the addresses under which all are found."""

from __future__ import annotations

from collections.abc import Collection

from dragoman.handouts import Edition
from dragoman.localize import inline_context
from dragoman.model import SOURCE_LANGUAGE, Direction, Handout, Language
from dragoman.project import Project
from dragoman.render.html import Alternate, PageFrame, Sibling, render_page
from dragoman.render.links import page_path
from dragoman.render.plain import segment_text
from dragoman.render.sheet_types import Sheet


def make_page(sheet: Sheet, edition: Edition, handout: Handout, gone: frozenset[str]) -> str:
    """The page of a handout; `gone` are the paths of pages that are not made."""
    return render_page(sheet, _frame(edition, handout, gone), edition.words, edition.project.page_templates)


def _frame(edition: Edition, handout: Handout, gone: frozenset[str]) -> PageFrame:
    project, language = edition.project, edition.language
    summary = handout.guide.meta.summary
    description = segment_text(summary, inline_context(handout.guide), handout.facts) if summary else ""
    guide = handout.guide.id
    others = [known for known in (project.english, *project.languages) if known != language]
    others = [known for known in others if page_path(guide, known.tag) not in gone]
    return PageFrame(
        root="../",
        pdf=f"{guide}.pdf",
        siblings=tuple(Sibling(o.tag, o.autonym, o.direction, f"../{page_path(guide, o.tag)}") for o in others),
        lang=language.tag,
        direction=language.direction,
        directions=directions_of(project),
        description=description,
        site=project.settings.name,
        address=page_address(project, page_path(guide, language.tag)),
        alternates=page_alternates(project, guide, [language, *others]),
    )


def page_address(project: Project, path: str) -> str:
    """Of a page on the web; empty if the project names no address."""
    return f"{project.settings.web}/{path}" if project.settings.web else ""


def page_alternates(project: Project, guide: str, languages: Collection[Language]) -> tuple[Alternate, ...]:
    """The page of a guide in these languages, in the order of the project, and which is for everybody else."""
    if not project.settings.web:
        return ()
    ordered = [language for language in (project.english, *project.languages) if language in languages]
    found = [Alternate(one.tag, page_address(project, page_path(guide, one.tag))) for one in ordered]
    default = [Alternate("x-default", one.address) for one in found if one.tag == SOURCE_LANGUAGE]
    return (*found, *default)


def directions_of(project: Project) -> dict[str, Direction]:
    """Each language of the project by its tag, English too."""
    return {language.tag: language.direction for language in (project.english, *project.languages)}
