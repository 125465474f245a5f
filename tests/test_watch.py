"""A build that stays: what is saved is on the disk at once, and all else as a first build would make it soon after."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.commands.watch import Asked, Watch
from dragoman.jobs import USUAL_FORMATS, plan_jobs
from dragoman.project import find_project
from dragoman.settings import find_office
from projects import SHIPPED, MakeProject, edit, forget_projects
from test_reuse import FILES, HEAD, REST, SPINE, TODAY, built, fresh

CALL = "locales/es/LC_MESSAGES/call.po"


@pytest.fixture
def root(project: MakeProject) -> Path:
    forget_projects()
    return project(FILES)


def asked(root: Path) -> Callable[[], Asked]:
    def ask() -> Asked:
        project = find_project(root)
        languages, guides = (project.english, *project.languages), list(project.guides)
        jobs = plan_jobs(project, languages, guides, USUAL_FORMATS, find_office(project.settings, None), today=TODAY)
        return Asked(project, jobs, USUAL_FORMATS, workers=1, whole=True, today=TODAY)

    return ask


def begun(root: Path) -> Watch:
    watch = Watch(asked(root))
    watch.build()
    return watch


def let_it_be_quiet(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.commands.watch._QUIET", 0.0)
    watch.look()


def test_a_saved_entry_is_on_its_page_and_sheet_at_once(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = begun(root)
    before = built(root)
    capsys.readouterr()
    for said in ("Llámenos.", "Llame ya."):
        edit(root / CALL, "Llame." if said == "Llámenos." else "Llámenos.", said)
        watch.look()
        assert said.encode() in built(root)["es/call.html"]
        assert capsys.readouterr().out.startswith("es/call: page, ")
    after = built(root)
    assert {name for name in before if before[name] != after[name]} >= {"es/call.html", "es/call.pdf"}
    assert "run dragoman build" in watch.left_behind()
    let_it_be_quiet(watch, monkeypatch)
    assert watch.left_behind() == ""
    assert built(root) == fresh(root)


def test_a_long_build_is_not_followed_by_a_long_sleep(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch(asked(root))
    clock = [0.0]
    monkeypatch.setattr("dragoman.commands.watch.time.monotonic", lambda: clock[0])
    monkeypatch.setattr(Watch, "build", lambda _: clock.__setitem__(0, 60.0))
    edit(root / "source/rest.md", "Rest at", "Stay at")
    assert watch.look() == 0.0
    assert clock == [60.0]


def test_where_nothing_was_saved_nothing_is_done(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = begun(root)
    monkeypatch.setattr(Watch, "build", lambda _: pytest.fail("nothing was saved"))
    (root / "locales/es/LC_MESSAGES/call.po~").write_text("left by an editor")
    (root / "locales/es/LC_MESSAGES/.call.po.swp").write_text("left by an editor")
    watch.look()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("source/rest.md", REST.replace("Rest at", "Stay at")),
        ("source/spine.svg", SPINE.replace('r="4"', 'r="3"')),
        ("locales/ar/LC_MESSAGES/page.po", HEAD.format("ar")),
        ("dragoman.toml", FILES["dragoman.toml"].replace("555-0100", "555-0101")),
        ("source/new.md", "---\ntitle: New\n---\n\nNew.\n"),
    ],
)
def test_whatever_else_is_saved_is_as_a_first_build_makes_it(root: Path, name: str, content: str) -> None:
    watch = begun(root)
    (root / name).write_text(content, "utf-8")
    watch.look()
    assert built(root) == fresh(root)


def test_what_shows_the_edited_text_too_follows(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = begun(root)
    edit(root / "locales/es/LC_MESSAGES/rest.po", "Descanso", "Reposo")
    watch.look()
    let_it_be_quiet(watch, monkeypatch)
    assert built(root) == fresh(root)


@pytest.mark.parametrize("name", [CALL, "dragoman.toml"])
def test_a_file_that_cannot_be_read_is_one_sentence_and_it_goes_on(
    name: str, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = begun(root)
    before = built(root)
    capsys.readouterr()
    whole = (root / name).read_text("utf-8")
    (root / name).write_text(whole + '\nmsgid "unclosed\n', "utf-8")
    watch.look()
    said = capsys.readouterr().err
    assert said.startswith(name)
    assert "Traceback" not in said
    assert built(root) == before
    (root / name).write_text(whole.replace("Llame.", "Llámenos."), "utf-8")
    watch.look()
    let_it_be_quiet(watch, monkeypatch)
    assert built(root) == fresh(root)


@pytest.fixture
def heard() -> Iterator[None]:
    """What the test starts hears Ctrl-C, though a shell that runs the tests beside itself has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
def test_ctrl_c_ends_it_without_a_trace(root: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(SHIPPED / "src"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "dragoman", "--project", str(root), "build", "--watch", "--jobs", "1"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith("9 pages and 9 sheets")
        assert process.stdout.readline() == "Watching. Ctrl-C ends it.\n"
        edit(root / CALL, "Llame.", "Llámenos.")
        assert process.stdout.readline().startswith("es/call: page, ")
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        assert "Ended." in process.stdout.read()
        assert process.stderr.read() == ""
        assert process.wait(20) == 0
