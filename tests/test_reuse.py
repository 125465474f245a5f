"""Builds that remember: what did not change is not made again, and what did is what a first build would make."""

from __future__ import annotations

import os
import random
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest

from dragoman import front_desk, shelves
from dragoman.cli import main
from dragoman.commands import build as build_command
from dragoman.guard import Stopped
from dragoman.jobs import Format, Job, Made, plan_jobs
from dragoman.model import Direction
from dragoman.project import find_project
from dragoman.render import html
from dragoman.render.desk import Desk, DeskLanguage
from dragoman.render.words import Words
from dragoman.reuse import Result, Reuse
from dragoman.workers import Workers
from projects import MakeProject, edit, files_of, forget_projects

SETTINGS = """\
[project]
name = "Small"
[languages]
required = ["es"]
begun = ["ar"]
[policy.instruct]
people = 1
[policy.warn]
people = 1
[facts.clinic]
phone = { kind = "phone", value = "(763) 555-0100" }
[locations.north]
name = "North"
[locations.south]
name = "South"
clinic.phone = { kind = "phone", value = "(763) 555-0199" }
"""
HEAD = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {}\\n"
"PO-Revision-Date: 2026-05-04 10:00+0000\\n"

"""
REST = "---\ntitle: Rest\nrevised: 2026-05-01\n---\n\nRest at home. Call {clinic.phone}.\n\n![A spine](spine.svg)\n"
CALL = "---\ntitle: Call\n---\n\n<!-- dragoman:include rest -->\n\nCall us.\n"
SPINE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    '<title>Spine</title><circle cx="5" cy="5" r="4"/></svg>'
)
FILES = {
    "dragoman.toml": SETTINGS,
    "source/rest.md": REST,
    "source/call.md": CALL,
    "source/walk.md": "---\ntitle: Walk\n---\n\nWalk a little.\n",
    "source/spine.svg": SPINE,
    "locales/es/LC_MESSAGES/rest.po": HEAD.format("es") + 'msgid "Rest"\nmsgstr "Descanso"\n',
    "locales/es/LC_MESSAGES/call.po": HEAD.format("es") + 'msgid "Call us."\nmsgstr "Llame."\n',
    "locales/ar/LC_MESSAGES/call.po": HEAD.format("ar") + 'msgid "Call us."\nmsgstr "اتصل بنا."\n',
}
HANDOUTS = 9
TODAY = datetime.now().astimezone().date().isoformat()
"""The day that the command goes by: what it makes is held against what is made of jobs of this day."""


@pytest.fixture
def root(project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(shelves, "FEWEST", 1)  # as in a large library
    return project(FILES)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Which handouts were made, language and guide, in their order."""
    found: list[tuple[str, str]] = []
    keep = Reuse.keep

    def count(self: Reuse, made: Made) -> Result:
        found.append((made.job.language, made.job.guide))
        return keep(self, made)

    monkeypatch.setattr(Reuse, "keep", count)
    return found


def go(root: Path, *options: str, code: int = 0) -> None:
    forget_projects()
    assert main(["--project", str(root), "build", "--jobs", "1", *options]) == code


def built(root: Path) -> dict[str, bytes]:
    return files_of(root / "build")


def fresh(root: Path, *options: str) -> dict[str, bytes]:
    """What a first build makes of the same project."""
    copy = root.parent / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build", ".dragoman"))
    go(copy, *options)
    return built(copy)


def states(root: Path) -> dict[str, tuple[int, int]]:
    files = [path for path in (root / "build").rglob("*") if path.is_file()]
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}


def test_where_nothing_changed_nothing_is_made_and_no_file_touched(root: Path, made: list[tuple[str, str]]) -> None:
    go(root)
    assert len(made) == HANDOUTS
    before = states(root)
    made.clear()
    go(root)
    assert (made, states(root)) == ([], before)
    go(root, "--check")
    assert made == []


def test_an_edited_entry_makes_its_handout_and_those_that_show_it(root: Path, made: list[tuple[str, str]]) -> None:
    go(root)
    made.clear()
    edit(root / "locales/es/LC_MESSAGES/call.po", "Llame.", "Llámenos.")
    go(root)
    assert made == [("es", "call")]
    made.clear()
    edit(root / "locales/es/LC_MESSAGES/rest.po", "Descanso", "Reposo")
    go(root)
    assert sorted(made) == [("es", "call"), ("es", "rest")]
    made.clear()
    edit(root / "locales/es/LC_MESSAGES/rest.po", "Reposo", "Descanso")
    go(root)
    assert made == [], "it was made before"
    assert built(root) == fresh(root)


def settle(root: Path) -> None:
    """A build that may believe the stamps of its files, since nothing was changed lately."""
    age(root)
    go(root)


def age(root: Path) -> None:
    for name in ("source", "locales", "dragoman.toml"):
        for path in [root / name, *(root / name).rglob("*")]:
            os.utime(path, (1_700_000_000, 1_700_000_000))


def test_where_no_stamp_changed_nothing_is_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(root)

    def looked(*_: object) -> None:
        raise AssertionError("it need not be looked at")

    monkeypatch.setattr("dragoman.commands.build.Reuse", looked)
    go(root)
    monkeypatch.undo()
    (root / "build/es/call.html").write_text("changed by hand")
    go(root)
    assert built(root) == fresh(root)


def sign(name: str, language: str, guide: str) -> Callable[[Path], None]:
    role = "clinician" if language == "en" else "translator"

    def signed(root: Path) -> None:
        forget_projects()
        main(["--project", str(root), "sign", guide, language, "--by", name, "--role", role, "--all"])

    return signed


def write(name: str, content: str) -> Callable[[Path], None]:
    def written(root: Path) -> None:
        (root / name).write_text(content, "utf-8")

    return written


CHANGES: dict[str, tuple[Callable[[Path], None], int]] = {
    "guide": (write("source/walk.md", "---\ntitle: Walk\n---\n\nWalk a lot.\n"), 3),
    "part": (write("source/rest.md", REST.replace("Rest at", "Stay at")), 6),
    "drawing": (write("source/spine.svg", SPINE.replace('r="4"', 'r="3"')), 6),
    "catalog": (write("locales/ar/LC_MESSAGES/call.po", FILES["locales/ar/LC_MESSAGES/call.po"] + "\n# a note\n"), 1),
    "new catalog": (write("locales/ar/LC_MESSAGES/walk.po", HEAD.format("ar")), 1),
    "words of the page": (write("locales/ar/LC_MESSAGES/page.po", HEAD.format("ar")), 3),
    "settings": (write("dragoman.toml", SETTINGS.replace("555-0100", "555-0101")), HANDOUTS),
    "ledger": (sign("Ana", "es", "call"), 3),
    "ledger of the English": (sign("Ek", "en", "walk"), HANDOUTS),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_makes_what_rests_on_it_as_a_first_build_would(
    name: str, root: Path, made: list[tuple[str, str]]
) -> None:
    settle(root)
    made.clear()
    change, number = CHANGES[name]
    change(root)
    made.clear()
    go(root)
    assert len(made) == number
    assert built(root) == fresh(root)


@pytest.mark.parametrize("options", [("--location", "south"), ("--paper", "a4"), ("--size", "18")])
def test_what_is_asked_for_is_part_of_it(options: tuple[str, ...], root: Path, made: list[tuple[str, str]]) -> None:
    settle(root)
    made.clear()
    go(root, *options)
    assert len(made) == HANDOUTS
    assert built(root) == fresh(root, *options)
    made.clear()
    go(root)
    assert made == []
    assert built(root) == fresh(root)


def test_another_program_makes_everything_anew(
    root: Path, made: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    go(root)
    made.clear()
    for module in ("front_desk", "reuse", "search", "unchanged"):
        monkeypatch.setattr(f"dragoman.{module}.program_digest", lambda: "another")
    go(root)
    assert len(made) == HANDOUTS


def on(root: Path, today: str) -> None:
    """A build on another day."""
    forget_projects()
    project = find_project(root)
    languages = (project.english, *project.languages)
    formats = (Format.HTML, Format.PDF)
    jobs = plan_jobs(project, languages, list(project.guides), formats, None, today=today)
    assert build_command.run(project, jobs, formats=formats, workers=1, whole=True, check=False, today=today) == 0


def test_the_day_counts_only_where_something_ends(root: Path, made: list[tuple[str, str]]) -> None:
    main(
        [
            "--project",
            str(root),
            "sign",
            "walk",
            "en",
            "--by",
            "Ek",
            "--role",
            "clinician",
            "--all",
            "--date",
            "2026-11-26",
        ]
    )
    on(root, "2026-11-27")
    assert b"Final" in (root / "build/status.html").read_bytes()
    made.clear()
    on(root, "2028-01-01")
    assert made == []
    on(root, "2029-11-26")
    assert ("en", "walk") in made
    assert b"Outdated" in (root / "build/status.html").read_bytes()
    made.clear()
    on(root, "2029-11-27")
    assert made == []


def entries(root: Path) -> Iterator[Path]:
    return (path for path in (root / ".dragoman/cache").rglob("*") if path.is_file())


def test_damaged_entries_are_made_again(root: Path) -> None:
    go(root)
    whole = built(root)
    dice = random.Random(1)  # noqa: S311 - where to damage
    for path in entries(root):
        content = bytearray(path.read_bytes())
        content[dice.randrange(len(content))] ^= 0x20
        path.write_bytes(content)
    shutil.rmtree(root / "build")
    go(root)
    assert built(root) == whole


def test_what_was_built_is_put_back_from_the_cache(root: Path, made: list[tuple[str, str]]) -> None:
    go(root)
    whole = built(root)
    (root / "build/es/call.pdf").unlink()
    (root / "build/es/call.html").write_text("changed by hand")
    made.clear()
    go(root)
    assert (made, built(root)) == ([], whole)
    shutil.rmtree(root / "build")
    shutil.rmtree(root / ".dragoman/stamps", ignore_errors=True)
    go(root)
    assert (made, built(root)) == ([], whole)


def test_the_cache_serves_another_copy_of_the_project(root: Path, made: list[tuple[str, str]], tmp_path: Path) -> None:
    go(root)
    other = tmp_path / "elsewhere"
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("build", "stamps"))
    made.clear()
    go(other)
    assert made == []
    assert built(other) == built(root)


def test_where_nothing_can_be_remembered_a_build_is_as_good(root: Path) -> None:
    (root / ".dragoman").write_text("a file in the way")
    go(root)
    go(root)
    assert built(root) == fresh(root)


def test_what_changes_while_it_is_made_is_not_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = Reuse.keep
    catalog = root / "locales/es/LC_MESSAGES/call.po"

    def meddle(self: Reuse, made: Made) -> Result:
        if (made.job.language, made.job.guide) == ("es", "call"):
            catalog.write_text(catalog.read_text("utf-8").replace("Llame.", "Llámenos."), "utf-8")
        return keep(self, made)

    monkeypatch.setattr(Reuse, "keep", meddle)
    go(root)
    monkeypatch.undo()
    go(root)
    assert built(root) == fresh(root)
    edit(catalog, "Llámenos.", "Llame.")
    go(root)
    assert built(root) == fresh(root)


def test_what_is_saved_during_a_long_build_is_built_by_the_next(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = Reuse.keep
    catalog = root / "locales/es/LC_MESSAGES/call.po"
    age(root)
    made: list[Made] = []

    def save_when_all_is_made(self: Reuse, one: Made) -> Result:
        made.append(one)
        if len(made) == HANDOUTS:
            edit(catalog, "Llame.", "Llámenos.")
            os.utime(catalog, (1_700_000_100, 1_700_000_100))  # long before the end of the build
        return keep(self, one)

    monkeypatch.setattr(Reuse, "keep", save_when_all_is_made)
    go(root)
    monkeypatch.undo()
    go(root)
    assert "Llámenos." in built(root)["es/call.html"].decode()


def test_two_builds_at_once_leave_a_whole_one(root: Path) -> None:
    projects = [find_project(root), find_project(root)]
    formats = (Format.HTML,)

    def one(number: int) -> None:
        project = projects[number]
        jobs = plan_jobs(
            project, (project.english, *project.languages), list(project.guides), formats, None, today=TODAY
        )
        build_command.run(project, jobs, formats=formats, workers=1, whole=True, check=False, today=TODAY)

    forget_projects()
    threads = [threading.Thread(target=one, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pages = {name for name in built(root) if name.endswith(".html")}
    assert len(pages) == HANDOUTS + 4 + 3  # and a table of sheets for each language
    assert [name for name in files_of(root) if name.endswith(".tmp")] == []


def test_a_check_remembers_nothing(root: Path) -> None:
    go(root, "--check", code=1)
    assert not (root / ".dragoman").exists()
    assert not (root / "build").exists()


def test_git_sees_nothing_of_it(root: Path) -> None:
    go(root)
    assert (root / ".dragoman/.gitignore").read_text() == "*\n"


def test_any_way_through_changes_ends_where_a_first_build_does(root: Path) -> None:
    dice = random.Random(7)  # noqa: S311 - which changes
    undo = {name: (root / name).read_text("utf-8") for name in FILES}
    for _ in range(6):
        if dice.random() < 0.3:
            name = dice.choice(sorted(undo))
            (root / name).write_text(undo[name], "utf-8")
        else:
            CHANGES[dice.choice(sorted(CHANGES))][0](root)
        if dice.random() < 0.3:
            os.utime(root / "source/rest.md")
        go(root, "--format", "html")
    go(root)
    assert built(root) == fresh(root)


def test_an_edited_handout_is_in_its_place_before_all_others_are_looked_at(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(root)
    sheet = (root / "build/es/call.pdf").read_bytes()
    edit(root / "locales/es/LC_MESSAGES/call.po", "Llame.", "Llámenos.")

    results, calls = build_command._results, count()

    def look(jobs: Sequence[Job], reuse: Reuse, staff: Workers) -> tuple[list[Result], list[Stopped]]:
        if next(calls) == 0:
            assert [(job.language, job.guide) for job in jobs] == [("es", "call")]
            return results(jobs, reuse, staff)
        assert "Llámenos." in (root / "build/es/call.html").read_text("utf-8")
        assert (root / "build/es/call.pdf").read_bytes() != sheet
        raise KeyboardInterrupt

    monkeypatch.setattr(build_command, "_results", look)
    go(root, code=130)
    monkeypatch.undo()
    go(root)
    assert built(root) == fresh(root)


def test_a_build_of_a_part_reads_no_page_of_another(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go(root)

    def read(_page: str) -> None:
        raise AssertionError("its letters are known")

    monkeypatch.setattr("dragoman.site.page_letters", read)
    edit(root / "locales/es/LC_MESSAGES/call.po", "Llame.", "Llámenos.")
    go(root, "es", "--guide", "call")
    monkeypatch.undo()
    go(root)
    assert built(root) == fresh(root)


def test_a_page_changed_by_hand_has_other_letters(root: Path) -> None:
    go(root)
    page = root / "build/es/walk.html"
    page.write_text(page.read_text("utf-8").replace("</main>", "<p>Ωμέγα</p></main>"), "utf-8")
    before = (root / "build/assets/fonts/NotoSans-Regular.woff2").read_bytes()
    go(root, "es", "--guide", "call")
    assert (root / "build/assets/fonts/NotoSans-Regular.woff2").read_bytes() != before
    go(root)
    assert built(root) == fresh(root)


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Languages as their tables of the desk are filled."""
    filled: list[str] = []
    render = html.render_desk_table

    def counting(desk: Desk, language: DeskLanguage, words: Words, directions: Mapping[str, Direction]) -> str:
        filled.append(language.tag)
        return render(desk, language, words, directions)

    monkeypatch.setattr(front_desk, "render_desk_table", counting)
    return filled


def test_an_edited_title_fills_the_tables_of_its_language_alone(root: Path, tables: list[str]) -> None:
    go(root)
    tables.clear()
    edit(root / "locales/es/LC_MESSAGES/call.po", "Llame.", "Llámenos.")
    go(root)
    assert tables == ["es"], "the identity of the sheet is another"
    assert built(root) == fresh(root)


def test_tables_of_the_desk_rest_on_the_program_and_on_the_day(
    root: Path, tables: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    go(root)
    tables.clear()
    monkeypatch.setattr("dragoman.front_desk.program_digest", lambda: "another")
    (root / "build/desk.html").unlink()  # or else nothing is looked at
    go(root)
    assert sorted(tables) == ["ar", "en", "es"]
    monkeypatch.undo()
    on(root, "2031-01-01")
    assert b"2031-01-01" in next((root / "build/desk").glob("es.html")).read_bytes()


def test_what_the_cache_lost_of_the_desk_is_filled_again(root: Path) -> None:
    go(root)
    whole = built(root)
    shutil.rmtree(root / ".dragoman/cache")
    for path in (root / "build/desk").iterdir():
        path.unlink()
    go(root)
    assert built(root) == whole
