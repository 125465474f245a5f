"""Which letters each page of a site shows, remembered by the hash of the page: a page is read once, not at each build.

By folder of pages there is one entry in the cache. What stands in it is found by the hash of a page, so it is never
out of date; what lacks is read from the page.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress

from dragoman.cache import Cache, CacheKey, cache_key
from dragoman.model import Artifact
from dragoman.render.letters import Letters, page_letters

_PATH = "letters.json"
_FORM = 1
"""Rises when other letters are counted for the same page."""


class Shown:
    """Letters of pages. `writes` is whether it takes them down."""

    def __init__(self, cache: Cache, *, writes: bool) -> None:
        self._cache = cache
        self._writes = writes
        self._known: dict[str, dict[str, Letters]] = {}
        self._asked: dict[str, dict[str, Letters]] = {}

    def letters(self, path: str, digest: str, page: Callable[[], str]) -> Letters:
        """Of the page at that path in the output folder; it is only read if nobody knows."""
        found = self._of(_folder(path)).get(digest)
        if found is None:
            found = page_letters(page())
        self.add(path, digest, found)
        return found

    def add(self, path: str, digest: str, letters: Letters) -> None:
        """What is known of a page from its making."""
        self._asked.setdefault(_folder(path), {})[digest] = letters

    def write(self) -> list[CacheKey]:
        """Takes down the letters of all pages that were asked for, where they are others than before; as what."""
        keys = []
        for folder, pages in self._asked.items():
            keys.append(key := _key(folder))
            which = cache_key({"pages": sorted(pages)})
            held = self._cache.look(key) if self._writes else None
            if self._writes and (held is None or held.note != which):
                self._cache.put(key, which, [Artifact(_PATH, json.dumps(pages, ensure_ascii=False).encode())])
        return keys

    def _of(self, folder: str) -> dict[str, Letters]:
        if folder not in self._known:
            self._known[folder] = _read(self._cache.contents(_key(folder)))
        return self._known[folder]


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _key(folder: str) -> CacheKey:
    return cache_key({"letters of": folder, "form": _FORM})


def _read(artifacts: tuple[Artifact, ...] | None) -> dict[str, Letters]:
    if not artifacts:
        return {}
    with suppress(ValueError, TypeError, AttributeError):
        pages = json.loads(artifacts[0].content)
        return {
            digest: tuple((str(language), str(shown)) for language, shown in pairs) for digest, pairs in pages.items()
        }
    return {}
