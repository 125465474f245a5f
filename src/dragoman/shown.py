"""Which letters each page of a site shows, remembered by the hash of the page: a page is read once, not at each build.

By folder of pages there is one entry in the cache. It says which letters all its pages show together, and by which
hashes of pages, so that a folder without a new page is one look; and which each page shows, found by the hash of the
page, so that it is never out of date. What lacks is read from the page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial

from dragoman.cache import Cache, CacheKey, cache_key
from dragoman.model import Artifact
from dragoman.render.letters import Letters

_PATH = "letters.json"
_FORM = 2
"""Rises when other letters are counted for the same page, or when they are written down in another way."""

_Count = Callable[[], Letters | None]
_Pages = Callable[[], Iterable[tuple[str, Letters]]]
"""The hash of each, and its letters."""


class Shown:
    """Letters of the pages that are named to it. `writes` is whether it takes them down."""

    def __init__(self, cache: Cache, *, writes: bool) -> None:
        self._cache = cache
        self._writes = writes
        self._asked: dict[str, dict[str, _Count]] = {}
        self._folders: dict[str, tuple[str, _Pages]] = {}
        self._changed: dict[str, tuple[str, dict[str, Letters]]] = {}

    def add(self, path: str, digest: str, letters: _Count) -> None:
        """Names the page at that path in the output folder; `letters` is asked if nobody knows them, and says `None`
        where the page cannot be read."""
        self._asked.setdefault(path.rpartition("/")[0], {})[digest] = letters

    def add_folder(self, folder: str, name: str, pages: _Pages) -> None:
        """Names pages of a folder as one: by `pages_name`, and `pages` is asked if that is not enough."""
        self._folders[folder] = (name, pages)

    def letters(self) -> tuple[Letters, ...]:
        """Of all pages that were named, folder by folder."""
        known = {folder: self._at_once(folder) for folder in self._folders}
        for folder, (_, pages) in self._folders.items():
            if known[folder] is None:
                for digest, letters in pages():
                    self._asked.setdefault(folder, {})[digest] = partial(_as_they_are, letters)
        found = [letters for letters in known.values() if letters is not None]
        return (*found, *(self._of_folder(folder, pages) for folder, pages in self._asked.items()))

    def write(self) -> list[CacheKey]:
        """Takes down what was not known; the keys of all that is known of these folders."""
        for folder, (note, pages) in self._changed.items() if self._writes else ():
            content = json.dumps(pages, ensure_ascii=False).encode()
            self._cache.put(_key(folder), note, [Artifact(_PATH, content)])
        return [_key(folder) for folder in {**self._folders, **self._asked}]

    def _at_once(self, folder: str) -> Letters | None:
        """What all pages of a folder show, if no others are named there than when they were counted last."""
        held = None if folder in self._asked else self._cache.look(_key(folder))
        return _together(held.note, self._folders[folder][0]) if held else None

    def _of_folder(self, folder: str, pages: dict[str, _Count]) -> Letters:
        which = pages_name(pages)
        held = self._cache.look(_key(folder))
        if held is not None and (together := _together(held.note, which)) is not None:
            return together
        known = _read(self._cache.contents(_key(folder)))
        counted = {digest: known[digest] if digest in known else count() for digest, count in pages.items()}
        found = {digest: letters for digest, letters in counted.items() if letters is not None}
        together = _joined(found.values())
        if len(found) == len(pages):
            self._changed[folder] = json.dumps({"pages": which, "shown": together}), found
        return together


def pages_name(digests: Iterable[str]) -> str:
    """A name for pages by the hashes of what is in them."""
    return cache_key({"pages": sorted(set(digests))})


def _as_they_are(letters: Letters) -> Letters:
    return letters


def _joined(pages: Iterable[Letters]) -> Letters:
    found: dict[str, set[str]] = {}
    for tag, letters in (pair for page in pages for pair in page):
        found.setdefault(tag, set()).update(letters)
    return tuple((tag, "".join(sorted(letters))) for tag, letters in sorted(found.items()))


def _key(folder: str) -> CacheKey:
    return cache_key({"letters of": folder, "form": _FORM})


def _together(note: str, which: str) -> Letters | None:
    """What all pages of a folder show, if they are just these."""
    with suppress(ValueError, TypeError, KeyError):
        values = json.loads(note)
        if values["pages"] == which:
            return _letters(values["shown"])
    return None


def _read(artifacts: tuple[Artifact, ...] | None) -> dict[str, Letters]:
    if not artifacts:
        return {}
    with suppress(ValueError, TypeError, AttributeError):
        return {digest: _letters(pairs) for digest, pairs in json.loads(artifacts[0].content).items()}
    return {}


def _letters(pairs: Iterable[tuple[object, object]]) -> Letters:
    return tuple((str(language), str(shown)) for language, shown in pairs)
