"""One handout made: its page, its sheets, what other systems want of it, and what lists must know of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from dragoman.archive import ApprovedVersion, Instead, age_of_kept, pages_left_out, stand_in
from dragoman.compiled import CompiledTemplates
from dragoman.freshness import Freshness
from dragoman.handouts import (
    ENGLISH_WORDS,
    Edition,
    compose_handout,
    freshness_of,
    next_day_of_change,
    open_edition,
    page_data,
    pdf_timestamp,
    sheet_data,
)
from dragoman.jobs import Format, Job, Listing, Made
from dragoman.localize import inline_context
from dragoman.model import Artifact, Handout, Office, SheetForm
from dragoman.pages import directions_of, make_page
from dragoman.pressroom import set_pdf
from dragoman.project import Project, find_project
from dragoman.render.identity import sheet_identity
from dragoman.render.letters import Letters, page_letters
from dragoman.render.links import page_path
from dragoman.render.notice import notice_lines, notice_sheet, with_notice
from dragoman.render.other import OtherFormat, other_artifact
from dragoman.render.paths import notice_path, sections_path, sheet_path, thumbnail_path
from dragoman.render.plain import segment_text
from dragoman.render.record import OLDER
from dragoman.render.sections import sections_json
from dragoman.render.sheet_types import Sheet
from dragoman.render.templating import keep_compiled

_PAGE = re.compile(rb"/Type\s*/Page\b")


def make_handout(job: Job) -> Made:
    """All that is made of one handout, with what the lists of a site need of it."""
    keep_compiled(CompiledTemplates())
    edition = _edition(job.root, job.language, job.today)
    handout = replace(compose_handout(edition, job.guide, job.office), paper=job.paper)
    found = freshness_of(edition, handout.source, handout.standing)
    match stand_in(edition, handout, job.office, job.outdated):
        case Instead.NOTHING:
            return Made(job, (), None, found)
        case ApprovedVersion() as kept:
            return _make_kept(job, edition, handout, kept, found)
        case Instead.ITSELF:
            pass
    sheet, directions = page_data(edition, handout), directions_of(edition.project)
    artifacts: list[Artifact] = []
    for format_ in job.formats:
        match format_:
            case Format.HTML:
                page = make_page(sheet, edition, handout, left_out(job))
                artifacts.append(Artifact(page_path(job.guide, job.language), page.encode()))
            case Format.PDF:
                artifacts += [_set(edition, handout, sheet, form) for form in job.forms]
            case Format.TEXT | Format.FRAGMENT | Format.JSON:
                artifacts.append(other_artifact(OtherFormat(format_), sheet, found.state.value, directions))
    artifacts += _for_lists(job, sheet, artifacts)
    listing = Listing(
        guide=job.guide,
        language=job.language,
        title=sheet["title_text"],
        title_lang=handout.guide.meta.title.language,
        title_en=sheet["strip"]["title_en"],
        draft=bool(handout.draft),
        keywords=(*_english_keywords(handout), *sheet["keywords"]),
        dated=max(handout.source.meta.revised, handout.translated_on),
        identity=sheet_identity(sheet),
        revision=sheet["strip"]["revision"],
        pages=_pages(job, artifacts),
        letters=_letters(artifacts),
        english=len(handout.gaps),
    )
    return Made(job, tuple(artifacts), listing, found, next_day_of_change(edition, handout.source, found))


def _set(edition: Edition, handout: Handout, sheet: Sheet, form: SheetForm) -> Artifact:
    """The sheet in one form; `sheet` is the plain one, with the fonts of the language if it has any."""
    if form != SheetForm() or not handout.language.fonts:
        sheet = sheet_data(edition, handout, form)
    pdf = set_pdf(sheet, pdf_timestamp(handout), edition.project.settings.limits)
    return Artifact(sheet_path(handout.guide.id, handout.language.tag, form), pdf)


def _for_lists(job: Job, sheet: Sheet, made: Sequence[Artifact]) -> Iterator[Artifact]:
    """What the lists of a site need of a handout beside its listing; its picture is that of the first sheet made."""
    if not job.listed:
        return
    if Format.PDF in job.formats:
        from dragoman.thumbnail import thumbnail  # noqa: PLC0415 - a reader of PDFs, which `print` and pages do not need

        pdf = next(artifact.content for artifact in made if artifact.path.endswith(".pdf"))
        yield Artifact(thumbnail_path(job.guide, job.language), thumbnail(pdf))
    if Format.HTML in job.formats:
        yield Artifact(sections_path(job.guide, job.language), sections_json(sheet).encode())


def _pages(job: Job, artifacts: Sequence[Artifact]) -> tuple[tuple[str, int], ...]:
    """How many pages each sheet has. The page objects of our PDFs are never packed into streams."""
    made = {artifact.path: artifact.content for artifact in artifacts}
    paths = {form.name: sheet_path(job.guide, job.language, form) for form in job.forms}
    return tuple((name, len(_PAGE.findall(made[path]))) for name, path in paths.items() if path in made)


def _english_keywords(handout: Handout) -> tuple[str, ...]:
    source = handout.source
    return tuple(segment_text(word, inline_context(source), handout.facts) for word in source.meta.keywords)


def _make_kept(job: Job, edition: Edition, handout: Handout, kept: ApprovedVersion, found: Freshness) -> Made:
    """The last approved version in place of a draft: its sheet as it is, its page with a notice, a notice for paper."""
    sheet, directions = page_data(edition, handout), directions_of(edition.project)
    lines = notice_lines(age_of_kept(edition, handout, kept.approval), edition.words, ENGLISH_WORDS)
    artifacts: list[Artifact] = []
    for format_ in job.formats:
        match format_:
            case Format.HTML:
                shown = with_notice(sheet, kept.sheet, lines)
                page = make_page(shown, edition, handout, left_out(job))
                artifacts.append(Artifact(page_path(job.guide, job.language), page.encode()))
            case Format.PDF:
                notice = notice_sheet(sheet, kept.sheet, lines, edition.words, ENGLISH_WORDS)
                artifacts.append(Artifact(sheet_path(job.guide, job.language), kept.pdf))
                beside = set_pdf(notice, pdf_timestamp(handout), edition.project.settings.limits)
                artifacts.append(Artifact(notice_path(job.guide, job.language), beside))
            case Format.TEXT | Format.FRAGMENT | Format.JSON:
                noted = with_notice(sheet, kept.sheet, lines)
                artifacts.append(other_artifact(OtherFormat(format_), noted, OLDER, directions))
    artifacts += _for_lists(job, kept.sheet, artifacts)
    listing = Listing(
        guide=job.guide,
        language=job.language,
        title=kept.sheet["title_text"],
        title_lang=kept.sheet.get("title_lang", job.language),
        title_en=kept.sheet["strip"]["title_en"],
        draft=False,
        approved_on=kept.approval.approved_on,
        keywords=(*_english_keywords(handout), *kept.sheet["keywords"]),
        dated=kept.approval.revised,
        identity=kept.approval.identity,
        revision=sheet["strip"]["revision"],
        pages=_pages(replace(job, forms=(SheetForm(),)), artifacts),
        letters=_letters(artifacts),
    )
    return Made(job, tuple(artifacts), listing, found)


def _letters(artifacts: Sequence[Artifact]) -> Letters:
    pages = [artifact.content.decode() for artifact in artifacts if artifact.path.endswith(".html")]
    return tuple(pair for page in pages for pair in page_letters(page))


@lru_cache(maxsize=2)
def _edition(root: str, language: str, today: str) -> Edition:
    """Handouts of a language are made one after another, and one of 2,000 guides takes 47 MB."""
    project = _project(root)
    return open_edition(project, project.language(language), today=today)


@lru_cache(maxsize=1)
def _project(root: str) -> Project:
    return find_project(Path(root))


def forget_catalogs() -> None:
    """For a process that stays: catalogs and ledgers are read again; guides and settings are as they were."""
    _edition.cache_clear()


def forget_project() -> None:
    """For a process that stays: everything of a project is read again."""
    for known in (_edition, _project, _left_out):
        known.cache_clear()


def left_out(job: Job) -> frozenset[str]:
    """Paths of pages that a build like this one does not make."""
    return _left_out(job.root, job.office, job.today)


@lru_cache(maxsize=1)
def _left_out(root: str, office: Office | None, today: str) -> frozenset[str]:
    return frozenset(pages_left_out(_project(root), office, today))
