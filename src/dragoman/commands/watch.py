"""`dragoman build --watch`: a process that stays, and makes again what a translator saves, at once.

It asks the disk for the stamps of all files again and again. What tells programs of changes (inotify and its kin) would
say so sooner, but says nothing on shared folders and in many containers, is another thing on each system, and for a
library of usual size to ask takes a millisecond. Where it takes longer, it is asked less often.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from dragoman.build import forget_catalogs, forget_project, make_handout
from dragoman.cache import Cache
from dragoman.commands import build
from dragoman.edited import MOST, catalog_names, put_first, put_page, was_published
from dragoman.errors import UserError
from dragoman.jobs import Format, Job
from dragoman.outputs import OutputFolder
from dragoman.pressroom import warm_up
from dragoman.project import Project
from dragoman.report.marked import visible
from dragoman.reuse import Reuse
from dragoman.stamps import Stamp, Stamps, stamps_below

_PAUSE = 0.1
"""Seconds between two looks at the disk, at least."""
_SHARE = 20
"""To ask the disk may take one part of so many of the time."""
_QUIET = 2.0
"""Seconds without a save until what lists the handouts is made: somebody who is at work should not wait for it."""

_ENDINGS = (".po", ".jsonl", ".md", ".svg", ".toml", ".j2", ".json", ".pdf")
"""Of files that handouts are made of; editors leave others beside them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A build, as it was asked for."""

    project: Project
    jobs: tuple[Job, ...]
    formats: tuple[Format, ...]
    workers: int | str
    whole: bool
    today: str
    """ISO date."""


def run(ask: Callable[[], Asked]) -> int:
    """Builds, then stays until it is interrupted. `ask` opens the project anew."""
    watch = Watch(ask)
    try:
        watch.build()
        print("Watching. Ctrl-C ends it.", flush=True)
        while True:
            time.sleep(max(_PAUSE, watch.look() * _SHARE))
    except KeyboardInterrupt:
        print(f"\nEnded.{watch.left_behind()}", flush=True)
        return 0


class Watch:
    """A project that is kept in memory, with the press and its fonts."""

    def __init__(self, ask: Callable[[], Asked]) -> None:
        self._ask = ask
        self._asked = ask()
        self._seen = self._stamps()
        self._behind = False
        self._saved = 0.0
        self._open()

    def look(self) -> float:
        """Makes what was saved since the last look, if anything was; the seconds that the disk took to answer."""
        began = time.monotonic()
        now = self._stamps()
        took = time.monotonic() - began
        changed = {name for name in now.keys() | self._seen.keys() if now.get(name) != self._seen.get(name)}
        changed = {name for name in changed if name.endswith(_ENDINGS)}
        self._seen = now
        if changed:
            self._saved = time.monotonic()
            edited = {self._catalogs.get(name) for name in changed}
            jobs = [job for job in self._asked.jobs if (job.language, job.guide) in edited]
            if None in edited or len(edited) > MOST:
                self.build()
            elif jobs:
                self._make(jobs)
        elif self._behind and time.monotonic() - self._saved >= _QUIET:
            self.build()
        return took

    def build(self) -> None:
        """The whole build; a sentence where that cannot be made."""
        self._behind = False
        self._told(self._build)

    def left_behind(self) -> str:
        """What is to be done after the end."""
        return " The lists of handouts are older than these: run dragoman build." if self._behind else ""

    def _build(self) -> None:
        forget_project()
        asked = self._asked = self._ask()
        lines, _ = build.make(
            asked.project,
            asked.jobs,
            formats=asked.formats,
            workers=asked.workers,
            whole=asked.whole,
            check=False,
            today=asked.today,
        )
        self._open()
        warm_up(asked.project.settings.limits)
        print(lines[0], flush=True)

    def _open(self) -> None:
        project = self._asked.project
        self._catalogs = catalog_names(project, {job.language: None for job in self._asked.jobs})
        stamps = Stamps(project.root, project.memory / "stamps")
        self._reuse = Reuse(project, Cache(project.memory / "cache"), stamps, writes=True)
        self._folder = OutputFolder(project, stamps)

    def _make(self, jobs: Sequence[Job]) -> None:
        """The handouts of edited catalogs, the page of each before its sheet."""
        self._behind = True
        forget_catalogs()
        self._reuse.forget_files()
        for job in jobs:
            self._told(partial(self._make_one, job))

    def _make_one(self, job: Job) -> None:
        began = time.perf_counter()
        put_page(job, self._folder)
        page = time.perf_counter()
        published = was_published(job, self._folder)
        results = [self._reuse.find(job) or self._reuse.keep(make_handout(job))] if published else []
        changed = put_first(results, self._reuse, self._folder)
        ready = time.perf_counter()
        print(f"{job.language}/{job.guide}: {_said(changed, page - began, ready - began)}", flush=True)

    def _told(self, work: Callable[[], None]) -> None:
        try:
            work()
        except UserError as error:
            print(visible(str(error)), file=sys.stderr, flush=True)

    def _stamps(self) -> dict[str, Stamp]:
        settings = self._asked.project.settings
        names = (
            settings.source,
            settings.locales,
            settings.path,
            settings.archive,
            settings.letterhead.logo,
            settings.page_templates,
        )
        return stamps_below(self._asked.project.root, {name for name in names if name})


def _said(changed: Collection[str], page: float, sheet: float) -> str:
    if not any(name.endswith(".pdf") for name in changed):
        return f"page, {page * 1000:.0f} ms"
    return f"page, {page * 1000:.0f} ms; sheet, {sheet * 1000:.0f} ms"
