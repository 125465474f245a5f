"""Folders: made so that they last, and locked for one run at a time.

The lock is `flock` on the folder itself: it leaves nothing behind, the kernel gives it back when its holder dies, and
whoever has it knows that each temporary file there is a stray. Some network shares do not pass it on to other
machines; between those there is only the comparison just before the rename.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dragoman.errors import UserError


def make_folder(folder: Path) -> None:
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        with opened_folder(folder.parent) as above:
            os.fsync(above)


@contextmanager
def opened_folder(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield handle
    finally:
        with suppress(OSError):  # nothing was written through it
            os.close(handle)


@contextmanager
def locked(folder: Path, name: str, *, wait: float) -> Iterator[int]:
    """The open folder, held alone. All work in it goes through this handle, wherever its path leads meanwhile."""
    deadline = time.monotonic() + wait
    with opened_folder(folder) as handle:
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
