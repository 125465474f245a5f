"""Plain files: read without following a link or waiting for a pipe; what the system refuses is said in a sentence."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Final, NewType

from dragoman.errors import UserError

Digest = NewType("Digest", str)
"""SHA-256 of a file's bytes."""
Absent = Enum("Absent", "ABSENT")
ABSENT: Final = Absent.ABSENT
"""Stands for the digest of a file that does not exist."""
NOT_PLAIN = (errno.ELOOP, errno.EMLINK, errno.ENXIO)
"""What opening a link (EMLINK on BSD) or a socket gives. The system's words for it help nobody."""
UNWRITTEN = "The file cannot be written"
"""What `told` begins with where a file is written."""

# Without O_NONBLOCK, opening a pipe would wait for its writer, for ever.
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY


@dataclass(frozen=True, slots=True)
class FileState:
    """What a file was when it was read."""

    content: bytes
    digest: Digest
    status: os.stat_result = field(repr=False, compare=False)


def digest_of(content: bytes) -> Digest:
    return Digest(hashlib.sha256(content).hexdigest())


def read_file(path: Path, name: str) -> FileState:
    """A plain file. Anything else is refused, without following a link or waiting for a pipe."""
    with told(name, "The file cannot be read"):
        found = read_if_there(path, None)
    if found is None:
        raise UserError("There is no such file.", where=name)
    return found


def read_at_most(path: Path, name: str, most: int) -> bytes:
    """A plain file of no more bytes than that; a larger one is refused before it is read."""
    with told(name, "The file cannot be read"):
        found = read_if_there(path, None, most)
    if found is None:
        raise UserError("There is no such file.", where=name)
    if len(found.content) > most:
        raise UserError(f"The file is larger than {most:,} bytes.", where=name, remedy="A sheet is far smaller.")
    return found.content


def read_if_there(path: Path | str, folder: int | None, most: int = -1) -> FileState | None:
    """A file, if there is one, by its path or its name in an open folder; with `most` a byte more at the most.

    `OSError` for what is no plain file.
    """
    try:
        handle = os.open(path, _READ, dir_fd=folder)
    except FileNotFoundError:
        return None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(NOT_PLAIN[0], "")
        with open(handle, "rb", closefd=False) as file:
            content = file.read(most + 1 if most >= 0 else -1)
    finally:
        os.close(handle)
    return FileState(content, digest_of(content), status)


def require_place(path: Path, name: str) -> None:
    """Where a person may have a file written: a name that is no folder, in a folder that is there."""
    if path.is_dir():
        raise UserError("This is a folder.", where=name, remedy="Name a file in it.")
    if not path.parent.is_dir():
        problem = f"There is no folder '{path.parent}'."
        raise UserError(problem, where=name, remedy="Make it, or name a file in another one.")


@contextmanager
def told(name: str, problem: str) -> Iterator[None]:
    """What the system refuses, as a sentence that names the file."""
    try:
        yield
    except OSError as error:
        if error.errno in NOT_PLAIN:
            raise UserError("This is not a plain file.", where=name, remedy="Put one in its place.") from error
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        remedy = "Make room on the disk, then run the command again." if full else ""
        raise UserError(f"{problem}: {error.strerror}.", where=name, remedy=remedy) from error
