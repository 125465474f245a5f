"""`dragoman build`: every page and sheet, and the index that leads to them."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from multiprocessing import get_context

from dragoman.build import (
    MANIFEST,
    Format,
    Job,
    Made,
    index_artifact,
    listed_files,
    manifest,
    notice_path,
    run_jobs,
    sheet_path,
    style_artifacts,
)
from dragoman.model import Artifact, TextSize
from dragoman.overview import status_artifacts
from dragoman.project import Project
from dragoman.references import require_references
from dragoman.render.links import page_path


def run(
    project: Project,
    planned: Sequence[Job],
    *,
    formats: tuple[Format, ...],
    processes: int,
    whole: bool,
    check: bool,
    today: str,
) -> int:
    """Builds into the output folder; `whole` says that nothing is left out, so that what has become old is removed.

    With `check` nothing is written: it says what would change, and exits 1.
    """
    started = time.monotonic()
    project.refuse_strange_catalogs()
    require_references(project)
    if not check:
        project.clean_strays()
    output = _Output(project, check, total=len(planned))
    with ExitStack() as stack:
        executor = None
        if processes > 1 and len(planned) > 1:
            # Not forked: a fork in the middle of another thread's work can hang.
            executor = stack.enter_context(ProcessPoolExecutor(processes, mp_context=get_context("spawn")))
        run_jobs(planned, executor, output.take)
    made = output.in_order(planned)
    for artifact in (artifact for one in made for artifact in one.artifacts):
        output.put(artifact)
    for artifact in style_artifacts(project) if Format.HTML in formats else ():
        output.put(artifact)
    if whole:
        output.put(index_artifact(project, [one.listing for one in made]))
        gone = frozenset(page_path(one.job.guide, one.job.language) for one in made if one.listing is None)
        for artifact in status_artifacts(project, today, gone):
            output.put(artifact)
    abandoned = output.close(whole=whole)
    # Nothing is written before everything is made: an error leaves the last good build as it was.
    output.write(abandoned)
    output.report(time.monotonic() - started, whole=whole)
    return 1 if check and output.changed else 0


@dataclass
class _Output:
    """Takes what is made, in whatever order it comes, and puts it where it belongs."""

    project: Project
    check: bool
    total: int
    paths: list[str] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)

    def take(self, made: Made) -> None:
        self.made.append(made)
        if _shows_progress():
            done = f"[{len(self.made)}/{self.total}] {made.job.language} {made.job.guide}"
            print(f"\r\x1b[K{done}", end="", file=sys.stderr, flush=True)

    def put(self, artifact: Artifact) -> None:
        self.paths.append(artifact.path)
        self.contents[f"{self.project.settings.output}/{artifact.path}"] = artifact.content

    def write(self, abandoned: Sequence[str]) -> None:
        """Puts everything in its place and takes away what is abandoned; with `check` finds out what would change."""
        self.changed += abandoned
        if self.check:
            self.changed += [name for name, content in self.contents.items() if not self._holds(name, content)]
            return
        self.changed += self.project.write(self.contents)
        for name in abandoned:
            self.project.remove(name)

    def _holds(self, name: str, content: bytes) -> bool:
        return self.project.exists(name) and self.project.read_bytes(name) == content

    def in_order(self, planned: Sequence[Job]) -> list[Made]:
        place = {job: number for number, job in enumerate(planned)}
        return sorted(self.made, key=lambda one: place[one.job])

    def close(self, *, whole: bool) -> list[str]:
        """Adds the manifest. Gives the handouts that earlier builds made and a whole one did not: nobody should find
        them any more.
        """
        output = self.project.settings.output
        path = f"{output}/{MANIFEST}"
        earlier = listed_files(self.project.read_bytes(path)) if self.project.exists(path) else frozenset()
        made = frozenset(self.paths)
        old = earlier - made if whole else (earlier - made) & self._left_out()
        self.put(manifest(sorted((made | earlier) - old)))
        names = (f"{output}/{name}" for name in sorted(old))
        return [name for name in names if self.project.inside(name, path).is_file()]

    def _left_out(self) -> frozenset[str]:
        """What earlier builds may have made of the handouts of this one, and it did not."""
        made = {(one.job.guide, one.job.language): one for one in self.made}
        paths = {path for key, one in made.items() for path in _left_out_paths(*key, one)}
        return frozenset(paths)

    def report(self, seconds: float, *, whole: bool) -> None:
        if _shows_progress():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        kinds = Counter(path.rpartition(".")[2] for path in self.paths if "/" in path and "assets/" not in path)
        drafts = sum(one.listing.draft for one in self.made if one.listing)
        older = sum(bool(one.listing.approved_on) for one in self.made if one.listing)
        left_out = sum(one.listing is None for one in self.made)
        names = {"html": "page", "pdf": "sheet"}
        made = " and ".join(_counted(kinds[kind], name) for kind, name in names.items() if kinds[kind])
        output = self.project.settings.output
        if self.check:
            for path in self.changed:
                print(f"{path}: would change")
            print(f"{made}: {_counted(len(self.changed), 'file')} would change.")
            return
        languages = _counted(len({one.job.language for one in self.made}), "language")
        print(f"{made} in {languages}, {seconds:.1f} s.")
        if drafts:
            print(f"Drafts, and marked so on each page: {drafts} of {_counted(len(self.made), 'handout')}.")
        if older:
            print(f"The last approved version, with a notice, in place of a draft: {older} of {len(self.made)}.")
        if left_out:
            print(f"Left out until their new text is approved: {left_out} of {len(self.made)}.")
        print(f"New or changed: {_counted(len(self.changed), 'file')}." if self.changed else "Nothing had changed.")
        if whole:
            print(f"What may be handed out, and what is to be done: {output}/status.html")
            print(f"Look at {output}/index.html")
        elif kinds["html"] and not kinds["pdf"]:
            print("The sheets may be older than these pages: build without --format for both.")


def _left_out_paths(guide: str, language: str, made: Made) -> tuple[str, ...]:
    """Files that this handout no longer has: all where it is left out; else sheets of another version than its page."""
    sheets = tuple(sheet_path(guide, language, size) for size in TextSize)
    if made.listing is None:
        return page_path(guide, language), *sheets, notice_path(guide, language)
    if Format.PDF not in made.job.formats:
        return ()
    # An approved version is kept in one size; where today's text stands there is nothing to give notice of.
    return sheets if made.listing.approved_on else (notice_path(guide, language),)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _shows_progress() -> bool:
    return sys.stderr.isatty() and "CI" not in os.environ
