"""The pages that list all handouts of a build: which there are, and how each stands.

Up to a number of handouts one page of each says all. Above it each language has both pages for itself: the index leads
to the first, the table of states to the second. What stands on them rests on the handouts of that language alone, so
an edited entry makes them anew for one language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.cache import Cache, CacheKey, cache_key
from dragoman.freshness import Freshness
from dragoman.index import index_artifact, language_list, languages_artifact
from dragoman.jobs import INDEX, Listing
from dragoman.model import Artifact, Language
from dragoman.outputs import Output
from dragoman.overview import language_status, languages_status, status_artifacts
from dragoman.program import program_digest
from dragoman.project import Project
from dragoman.render.links import page_path
from dragoman.render.paths import UNPUBLISHED, language_list_path
from dragoman.report.status import handouts_json, joined_handouts_json
from dragoman.reuse import Result

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


@dataclass(frozen=True, slots=True)
class _Shelf:
    """All handouts in a language."""

    language: Language
    results: tuple[Result, ...]

    @property
    def listings(self) -> list[Listing]:
        return [result.listing for result in self.results if result.listing]

    @property
    def states(self) -> tuple[Freshness, ...]:
        return tuple(result.freshness for result in self.results)

    @property
    def gone(self) -> frozenset[str]:
        """Paths of pages that are not made."""
        return frozenset(page_path(one.job.guide, one.job.language) for one in self.results if one.listing is None)


def list_files(project: Project, results: Sequence[Result], cache: Cache, today: str, *, writes: bool) -> ListFiles:
    """The index, the table of states and what programs read of it; `writes`: to add to the cache."""
    shelves = list(_shelves(project, results))
    titles = {result.job.guide: result.listing.title_en for result in results if result.listing}
    if len(results) <= MOST_ON_A_PAGE:
        gone = frozenset(path for shelf in shelves for path in shelf.gone)
        handouts = [(shelf.language, shelf.states) for shelf in shelves]
        index = index_artifact(project, [result.listing for result in results])
        made = (index, *status_artifacts(project, handouts, today, gone, titles))
        return ListFiles(tuple(map(Output.of, made)), (), (INDEX,))
    return _Divided(project, cache, today, titles, writes=writes).files(shelves)


def _shelves(project: Project, results: Sequence[Result]) -> Iterator[_Shelf]:
    found: dict[str, list[Result]] = {}
    for result in results:
        found.setdefault(result.job.language, []).append(result)
    for tag, own in found.items():
        yield _Shelf(project.language(tag), tuple(own))


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

    def files(self, shelves: Sequence[_Shelf]) -> ListFiles:
        handouts = [(shelf.language, shelf.states) for shelf in shelves]
        listed = [shelf for shelf in shelves if shelf.listings]
        sizes = {shelf.language: len(shelf.listings) for shelf in listed}
        own = [output for shelf in shelves for output in self._of_language(shelf)]
        parts = [output.content().decode() for output in own if output.path.startswith(UNPUBLISHED)]
        made = (
            languages_artifact(self._project, sizes),
            *languages_status(self._project, handouts, self._today),
            Artifact("status.json", f"{joined_handouts_json(parts)}\n".encode()),
        )
        return ListFiles(
            (*map(Output.of, made), *(output for output in own if not output.path.startswith(UNPUBLISHED))),
            tuple(map(self._key, shelves)),
            (INDEX, *(language_list_path(shelf.language.tag) for shelf in listed)),
        )

    def _of_language(self, shelf: _Shelf) -> Iterator[Output]:
        key = self._key(shelf)
        held = self._cache.look(key)
        if held is None:
            made = tuple(self._make(shelf))
            if self._writes:
                self._cache.put(key, "", made)
            yield from map(Output.of, made)
            return
        for number, kept in enumerate(held.artifacts):
            yield Output(kept.path, kept.digest, self._content(shelf, key, number))

    def _make(self, shelf: _Shelf) -> Iterator[Artifact]:
        project, language = self._project, shelf.language
        if shelf.listings:
            yield language_list(project, language, shelf.listings)
        titles = dict(self._titles_of(shelf))
        yield language_status(project, language, shelf.states, self._today, shelf.gone, titles)
        yield Artifact(f"{UNPUBLISHED}{language.tag}", handouts_json(shelf.states).encode())

    def _titles_of(self, shelf: _Shelf) -> Iterator[tuple[str, tuple[str, str, str]]]:
        for result in shelf.results:
            guide, listing = result.job.guide, result.listing
            english = self._titles.get(guide) or self._project.guides[guide].meta.title.text
            yield guide, (english, listing.title, listing.title_lang) if listing else (english, english, "en")

    def _content(self, shelf: _Shelf, key: CacheKey, number: int) -> Callable[[], bytes]:
        def content() -> bytes:
            held = self._cache.contents(key)
            return (held or tuple(self._make(shelf)))[number].content

        return content

    def _key(self, shelf: _Shelf) -> CacheKey:
        """What is said of a handout rests on what it was made of, and on the day until which it would be made so."""
        said = [
            [result.job.guide, result.key, result.until]
            if result.key
            else [result.job.guide, repr(result.listing), repr(result.freshness)]
            for result in shelf.results
        ]
        return cache_key({"lists": shelf.language.tag, "of": self._shared, "handouts": said})
