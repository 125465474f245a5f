"""Which files are still what they were, told without reading them: by size, times and place on the disk.

As in git's index: a file whose stamp is the one that was written down holds what it held. One that was changed at
about the time when it was read could hold anything by now, so its stamp is not written down and it is read again.
Nothing here is needed to be right: without the notes everything is read once.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dragoman.disk import write_scratch

_VERSION = 3
_FOLDERS = "folders.json"
"""Name of the note of whole folders."""
_RACY = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use (FAT) counts two seconds."""


class Stamp(NamedTuple):
    """A plain file as the disk knows it."""

    changed: int
    """When its content was last, in nanoseconds since 1970; whoever writes may set it back."""
    size: int
    inode: int
    touched: int
    """When anything of it was changed last, also that time; nobody can set it."""


_Row = tuple[int, int, int, int, str]
"""A stamp, and the SHA-256 of what the file held. Only rows that may be believed are written down."""
_Known = Mapping[str, _Row]


def stamp_of(status: os.stat_result) -> Stamp | None:
    """`None` for what is no plain file."""
    if not stat.S_ISREG(status.st_mode):
        return None
    return Stamp(status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns)


class Stamps:
    """Files of one project by name (relative, with `/`), each with the SHA-256 of what it held.

    What is written down of the files of a folder is one file in the folder `notes`, read when the first of them is
    asked for and written only where it says something else: an edit in one language costs nothing in the others.
    """

    def __init__(self, root: Path, notes: Path) -> None:
        self._root = root
        self._notes = notes
        self._known: dict[str, _Known] = {}
        self._seen: dict[str, dict[str, _Row]] = {}
        self._noted: dict[str, _Row] = {}
        self._looked: dict[str, _Row] = {}
        self._asked_whole: dict[str, bool] = {}
        """Folders that were asked for as a whole, and whether each is as it was written down."""
        self._whole: dict[str, list[str]] | None = None

    def folder(self, name: str) -> str | None:
        """`files_name` of what is written down of a folder, if all files in it and below are surely as they were then.

        None of them need be asked for one by one.
        """
        if self._whole is None:
            self._whole = _read_folders(self._notes / _FOLDERS)
        state, files = self._whole.get(name, ("", ""))
        found = fingerprint(self._root, (name,)) if state else None
        self._asked_whole[name] = found is not None and found.digest == state
        return files if self._asked_whole[name] else None

    def digest(self, name: str) -> str | None:
        """SHA-256 of a file, read only if its stamp is not the one written down; `None` where there is none."""
        if (row := self._looked.pop(name, None)) is not None and not self._noted:
            self._seen.setdefault(name.rpartition("/")[0], {})[name] = row
            return row[-1]
        path, folder = f"{self._root}/{name}", name.rpartition("/")[0]
        seen = self._seen.get(folder)
        if seen is None:
            seen = self._seen[folder] = {}
        if self._noted:
            self._noted.pop(name, None)
        try:
            stamp = stamp_of(os.lstat(path))
            known = self._of(folder).get(name)
            if stamp is not None and known is not None and known[:-1] == stamp:
                seen[name] = known
                return known[-1]
            seen.pop(name, None)
            if stamp is None:
                return None
            looked = time.time_ns()
            digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
        except OSError:
            seen.pop(name, None)
            return None
        if stamp.changed < looked - _RACY:
            seen[name] = (*stamp, digest)
        return digest

    def is_as_written_down(self, name: str) -> bool:
        """Whether a file is surely the one that was written down; there may be none, and then there was none.

        Whoever asks for its digest next need not look at it again.
        """
        known = self._of(name.rpartition("/")[0]).get(name)
        try:
            stamp = stamp_of(os.lstat(f"{self._root}/{name}"))
        except OSError:
            return known is None
        if known is None or known[:-1] != stamp:
            return False
        self._looked[name] = known
        return True

    def note(self, name: str, digest: str) -> None:
        """Takes down a file that was just written, and what it holds."""
        with suppress(OSError):
            if (stamp := stamp_of(os.lstat(self._root / name))) is not None:
                self._noted[name] = (*stamp, digest)

    def write(self, *, whole: bool) -> None:
        """Writes down what was seen; where it cannot be written, nothing is.

        `whole`: everything of interest was asked for, so that all else is forgotten.
        """
        settled = time.time_ns() - _RACY
        for name, row in self._noted.items():
            seen = self._seen.setdefault(name.rpartition("/")[0], {})
            seen.pop(name, None)
            if row[0] < settled:
                seen[name] = row
        for folder, seen in self._seen.items():
            known = self._of(folder)
            is_all = whole and not self._asked_whole.get(folder)
            rows = seen if is_all else {**{n: row for n, row in known.items() if n not in self._noted}, **seen}
            if rows != known:
                self._write(folder, rows)
                self._known[folder] = dict(rows)
        self._write_folders(whole=whole)
        if whole:
            standing = [folder for folder, stands in self._asked_whole.items() if stands]
            self._forget_all_but({_FOLDERS, *(self._path(folder).name for folder in (*self._seen, *standing))})

    def _write_folders(self, *, whole: bool) -> None:
        """Of those that were asked for as a whole and were not as before, if what is known of their files is true."""
        before = self._whole or {}
        now = {name: row for name, row in before.items() if self._asked_whole.get(name, not whole)}
        for name in (name for name, stands in self._asked_whole.items() if not stands and name in self._seen):
            rows, found = self._of(name), fingerprint(self._root, (name,))
            stamps = stamps_below(self._root, (name,)) if rows and found else {}
            # What changed before the second look has another stamp there; what changes later, another than in `found`.
            if found and rows and all(stamps.get(one) == row[:-1] for one, row in rows.items()):
                now[name] = [found.digest, files_name((one.rpartition("/")[2], row[-1]) for one, row in rows.items())]
        if now != before:
            with suppress(OSError):
                self._notes.mkdir(parents=True, exist_ok=True)
                write_scratch(self._notes / _FOLDERS, json.dumps({"version": _VERSION, "folders": now}).encode())

    def _of(self, folder: str) -> _Known:
        if folder not in self._known:
            self._known[folder] = _read_notes(self._path(folder), folder)
        return self._known[folder]

    def _path(self, folder: str) -> Path:
        return self._notes / f"{hashlib.sha256(folder.encode()).hexdigest()[:16]}.json"

    def _write(self, folder: str, rows: _Known) -> None:
        files = {name.rpartition("/")[2]: row for name, row in rows.items()}
        values = {"version": _VERSION, "folder": folder, "files": files}
        with suppress(OSError):
            path = self._path(folder)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_scratch(path, json.dumps(values, separators=(",", ":")).encode())

    def _forget_all_but(self, names: Container[str]) -> None:
        with suppress(OSError):
            for entry in list(os.scandir(self._notes)):
                if entry.name not in names:
                    Path(entry.path).unlink()


def files_name(files: Iterable[tuple[str, str]]) -> str:
    """A name for what the files of a folder hold, by their names and SHA-256; the order is of no matter."""
    found = hashlib.sha256()
    for name, digest in sorted(files):
        found.update(f"{name}\0{digest}\n".encode())
    return found.hexdigest()


def _read_folders(path: Path) -> dict[str, list[str]]:
    """Of each folder the name of all its stamps, and `files_name`."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        values = json.loads(path.read_bytes())
        if values["version"] == _VERSION:
            return {str(name): [str(state), str(files)] for name, (state, files) in values["folders"].items()}
    return {}


def _read_notes(path: Path, folder: str) -> dict[str, _Row]:
    """What was written down of a folder; nothing where that cannot be read."""
    before = f"{folder}/" if folder else ""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        values = json.loads(path.read_bytes())
        if values["version"] == _VERSION and values["folder"] == folder:
            rows = {f"{before}{name}": (*row,) for name, row in values["files"].items()}
            if all(_is_row(row) for row in rows.values()):
                return rows
    return {}


def _is_row(row: Sequence[object]) -> bool:
    *stamp, digest = row
    return len(stamp) == len(Stamp._fields) and isinstance(digest, str) and all(isinstance(n, int) for n in stamp)


def stamps_below(root: Path, names: Iterable[str]) -> dict[str, Stamp]:
    """Of plain files, and of all in folders and below them, by name; hidden files are none of them."""
    found: dict[str, Stamp] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        with suppress(OSError):
            if (stamp := stamp_of(status := (root / name).stat())) is not None:
                found[name] = stamp
            elif stat.S_ISDIR(status.st_mode):
                with os.scandir(root / name) as entries:
                    for entry in entries:
                        if entry.name.startswith("."):
                            continue
                        if entry.is_dir():
                            waiting.append(f"{name}/{entry.name}")
                        elif (one := stamp_of(entry.stat())) is not None:
                            found[f"{name}/{entry.name}"] = one
    return found


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """All files of some folders at once, by their stamps."""

    digest: str
    newest: int
    """When the file changed last that did so last, in nanoseconds since 1970."""

    def is_settled(self, moment: int) -> bool:
        """Whether every change was so long before that moment that a later one has another stamp."""
        return self.newest < moment - _RACY


def fingerprint(root: Path, names: Iterable[str]) -> Fingerprint | None:
    """Of plain files, and of folders with all that is below them; those that are not there count as such.

    `None` where there is a link, a pipe or the like: what a link leads to may change unseen; and where files come and
    go in this moment.
    """
    found = hashlib.sha256()
    newest = 0
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        try:
            status = os.lstat(root / name)
        except FileNotFoundError:
            found.update(f"{name}\0-\n".encode())
            continue
        except OSError:
            return None
        rows = [(name, status)]
        if stat.S_ISDIR(status.st_mode):
            try:
                with os.scandir(root / name) as entries:
                    rows = [(f"{name}/{entry.name}", entry.stat(follow_symlinks=False)) for entry in entries]
            except OSError:  # another run took its temporary file away at this moment
                return None
        said: list[str] = []
        for path, row in sorted(rows):
            mode = row.st_mode
            if stat.S_ISREG(mode):
                changed = row.st_mtime_ns
                said.append(f"{path}\0{changed} {row.st_size} {row.st_ino} {row.st_ctime_ns}\n")
                newest = max(newest, changed)
            elif stat.S_ISDIR(mode):
                said.append(f"{path}/\n")
                waiting.append(path)
            else:
                return None
        found.update("".join(said).encode())
    return Fingerprint(found.hexdigest(), newest)
