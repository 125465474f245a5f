"""What it costs a build to list a large library after one entry was edited: one page of all, or a page a language.

    python -m bench.large_lists --guides 1000 --languages 20

The handouts are made up: their titles are sentences of the shipped guides, their states are thrown by dice, and nothing
else is built. Prints processor seconds until index, table of states and their letters are there, the median of three.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from bench.corpora import Corpus, Document, write_project  # noqa: E402
from bench.large_site import Library  # noqa: E402
from bench.library import BORROWED, shipped_texts  # noqa: E402
from dragoman import lists  # noqa: E402
from dragoman.cache import Cache, cache_key  # noqa: E402
from dragoman.freshness import Freshness, State  # noqa: E402
from dragoman.jobs import USUAL_FORMATS, Listing, plan_jobs  # noqa: E402
from dragoman.model import Lack, Level, Signer  # noqa: E402
from dragoman.project import Project, find_project  # noqa: E402
from dragoman.reuse import Result  # noqa: E402
from dragoman.shelves import Shelf, shelf_of  # noqa: E402
from dragoman.shown import Shown  # noqa: E402
from dragoman.signing import Need  # noqa: E402
from dragoman.site import site_letters  # noqa: E402

TODAY = "2026-11-26"
NEED = Need(english=False, level=Level.WARN, lack=Lack.ROLE, role=Signer.TRANSLATOR, people=1, texts=3)


def made_up(project: Project, library: Library) -> list[Result]:
    """All handouts as a build has them when they are made."""
    dice = random.Random(1)  # noqa: S311 - a corpus, not a secret
    titles = {guide: library.handout(guide, project.english)[0] for guide in library.guides}
    found = []
    for job in plan_jobs(project, library.languages, library.guides, USUAL_FORMATS, None, today=TODAY):
        title = library.handout(job.guide, project.language(job.language))[0]
        draft = dice.random() < 1 / 3
        listing = Listing(job.guide, job.language, title, job.language, titles[job.guide], draft)
        state = State.DRAFT if draft else State.FINAL
        fresh = Freshness(job.guide, job.language, state, 31, 12 if draft else 31, needs=(NEED,) if draft else ())
        key = cache_key({"guide": job.guide, "language": job.language})
        found.append(Result(job, listing, fresh, (), key))
    return found


def edited(shelf: Shelf, number: int) -> Shelf:
    """As the next build has a language: its second handout has another title."""
    first, one, *rest = shelf.results
    assert one.listing
    changed = replace(one, listing=replace(one.listing, title=f"Edited {number}"), key=cache_key({"edit": number}))
    return shelf_of([first, changed, *rest])


def cost(project: Project, shelves: list[Shelf], folder: Path) -> float:
    """Processor seconds after an edit in the third language, when the lists were made before."""

    def make(number: int) -> float:
        cache = Cache(folder)
        began = time.process_time()
        now = [*shelves[:2], edited(shelves[2], number), *shelves[3:]]
        made = lists.list_files(project, now, cache, TODAY, writes=True)
        shown = Shown(cache, writes=True)
        site_letters(project, (), made.outputs, (), shown)
        shown.write()
        return time.process_time() - began

    make(0)
    return statistics.median(make(number) for number in (1, 2, 3))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guides", type=int, default=1000)
    parser.add_argument("--languages", type=int, default=20)
    options = parser.parse_args()
    shipped = find_project(ROOT)
    whole = [language.tag for language in shipped.languages if language.tag not in BORROWED]
    tags = [*whole, *BORROWED][: options.languages]
    library = Library(shipped_texts(shipped), ["en", *tags], options.guides, 2)
    documents = tuple(Document(guide, guide, "Rest.") for guide in library.guides)
    print(
        f"{platform.platform()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; "
        f"{options.guides} guides in {options.languages} languages and English"
    )
    with tempfile.TemporaryDirectory() as name:
        write_project(Corpus(documents, {tag: {} for tag in tags}), Path(name) / "library")
        project = find_project(Path(name) / "library")
        results = made_up(project, library)
        shelves = [shelf_of([*own]) for _, own in groupby(results, lambda one: one.job.language)]
        for label, most in (("one page of each", len(results)), ("a page for each language", lists.MOST_ON_A_PAGE)):
            lists.MOST_ON_A_PAGE = most
            print(f"{label}: {cost(project, shelves, Path(name) / label):.2f} s", flush=True)


if __name__ == "__main__":
    main()
