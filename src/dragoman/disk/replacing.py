"""Files that cannot be lost: work of people is replaced whole.

Whatever fails or is killed, a file is at any moment either the old one or the new one, and what another program saved
since it was read is not overwritten. Which paths belong to a project is not decided here.
"""

from __future__ import annotations

import os
import re
import stat
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Thread

from dragoman.disk.folders import locked, make_folder
from dragoman.disk.plain import ABSENT, UNWRITTEN, Absent, Digest, FileState, read_if_there, told
from dragoman.errors import UserError

LOCK_WAIT = 10.0
"""Seconds to wait for another run."""

_OPEN_AT_ONCE = 128
"""Files; a process may have 1,024 of them open on most systems, and 256 on some."""
_WAITING_AT_ONCE = 16
"""Threads that wait for the disk. 400 templates: 1.4 to 3.6 s one after another, 0.1 s with 16, on ext4."""
_FEW = 4
"""So many files are not worth a thread."""

_STRAY = re.compile(r"\.dragoman-[0-9a-f]{16}\.tmp")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW


class ChangedMeanwhile(UserError):
    """The file is no longer the one that was read. To read it again and work on that is safe."""


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
    """New content under a temporary name."""

    wanted: Replacement
    folder: int
    temporary: str
    handle: int
    """Open until the content is safe on the disk."""


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
            for start in range(0, len(replacements), _OPEN_AT_ONCE):
                _prepare(replacements[start : start + _OPEN_AT_ONCE], folders, waiting)
            _exchange_all(waiting, written)
        except UserError as error:
            if len(replacements) > 1:
                error.remedy = f"{_how_far(replacements, written)} {error.remedy}".rstrip()
            raise
        finally:
            for staged in waiting:
                _discard(staged.temporary, staged.folder)
    return tuple(written)


def _prepare(wanted: Sequence[Replacement], folders: Mapping[Path, int], waiting: deque[_Staged]) -> None:
    """Writes contents beside their files, and comes back when they are safe on the disk."""
    before = len(waiting)
    try:
        for one in wanted:
            waiting.extend(_stage(one, folders[one.path.parent]))
    except BaseException:
        for staged in islice(waiting, before, None):
            with suppress(OSError):
                os.close(staged.handle)
        raise
    _settle(list(islice(waiting, before, None)))


def _settle(fresh: Sequence[_Staged]) -> None:
    """Waits until all contents are on the disk: for many at once, since disks take what waits together in one turn."""
    if len(fresh) <= _FEW:
        for staged in fresh:
            _sync(staged)
        return
    left, failures = iter(enumerate(fresh)), dict[int, BaseException]()
    threads = [Thread(target=_sync_each, args=(left, failures)) for _ in range(_WAITING_AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[min(failures)]


def _sync_each(left: Iterator[tuple[int, _Staged]], failures: dict[int, BaseException]) -> None:
    """Takes one file after another from what is left for all threads; what fails is told by its number."""
    for number, staged in left:
        try:
            _sync(staged)
        except BaseException as error:
            failures[number] = error


def _sync(staged: _Staged) -> None:
    with told(staged.wanted.name, UNWRITTEN):
        try:
            os.fsync(staged.handle)
        finally:
            os.close(staged.handle)


def _exchange_all(waiting: deque[_Staged], written: list[str]) -> None:
    """Puts each new file in place, and comes back when the disk knows it, also where one of them cannot be."""
    folders: dict[int, str] = {}
    try:
        while waiting:
            _exchange(waiting[0])
            done = waiting.popleft()
            written.append(done.wanted.name)
            folders.setdefault(done.folder, done.wanted.name)
    except BaseException:
        with suppress(UserError):
            _confirm(folders)
        raise
    _confirm(folders)


def _confirm(folders: Mapping[int, str]) -> None:
    """Waits until the disk knows the new names in each folder; the first failure is told by a file of its folder."""
    failures: list[UserError] = []
    for folder, name in folders.items():
        try:
            with told(name, "The new file is in place, but the disk did not confirm it"):
                os.fsync(folder)
        except UserError as error:
            failures.append(error)
    if failures:
        raise failures[0]


def clean_strays(folder: Path) -> int:
    """Removes the temporary files that killed runs left in a folder, and returns their number.

    Nothing is removed from a folder in which another run is at work; what cannot be removed is left to the next start.
    """
    removed = 0
    with suppress(OSError, UserError), locked(folder, str(folder), wait=0.0) as handle:
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
        with told(names[folder], UNWRITTEN):
            make_folder(folder)
            folders[folder] = locks.enter_context(locked(folder, names[folder], wait=LOCK_WAIT))
    return folders


def _read_expected(wanted: Replacement, folder: int) -> FileState | None:
    """The file as it is; one that is neither what was expected nor already what is wanted is refused."""
    found = read_if_there(wanted.path.name, folder)
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
    with told(wanted.name, UNWRITTEN):
        old = _read_expected(wanted, folder)
        if old and old.content == wanted.content:
            return
        # A rename would pass over the file's own protection.
        if old and not (old.status.st_mode & 0o222 and os.access(wanted.path.name, os.W_OK, dir_fd=folder)):
            raise UserError("The file is read-only.", where=wanted.name, remedy="Make it writable, or leave it out.")
        temporary = f".dragoman-{os.urandom(8).hex()}.tmp"
        try:
            handle = _write(temporary, folder, wanted.content, old.status if old else None)
        except BaseException:
            _discard(temporary, folder)
            raise
    yield _Staged(wanted, folder, temporary, handle)


def _write(temporary: str, folder: int, content: bytes, like: os.stat_result | None) -> int:
    """A new file, with the mode and the owner of the old one; still open."""
    handle = os.open(temporary, _NEW, 0o600 if like else 0o666, dir_fd=folder)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if like:
            with suppress(PermissionError):  # only root may give files away
                os.fchown(handle, like.st_uid, like.st_gid)
            os.fchmod(handle, stat.S_IMODE(like.st_mode))
    except BaseException:
        os.close(handle)
        raise
    return handle


def _exchange(staged: _Staged) -> None:
    """Puts the new file in place of the old. Editors know no lock: it is compared once more at the last moment."""
    name = staged.wanted.path.name
    with told(staged.wanted.name, UNWRITTEN):
        _read_expected(staged.wanted, staged.folder)
        os.replace(staged.temporary, name, src_dir_fd=staged.folder, dst_dir_fd=staged.folder)


def _discard(temporary: str, folder: int) -> None:
    with suppress(OSError):  # what remains is removed by `clean_strays`
        os.unlink(temporary, dir_fd=folder)


def _how_far(replacements: Sequence[Replacement], written: Sequence[str]) -> str:
    if not written:
        return f"None of the {len(replacements)} files was written."
    left = [wanted.name for wanted in replacements if wanted.name not in written]
    return f"Written, whole: {', '.join(written)}. Not written: {', '.join(left) or 'none'}."
