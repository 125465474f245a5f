"""The page of the front desk: every sheet of a build to be found by any name, and every id that sheets ever had.

What is known of a language stands in a file of its own, so that an edited entry changes no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dragoman.cache import Cache, CacheKey, cache_key
from dragoman.drawers import Drawer, Drawers
from dragoman.handouts import ENGLISH_WORDS
from dragoman.model import FORMS, Artifact, Direction, Office
from dragoman.outputs import Output
from dragoman.program import program_digest
from dragoman.project import Project
from dragoman.render.desk import Desk, DeskGuide, DeskLanguage, DeskPaths, desk_language_script, desk_script
from dragoman.render.html import render_desk_table, render_tool
from dragoman.render.paths import desk_language_path, desk_table_path, notice_path, sheet_path, thumbnail_path
from dragoman.render.templating import TEMPLATES
from dragoman.shelves import ListedGuide, Shelf, listed_guides


@dataclass(frozen=True, slots=True)
class DeskFiles:
    """What a build has for its front desk."""

    outputs: tuple[Output, ...]
    keys: tuple[CacheKey, ...]
    """Under which they are kept."""


def desk_files(
    project: Project, shelves: Sequence[Shelf], office: Office | None, today: str, cache: Cache, *, writes: bool
) -> DeskFiles:
    """The page with its data, script and style, and the tables of all sheets; `writes`: to add to the cache.

    `shelves` are the handouts of a whole build for that office.
    """
    drawers = Drawers(project, office, cache, writes=writes)
    of_languages = {one.tag: one for one in drawers.of_all(shelves)}
    desk = _desk(project, list(of_languages.values()), listed_guides(shelves), office, today)
    directions = {one.tag: one.direction for one in (project.english, *project.languages)}
    parts = _Parts(desk, directions, drawers, cache, writes=writes)
    made = [parts.of_language(language, of_languages[language.tag]) for language in desk.languages]
    outputs = [output for _, own in made for output in own]
    keys = (*(key for key, _ in made), *(one.key for one in of_languages.values()))
    return DeskFiles((*map(Output.of, _shared(desk, directions)), *outputs), keys)


def _shared(desk: Desk, directions: Mapping[str, Direction]) -> Iterator[Artifact]:
    """What is one for all languages."""
    yield Artifact("desk.html", render_tool("desk.html.j2", ENGLISH_WORDS, directions, desk=desk).encode())
    yield Artifact("assets/desk-data.js", desk_script(desk).encode())
    for name in ("desk.js", "desk-search.js", "desk.css"):
        yield Artifact(f"assets/{name}", (TEMPLATES / name).read_bytes())


class _Parts:
    """What the desk has of each language; from the cache where just this was written before."""

    def __init__(
        self, desk: Desk, directions: Mapping[str, Direction], drawers: Drawers, cache: Cache, *, writes: bool
    ) -> None:
        self._desk, self._directions, self._drawers = desk, directions, drawers
        self._cache, self._writes = cache, writes
        # All that both files of a language are made of, but for its own sheets.
        rest = repr(replace(desk, known=()))
        self._shared = cache_key({"desk": rest, "directions": directions, "program": program_digest()})

    def of_language(self, language: DeskLanguage, drawer: Drawer) -> tuple[CacheKey, list[Output]]:
        key = cache_key({"desk": language.tag, "of": self._shared, "drawer": drawer.key})
        held = self._cache.look(key)
        if held is None:
            made = self._make(language, drawer)
            if self._writes:
                self._cache.put(key, "", made)
            return key, [*map(Output.of, made)]
        return key, [
            Output(kept.path, kept.digest, partial(self._content, language, drawer, key, number))
            for number, kept in enumerate(held.artifacts)
        ]

    def _make(self, language: DeskLanguage, drawer: Drawer) -> tuple[Artifact, ...]:
        tag = language.tag
        sheets, known = self._drawers.open(drawer, [name for name, _ in self._desk.paths.forms])
        own = replace(self._desk, sheets=sheets, known=known)
        table = render_desk_table(own, language, ENGLISH_WORDS, self._directions)
        script = desk_language_script(own, tag)
        return Artifact(desk_language_path(tag), script.encode()), Artifact(desk_table_path(tag), table.encode())

    def _content(self, language: DeskLanguage, drawer: Drawer, key: CacheKey, number: int) -> bytes:
        return (self._cache.contents(key) or self._make(language, drawer))[number].content


def _desk(
    project: Project,
    drawers: Sequence[Drawer],
    guides: Iterable[ListedGuide],
    office: Office | None,
    today: str,
) -> Desk:
    """What the desk knows on that day (ISO date) of all languages together, with the paper of strange ones."""
    names = tuple(dict.fromkeys(name for drawer in drawers for name in drawer.forms))
    tags = {drawer.tag for drawer in drawers if drawer.forms or drawer.knows}
    languages = [one for one in (project.english, *project.languages) if one.tag in tags]
    forms = {form.name: sheet_path("{guide}", "{language}", form) for form in FORMS}
    return Desk(
        title=project.settings.name,
        today=today,
        paper=project.settings.paper.value,
        office=office.id if office else "",
        offices=tuple((one.id, one.name) for one in project.settings.offices),
        languages=tuple(
            DeskLanguage(one.tag, one.english, one.autonym, one.direction, one.aliases) for one in languages
        ),
        guides=tuple(_guides(guides)),
        sheets=(),
        known=tuple(one for drawer in drawers for one in drawer.strange),
        paths=DeskPaths(
            forms=tuple((name, forms[name]) for name in names),
            picture=thumbnail_path("{guide}", "{language}"),
            notice=notice_path("{guide}", "{language}"),
            data=desk_language_path("{language}"),
            table=desk_table_path("{language}"),
        ),
    )


def _guides(listed: Iterable[ListedGuide]) -> Iterator[DeskGuide]:
    by_guide: dict[str, list[ListedGuide]] = {}
    for one in listed:
        by_guide.setdefault(one.guide, []).append(one)
    for guide, said in by_guide.items():
        english = dict.fromkeys(word for one in said for word in one.keywords)
        revisions = tuple(dict.fromkeys(one.revision for one in said))
        yield DeskGuide(guide, said[0].title_en, tuple(english), revisions)
