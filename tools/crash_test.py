"""Tries to make `dragoman.disk` lose a file: kills, failing calls, a full disk, several writers. For every night.

    python tools/crash_test.py [--kills N] [--seed N]

Prints a table; exits 1 if a file was lost, mixed or cut, or if something was left behind. The full disk needs root, for
a small tmpfs; without it the row says so.
"""

from __future__ import annotations

import argparse
import builtins
import errno
import fcntl
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from dragoman.disk import ChangedMeanwhile, Replacement, clean_strays, read_file, replace_file, replace_files
from dragoman.errors import UserError

CATALOG_BYTES = 1_300_000
"""A catalog of some 5,000 entries."""
SMALL = 30_000
ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES)
_CALLS: Sequence[tuple[object, str]] = (
    *((os, name) for name in ("open", "fstat", "mkdir", "write", "fchown", "fchmod", "fsync", "close")),
    *((os, name) for name in ("replace", "unlink")),
    (fcntl, "flock"),
    (builtins, "open"),
)

Hook = Callable[[int, str], None]


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    trial: str
    tries: int
    bad: int
    note: str = ""


# ── what the suite uses, too ──


@contextmanager
def hooked(hook: Hook) -> Iterator[list[str]]:
    """Calls `hook(number, name)` before each call to the system that `dragoman.disk` makes; gives the calls' names.

    A hook that raises stands for a call that failed. A close that fails has closed nevertheless, as on Linux.
    """
    log: list[str] = []

    def hooked_call(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            log.append(name)
            if name == "close":
                real(*args, **options)
            hook(len(log), name)
            return None if name == "close" else real(*args, **options)

        return call

    with ExitStack() as patches:
        for module, name in _CALLS:
            patches.enter_context(mock.patch.object(module, name, hooked_call(name, getattr(module, name))))
        yield log


def failing(at: int, code: int, *, from_then_on: bool) -> Hook:
    """A disk whose call number `at` fails, and if wanted each call after it."""

    def fail(number: int, _name: str) -> None:
        if number == at or (from_then_on and number > at):
            raise OSError(code, os.strerror(code))

    return fail


def version(number: int, size: int = CATALOG_BYTES) -> bytes:
    """Content that tells which one it is, and whether it is whole."""
    line = f"version {number:>12}\n".encode()
    return line * (size // len(line))


def is_whole(content: bytes, size: int = CATALOG_BYTES) -> bool:
    first, _, _ = content.partition(b"\n")
    return first.startswith(b"version ") and content == version(int(first.split()[1]), size)


def leftovers(folder: Path) -> list[str]:
    """What is there beside the catalogs."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and path.suffix != ".po")


# ── trials ──


def kill_at_random(folder: Path, kills: int, files: int, dice: random.Random) -> Row:
    """A child replaces catalogs without pause, and is killed at any moment."""
    paths = [folder / f"l{number}" / "guide.po" for number in range(files)]
    for path in paths:
        replace_file(path, version(0), expected=None, name=path.name)
    bad = strays = 0
    for number in range(1, kills + 1):
        child = _forked(lambda number=number: _replace_for_ever(paths, number * 1_000_000))  # type: ignore[misc]
        # Mostly while the first write or two go on; at times before it begins, at times much later.
        time.sleep(dice.expovariate(1 / (0.015 * files)))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        strays += bool(leftovers(folder))
        for path in paths:
            clean_strays(path.parent)
            bad += not is_whole(path.read_bytes())
        bad += bool(leftovers(folder))
    name = "killed at random, one catalog" if files == 1 else f"killed at random, {files} catalogs"
    return Row(name, kills, bad, f"{strays} kills left temporary files; none remained after the next start")


def kill_at_each_call(folder: Path) -> Row:
    """A child that dies just before its first call to the system, its second, and so on, until it lives to the end."""
    path = folder / "guide.po"
    tries = bad = 0
    while True:
        tries += 1
        path.write_bytes(version(1, SMALL))
        child = _forked(lambda at=tries: _replace_and_die(path, at))  # type: ignore[misc]
        _, status = os.waitpid(child, 0)
        clean_strays(folder)
        bad += path.read_bytes() not in (version(1, SMALL), version(2, SMALL)) or bool(leftovers(folder))
        if not os.WIFSIGNALED(status):
            return Row("killed before each call", tries, bad + (status != 0) + (path.read_bytes() != version(2, SMALL)))


def fail_at_each_call(folder: Path) -> Row:
    """Each call fails, alone and with all that follow, with each error; over an old file and in a new folder."""
    tries = bad = 0
    for code in ERRORS:
        for from_then_on in (False, True):
            for path in (folder / "guide.po", folder / "new" / "guide.po"):
                made, lost = _fail_until_done(folder, path, code, from_then_on=from_then_on)
                tries, bad = tries + made, bad + lost
    return Row("each call fails", tries, bad)


def _fail_until_done(folder: Path, path: Path, code: int, *, from_then_on: bool) -> tuple[int, int]:
    bad = 0
    for at in range(1, 100):
        old = version(1, SMALL) if path.parent == folder else None
        if old is not None:
            path.write_bytes(old)
        elif path.parent.exists():
            path.unlink(missing_ok=True)
            path.parent.rmdir()
        said, log = "", []
        try:
            with hooked(failing(at, code, from_then_on=from_then_on)) as log:
                replace_file(path, version(2, SMALL), expected=None, name="guide.po")
        except UserError as error:
            said = str(error)
        held = path.read_bytes() if path.exists() else None
        bad += held not in (old, version(2, SMALL))
        bad += not said.startswith("guide.po: ") if said else held != version(2, SMALL)
        bad += bool(leftovers(folder)) and not from_then_on
        for place in {folder, path.parent}:
            clean_strays(place)
        bad += bool(leftovers(folder))
        if len(log) < at:
            return at, bad
    raise AssertionError("this never ends")


def fill_the_disk(folder: Path) -> Row:
    """A disk that has room for one catalog, not for two; then for some of several."""
    trial = "full disk"
    if os.geteuid() != 0:
        return Row(trial, 0, 0, "not tried: only root can mount a small disk")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1400k", "tmpfs", folder], check=False)
    if mounted.returncode != 0:
        return Row(trial, 0, 0, "not tried: no tmpfs can be mounted here")
    try:
        bad = 0
        for size, files in ((800_000, 1), (200_000, 4)):
            paths = [folder / f"{number}.po" for number in range(files)]
            for path in paths:
                path.write_bytes(version(1, size))
            try:
                replace_files([Replacement(path, version(2, size), None, path.name) for path in paths])
                bad += 1
            except UserError as error:
                bad += "No space left on device" not in str(error)
            bad += sum(path.read_bytes() != version(1, size) for path in paths) + len(leftovers(folder))
            for path in paths:
                path.unlink()
        return Row(trial, 2, bad, "old files intact, nothing left")
    finally:
        subprocess.run(["umount", folder], check=True)


def write_at_once(folder: Path, writers: int, edits: int) -> Row:
    """Several processes add lines to one catalog; each reads it again when another was faster."""
    path = folder / "guide.po"
    path.write_bytes(b"")
    children = [_forked(lambda writer=writer: add_lines(path, writer, edits)) for writer in range(writers)]  # type: ignore[misc]
    failed = sum(os.waitpid(child, 0)[1] != 0 for child in children)
    wanted = {f"{writer} {edit}" for writer in range(writers) for edit in range(edits)}
    lost = len(wanted - set(path.read_text().splitlines()))
    return Row(f"{writers} writers at once", len(wanted), lost + failed + len(leftovers(folder)), "edits kept")


def add_lines(path: Path, writer: int, edits: int) -> None:
    for edit in range(edits):
        while True:
            old = read_file(path, path.name)
            try:
                new = old.content + f"{writer} {edit}\n".encode()
                replace_file(path, new, expected=old.digest, name=path.name)
                break
            except ChangedMeanwhile:
                continue


# ── children ──


def _forked(work: Callable[[], None]) -> int:
    """A child without a new interpreter: a thousand of those would take the night."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def _replace_for_ever(paths: Sequence[Path], number: int) -> None:
    while True:
        number += 1
        replace_files([Replacement(path, version(number), None, path.name) for path in paths])


def _replace_and_die(path: Path, at: int) -> None:
    def die(number: int, _name: str) -> None:
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL)

    with hooked(die):
        replace_file(path, version(2, SMALL), expected=None, name=path.name)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000, help="kills of one catalog, a fifth of that of several")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--folder", type=Path, default=None, help="where to try; the disk matters")
    options = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if options.seed is None else options.seed
    dice = random.Random(seed)  # noqa: S311 - not for secrets
    trials: Sequence[Callable[[Path], Row]] = (
        lambda folder: kill_at_random(folder, options.kills, 1, dice),
        lambda folder: kill_at_random(folder, options.kills // 5, 5, dice),
        kill_at_each_call,
        fail_at_each_call,
        fill_the_disk,
        lambda folder: write_at_once(folder, 4, 25),
    )
    bad = 0
    print(f"seed {seed}\n\n{'trial':<32}{'tries':>7}{'bad':>5}{'s':>7}  note", flush=True)
    for trial in trials:
        started = time.monotonic()
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            row = trial(Path(folder).resolve())
        bad += row.bad
        print(f"{row.trial:<32}{row.tries:>7}{row.bad:>5}{time.monotonic() - started:>7.1f}  {row.note}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
