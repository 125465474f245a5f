"""The handouts of a language in a build: taken as one where all of them are what an earlier build made.

What all handouts of a language say of themselves is kept as one entry of the cache, under the hash of their keys. So a
build reads what is said of each handout only in the languages where one is new; of the others it knows how many there
are and under which name lists of them were made before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cached_property

from dragoman.build import make_handout
from dragoman.cache import Cache, CacheKey, Kept, cache_key
from dragoman.jobs import Job, Listing
from dragoman.model import SOURCE_LANGUAGE, Artifact
from dragoman.render.paths import UNPUBLISHED
from dragoman.reuse import Result, Reuse
from dragoman.shown import pages_name
from dragoman.stamps import files_name

FEWEST = 50
"""Handouts of a language that are taken as one: fewer are as soon looked at one by one."""
_FORM = 2
"""Rises when what is kept of a shelf changes."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of handouts."""

    handouts: int
    left_out: int
    drafts: int
    older: int
    """Approved versions in place of a draft."""
    english: int
    """Passages of them that stand in English, for want of a translation that can be used."""


@dataclass(frozen=True, slots=True)
class ListedGuide:
    """What a handout says of its guide."""

    guide: str
    title_en: str
    revision: str
    keywords: tuple[str, ...]
    """In English, of an English handout."""


@dataclass(frozen=True)
class Shelf:
    """All handouts of a language in a build."""

    language: str
    name: CacheKey
    """Hash of all that can be said of them."""
    until: str
    """ISO date until which they would be made so; empty for always."""
    tally: Tally
    keys: tuple[CacheKey, ...]
    """Of entries in the cache; none where one of the handouts cannot be found again."""
    paths: tuple[str, ...]
    """Of their files, in the folder of what is built."""
    built: str
    """`stamps.files_name` of these; empty where they are not all in the folder of their language."""
    pages: str
    """`shown.pages_name` of their pages."""
    guides_json: bytes
    """`ListedGuide`s: most languages have the same."""
    shown_json: bytes
    """The guides whose handout is shown on the web: no drafts."""
    _load: Callable[[], tuple[Result, ...]]

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """Each handout; read when they are first asked for."""
        return self._load()

    @property
    def listed(self) -> int:
        """How many handouts there are to lead to."""
        return self.tally.handouts - self.tally.left_out

    @property
    def listings(self) -> list[tuple[Result, Listing]]:
        return [(result, result.listing) for result in self.results if result.listing]


class Shelves:
    """Finds and keeps shelves. `writes` is whether it adds to the cache."""

    def __init__(self, reuse: Reuse, cache: Cache, today: str, *, writes: bool) -> None:
        self._reuse, self._cache, self._today, self._writes = reuse, cache, today, writes

    def find(self, jobs: Sequence[Job]) -> Shelf | None:
        """Handouts of one language, all made before of just the same; `None` where one is not, or where it is not told
        of all as one."""
        if len(jobs) < FEWEST or None in (keys := [self._reuse.key(job) for job in jobs]):
            return None
        own = tuple(key for key in keys if key)
        record = _record(own)
        # Each counts as used today.
        if not (self._cache.touch(record) and all(map(self._cache.touch, own))):
            return None
        with suppress(ValueError, TypeError, KeyError):
            return self._read(self._cache.contents(record) or (), jobs, (record, *own))
        return None

    def keep(self, results: Sequence[Result]) -> Shelf:
        """A shelf of handouts that were found or made one by one."""
        shelf = shelf_of(results)
        if self._writes and shelf.keys and len(results) >= FEWEST:
            note = {name: getattr(shelf, name) for name in ("name", "until", "built", "pages")}
            said = json.dumps({**note, "from": self._today, "tally": asdict(shelf.tally)})
            parts = (said.encode(), "\n".join(shelf.paths).encode(), shelf.guides_json, shelf.shown_json)
            names = ("note", "paths", "guides", "shown")
            record = _record(shelf.keys)
            self._cache.put(record, "", [Artifact(*one) for one in zip(names, parts, strict=True)])
            return replace(shelf, keys=(record, *shelf.keys))
        return shelf

    def _read(self, kept: Sequence[Artifact], jobs: Sequence[Job], keys: tuple[CacheKey, ...]) -> Shelf | None:
        """`ValueError` and the like for an entry that is no record of a shelf."""
        note, paths, guides, shown = (artifact.content for artifact in kept)
        said = json.loads(note)
        if not said["from"] <= self._today or (said["until"] and self._today >= said["until"]):
            return None
        return Shelf(
            language=jobs[0].language,
            name=said["name"],
            until=said["until"],
            tally=Tally(**said["tally"]),
            keys=keys,
            paths=tuple(paths.decode().split()),
            built=said["built"],
            pages=said["pages"],
            guides_json=guides,
            shown_json=shown,
            _load=lambda: tuple(self._reuse.find(job) or self._reuse.keep(make_handout(job)) for job in jobs),
        )


def shelf_of(results: Sequence[Result]) -> Shelf:
    """Of one or more handouts of a language, each of which is known."""
    language = results[0].job.language
    listings = [result.listing for result in results if result.listing]
    files = [kept for result in results for kept in result.artifacts if not kept.path.startswith(UNPUBLISHED)]
    return Shelf(
        language=language,
        name=cache_key({"language": language, "handouts": [_said(result) for result in results]}),
        until=min((result.until for result in results if result.until), default=""),
        tally=Tally(
            handouts=len(results),
            left_out=len(results) - len(listings),
            drafts=sum(one.draft for one in listings),
            older=sum(bool(one.approved_on) for one in listings),
            english=sum(one.english for one in listings),
        ),
        keys=tuple(result.key for result in results if result.key) if all(result.key for result in results) else (),
        paths=tuple(kept.path for kept in files),
        built=_built(language, files),
        pages=pages_name(kept.digest for result in results for kept in pages_of(result)),
        guides_json=json.dumps([*_guides(listings)]).encode(),
        shown_json=json.dumps([one.guide for one in listings if not one.draft]).encode(),
        _load=lambda: tuple(results),
    )


def pages_of(result: Result) -> Iterator[Kept]:
    """The page of a handout that is shown, if it is made."""
    return (kept for kept in result.artifacts if result.listing and kept.path.endswith(".html"))


def listed_guides(shelves: Sequence[Shelf]) -> Iterator[ListedGuide]:
    """What the handouts of these languages say of their guides, in their order; not twice the same of a language."""
    for said in dict.fromkeys(shelf.guides_json for shelf in shelves):
        for guide, title, revision, *keywords in json.loads(said):
            yield ListedGuide(guide, title, revision, tuple(keywords))


def _guides(listings: Sequence[Listing]) -> Iterator[tuple[str, ...]]:
    for one in listings:
        yield one.guide, one.title_en, one.revision, *(one.keywords if one.language == SOURCE_LANGUAGE else ())


def _said(result: Result) -> list[str]:
    """What is said of a handout rests on what it was made of, and on the day until which it would be made so."""
    if result.key:
        return [result.job.guide, result.key, result.until]
    return [result.job.guide, repr(result.listing), repr(result.freshness)]


def _built(language: str, files: Sequence[Kept]) -> str:
    before = f"{language}/"
    names = [(kept.path.removeprefix(before), kept.digest) for kept in files if kept.path.startswith(before)]
    return files_name(names) if len(names) == len(files) and not any("/" in name for name, _ in names) else ""


def _record(keys: Sequence[CacheKey]) -> CacheKey:
    """Where what a shelf says is kept."""
    return cache_key({"shelf": hashlib.sha256("\n".join(keys).encode()).hexdigest(), "form": _FORM})
