"""What program this is: everything that the same input may be made into something else by."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import time
from contextlib import suppress
from functools import cache
from operator import itemgetter
from pathlib import Path

from dragoman.disk import write_scratch

_PACKAGES = (
    "babel",
    "brotli",
    "jinja2",
    "markupsafe",
    "pypdf",
    "pypdfium2",
    "pyromark",
    "pyyaml",
    "segno",
    "typst",
    "uharfbuzz",
)
"""Outside packages that have a hand in pages, sheets and findings."""
_FONTS = (".ttf", ".otf")
_FORM = 1
"""Rises when other things are noted."""
_RACY = 2_000_000_000
"""Nanoseconds, as in `stamps.py`: what changed so shortly before it was read may have changed once more since."""
_PROGRAM = Path(__file__).parent
_DIGEST = re.compile(r"[0-9a-f]{64}")
_INSTALLED = re.compile(r"(.+?)-([^-]+)\.(?:dist|egg)-info")
"""Folder of what an installer wrote down of a package: name and version."""

_digests: dict[bool, str] = {}
"""With the fonts, and without: the program of a process stays the same."""
_recalled: set[Path] = set()


def program_digest(*, fonts: bool = True) -> str:
    """SHA-256 of the package's own files, of the versions of those it makes handouts with, and of Python's.

    Without the fonts, most of the bytes, for what no font has a hand in.
    """
    if fonts not in _digests:
        _digests[fonts] = _digest(fonts=fonts)
    return _digests[fonts]


def recall_program(note: Path) -> None:
    """Takes the digest from an earlier run's note, if no file of the program was touched since.

    As in git's index, with more of what the system says of a file: to write to one, to put another in its place or to
    set its times moves the time of its last change, which nobody can choose.
    """
    with suppress(OSError, ValueError, KeyError, TypeError):
        values = json.loads(note.read_bytes())
        if _DIGEST.fullmatch(values["digest"]) and values["state"] == _state()[0]:
            _digests.setdefault(True, values["digest"])
            _recalled.add(note)


def note_program(note: Path) -> None:
    """Takes the digest down for `recall_program`, once; not that of files that changed just now."""
    if note in _recalled:
        return
    before = _state()
    if before[1] >= time.time_ns() - _RACY:
        return
    digest = _digest(fonts=True)
    if digest == program_digest() and _state() == before:
        with suppress(OSError):
            note.parent.mkdir(parents=True, exist_ok=True)
            write_scratch(note, json.dumps({"state": before[0], "digest": digest}).encode())
            _recalled.add(note)


def _digest(*, fonts: bool) -> str:
    found = hashlib.sha256(repr(_versions()).encode())
    for name, path, _ in _files():
        if fonts or not name.endswith(_FONTS):
            found.update(name.encode() + b"\0" + hashlib.sha256(Path(path).read_bytes()).digest())
    return found.hexdigest()


def _state() -> tuple[str, int]:
    """A name for all files as the system knows them, and when the last of them changed (nanoseconds since 1970)."""
    rows = [(name, s.st_mtime_ns, s.st_ctime_ns, s.st_size, s.st_ino, s.st_dev) for name, _, s in _files()]
    said = json.dumps([_FORM, str(_PROGRAM), _versions(), rows])
    return hashlib.sha256(said.encode()).hexdigest(), max(max(row[1], row[2]) for row in rows)


def _files() -> list[tuple[str, str, os.stat_result]]:
    """The program's own: name, path and what the system says of it, in the order of their names."""
    found: list[tuple[str, str, os.stat_result]] = []
    waiting = [("", str(_PROGRAM))]
    while waiting:
        above, folder = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        waiting.append((f"{above}{entry.name}/", entry.path))
                elif entry.is_file():
                    found.append((f"{above}{entry.name}", entry.path, entry.stat()))
    return sorted(found, key=itemgetter(0))


# ── packages ──


@cache
def package_version(name: str) -> str:
    """Of an installed package; empty where there is none. The name of its folder tells, as the standard for it says."""
    return _installed().get(_plain(name)) or _version_within(name)


def _versions() -> tuple[object, ...]:
    return sys.version_info[:3], [(name, package_version(name)) for name in _PACKAGES]


@cache
def _installed() -> dict[str, str]:
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for match in filter(None, map(_INSTALLED.fullmatch, os.listdir(folder or "."))):  # noqa: PTH208 - a path for each costs more
                found.setdefault(_plain(match[1]), match[2])
    return found


def _version_within(name: str) -> str:
    """Where it is installed in an older way."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow to import, and hardly ever asked

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _plain(name: str) -> str:
    """The name of a package as all its spellings have it in common."""
    return re.sub(r"[-_.]+", "-", name).lower()
