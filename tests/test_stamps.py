"""Stamps: a file that is what it was is not read; one that may be another is."""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from dragoman.stamps import Fingerprint, Stamps, files_name, fingerprint

LONG_AGO = 1_700_000_000
NOTES = ".dragoman/stamps"


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def put(path: Path, content: bytes, when: int = LONG_AGO) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (when, when))


def taken_down(root: Path, *names: str) -> Stamps:
    """Stamps of these files, written down and read again, as the next run has them."""
    stamps = Stamps(root, root / NOTES)
    for name in names:
        assert stamps.digest(name)
    stamps.write(whole=True)
    return Stamps(root, root / NOTES)


def test_a_file_with_its_old_stamp_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a.po", b"one")
    stamps = taken_down(tmp_path, "a.po")
    assert stamps.is_as_written_down("a.po")

    def read(_path: Path) -> bytes:
        raise AssertionError("it need not be read")

    monkeypatch.setattr(Path, "read_bytes", read)
    assert stamps.digest("a.po") == sha(b"one")


@pytest.mark.parametrize("how", ["later", "longer", "another file in its place", "the time set back"])
def test_a_file_with_another_stamp_is_read(tmp_path: Path, how: str) -> None:
    put(tmp_path / "a.po", b"one")
    stamps = taken_down(tmp_path, "a.po")
    match how:
        case "later":
            put(tmp_path / "a.po", b"two", LONG_AGO + 1)
        case "longer":
            put(tmp_path / "a.po", b"three")
        case "the time set back":  # in its place, as rsync --inplace does; the system's clock may tick seldom
            before = (tmp_path / "a.po").stat().st_ctime_ns
            while (tmp_path / "a.po").stat().st_ctime_ns == before:
                put(tmp_path / "a.po", b"two")
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
    stamps = Stamps(tmp_path, tmp_path / NOTES)
    assert [stamps.digest(name) for name in ("link.po", "folder", "pipe", "none")] == [None] * 4


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"version": 2}',
        b'{"version": 2, "folder": "", "files": {"a.po": [1]}}',
        b'{"version": 2, "folder": "", "files": {"a.po": [1, 2, 3, 4]}}',
        b'{"version": 2, "folder": "", "files": ["a.po"]}',
        b'{"version": 2, "folder": "", "files": {"a.po": 1}}',
    ],
)
def test_notes_that_cannot_be_read_are_none(tmp_path: Path, content: bytes) -> None:
    put(tmp_path / "a.po", b"one")
    taken_down(tmp_path, "a.po")
    (notes,) = (tmp_path / NOTES).iterdir()
    notes.write_bytes(content)
    assert Stamps(tmp_path, tmp_path / NOTES).digest("a.po") == sha(b"one")


def test_notes_of_another_folder_are_none(tmp_path: Path) -> None:
    put(tmp_path / "a/x.po", b"one")
    put(tmp_path / "b/x.po", b"two")
    taken_down(tmp_path, "a/x.po", "b/x.po")
    of_a, of_b = sorted((tmp_path / NOTES).iterdir())
    of_a.replace(of_b)
    stamps = Stamps(tmp_path, tmp_path / NOTES)
    assert [stamps.digest("a/x.po"), stamps.digest("b/x.po")] == [sha(b"one"), sha(b"two")]


def test_a_file_is_as_written_down_or_not(tmp_path: Path) -> None:
    put(tmp_path / "a.po", b"one")
    put(tmp_path / "b.po", b"one")
    stamps = taken_down(tmp_path, "a.po", "b.po")
    put(tmp_path / "b.po", b"two", LONG_AGO + 1)
    put(tmp_path / "c.po", b"new")
    assert [stamps.is_as_written_down(name) for name in ("a.po", "b.po", "c.po", "none")] == [True, False, False, True]
    (tmp_path / "a.po").unlink()
    assert not stamps.is_as_written_down("a.po")


def test_what_a_part_did_not_ask_for_stays_written_down_and_a_whole_forgets_it(tmp_path: Path) -> None:
    for name in ("a/x.po", "a/y.po", "b/x.po"):
        put(tmp_path / name, b"one")
    taken_down(tmp_path, "a/x.po", "a/y.po", "b/x.po")
    for whole, there in ((False, True), (True, False)):
        stamps = Stamps(tmp_path, tmp_path / NOTES)
        stamps.digest("a/x.po")
        stamps.write(whole=whole)
        stamps = Stamps(tmp_path, tmp_path / NOTES)
        assert [stamps.is_as_written_down(name) for name in ("a/x.po", "a/y.po", "b/x.po")] == [True, there, there]


def test_where_one_folder_changed_the_notes_of_others_are_left_alone(tmp_path: Path) -> None:
    put(tmp_path / "a/x.po", b"one")
    put(tmp_path / "b/x.po", b"one")
    taken_down(tmp_path, "a/x.po", "b/x.po")
    before = {path: path.stat().st_ino for path in (tmp_path / NOTES).iterdir()}
    put(tmp_path / "a/x.po", b"two", LONG_AGO + 1)
    taken_down(tmp_path, "a/x.po", "b/x.po")
    after = {path: path.stat().st_ino for path in (tmp_path / NOTES).iterdir()}
    assert sum(before[path] != after[path] for path in before) == 1


def test_a_file_just_written_is_known_by_what_was_written(tmp_path: Path) -> None:
    put(tmp_path / "build/a.html", b"page")
    stamps = Stamps(tmp_path, tmp_path / NOTES)
    stamps.note("build/a.html", "told")
    stamps.note("build/none.html", "told")
    stamps.write(whole=True)
    assert Stamps(tmp_path, tmp_path / NOTES).digest("build/a.html") == "told"


NAMES = ("locales", "dragoman.toml", "none")


def seen(root: Path) -> Fingerprint:
    found = fingerprint(root, NAMES)
    assert found is not None
    return found


@pytest.mark.parametrize("how", ["later", "longer", "another", "new", "gone", "renamed", "folder", "there"])
def test_a_fingerprint_shows_each_change(tmp_path: Path, how: str) -> None:
    for name in ("locales/a/x.po", "locales/b/y.po", "dragoman.toml"):
        put(tmp_path / name, b"one")
    before = seen(tmp_path)
    assert seen(tmp_path) == before
    path = tmp_path / "locales/a/x.po"
    match how:
        case "later":
            put(path, b"one", LONG_AGO + 1)
        case "longer":
            put(path, b"more")
        case "another":
            put(tmp_path / "z", b"two")
            (tmp_path / "z").replace(path)
        case "new":
            put(tmp_path / "locales/b/z.po", b"one")
        case "gone":
            path.unlink()
        case "renamed":
            path.rename(path.with_name("z.po"))
        case "folder":
            (tmp_path / "locales/c").mkdir()
        case _:
            put(tmp_path / "none", b"")
    assert seen(tmp_path).digest != before.digest


def test_where_there_is_a_link_there_is_no_fingerprint(tmp_path: Path) -> None:
    put(tmp_path / "locales/a.po", b"one")
    (tmp_path / "locales/link.po").symlink_to("a.po")
    assert fingerprint(tmp_path, NAMES) is None


def test_a_change_of_just_now_is_not_settled(tmp_path: Path) -> None:
    put(tmp_path / "locales/a.po", b"one")
    now = time.time_ns()
    assert seen(tmp_path).is_settled(now)
    os.utime(tmp_path / "locales/a.po", ns=(now, now))
    assert not seen(tmp_path).is_settled(now + 1_000_000_000)
    assert seen(tmp_path).is_settled(now + 3_000_000_000)


def test_where_a_file_goes_in_this_moment_there_is_no_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run has temporary files."""
    (tmp_path / "build").mkdir()
    passing = tmp_path / "build" / ".dragoman-0123456789abcdef.tmp"
    passing.touch()
    look = os.scandir

    def too_late(path: Path) -> nullcontext[list[os.DirEntry[str]]]:
        with look(path) as entries:
            listed = list(entries)
        passing.unlink()
        return nullcontext(listed)

    monkeypatch.setattr(os, "scandir", too_late)
    assert fingerprint(tmp_path, ("build",)) is None


def whole_folder(root: Path, *names: str) -> Stamps:
    """As `taken_down`, asked for the folder of these files too."""
    stamps = Stamps(root, root / NOTES)
    stamps.folder("build")
    for name in names:
        stamps.digest(name)
    stamps.write(whole=True)
    return Stamps(root, root / NOTES)


@pytest.mark.parametrize("how", ["nothing", "later", "one more", "one less", "below it"])
def test_a_folder_is_known_as_long_as_no_file_in_it_is_another(tmp_path: Path, how: str) -> None:
    names = ("build/a.html", "build/b.html")
    for name in names:
        put(tmp_path / name, name.encode())
    stamps = whole_folder(tmp_path, *names)
    match how:
        case "later":
            put(tmp_path / "build/a.html", b"build/a.html", LONG_AGO + 1)
        case "one more":
            put(tmp_path / "build/c.html", b"c")
        case "one less":
            (tmp_path / "build/b.html").unlink()
        case "below it":
            put(tmp_path / "build/below/c.html", b"c")
        case _:
            pass
    known = files_name((name.removeprefix("build/"), sha(name.encode())) for name in reversed(names))
    assert stamps.folder("build") == (known if how == "nothing" else None)
    assert stamps.folder("strange") is None


def test_what_is_known_of_a_folder_stays_where_none_of_its_files_is_asked_for(tmp_path: Path) -> None:
    put(tmp_path / "build/a.html", b"one")
    known = whole_folder(tmp_path, "build/a.html").folder("build")
    assert known == files_name([("a.html", sha(b"one"))])
    again = whole_folder(tmp_path)
    assert again.folder("build") == known
    assert again.is_as_written_down("build/a.html")


def test_a_folder_with_a_file_changed_just_now_is_not_taken_down_with_it(tmp_path: Path) -> None:
    put(tmp_path / "build/a.html", b"one")
    put(tmp_path / "build/b.html", b"two", int(time.time()))
    found = whole_folder(tmp_path, "build/a.html", "build/b.html").folder("build")
    assert found != files_name([("a.html", sha(b"one")), ("b.html", sha(b"two"))])


@pytest.mark.parametrize("content", [b"", b"[]", b'{"version": 2}', b'{"version": 2, "folders": {"build": [1]}}'])
def test_notes_of_folders_that_cannot_be_read_are_none(tmp_path: Path, content: bytes) -> None:
    put(tmp_path / "build/a.html", b"one")
    whole_folder(tmp_path, "build/a.html")
    (tmp_path / NOTES / "folders.json").write_bytes(content)
    assert Stamps(tmp_path, tmp_path / NOTES).folder("build") is None
