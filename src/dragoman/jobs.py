"""What must be made, what was made of it, and on which executor it runs.

A job is one guide in one language. Jobs know nothing of each other: they run in this process, on the processors of
this machine, or on any other `concurrent.futures.Executor`.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from operator import attrgetter
from queue import SimpleQueue

from dragoman.freshness import Freshness
from dragoman.guard import Stopped
from dragoman.model import (
    Arrangement,
    Artifact,
    Fact,
    Language,
    Location,
    Office,
    Outdated,
    Paper,
    SheetForm,
    TextSize,
)
from dragoman.project import Project
from dragoman.render.letters import Letters
from dragoman.signing import Need

INDEX = "index.html"


class Format(StrEnum):
    HTML = "html"
    PDF = "pdf"
    TEXT = "text"
    FRAGMENT = "fragment"
    """HTML to be pasted into another system."""
    JSON = "json"


USUAL_FORMATS = (Format.HTML, Format.PDF)


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
    listed: bool = False
    """Whether it will stand in the lists of a site, which want a picture of it and its texts to search."""


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
    keywords: tuple[str, ...] = ()
    """In English and in the language."""
    dated: str = ""
    """ISO date of the text."""
    identity: str = ""
    """`render.identity.sheet_identity`."""
    revision: str = ""
    """Hash of the English text, as it stands at the foot of a sheet."""
    pages: tuple[tuple[str, int], ...] = ()
    """Of each sheet by the name of its form."""
    letters: Letters = ()
    """What its page shows, for the fonts of the site."""
    english: int = 0
    """Passages that stand in English, for want of a translation that can be used."""


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


_TRAVELLERS: Mapping[type, attrgetter[tuple[object, ...]]] = {
    kind: attrgetter(*kind.__slots__)
    for kind in (Artifact, Fact, Freshness, Job, Listing, Location, Made, Need, Office, SheetForm)
}
"""What a job and what is made of it consist of, and how to ask for all fields: dataclasses look for them by name each
time that a value is sent to another process, which took a twentieth of the time of a page."""


def _sent(value: object) -> tuple[type, tuple[object, ...]]:
    return type(value), _TRAVELLERS[type(value)](value)


for _kind in _TRAVELLERS:
    copyreg.pickle(_kind, _sent)


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
    forms = tuple(dict.fromkeys((*map(SheetForm, sizes), *project.settings.desk)))
    alone = tuple(form for form in forms if form.arrangement is Arrangement.ALONE)
    english = project.english
    return tuple(
        Job(root, guide, tag, formats, office, paper, today, made, listed=True)
        for tag, made in [(language.tag, alone if language == english else forms) for language in languages]
        for guide in guides
    )


def run_jobs(
    make: Callable[[Job], Made],
    jobs: Iterable[Job],
    executor: Executor | None,
    done: Callable[[Made], None],
    at_once: int = 8,
) -> list[Stopped]:
    """Makes everything, each by `make`; `done` is told of each handout as it is ready. The first error stops the work.

    A handout that went beyond its limits does not stop the others: what is said of such is returned.

    No more than `at_once` handouts are under way or waiting to be told of, so that however many there are, only the
    bytes of a few are in memory.
    """
    if executor is None:
        for job in jobs:
            done(make(job))
        return []
    waiting = iter(jobs)
    running: set[Future[Made]] = set()
    finished: SimpleQueue[Future[Made]] = SimpleQueue()
    stopped: list[Stopped] = []

    def begin(some: int) -> None:
        for job in islice(waiting, some):
            running.add(future := executor.submit(make, job))
            future.add_done_callback(finished.put)

    begin(at_once)
    try:
        while running:
            future = finished.get()
            running.remove(future)
            begin(1)
            if isinstance(error := future.exception(), Stopped):
                stopped.append(error)
            else:
                done(future.result())
            del future  # it holds the bytes of the handout
    finally:
        for future in running:
            future.cancel()
    return sorted(stopped, key=str)
