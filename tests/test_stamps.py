"""Stamps: a file that is what it was is not read; one that may be another is."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from dragoman.stamps import Stamps, files_below

LONG_AGO = 1_700_000_000
NOTES = ".dragoman/stamps.json"


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def put(path: Path, content: bytes, when: int = LONG_AGO) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (when, when))


def taken_down(root: Path, *names: str) -> Stamps:
    """Stamps of these files, written down and read again, as the next run has them."""
    stamps = Stamps.read(root, root / NOTES)
    for name in names:
        assert stamps.digest(name)
    stamps.write(root / NOTES)
    return Stamps.read(root, root / NOTES)


def test_a_file_with_its_old_stamp_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a.po", b"one")
    stamps = taken_down(tmp_path, "a.po")

    def read(_path: Path) -> bytes:
        raise AssertionError("it need not be read")

    monkeypatch.setattr(Path, "read_bytes", read)
    assert stamps.digest("a.po") == sha(b"one")


@pytest.mark.parametrize("how", ["later", "longer", "another file in its place"])
def test_a_file_with_another_stamp_is_read(tmp_path: Path, how: str) -> None:
    put(tmp_path / "a.po", b"one")
    stamps = taken_down(tmp_path, "a.po")
    match how:
        case "later":
            put(tmp_path / "a.po", b"two", LONG_AGO + 1)
        case "longer":
            put(tmp_path / "a.po", b"three")
        case _:
            put(tmp_path / "b.po", b"two")
            (tmp_path / "b.po").replace(tmp_path / "a.po")
    assert stamps.digest("a.po") == sha((tmp_path / "a.po").read_bytes())


def test_a_file_changed_as_it_was_taken_down_is_read(tmp_path: Path) -> None:
    now = time.time_ns()
    put(tmp_path / "a.po", b"one")
    os.utime(tmp_path / "a.po", ns=(now, now))
    stamps = taken_down(tmp_path, "a.po")
    inode = (tmp_path / "a.po").stat().st_ino
    with (tmp_path / "a.po").open("r+b") as file:  # the same size, place and time
        file.write(b"two")
    os.utime(tmp_path / "a.po", ns=(now, now))
    assert (tmp_path / "a.po").stat().st_ino == inode
    assert stamps.digest("a.po") == sha(b"two")


def test_what_is_no_plain_file_has_no_digest(tmp_path: Path) -> None:
    put(tmp_path / "a.po", b"one")
    (tmp_path / "link.po").symlink_to("a.po")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    stamps = Stamps(tmp_path)
    assert [stamps.digest(name) for name in ("link.po", "folder", "pipe", "none")] == [None] * 4


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"version": 1}', b'{"version": 1, "files": {"a.po": [1]}, "recorded": 2}']
)
def test_notes_that_cannot_be_read_are_none(tmp_path: Path, content: bytes) -> None:
    put(tmp_path / "a.po", b"one")
    put(tmp_path / NOTES, content)
    assert Stamps.read(tmp_path, tmp_path / NOTES).digest("a.po") == sha(b"one")


def test_a_file_just_written_is_known_by_what_was_written(tmp_path: Path) -> None:
    put(tmp_path / "build/a.html", b"page")
    stamps = Stamps(tmp_path)
    stamps.note("build/a.html", "told")
    stamps.note("build/none.html", "told")
    stamps.write(tmp_path / NOTES)
    assert Stamps.read(tmp_path, tmp_path / NOTES).digest("build/a.html") == "told"


def test_files_below_a_folder_in_order(tmp_path: Path) -> None:
    for name in ("b/z.po", "b/a/x.po", "a.po", ".hidden/h.po", "b/.h.po"):
        put(tmp_path / "locales" / name, b"")
    (tmp_path / "locales/loop").symlink_to(tmp_path / "locales")
    assert sorted(files_below(tmp_path, "locales")) == ["locales/a.po", "locales/b/a/x.po", "locales/b/z.po"]
    assert list(files_below(tmp_path, "none")) == []
