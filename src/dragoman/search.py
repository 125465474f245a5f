"""The page of search: what all handouts of a build say, with an index that is made once for the same texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.build import Listing, make_handout
from dragoman.cache import Cache, CacheKey, Kept, cache_key
from dragoman.handouts import ENGLISH_WORDS
from dragoman.model import Artifact
from dragoman.outputs import Output
from dragoman.program import program_digest
from dragoman.project import Project
from dragoman.render.html import render_tool
from dragoman.render.links import page_path
from dragoman.render.paths import sections_path
from dragoman.render.search import Text, search_script
from dragoman.render.sections import read_sections
from dragoman.render.templating import TEMPLATES
from dragoman.reuse import Result, Reuse

DATA_PATH = "assets/search-data.js"
_FILES = {
    "search.js": "search.js",
    "minisearch.js": "vendor/minisearch-7.2.0.js",
    "minisearch-LICENSE.txt": "vendor/minisearch-LICENSE.txt",
}


def search_artifacts(project: Project) -> Iterator[Artifact]:
    """The page with its scripts, without the texts."""
    directions = {one.tag: one.direction for one in (project.english, *project.languages)}
    page = render_tool("search.html.j2", ENGLISH_WORDS, directions, title=project.settings.name)
    yield Artifact("search.html", page.encode())
    for name, source in _FILES.items():
        yield Artifact(f"assets/{name}", (TEMPLATES / source).read_bytes())


def search_key(results: Sequence[Result]) -> CacheKey:
    """What the index rests on: the texts of all pages, and what the lists say of them."""
    found = [
        [_sections(result).digest, result.listing.title, result.listing.draft] for result in results if result.listing
    ]
    return cache_key({"search": found, "program": program_digest()})


def search_data(project: Project, results: Sequence[Result], reuse: Reuse, cache: Cache, *, writes: bool) -> Output:
    """The texts and their index; from the cache where just these were brought together before."""
    key = search_key(results)

    def make() -> Artifact:
        languages = [(o.tag, o.english, o.autonym, o.direction) for o in (project.english, *project.languages)]
        texts = [text for result in results if result.listing for text in _texts(result, result.listing, reuse)]
        return Artifact(DATA_PATH, search_script(texts, languages).encode())

    def content() -> bytes:
        held = cache.contents(key)
        return (held[0] if held else make()).content

    if held := cache.look(key):
        return Output(DATA_PATH, held.artifacts[0].digest, content)
    made = make()
    if writes:
        cache.put(key, "", [made])
    return Output.of(made)


def _sections(result: Result) -> Kept:
    path = sections_path(result.job.guide, result.job.language)
    return next(kept for kept in result.artifacts if kept.path == path)


def _texts(result: Result, listing: Listing, reuse: Reuse) -> Iterator[Text]:
    artifacts = reuse.contents(result) or make_handout(result.job).artifacts
    path = sections_path(result.job.guide, result.job.language)
    content = next(one.content for one in artifacts if one.path == path)
    for section in read_sections(content.decode()):
        page = page_path(listing.guide, listing.language)
        yield Text(listing.language, page, listing.title, listing.draft, section)
