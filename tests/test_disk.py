"""Files that cannot be lost: whatever fails, is killed or interferes, a file is the old one or the new one, whole."""

from __future__ import annotations

import errno
import os
import resource
import signal
import socket
import stat
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.disk import (
    ABSENT,
    ChangedMeanwhile,
    Replacement,
    clean_strays,
    digest_of,
    read_file,
    replace_file,
    replace_files,
    replacing,
)
from dragoman.errors import UserError
from profiles import tries

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from crash_test import ERRORS, Hook, failing, hooked, leftovers  # noqa: E402

OLD, NEW = b'msgid "Rest"\nmsgstr "Descanse"\n', b'msgid "Rest"\nmsgstr "Repose"\n' * 50
SEVEN_OF_TEN = 7
MEMORY = Path("/dev/shm")  # noqa: S108 - folders of their own are made in it


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    path = tmp_path / "guide.po"
    path.write_bytes(OLD)
    return path


def put(path: Path, content: bytes = NEW) -> bool:
    return replace_file(path, content, expected=read_file(path, path.name).digest, name=path.name)


def refused(work: Callable[[], object]) -> str:
    """What is said when work is refused: one sentence or two on one line, beginning with the file's name."""
    with pytest.raises(UserError) as caught:
        work()
    said = str(caught.value)
    assert said.startswith("guide.po: ")
    assert "\n" not in said
    return said


# ── what it does when all is well ──


@settings(max_examples=tries(30))  # each waits for the disk
@given(content=st.binary())
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "guide.po"
    assert replace_file(path, content, expected=ABSENT, name="guide.po")
    assert read_file(path, "guide.po").content == content
    assert read_file(path, "guide.po").digest == digest_of(content)


def test_equal_content_is_not_written(catalog: Path) -> None:
    before = catalog.stat()
    assert not put(catalog, OLD)
    assert not replace_file(catalog, OLD, expected=digest_of(b"something else"), name="guide.po")
    assert (catalog.stat().st_ino, catalog.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_new_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "locales" / "es" / "LC_MESSAGES" / "guide.po"
    assert replace_file(path, NEW, expected=ABSENT, name="guide.po")
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_mode_is_kept(catalog: Path, mode: int) -> None:
    catalog.chmod(mode)
    assert put(catalog)
    assert catalog.stat().st_mode & 0o7777 == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_owner_is_kept(catalog: Path) -> None:
    os.chown(catalog, 1234, 2345)
    assert put(catalog)
    assert (catalog.stat().st_uid, catalog.stat().st_gid) == (1234, 2345)


def test_new_file_has_the_mode_that_the_user_gives_new_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        replace_file(tmp_path / "guide.po", NEW, expected=ABSENT, name="guide.po")
    finally:
        os.umask(before)
    assert (tmp_path / "guide.po").stat().st_mode & 0o7777 == 0o640


def test_order_of_calls(catalog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing takes the old name before it is safe on the disk; then the name itself is made safe."""
    log: list[tuple[object, ...]] = []

    def record(name: str, *what: Callable[..., object]) -> None:
        real = getattr(os, name)

        def call(*args: object, **options: object) -> object:
            log.append((name, *(show(*args) for show in what)))
            return real(*args, **options)

        monkeypatch.setattr(os, name, call)

    def opened(_path: object, flags: int, mode: int = 0) -> str:
        if not flags & os.O_CREAT:
            return "folder" if flags & os.O_DIRECTORY else "old file"
        assert flags & os.O_EXCL
        assert flags & os.O_NOFOLLOW
        return f"new file {mode:o}"

    def kind(handle: int) -> str:
        return "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"

    digest = digest_of(OLD)
    record("open", opened)
    for name in ("fchmod", "fsync"):
        record(name, lambda handle, *_: kind(handle))
    for name in ("write", "replace"):
        record(name)
    replace_file(catalog, NEW, expected=digest, name="guide.po")
    assert log == [
        ("open", "folder"),
        ("open", "old file"),
        ("open", "new file 600"),
        ("write",),
        ("fchmod", "file"),
        ("fsync", "file"),
        ("open", "old file"),
        ("replace",),
        ("fsync", "folder"),
    ]


def test_system_that_writes_little_at_a_time(catalog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: write(handle, content[:7]))
    assert put(catalog)
    assert catalog.read_bytes() == NEW


# ── other programs ──


def test_changed_by_an_editor(catalog: Path) -> None:
    read = read_file(catalog, "guide.po")
    catalog.write_bytes(b"the work of a morning")
    said = refused(lambda: replace_file(catalog, NEW, expected=read.digest, name="guide.po"))
    assert said == (
        "guide.po: The file was changed by another program while Dragoman was at work; nothing was written to it."
        " Run the command again."
    )
    assert catalog.read_bytes() == b"the work of a morning"


def test_made_or_removed_by_another_program(catalog: Path) -> None:
    assert " was made by " in refused(lambda: replace_file(catalog, NEW, expected=ABSENT, name="guide.po"))
    assert catalog.read_bytes() == OLD
    catalog.unlink()
    removed = refused(lambda: replace_file(catalog, NEW, expected=digest_of(OLD), name="guide.po"))
    assert " was removed by " in removed
    assert leftovers(catalog.parent) == []
    assert not catalog.exists()


@pytest.mark.parametrize("by_rename", [False, True])
def test_changed_at_the_last_moment(catalog: Path, monkeypatch: pytest.MonkeyPatch, by_rename: bool) -> None:
    """An editor that saves after the first comparison, while the new file is being flushed."""
    fsync = os.fsync

    def save_meanwhile(handle: int) -> None:
        fsync(handle)
        mine = catalog.with_suffix(".swp") if by_rename else catalog
        mine.write_bytes(b"the work of a morning")
        mine.rename(catalog)

    monkeypatch.setattr(os, "fsync", save_meanwhile)
    assert " was changed by " in refused(lambda: put(catalog))
    assert catalog.read_bytes() == b"the work of a morning"
    assert leftovers(catalog.parent) == []


@contextmanager
def another_run(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of a folder."""
    code = """
        import sys, time
        from pathlib import Path
        from dragoman.disk.folders import locked
        with locked(Path(sys.argv[1]), "", wait=0):
            print("held", flush=True)
            time.sleep(60)
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(folder)]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT / "src")}


def test_folder_in_use(catalog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stray = catalog.parent / ".dragoman-0123456789abcdef.tmp"
    stray.touch()
    monkeypatch.setattr(replacing, "LOCK_WAIT", 0.2)
    with another_run(catalog.parent) as other:
        started = time.monotonic()
        assert " is in use by another run of Dragoman." in refused(lambda: put(catalog))
        assert time.monotonic() - started >= 0.2, "it waits for the other"
        assert clean_strays(catalog.parent) == 0, "it may be at work on this"
        other.send_signal(signal.SIGKILL)
        other.wait()
        assert put(catalog), "a lock dies with its holder"
        assert clean_strays(catalog.parent) == 1


def test_wait_is_ten_seconds() -> None:
    assert replacing.LOCK_WAIT == 10


def test_process_forked_meanwhile_does_not_keep_the_lock(catalog: Path) -> None:
    code = """
        import os, signal, sys, time
        from pathlib import Path
        from dragoman.disk import replacing
        path, fsync, children = Path(sys.argv[1]), os.fsync, []
        def fork_first(handle):
            children.append(os.fork())
            if not children[-1]:
                time.sleep(60)
            fsync(handle)
        os.fsync, replacing.LOCK_WAIT = fork_first, 0.1
        try:
            replacing.replace_file(path, b"1", expected=None, name="guide.po")
            os.fsync = fsync
            replacing.replace_file(path, b"2", expected=None, name="guide.po")
        finally:
            for child in children:
                os.kill(child, signal.SIGKILL)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code), str(catalog)], env=environment(), check=True)
    assert catalog.read_bytes() == b"2"


def test_two_processes_lose_no_edit(catalog: Path) -> None:
    code = "import sys; from pathlib import Path; from crash_test import add_lines; "
    code += "add_lines(Path(sys.argv[1]), int(sys.argv[2]), 25)"
    path = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tools'}"}
    commands = [[sys.executable, "-c", code, str(catalog), writer] for writer in "12"]
    writers = [subprocess.Popen(command, env=os.environ | path) for command in commands]
    assert [writer.wait(timeout=20) for writer in writers] == [0, 0]
    lines = catalog.read_text().splitlines()
    assert lines[:2] == OLD.decode().splitlines()
    assert sorted(lines[2:]) == sorted(f"{writer} {edit}" for writer in "12" for edit in range(25))


# ── what is no plain file ──


def make_link(path: Path) -> None:
    elsewhere = path.parent / "elsewhere" / "passwords.po"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(OLD)
    path.symlink_to(elsewhere)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def make_device(path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root makes devices")
    os.mknod(path, 0o666 | 0o020000, os.makedev(1, 5))  # as /dev/zero, which never ends


@pytest.mark.parametrize("make", [make_link, os.mkfifo, Path.mkdir, make_socket, make_device])
def test_what_is_no_plain_file_is_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "guide.po"
    make(path)
    before = path.lstat()
    signal.alarm(2)  # a pipe would be waited for, for ever
    try:
        assert "This is not a plain file." in refused(lambda: read_file(path, "guide.po"))
        for expected in (None, ABSENT, digest_of(OLD)):
            said = refused(lambda expected=expected: replace_file(path, NEW, expected=expected, name="guide.po"))  # type: ignore[misc]
            assert "This is not a plain file." in said
    finally:
        signal.alarm(0)
    assert path.lstat() == before
    assert not list(tmp_path.glob(".dragoman-*"))
    assert all(other.read_bytes() == OLD for other in tmp_path.glob("elsewhere/*"))


def test_file_that_is_not_there(tmp_path: Path) -> None:
    assert refused(lambda: read_file(tmp_path / "guide.po", "guide.po")) == "guide.po: There is no such file."
    (tmp_path / "file").touch()
    below = tmp_path / "file" / "guide.po"
    assert "Not a directory" in refused(lambda: read_file(below, "guide.po"))
    assert "cannot be written" in refused(lambda: replace_file(below, NEW, expected=ABSENT, name="guide.po"))


def test_read_only_file(catalog: Path) -> None:
    catalog.chmod(0o444)
    assert "read-only" in refused(lambda: put(catalog))
    assert catalog.read_bytes() == OLD
    assert leftovers(catalog.parent) == []


@pytest.mark.parametrize(("modes", "words"), [((0o555, 0o666), "Permission denied"), ((0o777, 0o644), "read-only")])
def test_what_belongs_to_others(catalog: Path, modes: tuple[int, int], words: str) -> None:
    """A folder, or a file in an open folder, that this user may not write to."""
    catalog.chmod(modes[1])
    catalog.parent.chmod(modes[0])
    # From within, because the folders above are closed to this user.
    code = """
        import os
        from pathlib import Path
        from dragoman.disk import replace_file
        os.geteuid() or os.setuid(65534)
        replace_file(Path("guide.po"), b"new", expected=None, name="guide.po")
    """
    if os.geteuid() != 0 and words == "read-only":
        pytest.skip("only root can act as two users")
    command = [sys.executable, "-c", textwrap.dedent(code)]
    done = subprocess.run(command, cwd=catalog.parent, env=environment(), capture_output=True, text=True, check=False)
    catalog.parent.chmod(0o755)
    assert f"UserError: guide.po: The file {'is' if words == 'read-only' else 'cannot'}" in done.stderr
    assert words in done.stderr
    assert catalog.read_bytes() == OLD
    assert leftovers(catalog.parent) == []


# ── disks that fail ──


@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.__getitem__)
@pytest.mark.parametrize("from_then_on", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("new", [False, True], ids=["old file", "new folder"])
def test_each_call_fails(tmp_path: Path, code: int, from_then_on: bool, new: bool) -> None:
    """Old or new, never a mixture; whoever is told nothing has the new one; what is told names the file."""
    for at in range(1, 100):
        folder = tmp_path / str(at)
        folder.mkdir()
        path = folder / "made" / "guide.po" if new else folder / "guide.po"
        if not new:
            path.write_bytes(OLD)
        with hooked(failing(at, code, from_then_on=from_then_on)) as calls:
            said = error_of(lambda path=path: replace_file(path, NEW, expected=None, name="guide.po"))  # type: ignore[misc]
        held = path.read_bytes() if path.exists() else None
        if said is None:
            assert held == NEW, calls
        else:
            assert str(said).startswith("guide.po: "), calls
            assert os.strerror(code) in str(said), calls
            assert held == NEW if "is in place" in str(said) else held == (None if new else OLD), calls
        if from_then_on:  # then a temporary file cannot be removed either, until the disk is well again
            clean_strays(path.parent)
        assert leftovers(folder) == [], calls
        if len(calls) < at:
            assert at > 10
            return
    pytest.fail("this never ends")


def error_of(work: Callable[[], object]) -> UserError | None:
    try:
        work()
    except UserError as error:
        return error
    return None


@pytest.mark.parametrize("number", range(1, 22))
def test_interrupted_at_each_call(catalog: Path, number: int) -> None:
    def interrupt(at: int, _name: str) -> None:
        if at == number:
            raise KeyboardInterrupt

    with hooked(interrupt) as calls:
        try:
            replace_file(catalog, NEW, expected=None, name="guide.po")
        except KeyboardInterrupt:
            assert catalog.read_bytes() in (OLD, NEW)
        else:
            assert len(calls) < number
    clean_strays(catalog.parent)
    assert leftovers(catalog.parent) == []


def test_disk_that_is_full_halfway(catalog: Path) -> None:
    """The system's own refusal in the middle of a write, by a limit on the size of files."""
    digest = digest_of(OLD)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        said = error_of(lambda: replace_file(catalog, NEW, expected=digest, name="guide.po"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert str(said) == "guide.po: The file cannot be written: File too large."
    assert catalog.read_bytes() == OLD
    assert leftovers(catalog.parent) == []


def test_full_disk_says_what_to_do(catalog: Path) -> None:
    def fill(_number: int, name: str) -> None:
        if name == "write":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with hooked(fill):
        said = error_of(lambda: replace_file(catalog, NEW, expected=None, name="guide.po"))
    assert str(said) == (
        "guide.po: The file cannot be written: No space left on device."
        " Make room on the disk, then run the command again."
    )


# ── several files ──


@pytest.fixture
def catalogs(tmp_path: Path) -> list[Replacement]:
    languages = [f"l{number}" for number in range(10)]
    for language in languages:
        (tmp_path / language).mkdir()
        (tmp_path / language / "guide.po").write_bytes(OLD)
    return [Replacement(tmp_path / name / "guide.po", NEW, digest_of(OLD), name) for name in languages]


def states(replacements: Sequence[Replacement]) -> str:
    """One letter a file."""
    letters = {OLD: "o", NEW: "n"}
    return "".join(letters[wanted.path.read_bytes()] for wanted in replacements)


def at_call(name: str, which: int, work: Callable[[], None]) -> Hook:
    """Does something before the n-th call of that name."""
    seen = 0

    def hook(_number: int, called: str) -> None:
        nonlocal seen
        seen += called == name
        if called == name and seen == which:
            work()

    return hook


def fail() -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_several_files(catalogs: list[Replacement]) -> None:
    catalogs[2].path.write_bytes(NEW)
    assert replace_files(catalogs) == tuple(one.name for one in catalogs if one.name != "l2")
    assert states(catalogs) == "n" * 10
    assert replace_files(catalogs) == ()
    assert replace_files([]) == ()


def test_many_files_are_safe_before_the_first_takes_its_place(tmp_path: Path) -> None:
    """Also where they wait for the disk side by side; then each folder is made safe once."""
    many = [Replacement(tmp_path / f"{number}.pot", b"%d" % number, ABSENT, str(number)) for number in range(300)]
    names: list[str] = []
    with hooked(lambda _number, name: names.append(name)):
        replace_files(many)
    first, last = names.index("replace"), len(names) - names[::-1].index("replace")
    assert names[:first].count("fsync") == len(many)
    assert names[last:].count("fsync") == 1
    assert names.count("fsync") == len(many) + 1
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {one.path.name: one.content for one in many}


def test_one_of_many_is_not_safe(tmp_path: Path) -> None:
    many = [Replacement(tmp_path / f"{number}.pot", NEW, ABSENT, str(number)) for number in range(40)]
    with hooked(at_call("fsync", 7, fail)):
        said = error_of(lambda: replace_files(many))
    assert "None of the 40 files was written." in str(said)
    assert list(tmp_path.iterdir()) == []


def test_two_runs_do_not_wait_for_each_other(catalogs: list[Replacement]) -> None:
    """Each locks in the same order, whatever the order of its files."""
    opened, real = [], os.open

    def record(path: str | Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if isinstance(path, Path):
            opened.append(path)
        return real(path, flags, mode, dir_fd=dir_fd)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", record)
        replace_files(catalogs)
        replace_files(catalogs[::-1])
    assert opened == [one.path.parent for one in catalogs] * 2


def test_one_of_several_cannot_be_prepared(catalogs: list[Replacement]) -> None:
    with hooked(at_call("write", SEVEN_OF_TEN, fail)):
        said = error_of(lambda: replace_files(catalogs))
    assert str(said) == "l6: The file cannot be written: Input/output error. None of the 10 files was written."
    assert states(catalogs) == "o" * 10
    assert leftovers(catalogs[0].path.parent.parent) == []


def test_one_of_several_was_changed(catalogs: list[Replacement]) -> None:
    catalogs[6].path.write_bytes(b"the work of a morning")
    with pytest.raises(ChangedMeanwhile, match=r"^l6: .* None of the 10 files was written\. Run the command again\.$"):
        replace_files(catalogs)
    assert catalogs[6].path.read_bytes() == b"the work of a morning"
    assert states([*catalogs[:6], *catalogs[7:]]) == "o" * 9


def test_one_of_several_cannot_be_replaced(catalogs: list[Replacement]) -> None:
    with hooked(at_call("replace", SEVEN_OF_TEN, fail)):
        said = error_of(lambda: replace_files(catalogs))
    assert str(said) == (
        "l6: The file cannot be written: Input/output error."
        " Written, whole: l0, l1, l2, l3, l4, l5. Not written: l6, l7, l8, l9."
    )
    assert states(catalogs) == "nnnnnnoooo"
    assert leftovers(catalogs[0].path.parent.parent) == []
    assert replace_files(catalogs) == ("l6", "l7", "l8", "l9"), "running it again finishes the work"
    assert states(catalogs) == "n" * 10


def test_each_call_for_several_fails(catalogs: list[Replacement]) -> None:
    two = catalogs[:2]
    for at in range(1, 400):
        for one in two:
            one.path.write_bytes(OLD)
        with hooked(failing(at, errno.EIO, from_then_on=False)) as calls:
            said = error_of(lambda: replace_files(two))
        written = str(said).partition("Written, whole: ")[2].partition(".")[0]
        told = "".join("n" if said is None or one.name in written else "o" for one in two)
        assert states(two) == told, said
        assert leftovers(catalogs[0].path.parent.parent) == []
        if len(calls) < at:
            return
    pytest.fail("this never ends")


# ── kills ──


def test_strays_are_told_from_other_files(tmp_path: Path) -> None:
    kept = {".dragoman-notes.tmp", "dragoman-0123456789abcdef.tmp", ".dragoman-0123456789ABCDEF.tmp", "guide.po~"}
    for name in (*kept, ".dragoman-0123456789abcdef.tmp", ".dragoman-ffffffffffffffff.tmp"):
        (tmp_path / name).touch()
    assert clean_strays(tmp_path) == 2
    assert {path.name for path in tmp_path.iterdir()} == kept
    assert clean_strays(tmp_path / "nowhere") == 0


def test_kills_lose_nothing() -> None:
    """The nightly program in small: 30 kills at random, one before each call, a full disk, four writers."""
    command = [sys.executable, str(ROOT / "tools" / "crash_test.py"), "--kills", "30"]
    if MEMORY.is_dir():  # a kill does not ask which disk; a busy one would take long
        command += ["--folder", str(MEMORY)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "killed at random, one catalog        30    0" in done.stdout
