"""The page of search: what all handouts of a build say, in parts of few handouts of one language.

A part rests on its own handouts alone, and a directory on the parts of its language: an edited entry writes one part
anew, however large the library is, and the directory where the entry has new words.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache as memoized
from functools import partial

from dragoman.build import make_handout
from dragoman.cache import Cache, CacheKey, Kept, cache_key
from dragoman.freshness import Freshness, State
from dragoman.handouts import ENGLISH_WORDS
from dragoman.jobs import Listing
from dragoman.model import Artifact
from dragoman.outputs import Output
from dragoman.program import program_digest
from dragoman.project import Project
from dragoman.render.html import render_tool
from dragoman.render.links import page_path
from dragoman.render.paths import directory_path, part_path, sections_path
from dragoman.render.search import PartEntry, Text, directory_script, languages_script, part_script
from dragoman.render.sections import read_sections
from dragoman.render.templating import TEMPLATES
from dragoman.reuse import Result, Reuse
from dragoman.shelves import Shelf

MOST_HANDOUTS = 12
"""Of a part: what a reader who looks for a word of one handout may fetch beside it."""
_USUAL_HANDOUTS = 6
"""A part ends after one guide of so many, by the hash of its name: one more or less moves the ends of no other part."""
_FILES = {
    "search.js": "search.js",
    "minisearch.js": "vendor/minisearch-7.2.0.js",
    "minisearch-LICENSE.txt": "vendor/minisearch-LICENSE.txt",
}

_FEWEST_PARTS = 8
"""Parts that are worth to be sent to another process."""
Found = tuple[Result, Listing]
ExecutorFor = Callable[[int], Executor | None]
_ContentOf = Callable[[Result, Kept], bytes | None]
"""What is kept of a handout, if it still is."""


@dataclass(frozen=True, slots=True)
class SearchFiles:
    """What a build has for its search."""

    outputs: tuple[Output, ...]
    keys: tuple[CacheKey, ...]
    """Under which they are kept."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part that is made, now or before."""

    path: str
    digest: str
    key: CacheKey
    find: Callable[[], tuple[Found, ...]]
    """The handouts that it is made of."""


def search_artifacts(project: Project, shelves: Sequence[Shelf]) -> Iterator[Artifact]:
    """The page with its scripts, without the texts."""
    tags = {shelf.language for shelf in shelves if shelf.listed}
    languages = [one for one in (project.english, *project.languages) if one.tag in tags]
    directions = {one.tag: one.direction for one in languages}
    page = render_tool("search.html.j2", ENGLISH_WORDS, directions, title=project.settings.name, languages=languages)
    yield Artifact("search.html", page.encode())
    listed = [(o.tag, o.english, o.autonym, o.direction, directory_path(o.tag)) for o in languages]
    yield Artifact("assets/search-data.js", languages_script(listed).encode())
    for name, source in _FILES.items():
        yield Artifact(f"assets/{name}", (TEMPLATES / source).read_bytes())


def search_files(
    project: Project,
    shelves: Sequence[Shelf],
    reuse: Reuse,
    cache: Cache,
    executor_for: ExecutorFor,
    *,
    writes: bool,
) -> SearchFiles:
    """The texts and the directories of all languages; from the cache where just these were brought together before.

    Where many are new they are made side by side: `executor_for` gives an executor for a number of tasks, if they are
    worth one.
    """
    maker = _Maker(reuse, cache, writes=writes)
    of_languages = {shelf.language: shelf for shelf in shelves if shelf.listed}
    tags = [one.tag for one in (project.english, *project.languages) if one.tag in of_languages]
    maker.make_ready([of_languages[tag] for tag in tags], executor_for)
    made = [maker.of_language(of_languages[tag]) for tag in tags]
    return SearchFiles(
        tuple(output for files in made for output in files.outputs), tuple(key for files in made for key in files.keys)
    )


def cut(guides: Sequence[str]) -> Iterator[int]:
    """How many guides each part has, of sorted names. None has more than `MOST_HANDOUTS`."""
    count = 0
    for guide in guides:
        count += 1
        if count == MOST_HANDOUTS or hashlib.sha256(guide.encode()).digest()[0] % _USUAL_HANDOUTS == 0:
            yield count
            count = 0
    if count:
        yield count


class _Maker:
    def __init__(self, reuse: Reuse, cache: Cache, *, writes: bool) -> None:
        self._reuse, self._cache, self._writes = reuse, cache, writes

    def make_ready(self, shelves: Sequence[Shelf], executor_for: ExecutorFor) -> None:
        """Has parts made by other processes, which keep them, if many are missing."""
        new = [shelf for shelf in shelves if self._cache.look(_shelf_key(shelf)) is None] if self._writes else ()
        parts = [part for shelf in new for part in _cut(shelf.listings) if all(result.key for result, _ in part)]
        missing = [part for part in parts if self._cache.look(_part_key(part)) is None]
        if executor := executor_for(len(missing) // _FEWEST_PARTS):
            # Where a process dies, this one makes what is missing then.
            with suppress(BrokenExecutor):
                tasks = [_Task(self._cache, tuple(map(_bare, part))) for part in missing]
                list(executor.map(_keep_part, tasks, chunksize=_FEWEST_PARTS))

    def of_language(self, shelf: Shelf) -> SearchFiles:
        key = _shelf_key(shelf)
        found = memoized(lambda: list(_cut(shelf.listings)))
        held = self._cache.look(key)
        if held is None:
            directory, digest, known = self._bring_together(shelf.language, found())
            if self._writes:
                rows = [[part.path, part.digest, part.key] for part in known]
                self._cache.put(key, json.dumps([directory, digest, rows]), ())
        else:
            directory, digest, rows = json.loads(held.note)
            known = [_Part(path, one, own, partial(_nth, found, n)) for n, (path, one, own) in enumerate(rows)]
            self._cache.touch(directory)
        output = Output(directory_path(shelf.language), digest, partial(self._directory, directory, known))
        parts = (Output(one.path, one.digest, partial(self._content, one)) for one in known)
        return SearchFiles((output, *parts), (key, directory, *(one.key for one in known)))

    def _bring_together(
        self, language: str, parts: Sequence[tuple[Found, ...]]
    ) -> tuple[CacheKey, str, Sequence[_Part]]:
        """The key and the hash of the directory, and the parts; from the cache where there are just these."""
        key = cache_key({"search": language, "parts": [_part_key(part) for part in parts]})
        if held := self._cache.look(key):
            found = zip(json.loads(held.note), parts, strict=True)
            known = [_Part(path, digest, _part_key(part), partial(_as_it_is, part)) for (path, digest), part in found]
            return key, held.artifacts[0].digest, known
        made = [self._part(part) for part in parts]
        directory = Artifact(directory_path(language), directory_script([entry for _, entry in made]).encode())
        known = [part for part, _ in made]
        if self._writes:
            self._cache.put(key, json.dumps([[part.path, part.digest] for part in known]), [directory])
        return key, Kept.of(directory).digest, known

    def _part(self, found: tuple[Found, ...]) -> tuple[_Part, PartEntry]:
        key = _part_key(found)
        if held := self._cache.look(key):
            kept, words = held.artifacts[0], json.loads(held.note)
        else:
            made, words = _make(found, self._reuse.content)
            kept = Kept.of(made)
            if self._writes:
                self._cache.put(key, json.dumps(words), [made])
        return _Part(kept.path, kept.digest, key, partial(_as_it_is, found)), PartEntry(
            kept.path, len(found), frozenset(words)
        )

    def _content(self, part: _Part) -> bytes:
        held = self._cache.contents(part.key)
        return (held[0] if held else _make(part.find(), self._reuse.content)[0]).content

    def _directory(self, key: CacheKey, parts: Sequence[_Part]) -> bytes:
        if held := self._cache.contents(key):
            return held[0].content
        return directory_script([self._part(part.find())[1] for part in parts]).encode()


def _make(found: Sequence[Found], content_of: _ContentOf) -> tuple[Artifact, list[str]]:
    """A part, and how its words begin."""
    texts = [text for result, listing in found for text in _texts(result, listing, content_of)]
    path = part_path(found[0][1].guide, found[0][1].language)
    script, words = part_script(texts)
    return Artifact(path, script.encode()), sorted(words)


def _texts(result: Result, listing: Listing, content_of: _ContentOf) -> Iterator[Text]:
    kept = _sections(result)
    content = content_of(result, kept)
    if content is None:
        content = next(one.content for one in make_handout(result.job).artifacts if one.path == kept.path)
    for section in read_sections(content.decode()):
        yield Text(page_path(listing.guide, listing.language), listing.title, listing.draft, section)


def _as_it_is(found: tuple[Found, ...]) -> tuple[Found, ...]:
    return found


def _nth(parts: Callable[[], Sequence[tuple[Found, ...]]], number: int) -> tuple[Found, ...]:
    return parts()[number]


# ── in another process ──


@dataclass(frozen=True, slots=True)
class _Task:
    """A part to be made and kept."""

    cache: Cache
    found: tuple[Found, ...]


def _bare(found: Found) -> Found:
    """Of a handout what a part is made of, which is sent to the other process."""
    result, listing = found
    listing = replace(listing, keywords=(), pages=(), letters=())
    return replace(result, listing=listing, freshness=_NO_STATE, artifacts=(_sections(result),)), listing


_NO_STATE = Freshness("", "", State.DRAFT, 0, 0)


def _keep_part(task: _Task) -> None:
    def content(result: Result, kept: Kept) -> bytes | None:
        return task.cache.content(result.key, kept) if result.key else None

    made, words = _make(task.found, content)
    task.cache.put(_part_key(task.found), json.dumps(words), [made])


# ── keys ──


def _shelf_key(shelf: Shelf) -> CacheKey:
    return cache_key({"search of": shelf.name, "program": program_digest()})


def _cut(found: Sequence[Found]) -> Iterator[tuple[Found, ...]]:
    by_guide = sorted(found, key=lambda one: one[1].guide)
    start = 0
    for count in cut([listing.guide for _, listing in by_guide]):
        yield tuple(by_guide[start : start + count])
        start += count


def _part_key(found: Sequence[Found]) -> CacheKey:
    """What a part rests on: the texts of its pages, and what the lists say of them."""
    said = [[listing.guide, _sections(result).digest, listing.title, listing.draft] for result, listing in found]
    return cache_key({"search": said, "language": found[0][1].language, "program": program_digest()})


def _sections(result: Result) -> Kept:
    path = sections_path(result.job.guide, result.job.language)
    return next(kept for kept in result.artifacts if kept.path == path)
