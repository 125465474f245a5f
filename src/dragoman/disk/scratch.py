"""What can be made again: put in place whole, without a lock and without waiting for the disk.

Work of people goes through `replacing.py`.
"""

from __future__ import annotations

import os
import stat
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from dragoman.disk.folders import make_folder
from dragoman.disk.plain import NOT_PLAIN, UNWRITTEN, told
from dragoman.errors import UserError


def write_scratch(path: Path, content: bytes) -> None:
    """Puts a file in place whole, without a lock and without waiting for the disk; `OSError` where that fails.

    For what can be made again and is known by its hash. Work of people goes through `replace_files`.
    """
    temporary = path.with_name(f".dragoman-{os.urandom(8).hex()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def write_compiled(path: Path, content: bytes) -> None:
    """Puts compiled code beside the program, by the rules for Python's own: not where that is told to write none, and
    nothing where it cannot be written."""
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            path.parent.mkdir(exist_ok=True)
            write_scratch(path, content)


def publish(files: Iterable[tuple[Path, str, Callable[[], bytes]]]) -> None:
    """Puts files in place that can be made again: all of them are on the disk before the first takes its place.

    Each is its path (resolved), what messages call it, and where its bytes come from, which are asked for one file at a
    time. There is no lock: two runs at once leave whole files of the one or of the other.
    """
    staged: deque[tuple[Path, Path, str]] = deque()
    try:
        for path, name, content in files:
            with told(name, UNWRITTEN):
                _refuse_other_than_plain(path)
                make_folder(path.parent)
                temporary = path.with_name(f".dragoman-{os.urandom(8).hex()}.tmp")
                staged.append((temporary, path, name))
                temporary.write_bytes(content())
        while staged:
            temporary, path, name = staged[0]
            with told(name, UNWRITTEN):
                temporary.replace(path)
            staged.popleft()
    finally:
        for temporary, _, _ in staged:
            with suppress(OSError):
                temporary.unlink()


@contextmanager
def passing_folder(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder of these files that is removed at the end. Names are relative and stay inside."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - slow to import, and most commands need none

    with TemporaryDirectory(prefix="dragoman-") as name:
        root = Path(name).resolve()
        for relative, content in files.items():
            path = root / relative
            if not path.resolve().is_relative_to(root):
                raise UserError(f"'{relative}' leads out of its folder.")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield root


def _refuse_other_than_plain(path: Path) -> None:
    with suppress(FileNotFoundError):
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise OSError(NOT_PLAIN[0], "")
        if not (status.st_mode & 0o222 and os.access(path, os.W_OK)):
            raise UserError("The file is read-only.", where=path.name, remedy="Make it writable, or leave it out.")
