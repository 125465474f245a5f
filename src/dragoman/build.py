"""What must be made, and on which executor.

A job is one guide in one language. Jobs know nothing of each other: they run in this process, on the processors of
this machine, or on any other `concurrent.futures.Executor`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, wait
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from pathlib import Path

from dragoman.archive import Kept, age_of_kept, pages_left_out, stand_in
from dragoman.fonts import font_folder
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
from dragoman.localize import inline_context
from dragoman.model import (
    SOURCE_LANGUAGE,
    Artifact,
    Direction,
    Handout,
    Language,
    Office,
    Outdated,
    Paper,
    SheetForm,
    TextSize,
)
from dragoman.press import Press
from dragoman.project import Project, find_project
from dragoman.render.certificate_types import Certificate
from dragoman.render.html import (
    Alternate,
    Index,
    IndexGuide,
    IndexLanguage,
    PageFrame,
    Sibling,
    render_index,
    render_page,
)
from dragoman.render.letters import Letters, page_letters
from dragoman.render.links import page_path
from dragoman.render.notice import notice_lines, notice_sheet, with_notice
from dragoman.render.plain import segment_text
from dragoman.render.sheet_types import Sheet

MANIFEST = "manifest.json"
INDEX = "index.html"
_BUILT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")


class Format(StrEnum):
    HTML = "html"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Job:
    """One handout to be made: small enough to travel to another process or machine."""

    root: str
    guide: str
    language: str
    formats: tuple[Format, ...]
    office: Office | None
    paper: Paper
    today: str
    """ISO date: what is final today may be out of date tomorrow."""
    forms: tuple[SheetForm, ...] = (SheetForm(),)
    """The sheets to be set; the page is the same for all."""
    outdated: Outdated | None = None
    """Instead of what the policy of the project says."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What the rest of the site must know of a handout."""

    guide: str
    language: str
    title: str
    title_lang: str
    title_en: str
    draft: bool
    approved_on: str = ""
    """ISO date of an older version that stands in place of a draft; empty for today's text."""
    letters: Letters = ()
    """What its page shows, for the fonts of the site."""


@dataclass(frozen=True, slots=True)
class Made:
    job: Job
    artifacts: tuple[Artifact, ...]
    listing: Listing | None
    """`None` for a handout that is left out until its newer text is approved."""
    freshness: Freshness
    until: str | None = None
    """ISO date until which just the same would be made of the same files, empty for always; `None` where it rests on
    more than files: on approved versions, and on what git says of them."""


def plan_jobs(
    project: Project,
    languages: Sequence[Language],
    guides: Sequence[str],
    formats: tuple[Format, ...],
    office: Office | None,
    *,
    sizes: Sequence[TextSize] = (TextSize.NORMAL,),
    today: str,
) -> tuple[Job, ...]:
    """A job for each handout, those of a language next to each other."""
    root, paper = str(project.root), project.settings.paper
    forms = tuple(SheetForm(size) for size in sizes)
    return tuple(
        Job(root, guide, language.tag, formats, office, paper, today, forms)
        for language in languages
        for guide in guides
    )


def run_jobs(jobs: Iterable[Job], executor: Executor | None, done: Callable[[Made], None], at_once: int = 8) -> None:
    """Makes everything; `done` is told of each handout as it is ready. The first error stops the work.

    No more than `at_once` handouts are under way or waiting to be told of, so that however many there are, only the
    bytes of a few are in memory.
    """
    if executor is None:
        for job in jobs:
            done(make_handout(job))
        return
    waiting = iter(jobs)
    running = {executor.submit(make_handout, job) for job in islice(waiting, at_once)}
    try:
        while running:
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            running |= {executor.submit(make_handout, job) for job in islice(waiting, len(finished))}
            while finished:
                done(finished.pop().result())
    finally:
        for future in running:
            future.cancel()


def make_handout(job: Job) -> Made:
    """The page and the sheet of one handout."""
    edition = _edition(job.root, job.language, job.today)
    handout = replace(compose_handout(edition, job.guide, job.office), paper=job.paper)
    found = freshness_of(edition, handout.source, handout.standing)
    match stand_in(edition, handout, job.office, job.outdated):
        case Outdated.NOTHING:
            return Made(job, (), None, found)
        case Kept() as kept:
            return _make_kept(job, edition, handout, kept, found)
        case Outdated.DRAFT:
            pass
    sheet = page_data(edition, handout)
    artifacts: list[Artifact] = []
    for form in job.formats:
        match form:
            case Format.HTML:
                page = _page(sheet, edition, handout, left_out(job))
                artifacts.append(Artifact(page_path(job.guide, job.language), page.encode()))
            case Format.PDF:
                artifacts += [_set(edition, handout, sheet, form) for form in job.forms]
    listing = Listing(
        guide=job.guide,
        language=job.language,
        title=sheet["title_text"],
        title_lang=handout.guide.meta.title.language,
        title_en=sheet["strip"]["title_en"],
        draft=bool(handout.draft),
        letters=_letters(artifacts),
    )
    return Made(job, tuple(artifacts), listing, found, next_day_of_change(edition, handout.source, found))


def _set(edition: Edition, handout: Handout, sheet: Sheet, form: SheetForm) -> Artifact:
    """The sheet in one form; `sheet` is the plain one, with the fonts of the language if it has any."""
    if form != SheetForm() or not handout.language.fonts:
        sheet = sheet_data(edition, handout, form)
    pdf = shared_press().set_sheet(sheet, timestamp=pdf_timestamp(handout))
    return Artifact(sheet_path(handout.guide.id, handout.language.tag, form.size), pdf)


def _make_kept(job: Job, edition: Edition, handout: Handout, kept: Kept, found: Freshness) -> Made:
    """The last approved version in place of a draft: its sheet as it is, its page with a notice, a notice for paper."""
    sheet = page_data(edition, handout)
    lines = notice_lines(age_of_kept(edition, handout, kept.approval), edition.words, ENGLISH_WORDS)
    artifacts: list[Artifact] = []
    for form in job.formats:
        match form:
            case Format.HTML:
                shown = with_notice(sheet, kept.sheet, lines)
                page = _page(shown, edition, handout, left_out(job))
                artifacts.append(Artifact(page_path(job.guide, job.language), page.encode()))
            case Format.PDF:
                notice = notice_sheet(sheet, kept.sheet, lines, edition.words, ENGLISH_WORDS)
                artifacts.append(Artifact(sheet_path(job.guide, job.language), kept.pdf))
                beside = set_pdf(notice, pdf_timestamp(handout))
                artifacts.append(Artifact(notice_path(job.guide, job.language), beside))
    listing = Listing(
        guide=job.guide,
        language=job.language,
        title=kept.sheet["title_text"],
        title_lang=kept.sheet.get("title_lang", job.language),
        title_en=kept.sheet["strip"]["title_en"],
        draft=False,
        approved_on=kept.approval.approved_on,
        letters=_letters(artifacts),
    )
    return Made(job, tuple(artifacts), listing, found)


def _letters(artifacts: Sequence[Artifact]) -> Letters:
    pages = [artifact.content.decode() for artifact in artifacts if artifact.path.endswith(".html")]
    return tuple(pair for page in pages for pair in page_letters(page))


def set_certificate(certificate: Certificate, timestamp: int) -> bytes:
    """A certificate, on the press of this process."""
    return shared_press().set_certificate(certificate, timestamp=timestamp)


def set_pdf(sheet: Sheet, timestamp: int) -> bytes:
    """A sheet of paper of any data, on the press of this process."""
    return shared_press().set_sheet(sheet, timestamp=timestamp)


@lru_cache(maxsize=1)
def shared_press() -> Press:
    """One compiler a process: it reads the fonts once."""
    return Press(font_folder())


@lru_cache(maxsize=4)
def _edition(root: str, language: str, today: str) -> Edition:
    project = _project(root)
    return open_edition(project, project.language(language), today=today)


@lru_cache(maxsize=1)
def _project(root: str) -> Project:
    return find_project(Path(root))


def sheet_path(guide: str, language: str, size: TextSize = TextSize.NORMAL) -> str:
    """The size stands in the names of all but the normal sheets."""
    return f"{language}/{guide}.pdf" if size is TextSize.NORMAL else f"{language}/{guide}.{size.value}.pdf"


def notice_path(guide: str, language: str) -> str:
    """A guide has no dot in its name, so no other sheet has this one."""
    return f"{language}/{guide}.notice.pdf"


def left_out(job: Job) -> frozenset[str]:
    """Paths of pages that a build like this one does not make."""
    return _left_out(job.root, job.office, job.today)


@lru_cache(maxsize=1)
def _left_out(root: str, office: Office | None, today: str) -> frozenset[str]:
    return frozenset(pages_left_out(_project(root), office, today))


def _page(sheet: Sheet, edition: Edition, handout: Handout, gone: frozenset[str]) -> str:
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
        directions=_directions(project),
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


def _directions(project: Project) -> dict[str, Direction]:
    return {language.tag: language.direction for language in (project.english, *project.languages)}


# ── what belongs to no single handout ──


def index_artifact(project: Project, listings: Sequence[Listing | None]) -> Artifact:
    """The page that leads to all handouts; `None` stands for one that is left out."""
    return Artifact(INDEX, _index(project, [listing for listing in listings if listing]).encode())


def _index(project: Project, listings: Sequence[Listing]) -> str:
    by_language: dict[str, list[Listing]] = {}
    for listing in listings:
        by_language.setdefault(listing.language, []).append(listing)
    order = list(project.guides)
    rows = [
        IndexLanguage(
            tag=language.tag,
            autonym=language.autonym,
            english=language.english,
            direction=language.direction,
            guides=tuple(
                IndexGuide(
                    title=listing.title,
                    title_lang=listing.title_lang,
                    title_en=listing.title_en,
                    page=page_path(listing.guide, listing.language),
                    pdf=sheet_path(listing.guide, listing.language),
                    draft=listing.draft,
                )
                for listing in sorted(by_language[language.tag], key=lambda found: order.index(found.guide))
            ),
        )
        for language in (project.english, *project.languages)
        if language.tag in by_language
    ]
    index = Index(project.settings.name, tuple(rows))
    address = page_address(project, INDEX)
    return render_index(index, ENGLISH_WORDS, _directions(project), address, project.page_templates)


def manifest(paths: Sequence[str]) -> Artifact:
    """The list of what builds made, by which the next whole one knows what has become old."""
    return Artifact(MANIFEST, (json.dumps({"files": sorted(paths)}, indent=1) + "\n").encode())


def listed_files(old_manifest: bytes) -> frozenset[str]:
    """What earlier builds made.

    The manifest is a file like any other and may say anything: no name in it leads out of the folder of the build.
    """
    try:
        listed = json.loads(old_manifest)["files"]
    except (ValueError, KeyError, TypeError):
        return frozenset()
    names = listed if isinstance(listed, list) else ()
    return frozenset(name for name in names if isinstance(name, str) and _stays_inside(name)) - {MANIFEST}


def _stays_inside(name: str) -> bool:
    return _BUILT_NAME.fullmatch(name) is not None and ".." not in name.split("/")
