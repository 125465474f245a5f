"""Files that cannot be lost: reading a plain file, and replacing it whole.

Whatever fails or is killed, a file is at any moment either the old one or the new one, and what another program saved
since it was read is not overwritten. Which paths belong to a project is not decided here.

The lock is `flock` on the folder itself: it leaves nothing behind, the kernel gives it back when its holder dies, and
whoever has it knows that each temporary file there is a stray. Some network shares do not pass it on to other
machines; between those there is only the comparison just before the rename.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import secrets
import stat
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NewType

from dragoman.errors import UserError

Digest = NewType("Digest", str)
"""SHA-256 of a file's bytes."""
Absent = Enum("Absent", "ABSENT")
ABSENT: Final = Absent.ABSENT
"""Stands for the digest of a file that does not exist."""
LOCK_WAIT = 10.0
"""Seconds to wait for another run."""

_STRAY = re.compile(r"\.dragoman-[0-9a-f]{16}\.tmp")
# Without O_NONBLOCK, opening a pipe would wait for its writer, for ever.
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
# What opening a link (EMLINK on BSD) or a socket gives. The system's words for it help nobody.
_NOT_PLAIN = (errno.ELOOP, errno.EMLINK, errno.ENXIO)
_UNWRITTEN = "The file cannot be written"


class ChangedMeanwhile(UserError):
    """The file is no longer the one that was read. To read it again and work on that is safe."""


@dataclass(frozen=True, slots=True)
class FileState:
    """What a file was when it was read."""

    content: bytes
    digest: Digest
    status: os.stat_result = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Replacement:
    """New content for a file."""

    path: Path
    """Resolved: two spellings of one folder would wait for each other's lock."""
    content: bytes
    expected: Digest | Absent | None
    """What the file must still be; `None` only for files that nobody but Dragoman writes."""
    name: str
    """What messages call the file."""


@dataclass(frozen=True, slots=True)
class _Staged:
    """New content that is safe on the disk already, under a temporary name."""

    wanted: Replacement
    folder: int
    temporary: str


def digest_of(content: bytes) -> Digest:
    return Digest(hashlib.sha256(content).hexdigest())


def read_file(path: Path, name: str) -> FileState:
    """A plain file. Anything else is refused, without following a link or waiting for a pipe."""
    with _told(name, "The file cannot be read"):
        found = _read(path, None)
    if found is None:
        raise UserError("There is no such file.", where=name)
    return found


def read_at_most(path: Path, name: str, most: int) -> bytes:
    """A plain file of no more bytes than that; a larger one is refused before it is read."""
    with _told(name, "The file cannot be read"):
        found = _read(path, None, most)
    if found is None:
        raise UserError("There is no such file.", where=name)
    if len(found.content) > most:
        raise UserError(f"The file is larger than {most:,} bytes.", where=name, remedy="A sheet is far smaller.")
    return found.content


@contextmanager
def passing_folder(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder of these files that is removed at the end. Names are relative and stay inside."""
    with TemporaryDirectory(prefix="dragoman-") as name:
        root = Path(name).resolve()
        for relative, content in files.items():
            path = root / relative
            if not path.resolve().is_relative_to(root):
                raise UserError(f"'{relative}' leads out of its folder.")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield root


def replace_file(path: Path, content: bytes, *, expected: Digest | Absent | None, name: str) -> bool:
    """Replaces a file whole if it still is what was `expected`; one that holds just this already is left: False."""
    return bool(replace_files([Replacement(path, content, expected, name)]))


def replace_files(replacements: Sequence[Replacement]) -> tuple[str, ...]:
    """Replaces each file whole; returns the names of those that did not hold just this already.

    All contents are safe on the disk before the first file is replaced: a full disk or a file that was changed stops
    the work with nothing written. An error after that says which files were written and which were not.
    """
    waiting: deque[_Staged] = deque()
    written: list[str] = []
    with ExitStack() as locks:
        try:
            folders = _lock_folders(replacements, locks)
            for wanted in replacements:
                waiting.extend(_stage(wanted, folders[wanted.path.parent]))
            while waiting:
                _exchange(waiting[0])
                done = waiting.popleft()
                written.append(done.wanted.name)
                with _told(written[-1], "The new file is in place, but the disk did not confirm it"):
                    os.fsync(done.folder)
        except UserError as error:
            if len(replacements) > 1:
                error.remedy = f"{_how_far(replacements, written)} {error.remedy}".rstrip()
            raise
        finally:
            for staged in waiting:
                _discard(staged.temporary, staged.folder)
    return tuple(written)


def write_scratch(path: Path, content: bytes) -> None:
    """Puts a file in place whole, without a lock and without waiting for the disk; `OSError` where that fails.

    For what can be made again and is known by its hash. Work of people goes through `replace_files`.
    """
    temporary = path.with_name(f".dragoman-{secrets.token_hex(8)}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def publish(files: Iterable[tuple[Path, str, Callable[[], bytes]]]) -> None:
    """Puts files in place that can be made again: all of them are on the disk before the first takes its place.

    Each is its path (resolved), what messages call it, and where its bytes come from, which are asked for one file at a
    time. There is no lock: two runs at once leave whole files of the one or of the other.
    """
    staged: deque[tuple[Path, Path, str]] = deque()
    try:
        for path, name, content in files:
            with _told(name, _UNWRITTEN):
                _refuse_unplain(path)
                _make_folder(path.parent)
                temporary = path.with_name(f".dragoman-{secrets.token_hex(8)}.tmp")
                staged.append((temporary, path, name))
                temporary.write_bytes(content())
        while staged:
            temporary, path, name = staged[0]
            with _told(name, _UNWRITTEN):
                temporary.replace(path)
            staged.popleft()
    finally:
        for temporary, _, _ in staged:
            with suppress(OSError):
                temporary.unlink()


def _refuse_unplain(path: Path) -> None:
    with suppress(FileNotFoundError):
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise OSError(_NOT_PLAIN[0], "")
        if not (status.st_mode & 0o222 and os.access(path, os.W_OK)):
            raise UserError("The file is read-only.", where=path.name, remedy="Make it writable, or leave it out.")


def clean_strays(folder: Path) -> int:
    """Removes the temporary files that killed runs left in a folder, and returns their number.

    Nothing is removed from a folder in which another run is at work; what cannot be removed is left to the next start.
    """
    removed = 0
    with suppress(OSError, UserError), _locked(folder, str(folder), wait=0.0) as handle:
        for name in filter(_STRAY.fullmatch, os.listdir(handle)):  # noqa: PTH208 - the folder that is locked
            with suppress(OSError):
                os.unlink(name, dir_fd=handle)
                removed += 1
    return removed


def _lock_folders(replacements: Sequence[Replacement], locks: ExitStack) -> dict[Path, int]:
    """The folders of all files, made where missing. Everyone locks in the same order, so nobody waits in a circle."""
    names = {wanted.path.parent: wanted.name for wanted in reversed(replacements)}
    folders: dict[Path, int] = {}
    for folder in sorted(names):
        with _told(names[folder], _UNWRITTEN):
            _make_folder(folder)
            folders[folder] = locks.enter_context(_locked(folder, names[folder], wait=LOCK_WAIT))
    return folders


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        with _opened_folder(folder.parent) as above:
            os.fsync(above)


@contextmanager
def _opened_folder(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield handle
    finally:
        with suppress(OSError):  # nothing was written through it
            os.close(handle)


@contextmanager
def _locked(folder: Path, name: str, *, wait: float) -> Iterator[int]:
    """The open folder, held alone. All work in it goes through this handle, wherever its path leads meanwhile."""
    deadline = time.monotonic() + wait
    with _opened_folder(folder) as handle:
        while True:
            with suppress(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            if time.monotonic() >= deadline:
                problem = "The folder of this file is in use by another run of Dragoman."
                raise UserError(problem, where=name, remedy="When that has ended, run the command again.")
            time.sleep(0.02)
        try:
            yield handle
        finally:
            with suppress(OSError):  # to close it is not enough: a process forked meanwhile would keep the lock
                fcntl.flock(handle, fcntl.LOCK_UN)


def _read(path: Path | str, folder: int | None, most: int = -1) -> FileState | None:
    """A file, if there is one; with `most` a byte more than that at the most."""
    try:
        handle = os.open(path, _READ, dir_fd=folder)
    except FileNotFoundError:
        return None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(_NOT_PLAIN[0], "")
        with open(handle, "rb", closefd=False) as file:
            content = file.read(most + 1 if most >= 0 else -1)
    finally:
        os.close(handle)
    return FileState(content, digest_of(content), status)


def _read_expected(wanted: Replacement, folder: int) -> FileState | None:
    """The file as it is; one that is neither what was expected nor already what is wanted is refused."""
    found = _read(wanted.path.name, folder)
    if wanted.expected in (None, found.digest if found else ABSENT) or (found and found.content == wanted.content):
        return found
    what = "made" if wanted.expected is ABSENT else "changed" if found else "removed"
    raise ChangedMeanwhile(
        f"The file was {what} by another program while Dragoman was at work; nothing was written to it.",
        where=wanted.name,
        remedy="Run the command again.",
    )


def _stage(wanted: Replacement, folder: int) -> Iterator[_Staged]:
    """Writes the content beside the file; nothing where the file holds it already."""
    with _told(wanted.name, _UNWRITTEN):
        old = _read_expected(wanted, folder)
        if old and old.content == wanted.content:
            return
        # A rename would pass over the file's own protection.
        if old and not (old.status.st_mode & 0o222 and os.access(wanted.path.name, os.W_OK, dir_fd=folder)):
            raise UserError("The file is read-only.", where=wanted.name, remedy="Make it writable, or leave it out.")
        temporary = f".dragoman-{secrets.token_hex(8)}.tmp"
        try:
            _write(temporary, folder, wanted.content, old.status if old else None)
        except BaseException:
            _discard(temporary, folder)
            raise
    yield _Staged(wanted, folder, temporary)


def _write(temporary: str, folder: int, content: bytes, like: os.stat_result | None) -> None:
    """A flushed new file, with the mode and the owner of the old one."""
    handle = os.open(temporary, _NEW, 0o600 if like else 0o666, dir_fd=folder)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if like:
            with suppress(PermissionError):  # only root may give files away
                os.fchown(handle, like.st_uid, like.st_gid)
            os.fchmod(handle, stat.S_IMODE(like.st_mode))
        os.fsync(handle)
    finally:
        os.close(handle)


def _exchange(staged: _Staged) -> None:
    """Puts the new file in place of the old. Editors know no lock: it is compared once more at the last moment."""
    name = staged.wanted.path.name
    with _told(staged.wanted.name, _UNWRITTEN):
        _read_expected(staged.wanted, staged.folder)
        os.replace(staged.temporary, name, src_dir_fd=staged.folder, dst_dir_fd=staged.folder)


def _discard(temporary: str, folder: int) -> None:
    with suppress(OSError):  # what remains is removed by `clean_strays`
        os.unlink(temporary, dir_fd=folder)


@contextmanager
def _told(name: str, problem: str) -> Iterator[None]:
    """What the system refuses, as a sentence that names the file."""
    try:
        yield
    except OSError as error:
        if error.errno in _NOT_PLAIN:
            raise UserError("This is not a plain file.", where=name, remedy="Put one in its place.") from error
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        remedy = "Make room on the disk, then run the command again." if full else ""
        raise UserError(f"{problem}: {error.strerror}.", where=name, remedy=remedy) from error


def _how_far(replacements: Sequence[Replacement], written: Sequence[str]) -> str:
    if not written:
        return f"None of the {len(replacements)} files was written."
    left = [wanted.name for wanted in replacements if wanted.name not in written]
    return f"Written, whole: {', '.join(written)}. Not written: {', '.join(left) or 'none'}."
