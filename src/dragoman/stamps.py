"""Which files are still what they were, told without reading them: by size, time and place on the disk.

As in git's index: a file whose stamp is the one that was written down holds what it held. One that was changed at
about the time of writing down could hold anything, so it is read again. Nothing here is needed to be right: without
the file of stamps everything is read once.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dragoman.disk import write_scratch

_VERSION = 1
_RACY = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use (FAT) counts two seconds."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A plain file as the disk knows it."""

    changed: int
    """Nanoseconds since 1970."""
    size: int
    inode: int


def stamp_of(status: os.stat_result) -> Stamp | None:
    """`None` for what is no plain file."""
    return Stamp(status.st_mtime_ns, status.st_size, status.st_ino) if stat.S_ISREG(status.st_mode) else None


class Stamps:
    """Files of one project by name (relative, with `/`), each with the SHA-256 of what it held."""

    def __init__(self, root: Path, known: Mapping[str, tuple[Stamp, str]] | None = None, recorded: int = 0) -> None:
        self._root = root
        self._known = dict(known or {})
        self._recorded = recorded
        self._seen: dict[str, tuple[Stamp, str]] = {}

    @classmethod
    def read(cls, root: Path, path: Path) -> Stamps:
        """The stamps written down in a file; none where it cannot be read."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            values = json.loads(path.read_bytes())
            if values["version"] == _VERSION:
                known = {name: (Stamp(*row[:3]), str(row[3])) for name, row in values["files"].items()}
                return cls(root, known, int(values["recorded"]))
        return cls(root)

    def digest(self, name: str) -> str | None:
        """SHA-256 of a file, read only if its stamp is not the one written down; `None` where there is none."""
        path = self._root / name
        try:
            stamp = stamp_of(path.lstat())
            if stamp is None:
                return None
            known = self._known.get(name)
            if known is not None and known[0] == stamp and stamp.changed < self._recorded - _RACY:
                self._seen[name] = known
                return known[1]
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            return None
        self._seen[name] = (stamp, digest)
        return digest

    def note(self, name: str, digest: str) -> None:
        """Takes down a file that was just written, and what it holds."""
        with suppress(OSError):
            if (stamp := stamp_of((self._root / name).lstat())) is not None:
                self._seen[name] = (stamp, digest)

    def write(self, path: Path) -> None:
        """Writes down the files that were asked for; others are forgotten. Where it cannot be written, nothing is."""
        values = {
            "version": _VERSION,
            "recorded": time.time_ns(),
            "files": {
                name: [stamp.changed, stamp.size, stamp.inode, digest] for name, (stamp, digest) in self._seen.items()
            },
        }
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_scratch(path, json.dumps(values, separators=(",", ":")).encode())


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

    `None` where there is a link, a pipe or the like: what a link leads to may change unseen.
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
            with os.scandir(root / name) as entries:
                rows = [(f"{name}/{entry.name}", entry.stat(follow_symlinks=False)) for entry in entries]
        for path, row in sorted(rows):
            if stat.S_ISREG(row.st_mode):
                found.update(f"{path}\0{row.st_mtime_ns} {row.st_size} {row.st_ino}\n".encode())
                newest = max(newest, row.st_mtime_ns)
            elif stat.S_ISDIR(row.st_mode):
                found.update(f"{path}/\n".encode())
                waiting.append(path)
            else:
                return None
    return Fingerprint(found.hexdigest(), newest)
