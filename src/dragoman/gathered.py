"""What a whole build makes of all its handouts together: lists, the desk, the search, and the map of the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.cache import Cache, CacheKey
from dragoman.compiled import CompiledTemplates
from dragoman.front_desk import desk_files
from dragoman.lists import list_files
from dragoman.model import Office
from dragoman.outputs import Output
from dragoman.project import Project
from dragoman.render.templating import keep_compiled
from dragoman.reuse import Reuse
from dragoman.search import ExecutorFor, search_artifacts, search_files
from dragoman.shelves import Shelf
from dragoman.site import sitemap_outputs


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
    project: Project,
    shelves: Sequence[Shelf],
    reuse: Reuse,
    cache: Cache,
    edge: tuple[Office | None, str],
    executor_for: ExecutorFor,
    *,
    writes: bool,
) -> Gathered:
    """Of all handouts of a build for the office and on the day of `edge`; `writes`: to add to the cache.

    `executor_for` gives an executor for a number of tasks, if they are worth one.
    """
    keep_compiled(CompiledTemplates())
    office, today = edge
    lists = list_files(project, shelves, cache, today, writes=writes)
    sitemap, sitemap_keys = sitemap_outputs(project, shelves, lists.pages, cache, writes=writes)
    desk = desk_files(project, shelves, office, today, cache, writes=writes)
    tools = map(Output.of, search_artifacts(project, shelves))
    search = search_files(project, shelves, reuse, cache, executor_for, writes=writes)
    pages = (*lists.outputs, *sitemap, *desk.outputs, *tools)
    return Gathered(pages, search.outputs, (*search.keys, *lists.keys, *sitemap_keys, *desk.keys))
