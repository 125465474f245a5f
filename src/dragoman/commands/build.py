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
    Listing,
    Made,
    abandoned_files,
    manifest,
    plan_jobs,
    run_jobs,
    site_artifacts,
)
from dragoman.handouts import require_known_facts
from dragoman.model import Artifact, Language, Office
from dragoman.project import Project


def run(
    project: Project,
    *,
    languages: Sequence[Language],
    guides: Sequence[str],
    formats: tuple[Format, ...],
    office: Office | None,
    jobs: int,
    whole: bool,
    check: bool,
) -> int:
    """Builds into the output folder; `whole` says that nothing is left out, so that what has become old is removed.

    With `check` nothing is written: it says what would change, and exits 1.
    """
    started = time.monotonic()
    project.refuse_strange_catalogs()
    require_known_facts(project)
    planned = plan_jobs(project, languages, guides, formats, office)
    output = _Output(project, check, total=len(planned))
    with ExitStack() as stack:
        executor = None
        if jobs > 1 and len(planned) > 1:
            # Not forked: a fork in the middle of another thread's work can hang.
            executor = stack.enter_context(ProcessPoolExecutor(jobs, mp_context=get_context("spawn")))
        run_jobs(planned, executor, output.take)
    if whole:
        for artifact in site_artifacts(project, output.in_order([(job.language, job.guide) for job in planned])):
            output.put(artifact)
        output.remove_abandoned()
    output.report(time.monotonic() - started, whole=whole)
    return 1 if check and output.changed else 0


@dataclass
class _Output:
    """Takes what is made, in whatever order it comes, and puts it where it belongs."""

    project: Project
    check: bool
    total: int
    paths: list[str] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def take(self, made: Made) -> None:
        for artifact in made.artifacts:
            self.put(artifact)
        self.listings.append(made.listing)
        if _shows_progress():
            done = f"[{len(self.listings)}/{self.total}] {made.job.language} {made.job.guide}"
            print(f"\r\x1b[K{done}", end="", file=sys.stderr, flush=True)

    def put(self, artifact: Artifact) -> None:
        path = f"{self.project.settings.output}/{artifact.path}"
        self.paths.append(artifact.path)
        if self.check:
            if not self.project.exists(path) or self.project.read_bytes(path) != artifact.content:
                self.changed.append(path)
        elif self.project.write(path, artifact.content):
            self.changed.append(path)

    def in_order(self, planned_order: list[tuple[str, str]]) -> list[Listing]:
        place = {names: number for number, names in enumerate(planned_order)}
        return sorted(self.listings, key=lambda listing: place[listing.language, listing.guide])

    def remove_abandoned(self) -> None:
        """Handouts that an earlier build made and this one did not: nobody should find them any more."""
        path = f"{self.project.settings.output}/{MANIFEST}"
        old = self.project.read_bytes(path) if self.project.exists(path) else b"{}"
        for name in abandoned_files(old, self.paths):
            abandoned = f"{self.project.settings.output}/{name}"
            if self.project.exists(abandoned):
                self.changed.append(abandoned)
                if not self.check:
                    self.project.remove(abandoned)
        self.put(manifest(self.paths))

    def report(self, seconds: float, *, whole: bool) -> None:
        if _shows_progress():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        kinds = Counter(path.rpartition(".")[2] for path in self.paths if "/" in path and "assets/" not in path)
        drafts = sum(listing.draft for listing in self.listings)
        names = {"html": "pages", "pdf": "sheets"}
        made = " and ".join(f"{kinds[kind]} {name}" for kind, name in names.items() if kinds[kind])
        output = self.project.settings.output
        if self.check:
            for path in self.changed:
                print(f"{path}: would change")
            print(f"{made}: {len(self.changed)} files would change.")
            return
        print(f"{made} in {len({listing.language for listing in self.listings})} languages, {seconds:.1f} s.")
        if drafts:
            print(f"{drafts} of {len(self.listings)} handouts are drafts and say so on each page.")
        print(f"{len(self.changed)} files are new or changed." if self.changed else "Nothing had changed.")
        if whole:
            print(f"Look at {output}/index.html")


def _shows_progress() -> bool:
    return sys.stderr.isatty() and "CI" not in os.environ
