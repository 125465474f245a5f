"""`dragoman build`: every page and sheet, and the index that leads to them."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.build import make_handout
from dragoman.cache import Cache, Kept
from dragoman.edited import edited_jobs, outputs_of, put_first, was_published
from dragoman.guard import Stopped
from dragoman.jobs import Format, Job, Made, run_jobs
from dragoman.model import FORMS
from dragoman.outputs import Output, OutputFolder
from dragoman.program import note_program, recall_program
from dragoman.project import Project
from dragoman.render.letters import Letters
from dragoman.render.links import page_path
from dragoman.render.other import OtherFormat, other_path
from dragoman.render.paths import notice_path, sheet_path, thumbnail_path
from dragoman.reuse import Result, Reuse
from dragoman.shown import Shown
from dragoman.site import Subset, font_outputs, plan_subsets, site_letters, style_artifacts
from dragoman.stamps import Stamps
from dragoman.unchanged import Unchanged
from dragoman.workers import Workers

if TYPE_CHECKING:
    from dragoman.gathered import Gathered


def run(
    project: Project,
    planned: Sequence[Job],
    *,
    formats: tuple[Format, ...],
    workers: int | str,
    whole: bool,
    check: bool,
    today: str,
) -> int:
    """Builds into the output folder; `whole` says that nothing is left out, so that what has become old is removed.

    `workers` is a number of processes here, or the address of a Dask scheduler. What was made before of just the same
    is taken as it is. With `check` nothing is written: it says what would change, and exits 1.
    """
    lines, code = make(project, planned, formats=formats, workers=workers, whole=whole, check=check, today=today)
    _show(lines)
    return code


def make(
    project: Project,
    planned: Sequence[Job],
    *,
    formats: tuple[Format, ...],
    workers: int | str,
    whole: bool,
    check: bool,
    today: str,
) -> tuple[list[str], int]:
    """As `run`, with what is to be said and the exit code as values."""
    started = time.monotonic()
    known_program = project.memory / "program.json"
    recall_program(known_program)
    still = Unchanged(project, planned, whole=whole)
    if not check and (lines := still.told(today)) is not None:
        return [f"{lines[0]}, {time.monotonic() - started:.1f} s.", *lines[1:]], 0
    project.refuse_strange_catalogs()
    store = _Store.of(project, writes=not check)
    made = _make_all(store, planned, formats=formats, workers=workers, whole=whole, today=today)
    changed = _put(store, made)
    if not check:
        note_program(known_program)
    for problem in made.stopped:
        print(problem, file=sys.stderr)
    report = _Report(project, made.results, [output.path for output in made.wanted], changed)
    if check:
        return report.would_change(), 2 if made.stopped else 1 if changed else 0
    head, *rest = report.lines(whole=made.whole)
    said = [f"{head}, {time.monotonic() - started:.1f} s.", *rest]
    if made.stopped:
        return said, 2
    still.remember(made.results, today, [head, *replace(report, changed=()).lines(whole=made.whole)[1:]])
    return said, 0


@dataclass(frozen=True, slots=True)
class _Store:
    """Where a build finds what was made before, and puts what it makes."""

    project: Project
    stamps: Stamps
    cache: Cache
    reuse: Reuse
    folder: OutputFolder
    shown: Shown
    writes: bool

    @classmethod
    def of(cls, project: Project, *, writes: bool) -> _Store:
        stamps = Stamps(project.root, project.memory / "stamps")
        cache = Cache(project.memory / "cache")
        reuse = Reuse(project, cache, stamps, writes=writes)
        reuse.require_references()
        if writes:
            project.clean_strays()
        folder, shown = OutputFolder(project, stamps), Shown(cache, writes=writes)
        return cls(project, stamps, cache, reuse, folder, shown, writes)


@dataclass(frozen=True, slots=True)
class _Made:
    """What a build made or found made, of which `first` is on the disk already: names of files of edited handouts."""

    results: Sequence[Result]
    stopped: Sequence[Stopped]
    whole: bool
    """Whether nothing was left out, be it asked for or stopped."""
    wanted: list[Output]
    first: Sequence[str]
    subsets: Sequence[Subset]
    gathered: Gathered | None


def _make_all(
    store: _Store,
    planned: Sequence[Job],
    *,
    formats: tuple[Format, ...],
    workers: int | str,
    whole: bool,
    today: str,
) -> _Made:
    """Only handouts just edited are written before everything is made: an error leaves the last good build."""
    project, reuse, folder = store.project, store.reuse, store.folder
    edited = (
        [j for j in edited_jobs(project, planned, store.stamps) if was_published(j, folder)] if store.writes else []
    )
    with Workers(project, workers) as staff:
        first = put_first(_results(edited, reuse, staff)[0], reuse, folder) if edited else []
        results, stopped = _results(planned, reuse, staff)
        # Lists of everything would be wrong: the others are written as if they alone had been asked for.
        whole = whole and not stopped
        wanted = [output for result in results for output in outputs_of(result, reuse)]
        gathered = _gathered(store, results, today) if whole else None
        beside = gathered.pages if gathered else ()
        wanted += (*beside, *gathered.search) if gathered else ()
        subsets: tuple[Subset, ...] = ()
        if Format.HTML in formats:
            others = () if whole else folder.pages_beside(wanted)
            letters = site_letters(project, _pages(results), beside, others, store.shown)
            subsets = plan_subsets(project, letters)
            wanted += map(Output.of, style_artifacts(project, subsets))
            wanted += font_outputs(subsets, store.cache, staff.for_tasks, writes=store.writes)
    return _Made(results, stopped, whole, wanted, first, subsets, gathered)


def _put(store: _Store, made: _Made) -> list[str]:
    """Writes what is not there yet, if the store writes; the names of files that are new, changed or abandoned."""
    left_out = [path for result in made.results for path in _left_out_paths(result)]
    abandoned = store.folder.complete(made.wanted, whole=made.whole, left_out=left_out)
    stale = store.folder.outdated(made.wanted)
    if store.writes:
        store.folder.put(stale, abandoned)
        store.stamps.write(whole=made.whole)
        store.reuse.write()
        store.project.hide_memory()
        keys = [result.key for result in made.results if result.key]
        gathered = made.gathered.keys if made.gathered else ()
        store.cache.prune([*keys, *(subset.key for subset in made.subsets), *store.shown.write(), *gathered])
    return [*made.first, *abandoned, *(store.folder.name(output) for output in stale)]


def _results(planned: Sequence[Job], reuse: Reuse, workers: Workers) -> tuple[list[Result], list[Stopped]]:
    """All handouts in their order, made now where they were not made before, and what is said of those stopped."""
    found = {job: result for job in planned if (result := reuse.find(job)) is not None}
    missing = [job for job in planned if job not in found]

    def take(made: Made) -> None:
        found[made.job] = reuse.keep(made)
        _show_progress(made.job, len(found), len(planned))

    executor, at_once = workers.for_handouts(len(missing))
    stopped = run_jobs(make_handout, missing, executor, take, at_once=at_once)
    return [found[job] for job in planned if job in found], stopped


def _gathered(store: _Store, results: Sequence[Result], today: str) -> Gathered:
    from dragoman.gathered import gather  # noqa: PLC0415 - Babel and much else, which a build of a part does not need

    return gather(store.project, results, store.reuse, store.cache, today, writes=store.writes)


def _pages(results: Sequence[Result]) -> Iterator[tuple[Kept, Letters]]:
    """The pages of handouts, each with the letters that it shows."""
    for result in results:
        for kept in result.artifacts:
            if result.listing and kept.path.endswith(".html"):
                yield kept, result.listing.letters


@dataclass(frozen=True, slots=True)
class _Report:
    """What a build says of itself."""

    project: Project
    results: Sequence[Result]
    paths: Sequence[str]
    changed: Sequence[str]

    def would_change(self) -> list[str]:
        lines = [f"{path}: would change" for path in self.changed]
        return [*lines, f"{self._made()}: {_counted(len(self.changed), 'file')} would change."]

    def lines(self, *, whole: bool) -> list[str]:
        languages = _counted(len({result.job.language for result in self.results}), "language")
        changed = f"New or changed: {_counted(len(self.changed), 'file')}." if self.changed else "Nothing had changed."
        lines = [f"{self._made()} in {languages}", *self._states(), changed]
        output = self.project.settings.output
        kinds = self._kinds()
        if whole:
            lines.append(f"What may be handed out, and what is to be done: {output}/status.html")
            lines.append(f"Look at {output}/index.html")
        elif kinds["html"] and not kinds["pdf"]:
            lines.append("The sheets may be older than these pages: build without --format for both.")
        return lines

    def _kinds(self) -> Counter[str]:
        beside = ("assets/", "desk/", "languages/", "status/")
        return Counter(p.rpartition(".")[2] for p in self.paths if "/" in p and not p.startswith(beside))

    def _made(self) -> str:
        kinds = self._kinds()
        names = {"html": "page", "pdf": "sheet", "txt": "text", "htm": "fragment", "json": "record"}
        return " and ".join(_counted(kinds[kind], name) for kind, name in names.items() if kinds[kind])

    def _states(self) -> Iterator[str]:
        listings = [result.listing for result in self.results]
        if drafts := sum(listing.draft for listing in listings if listing):
            yield f"Drafts, and marked so on each page: {drafts} of {_counted(len(listings), 'handout')}."
        if english := self._in_english():
            yield f"Passages that stand in English: {english}. `dragoman check --notes` names them."
        if older := sum(bool(listing.approved_on) for listing in listings if listing):
            yield f"The last approved version, with a notice, in place of a draft: {older} of {len(listings)}."
        if left_out := listings.count(None):
            yield f"Left out until their new text is approved: {left_out} of {len(listings)}."

    def _in_english(self) -> str:
        """How many of each language, most first; a text that several handouts show counts in each of them."""
        counts: Counter[str] = Counter()
        for result in self.results:
            if result.listing and result.listing.english:
                counts[self.project.language(result.job.language).english] += result.listing.english
        return ", ".join(f"{count} in {name}" for name, count in counts.most_common())


def _left_out_paths(result: Result) -> tuple[str, ...]:
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


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _show(lines: Sequence[str]) -> None:
    if _shows_progress():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    print("\n".join(lines))


def _show_progress(job: Job, done: int, total: int) -> None:
    if _shows_progress():
        print(f"\r\x1b[K[{done}/{total}] {job.language} {job.guide}", end="", file=sys.stderr, flush=True)


def _shows_progress() -> bool:
    return sys.stderr.isatty() and "CI" not in os.environ
