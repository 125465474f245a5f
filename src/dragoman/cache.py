"""What was made before, kept by what it was made from.

An entry is one file, named by the hash of everything that it depends on, so it is never out of date: it is there or it
is not. It says of itself what it holds and by which hash, so what a crash, a full disk or a stranger left is found and
counts as missing. Entries are only ever added whole, so two builds may share a folder, and so may machines.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass, replace
from pathlib import Path
from typing import NewType

from dragoman.disk import write_scratch
from dragoman.model import Artifact

CacheKey = NewType("CacheKey", str)
"""64 hexadecimal digits."""
DEFAULT_LIMIT = 2_000_000_000
"""Bytes; about 20,000 pages with their sheets."""

_MAGIC = b"dragoman cache 1\n"
_KEY = re.compile(r"[0-9a-f]{64}")
_DIGEST_BYTES = 64
_MOST_HEADER = 10_000_000
_ACCOUNT = "account.json"
_LATELY = 3_600
"""Seconds since the last use in which another makes no difference."""
_UNLOOKED = 50
"""Builds until a folder is counted again though nothing says that it is too large."""
_ROOM = 20
"""One part of so many of the limit is left free where something had to go."""
_Read = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Kept:
    """One artifact of an entry, without its bytes."""

    path: str
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""
    size: int

    @classmethod
    def of(cls, artifact: Artifact) -> Kept:
        return cls(artifact.path, hashlib.sha256(artifact.content).hexdigest(), len(artifact.content))


@dataclass(frozen=True, slots=True)
class Held:
    """What an entry says of itself."""

    note: str
    """Whatever its maker wants to know again: JSON."""
    artifacts: tuple[Kept, ...]


def cache_key(parts: Mapping[str, object]) -> CacheKey:
    """The name of what is made from these: names and JSON values. Another value of any of them is another name."""
    said = json.dumps(parts, sort_keys=True, ensure_ascii=True)
    return CacheKey(hashlib.sha256(said.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class _Account:
    """How large the folder is, without looking into it."""

    limit: int
    counted: int
    """Bytes when it was counted last, after what was too much had gone."""
    held: int
    """With what builds have added since."""
    builds: int
    """Since it was counted."""


class Cache:
    """A folder of entries. Nothing here ever fails for what is in the folder: an entry that is not right is missing."""

    def __init__(self, folder: Path, limit: int = DEFAULT_LIMIT) -> None:
        self._folder = folder
        self._limit = limit
        self._added = 0

    def look(self, key: CacheKey) -> Held | None:
        """What the entry holds, without reading it all; it counts as used today."""
        path = self._path(key)
        try:
            with path.open("rb") as file:
                held = _read_header(file.read(len(_MAGIC) + _DIGEST_BYTES + 12), file.read)
            if held is None or path.stat().st_size != held[1] + sum(kept.size for kept in held[0].artifacts):
                return None
            os.utime(path)
        except OSError:
            return None
        return held[0]

    def touch(self, key: CacheKey) -> bool:
        """Whether the file is there; it is not checked. Marks it as used, at most once an hour."""
        path = f"{self._folder}/{key[:2]}/{key}"  # a `Path` costs as much as all else here
        try:
            if time.time() - os.stat(path).st_mtime > _LATELY:  # noqa: PTH116 - see above
                os.utime(path)
        except OSError:
            return False
        return True

    def contents(self, key: CacheKey) -> tuple[Artifact, ...] | None:
        """The artifacts of an entry; `None` where one of them is not what it should be."""
        try:
            content = self._path(key).read_bytes()
        except OSError:
            return None
        position = len(_MAGIC) + _DIGEST_BYTES + 12
        rest = memoryview(content)[position:]
        held = _read_header(content[:position], lambda size: bytes(rest[:size]))
        if held is None:
            return None
        found: list[Artifact] = []
        start = held[1]
        for kept in held[0].artifacts:
            part = content[start : start + kept.size]
            if hashlib.sha256(part).hexdigest() != kept.digest:
                return None
            found.append(Artifact(kept.path, part))
            start += kept.size
        return tuple(found)

    def content(self, key: CacheKey, kept: Kept) -> bytes | None:
        """The bytes of one artifact of an entry, without reading the others; `None` where they are not as they were."""
        try:
            with self._path(key).open("rb") as file:
                held = _read_header(file.read(len(_MAGIC) + _DIGEST_BYTES + 12), file.read)
                if held is None or kept not in held[0].artifacts:
                    return None
                before = held[0].artifacts[: held[0].artifacts.index(kept)]
                file.seek(held[1] + sum(one.size for one in before))
                content = file.read(kept.size)
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == kept.digest else None

    def put(self, key: CacheKey, note: str, artifacts: Sequence[Artifact]) -> Held:
        """Keeps what was made, and says what it is. Where the folder cannot be written to, nothing is kept."""
        held = Held(note, tuple(map(Kept.of, artifacts)))
        header = json.dumps(
            {"note": held.note, "artifacts": [[kept.path, kept.digest, kept.size] for kept in held.artifacts]},
            ensure_ascii=True,
        ).encode()
        head = _MAGIC + hashlib.sha256(header).hexdigest().encode() + f"{len(header):>11}\n".encode() + header
        with suppress(OSError):
            path = self._path(key)
            path.parent.mkdir(parents=True, exist_ok=True)
            content = b"".join((head, *(artifact.content for artifact in artifacts)))
            write_scratch(path, content)
            self._added += len(content)
        return held

    def prune(self, used: Iterable[CacheKey] = ()) -> int:
        """Removes what was not used for longest until the folder is within its limit; what was `used` now stays.

        The folder is measured only if its account says that it may be too large, and after every 50 builds, since
        several may have added to it at once. Where all of it is in use, it may be larger.
        """
        account = self._account()
        if account and account.limit == self._limit and account.builds < _UNLOOKED:
            held = account.held + self._added
            if held <= max(self._limit, account.counted + self._limit // _ROOM):
                self._note(replace(account, held=held, builds=account.builds + 1))
                return 0
        kept = set(used)
        files = sorted(self._files())
        total = sum(size for _, size, _ in files)
        # With some room, so that the next builds need not count again.
        bound = self._limit if total <= self._limit else self._limit - self._limit // _ROOM
        removed = 0
        for _, size, path in files:
            if total <= bound:
                break
            if path.name not in kept:
                with suppress(OSError):
                    path.unlink()
                    total -= size
                    removed += 1
        self._note(_Account(self._limit, total, total, 0))
        return removed

    def _account(self) -> _Account | None:
        """What is written down of the whole folder; `None` where that cannot be believed."""
        with suppress(OSError, ValueError, TypeError):
            account = _Account(**json.loads((self._folder / _ACCOUNT).read_bytes()))
            if all(isinstance(number, int) and number >= 0 for number in astuple(account)):
                return account
        return None

    def _note(self, account: _Account) -> None:
        self._added = 0
        with suppress(OSError):
            write_scratch(self._folder / _ACCOUNT, json.dumps(asdict(account)).encode())

    def _path(self, key: CacheKey) -> Path:
        assert _KEY.fullmatch(key), "a key is a hash and no path"
        return self._folder / key[:2] / key

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        """When each entry was last used, its size and its place; strays of killed builds are the first to go."""
        for folder in self._folder.glob("??"):
            with suppress(OSError):
                for entry in os.scandir(folder):
                    status = entry.stat(follow_symlinks=False)
                    is_entry = _KEY.fullmatch(entry.name) is not None
                    yield (status.st_mtime if is_entry else 0.0, status.st_size, Path(entry.path))


def _read_header(start: bytes, read: _Read) -> tuple[Held, int] | None:
    """What stands at the head of an entry, and where the artifacts begin."""
    if not start.startswith(_MAGIC) or start[-1:] != b"\n":
        return None
    digest = start[len(_MAGIC) : len(_MAGIC) + _DIGEST_BYTES].decode("ascii", "replace")
    length = start[len(_MAGIC) + _DIGEST_BYTES : -1].strip()
    if not length.isdigit() or int(length) > _MOST_HEADER:
        return None
    header = read(int(length))
    if hashlib.sha256(header).hexdigest() != digest:
        return None
    try:
        values = json.loads(header)
        artifacts = tuple(Kept(path, kept, size) for path, kept, size in values["artifacts"])
        return Held(values["note"], artifacts), len(start) + len(header)
    except (ValueError, KeyError, TypeError):  # whole, and written by nothing that we know
        return None
