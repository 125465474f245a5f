"""Handouts whose own files were edited since the last build: made and put in their place before all else.

An edited entry should be seen on its page at once, however many handouts there are beside it. Nothing is decided here
that `reuse.py` does not decide as well: whatever lists these handouts, and what else rests on the same files, follows
in the same build.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from dragoman.build import make_handout
from dragoman.jobs import Format, Job
from dragoman.model import FORMS, SOURCE_LANGUAGE, Artifact
from dragoman.outputs import Output, OutputFolder
from dragoman.project import Project
from dragoman.render.links import page_path
from dragoman.render.other import OtherFormat, other_path
from dragoman.render.paths import UNPUBLISHED, notice_path, sheet_path, thumbnail_path
from dragoman.reuse import Result, Reuse
from dragoman.stamps import Stamps

MOST = 8
"""Handouts that are made before the others; where more were edited, all are made side by side."""


def catalog_names(project: Project, languages: Collection[str]) -> dict[str, tuple[str, str]]:
    """The path of each catalog that one guide alone is translated in, with the language and the guide."""
    if project.one_catalog_a_language:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for tag in languages:
        if tag != SOURCE_LANGUAGE:
            path = project.catalog_paths(project.language(tag))
            found |= {path(guide): (tag, guide) for guide in project.guides}
    return found


def edited_jobs(project: Project, planned: Sequence[Job], stamps: Stamps) -> tuple[Job, ...]:
    """Those whose own catalogs are not as they were; none where they are more than a few."""
    names = catalog_names(project, {job.language: None for job in planned})
    edited = {handout for name, handout in names.items() if not stamps.is_as_written_down(name)}
    return tuple(job for job in planned if (job.language, job.guide) in edited) if len(edited) <= MOST else ()


def was_published(job: Job, folder: OutputFolder) -> bool:
    """Whether an earlier build made this handout: only such a one can be put in its place before what lists it."""
    return any(folder.holds(path(job.guide, job.language)) for path in (page_path, sheet_path))


def put_first(results: Sequence[Result], reuse: Reuse, folder: OutputFolder) -> list[str]:
    """Puts these handouts in the place of those that earlier builds made; the names of the files that changed."""
    changed: list[str] = []
    for result in results:
        if result.key is None:  # it rests on more than its files
            continue
        outputs = [*outputs_of(result, reuse)]
        if result.listing and all(folder.holds(output.path) for output in outputs):
            stale = folder.outdated(outputs)
            folder.put(stale, ())
            changed += map(folder.name, stale)
    return changed


def put_page(job: Job, folder: OutputFolder) -> None:
    """Puts the page of a handout in its place, before there is a sheet; nothing where no build made one before."""
    if Format.HTML in job.formats:
        made = make_handout(replace(job, formats=(Format.HTML,), listed=False))
        pages = [Output.of(artifact) for artifact in made.artifacts]
        if made.until is not None and all(folder.holds(page.path) for page in pages):
            folder.put(folder.outdated(pages), ())


def outputs_of(result: Result, reuse: Reuse) -> Iterator[Output]:
    """The files of a handout in the folder of what is built."""
    for number, kept in enumerate(result.artifacts):
        if not kept.path.startswith(UNPUBLISHED):
            yield Output(kept.path, kept.digest, _content(result, reuse, number))


def left_out_paths(result: Result) -> tuple[str, ...]:
    """Files that this handout no longer has: all where it is left out; else sheets of another version than its page."""
    guide, language = result.job.guide, result.job.language
    sheets = (*(sheet_path(guide, language, form) for form in FORMS), thumbnail_path(guide, language))
    # Those for other systems would be of another version wherever they are not made anew.
    others = tuple(other_path(guide, language, form) for form in OtherFormat)
    if result.listing is None:
        return page_path(guide, language), *sheets, notice_path(guide, language), *others
    if Format.PDF not in result.job.formats:
        return others
    # An approved version is kept in one size; where today's text stands there is nothing to give notice of.
    return (*others, *(sheets if result.listing.approved_on else (notice_path(guide, language),)))


def _content(result: Result, reuse: Reuse, number: int) -> Callable[[], bytes]:
    def content() -> bytes:
        artifacts: Sequence[Artifact] = reuse.contents(result) or make_handout(result.job).artifacts
        return artifacts[number].content

    return content
