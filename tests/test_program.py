"""What program this is: its digest, told anew or from a note."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from dragoman import program
from dragoman.program import note_program, package_version, program_digest, recall_program


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of two files, settled long ago."""
    folder = tmp_path / "program"
    (folder / "fonts").mkdir(parents=True)
    (folder / "build.py").write_text("page = 1\n")
    (folder / "fonts" / "a.ttf").write_bytes(b"letters")
    monkeypatch.setattr(program, "_PROGRAM", folder)
    monkeypatch.setattr(program, "_RACY", -60_000_000_000)  # this moment is long ago
    return folder


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / ".dragoman" / "program.json"


def start(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A new process; the files that it reads of the program from now on."""
    monkeypatch.setattr(program, "_digests", {})
    monkeypatch.setattr(program, "_recalled", set())
    read: list[Path] = []
    read_bytes = Path.read_bytes

    def reading(path: Path) -> bytes:
        read.append(path)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", reading)
    return read


def told(note: Path) -> str:
    recall_program(note)
    found = program_digest()
    note_program(note)
    return found


@pytest.mark.usefixtures("own")
def test_a_program_that_was_not_touched_is_not_read(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(monkeypatch)
    first = told(note)
    read = start(monkeypatch)
    assert told(note) == first
    assert read == [note]


def change_text(own: Path) -> None:
    (own / "build.py").write_text("page = 2\n")


def change_unseen(own: Path) -> None:
    """The same size and the same time of the last writing."""
    before = (own / "build.py").stat()
    change_text(own)
    os.utime(own / "build.py", ns=(before.st_atime_ns, before.st_mtime_ns))


def replace_unseen(own: Path) -> None:
    before = (own / "build.py").stat()
    (own / "new").write_text("page = 2\n")
    os.utime(own / "new", ns=(before.st_atime_ns, before.st_mtime_ns))
    (own / "new").replace(own / "build.py")


def change_font(own: Path) -> None:
    (own / "fonts" / "a.ttf").write_bytes(b"LETTERS")


def add(own: Path) -> None:
    (own / "fonts" / "b.py").touch()


def remove(own: Path) -> None:
    (own / "build.py").unlink()


def rename(own: Path) -> None:
    (own / "build.py").rename(own / "make.py")


@pytest.mark.parametrize("change", [change_text, change_unseen, replace_unseen, change_font, add, remove, rename])
def test_every_change_is_seen(
    change: Callable[[Path], None], own: Path, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(monkeypatch)
    first = told(note)
    time.sleep(0.02)  # a tick of the clock of the disk
    change(own)
    start(monkeypatch)
    changed = told(note)
    assert changed != first
    start(monkeypatch)
    assert program_digest() == changed, "without a note it is the same"


@pytest.mark.usefixtures("own")
def test_another_package_is_another_program(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(monkeypatch)
    first = told(note)
    start(monkeypatch)
    monkeypatch.setattr(program, "package_version", lambda name: "99" if name == "jinja2" else "1")
    assert told(note) != first


def test_a_copy_elsewhere_is_looked_at(own: Path, note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(monkeypatch)
    first = told(note)
    shutil.copytree(own, own.with_name("copy"))
    monkeypatch.setattr(program, "_PROGRAM", own.with_name("copy"))
    read = start(monkeypatch)
    assert told(note) == first, "it says the same"
    assert own.with_name("copy") / "build.py" in read


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"state": 1}', b'{"state": "", "digest": 7}', b'{"state": "x", "digest": "y"}', b"\xff"]
)
def test_a_note_that_cannot_be_believed_says_nothing(
    content: bytes, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(monkeypatch)
    first = told(note)
    note.write_bytes(content)
    start(monkeypatch)
    assert told(note) == first
    assert json.loads(note.read_bytes())["digest"] == first, "and it is written anew"


@pytest.mark.usefixtures("own")
def test_what_changed_just_now_is_not_noted(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "_RACY", 60_000_000_000)
    start(monkeypatch)
    told(note)
    assert not note.exists()


@pytest.mark.usefixtures("own")
def test_a_note_that_cannot_be_written_is_none(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note.parent.write_text("a file")
    start(monkeypatch)
    assert told(note) == told(note)


@pytest.mark.parametrize("name", [*program._PACKAGES, "PyYAML", "MarkupSafe"])
def test_the_version_of_a_package_is_told_without_reading_it(name: str) -> None:
    assert package_version(name) == version(name)


def test_a_package_that_is_not_there_has_no_version() -> None:
    assert package_version("no-such-package") == ""
