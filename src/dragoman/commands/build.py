"""`dragoman build`: every page and sheet, and the index that leads to them."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from dragoman.build import make_handout
from dragoman.cache import Cache
from dragoman.edited import edited_jobs, left_out_paths, outputs_of, put_first, was_published
from dragoman.guard import Stopped
from dragoman.jobs import Format, Job, Made, run_jobs
from dragoman.model import Office
from dragoman.outputs import Output, OutputFolder, Wanted
from dragoman.program import note_program, recall_program
from dragoman.project import Project
from dragoman.reuse import Result, Reuse
from dragoman.shelves import Shelf, Shelves
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
    store = _Store.of(project, today, writes=not check)
    made = _make_all(store, planned, formats=formats, workers=workers, whole=whole, today=today)
    changed = _put(store, made)
    if not check:
        note_program(known_program)
    for problem in made.stopped:
        print(problem, file=sys.stderr)
    report = _Report(project, made.shelves, _kinds(made.wanted.paths), changed)
    if check:
        return report.would_change(), 2 if made.stopped else 1 if changed else 0
    head, *rest = report.lines(whole=made.whole)
    said = [f"{head}, {time.monotonic() - started:.1f} s.", *rest]
    if made.stopped:
        return said, 2
    still.remember(made.shelves, today, [head, *replace(report, changed=()).lines(whole=made.whole)[1:]])
    return said, 0


@dataclass(frozen=True, slots=True)
class _Store:
    """Where a build finds what was made before, and puts what it makes."""

    project: Project
    stamps: Stamps
    cache: Cache
    reuse: Reuse
    shelves: Shelves
    folder: OutputFolder
    shown: Shown
    writes: bool

    @classmethod
    def of(cls, project: Project, today: str, *, writes: bool) -> _Store:
        stamps = Stamps(project.root, project.memory / "stamps")
        cache = Cache(project.memory / "cache")
        reuse = Reuse(project, cache, stamps, writes=writes)
        reuse.require_references()
        if writes:
            project.clean_strays()
        shelves = Shelves(reuse, cache, today, writes=writes)
        folder, shown = OutputFolder(project, stamps), Shown(cache, writes=writes)
        return cls(project, stamps, cache, reuse, shelves, folder, shown, writes)


@dataclass(frozen=True, slots=True)
class _Made:
    """What a build made or found made, of which `first` is on the disk already: names of files of edited handouts."""

    shelves: Sequence[Shelf]
    stopped: Sequence[Stopped]
    whole: bool
    """Whether nothing was left out, be it asked for or stopped."""
    wanted: Wanted
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
        shelves, stopped = _shelves(planned, store, staff)
        # Lists of everything would be wrong: the others are written as if they alone had been asked for.
        whole = whole and not stopped
        wanted = _wanted(shelves, store)
        gathered = _gathered(store, shelves, (planned[0].office, today), staff) if whole else None
        beside = gathered.pages if gathered else ()
        wanted.files.extend((*beside, *gathered.search) if gathered else ())
        subsets: tuple[Subset, ...] = ()
        if Format.HTML in formats:
            others = () if whole else folder.pages_beside(wanted)
            letters = site_letters(project, shelves, beside, others, store.shown)
            subsets = plan_subsets(project, letters)
            wanted.files.extend(map(Output.of, style_artifacts(project, subsets)))
            wanted.files.extend(font_outputs(subsets, store.cache, staff.for_tasks, writes=store.writes))
    return _Made(shelves, stopped, whole, wanted, first, subsets, gathered)


def _put(store: _Store, made: _Made) -> list[str]:
    """Writes what is not there yet, if the store writes; the names of files that are new, changed or abandoned."""
    results = () if made.whole else (result for shelf in made.shelves for result in shelf.results)
    left_out = [path for result in results for path in left_out_paths(result)]
    abandoned = store.folder.complete(made.wanted, whole=made.whole, left_out=left_out)
    stale = store.folder.outdated(made.wanted.files)
    if store.writes:
        store.folder.put(stale, abandoned)
        store.stamps.write(whole=made.whole)
        store.reuse.write()
        store.project.hide_memory()
        gathered = made.gathered.keys if made.gathered else ()
        shelves = chain.from_iterable(shelf.keys for shelf in made.shelves)
        store.cache.prune(chain(shelves, (subset.key for subset in made.subsets), store.shown.write(), gathered))
    return [*made.first, *abandoned, *(store.folder.name(output) for output in stale)]


def _shelves(planned: Sequence[Job], store: _Store, workers: Workers) -> tuple[list[Shelf], list[Stopped]]:
    """All handouts by language, in their order; and what is said of those stopped."""
    of_languages: dict[str, list[Job]] = {}
    for job in planned:
        of_languages.setdefault(job.language, []).append(job)
    found = {tag: store.shelves.find(jobs) for tag, jobs in of_languages.items()}
    results, stopped = _results([job for job in planned if not found[job.language]], store.reuse, workers)
    made: dict[str, list[Result]] = {}
    for result in results:
        made.setdefault(result.job.language, []).append(result)
    shelves = [found[tag] or store.shelves.keep(made[tag]) for tag in of_languages if found[tag] or tag in made]
    return shelves, stopped


def _wanted(shelves: Sequence[Shelf], store: _Store) -> Wanted:
    """The files of handouts."""
    standing = {shelf.language for shelf in shelves if shelf.built and store.folder.stands(shelf.language, shelf.built)}
    return Wanted(
        [
            output
            for shelf in shelves
            if shelf.language not in standing
            for result in shelf.results
            for output in outputs_of(result, store.reuse)
        ],
        [path for shelf in shelves if shelf.language in standing for path in shelf.paths],
    )


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


def _gathered(store: _Store, shelves: Sequence[Shelf], edge: tuple[Office | None, str], staff: Workers) -> Gathered:
    from dragoman.gathered import gather  # noqa: PLC0415 - Babel and much else, which a build of a part does not need

    return gather(store.project, shelves, store.reuse, store.cache, edge, staff.for_tasks, writes=store.writes)


@dataclass(frozen=True, slots=True)
class _Report:
    """What a build says of itself."""

    project: Project
    shelves: Sequence[Shelf]
    kinds: Mapping[str, int]
    """How many files of handouts there are, by the ends of their names."""
    changed: Sequence[str]

    def would_change(self) -> list[str]:
        lines = [f"{path}: would change" for path in self.changed]
        return [*lines, f"{self._made()}: {_counted(len(self.changed), 'file')} would change."]

    def lines(self, *, whole: bool) -> list[str]:
        languages = _counted(len(self.shelves), "language")
        changed = f"New or changed: {_counted(len(self.changed), 'file')}." if self.changed else "Nothing had changed."
        lines = [f"{self._made()} in {languages}", *self._states(), changed]
        output = self.project.settings.output
        kinds = self.kinds
        if whole:
            lines.append(f"What may be handed out, and what is to be done: {output}/status.html")
            lines.append(f"Look at {output}/index.html")
        elif kinds["html"] and not kinds["pdf"]:
            lines.append("The sheets may be older than these pages: build without --format for both.")
        return lines

    def _made(self) -> str:
        kinds = self.kinds
        names = {"html": "page", "pdf": "sheet", "txt": "text", "htm": "fragment", "json": "record"}
        return " and ".join(_counted(kinds[kind], name) for kind, name in names.items() if kinds[kind])

    def _states(self) -> Iterator[str]:
        tallies = [shelf.tally for shelf in self.shelves]
        handouts = sum(tally.handouts for tally in tallies)
        if drafts := sum(tally.drafts for tally in tallies):
            yield f"Drafts, and marked so on each page: {drafts} of {_counted(handouts, 'handout')}."
        if english := self._in_english():
            yield f"Passages that stand in English: {english}. `dragoman check --notes` names them."
        if older := sum(tally.older for tally in tallies):
            yield f"The last approved version, with a notice, in place of a draft: {older} of {handouts}."
        if left_out := sum(tally.left_out for tally in tallies):
            yield f"Left out until their new text is approved: {left_out} of {handouts}."

    def _in_english(self) -> str:
        """How many of each language, most first; a text that several handouts show counts in each of them."""
        counts = sorted(((shelf.tally.english, shelf.language) for shelf in self.shelves), key=lambda one: -one[0])
        return ", ".join(f"{count} in {self.project.language(tag).english}" for count, tag in counts if count)


def _kinds(paths: Iterable[str]) -> Counter[str]:
    beside = ("assets/", "desk/", "languages/", "status/")
    return Counter(p.rpartition(".")[2] for p in paths if "/" in p and not p.startswith(beside))


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
