"""What a whole build makes of all its handouts together: lists, the desk, the search, and the map of the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.cache import Cache, CacheKey
from dragoman.compiled import CompiledTemplates
from dragoman.front_desk import desk_files
from dragoman.lists import list_files
from dragoman.outputs import Output
from dragoman.project import Project
from dragoman.render.templating import keep_compiled
from dragoman.reuse import Result, Reuse
from dragoman.search import search_artifacts, search_files
from dragoman.site import sitemap_artifacts


@dataclass(frozen=True, slots=True)
class Gathered:
    """Files that lead to handouts."""

    pages: tuple[Output, ...]
    """With what pages need, in the order of making."""
    search: tuple[Output, ...]
    """Texts to be searched: no pages."""
    keys: tuple[CacheKey, ...]
    """Under which they are kept."""


def gather(
    project: Project, results: Sequence[Result], reuse: Reuse, cache: Cache, today: str, *, writes: bool
) -> Gathered:
    """Of all handouts of a build; `writes`: to add to the cache."""
    keep_compiled(CompiledTemplates())
    lists = list_files(project, results, cache, today, writes=writes)
    listings = [result.listing for result in results]
    sitemap = map(Output.of, sitemap_artifacts(project, listings, lists.pages))
    listed = [(result.listing, result.freshness) for result in results if result.listing]
    desk = desk_files(project, listed, results[0].job.office, today, cache, writes=writes)
    tools = map(Output.of, search_artifacts(project, results))
    search = search_files(project, results, reuse, cache, writes=writes)
    pages = (*lists.outputs, *sitemap, *desk.outputs, *tools)
    return Gathered(pages, search.outputs, (*search.keys, *lists.keys, *desk.keys))
