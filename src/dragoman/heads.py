"""What entries of the cache say of themselves, of a whole language in one place, so that a build reads 20 files and not
20,000.

A head is found by the key of its entry, so it is never out of date: it may lack, and then the entry itself is read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from dragoman.cache import Cache, CacheKey, Kept, cache_key
from dragoman.model import Artifact

_PATH = "heads.json"
_FORM = 1
"""Rises when what is written changes."""


Said = TypeVar("Said")
"""What an entry says, as a value."""


@dataclass(frozen=True, slots=True)
class Head(Generic[Said]):
    """An entry without its bytes."""

    said: Said
    artifacts: tuple[Kept, ...]


class Heads(Generic[Said]):
    """Heads of entries, shelf by shelf. Shelves are entries of the cache too, and as safe against damage."""

    def __init__(
        self, cache: Cache, read: Callable[[Mapping[str, Any]], Said], note_of: Callable[[Said], Mapping[str, Any]]
    ) -> None:
        """`note_of` makes JSON values of what an entry says, and `read` the same again of these."""
        self._cache, self._read, self._note_of = cache, read, note_of
        self._shelves: dict[str, dict[str, Head[Said]]] = {}
        self._written: dict[str, frozenset[str]] = {}

    def find(self, shelf: str, key: CacheKey) -> Head[Said] | None:
        """The head of an entry that is still there; it counts as used today."""
        head = self._of(shelf).get(key)
        return head if head is not None and self._cache.touch(key) else None

    def add(self, shelf: str, key: CacheKey, head: Head[Said]) -> None:
        heads = self._of(shelf)
        if heads.get(key) != head:  # of another day, it may say something else under the same key
            heads[key] = head
            self._written[shelf] = frozenset()

    def drop(self, shelf: str, key: CacheKey) -> None:
        """For an entry that turned out not to be good."""
        self._of(shelf).pop(key, None)

    def write(self, used: Collection[str]) -> None:
        """Writes the shelves that hold others than before; of heads that were not `used`, as many as of those."""
        for shelf, heads in self._shelves.items():
            if self._written[shelf] == heads.keys():
                continue
            unused = [key for key in heads if key not in used]
            for key in unused[: max(0, 2 * len(unused) - len(heads))]:
                del heads[key]
            values = {
                key: [self._note_of(head.said), [[kept.path, kept.digest, kept.size] for kept in head.artifacts]]
                for key, head in heads.items()
            }
            content = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
            self._cache.put(_key(shelf), "", [Artifact(_PATH, content)])
            self._written[shelf] = frozenset(heads)

    def _of(self, shelf: str) -> dict[str, Head[Said]]:
        if shelf not in self._shelves:
            self._shelves[shelf] = self._read_shelf(self._cache.contents(_key(shelf)))
            self._written[shelf] = frozenset(self._shelves[shelf])
        return self._shelves[shelf]

    def _read_shelf(self, artifacts: tuple[Artifact, ...] | None) -> dict[str, Head[Said]]:
        if not artifacts:
            return {}
        with suppress(ValueError, TypeError, AttributeError, KeyError):
            values = json.loads(artifacts[0].content)
            return {
                key: Head(self._read(note), tuple(Kept(path, digest, size) for path, digest, size in kept))
                for key, (note, kept) in values.items()
            }
        return {}


def _key(shelf: str) -> CacheKey:
    return cache_key({"heads": shelf, "form": _FORM})
