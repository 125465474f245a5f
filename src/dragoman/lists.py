"""The pages that list all handouts of a build: which there are, and how each stands.

Up to a number of handouts one page of each says all. Above it each language has both pages for itself: the index leads
to the first, the table of states to the second. What stands on them rests on the handouts of that language alone, so
an edited entry makes them anew for one language.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.cache import Cache, CacheKey, cache_key
from dragoman.freshness import Freshness
from dragoman.index import index_artifact, language_list, languages_artifact
from dragoman.jobs import INDEX
from dragoman.model import Artifact
from dragoman.outputs import Output
from dragoman.overview import language_status, languages_status, status_artifacts
from dragoman.program import program_digest
from dragoman.project import Project
from dragoman.render.links import page_path
from dragoman.render.paths import UNPUBLISHED, language_list_path
from dragoman.report.status import (
    Overall,
    handouts_json,
    joined_handouts_json,
    overall_note,
    overall_of,
    read_overall,
)
from dragoman.shelves import Shelf, listed_guides

MOST_ON_A_PAGE = 500
"""Handouts that one page lists. An index of 504 weighs 0.26 MB, 30 kB packed, and both pages take 0.09 s of a
processor at every edit; of 21,000 they are 10.5 MB and 2.1 s (`bench/large_site.py`, 2026-11-26)."""


@dataclass(frozen=True, slots=True)
class ListFiles:
    """What a build has to list its handouts."""

    outputs: tuple[Output, ...]
    keys: tuple[CacheKey, ...]
    """Under which they are kept."""
    pages: tuple[str, ...] = ()
    """Paths of those for readers."""


def list_files(project: Project, shelves: Sequence[Shelf], cache: Cache, today: str, *, writes: bool) -> ListFiles:
    """The index, the table of states and what programs read of it; `writes`: to add to the cache."""
    # Of a guide that languages say something else of, the last one counts.
    titles: dict[str, str] = {}
    for one in listed_guides(shelves[::-1]):
        titles.setdefault(one.guide, one.title_en)
    if sum(shelf.tally.handouts for shelf in shelves) <= MOST_ON_A_PAGE:
        gone = frozenset(path for shelf in shelves for path in _gone(shelf))
        handouts = [(project.language(shelf.language), _states(shelf)) for shelf in shelves]
        index = index_artifact(project, [listing for shelf in shelves for _, listing in shelf.listings])
        made = (index, *status_artifacts(project, handouts, today, gone, titles))
        return ListFiles(tuple(map(Output.of, made)), (), (INDEX,))
    return _Divided(project, cache, today, titles, writes=writes).files(shelves)


def _states(shelf: Shelf) -> tuple[Freshness, ...]:
    return tuple(result.freshness for result in shelf.results)


def _gone(shelf: Shelf) -> frozenset[str]:
    """Paths of pages that are not made."""
    return frozenset(page_path(one.job.guide, one.job.language) for one in shelf.results if one.listing is None)


@dataclass(frozen=True, slots=True)
class _Own:
    """The lists of a language."""

    shelf: Shelf
    key: CacheKey
    overall: Overall
    files: tuple[Output, ...]
    for_programs: Output
    """A part of what programs read, which is not divided."""


class _Divided:
    """The lists of a large library, language by language; from the cache where just these were made before."""

    def __init__(self, project: Project, cache: Cache, today: str, titles: Mapping[str, str], *, writes: bool) -> None:
        self._project, self._cache, self._today, self._titles = project, cache, today, titles
        self._writes = writes
        # What the pages of all languages rest on.
        self._shared = cache_key(
            {
                "program": program_digest(),
                "settings": [project.settings.name, project.settings.web],
                "languages": [[one.tag, one.english, one.autonym] for one in (project.english, *project.languages)],
                "templates": project.page_templates.files,
                "guides": list(project.guides),
                "titles": titles,
                "today": today,
            }
        )

    def files(self, shelves: Sequence[Shelf]) -> ListFiles:
        own = [self._of_language(shelf) for shelf in shelves]
        listed = [shelf for shelf in shelves if shelf.listed]
        sizes = {self._project.language(shelf.language): shelf.listed for shelf in listed}
        states = [(self._project.language(one.shelf.language), one.overall) for one in own]
        made = (languages_artifact(self._project, sizes), *languages_status(self._project, states, self._today))
        key, for_programs = self._for_programs([one.for_programs for one in own])
        return ListFiles(
            (*map(Output.of, made), for_programs, *(output for one in own for output in one.files)),
            (key, *(one.key for one in own)),
            (INDEX, *(language_list_path(shelf.language) for shelf in listed)),
        )

    def _for_programs(self, parts: Sequence[Output]) -> tuple[CacheKey, Output]:
        """What programs read of all handouts. It is large, and hardly an edit changes it: its hash is kept."""

        def content() -> bytes:
            return f"{joined_handouts_json([part.content().decode() for part in parts])}\n".encode()

        key = cache_key({"status": [part.digest for part in parts], "program": program_digest()})
        if held := self._cache.look(key):
            return key, Output("status.json", str(json.loads(held.note)), content)
        output = Output.of(Artifact("status.json", content()))
        if self._writes:
            self._cache.put(key, json.dumps(output.digest), ())
        return key, output

    def _of_language(self, shelf: Shelf) -> _Own:
        key = cache_key({"lists": shelf.language, "of": self._shared, "handouts": shelf.name})
        held = self._cache.look(key)
        if held is None:
            made, overall = tuple(self._make(shelf)), overall_of(_states(shelf))
            if self._writes:
                self._cache.put(key, overall_note(overall), made)
            outputs = [*map(Output.of, made)]
        else:
            overall = read_overall(held.note)
            contents = [self._content(shelf, key, number) for number, _ in enumerate(held.artifacts)]
            outputs = [
                Output(kept.path, kept.digest, content) for kept, content in zip(held.artifacts, contents, strict=True)
            ]
        return _Own(shelf, key, overall, tuple(outputs[:-1]), outputs[-1])

    def _make(self, shelf: Shelf) -> Iterator[Artifact]:
        """That for programs last."""
        project, language, states = self._project, self._project.language(shelf.language), _states(shelf)
        if shelf.listed:
            yield language_list(project, language, [listing for _, listing in shelf.listings])
        titles = dict(self._titles_of(shelf))
        yield language_status(project, language, states, self._today, _gone(shelf), titles)
        yield Artifact(f"{UNPUBLISHED}{language.tag}", handouts_json(states).encode())

    def _titles_of(self, shelf: Shelf) -> Iterator[tuple[str, tuple[str, str, str]]]:
        for result in shelf.results:
            guide, listing = result.job.guide, result.listing
            english = self._titles.get(guide) or self._project.guides[guide].meta.title.text
            yield guide, (english, listing.title, listing.title_lang) if listing else (english, english, "en")

    def _content(self, shelf: Shelf, key: CacheKey, number: int) -> Callable[[], bytes]:
        def content() -> bytes:
            held = self._cache.contents(key)
            return (held or tuple(self._make(shelf)))[number].content

        return content
