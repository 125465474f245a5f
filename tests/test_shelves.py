"""Handouts of a language taken as one: only where all of them are what was made before, and seen as they are then."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from dragoman import lists, search, shelves
from dragoman.freshness import Freshness, State
from dragoman.jobs import Job, Listing, Made
from dragoman.model import Lack, Level, Paper, Signer
from dragoman.notes import note_of, read_said, said_of
from dragoman.outputs import manifest
from dragoman.report.status import joined, overall_note, overall_of, read_overall
from dragoman.reuse import Result, Reuse
from dragoman.signing import Need
from dragoman.workers import Workers
from projects import MakeProject, edit
from test_reuse import FILES, built, fresh, go, settle

TAGS = ("en", "es", "ar")
LONG_AGO = 1_700_000_000


@pytest.fixture
def root(project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that is built as a large library is."""
    monkeypatch.setattr(shelves, "FEWEST", 1)
    monkeypatch.setattr(lists, "MOST_ON_A_PAGE", 1)
    root = project(FILES)
    settle(root)
    return root


def come_to_rest(root: Path) -> None:
    """A build that may believe the stamps of what was built."""
    for path in (root / "build").rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    (root / "build/index.html").unlink()  # or else nothing is looked at
    settle(root)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages of handouts that were looked at one by one."""
    found: list[str] = []
    find = Reuse.find

    def note(self: Reuse, job: Job) -> Result | None:
        found.append(job.language)
        return find(self, job)

    monkeypatch.setattr(Reuse, "find", note)
    return found


def entries(root: Path, content: bytes) -> list[Path]:
    """Of the cache, those that hold this."""
    found = [path for path in (root / ".dragoman/cache").glob("*/*") if content in path.read_bytes()]
    assert found
    return found


def edit_one(root: Path) -> None:
    edit(root / "locales/es/LC_MESSAGES/call.po", "Llame.", "Llámenos.")


def edit_all(root: Path) -> None:
    (root / "source/walk.md").write_text("---\ntitle: Walk\n---\n\nRun.\n", "utf-8")


def damage_page(root: Path) -> None:
    (root / "build/ar/call.html").write_bytes(b"rest")


def remove_sheet(root: Path) -> None:
    (root / "build/en/walk.pdf").unlink()


def add_strange_file(root: Path) -> None:
    (root / "build/es/mine.txt").write_bytes(b"nobody made this")


def lose_entry(root: Path) -> None:
    for entry in entries(root, b"search:es/call.json"):
        entry.unlink()


def damage_records(root: Path) -> None:
    for entry in entries(root, b'"tally"'):
        entry.write_bytes(entry.read_bytes().replace(b'"tally"', b'"Tally"'))


def nothing(_root: Path) -> None:
    """The index is missing, as before each of these."""


CHANGES: tuple[tuple[Callable[[Path], None], set[str]], ...] = (
    (nothing, set()),
    (edit_one, {"es"}),
    (damage_page, {"ar"}),
    (remove_sheet, {"en"}),
    (lose_entry, {"es"}),
    (damage_records, set(TAGS)),
    (edit_all, set(TAGS)),
    (add_strange_file, {"es"}),
)


def test_a_build_looks_at_the_handouts_of_a_language_where_something_is_new(root: Path, asked: list[str]) -> None:
    for change, languages in CHANGES:
        come_to_rest(root)
        (root / "build/index.html").unlink()
        asked.clear()
        change(root)
        go(root)
        assert set(asked) == languages, change.__name__
    (root / "build/es/mine.txt").unlink()
    assert built(root) == fresh(root)


def test_a_search_made_side_by_side_is_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    with ThreadPoolExecutor(2) as pool:

        def for_tasks(_: Workers, tasks: int) -> Executor | None:
            made.append(tasks)
            return pool if tasks else None

        monkeypatch.setattr(Workers, "for_tasks", for_tasks)
        monkeypatch.setattr(search, "_FEWEST_PARTS", 1)
        together = fresh(root)
    assert made[0] == len(list((root / "build/assets/search").glob("*/*.js")))
    assert together == built(root)


# ── what is said of many ──


def need(lack: Lack, role: Signer | None, *, english: bool = False) -> Need:
    return Need(english=english, level=Level.WARN, lack=lack, role=role, people=1, texts=3)


STATES = [
    Freshness("rest", "en", State.FINAL, 3, 3, lapses="2029-01-01"),
    Freshness("call", "en", State.DRAFT, 3, 1, overdue=True, needs=(need(Lack.ROLE, Signer.EDITOR, english=True),)),
    Freshness("rest", "es", State.LAPSES_SOON, 3, 3, needs=(need(Lack.LAPSED, Signer.TRANSLATOR),)),
    Freshness("call", "es", State.OUTDATED, 3, 2, overdue=True, needs=(need(Lack.ROLE, Signer.EDITOR, english=True),)),
    Freshness("rest", "ar", State.DRAFT, 3, 0, needs=(need(Lack.TRANSLATION, None), need(Lack.ROLE, Signer.EDITOR))),
]


@pytest.mark.parametrize("cuts", [(), (2, 4), (1, 2, 3, 4)])
def test_what_parts_say_together_is_what_all_say(cuts: tuple[int, ...]) -> None:
    bounds = [0, *cuts, len(STATES)]
    parts = [overall_of(STATES[a:b]) for a, b in pairwise(bounds)]
    whole, together = overall_of(STATES), joined([read_overall(overall_note(part)) for part in parts])
    assert (together.states, together.overdue) == (whole.states, whole.overdue)
    assert [*together.tasks.items()] == [*whole.tasks.items()]
    assert (whole.total, whole.final) == (5, 2)


def test_what_is_said_of_a_handout_is_read_as_it_was_written() -> None:
    letters = (("en", "abc"), ("es", "añ"))
    listing = Listing("rest", "es", "Descanso", "es", "Rest", draft=True, pages=(("14", 2),), letters=letters)
    job = Job("/", "rest", "es", (), None, Paper.LETTER, "2026-11-27")
    read = []
    for state in STATES:
        said = said_of("2026-11-27", Made(job, (), listing, state, "2027-01-01"))
        read.append(read_said(json.loads(json.dumps(note_of(said)))))
        assert read[-1] == said
        assert read[-1].freshness == state
    of_first, of_last = (one.listing for one in (read[0], read[-1]))
    assert of_first and of_last
    assert of_first.letters[1] is of_last.letters[1], "of equal things one is kept"


@pytest.mark.parametrize("paths", [[], ["a"], ["es/b.html", "es/a.html", "é"]])
def test_the_manifest_is_plain_json(paths: list[str]) -> None:
    assert manifest(paths).content.decode() == json.dumps({"files": sorted(paths)}, indent=1) + "\n"
