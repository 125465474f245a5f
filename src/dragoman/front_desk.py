"""The page of the front desk: every sheet of a build to be found by any name, and every id that sheets ever had.

What is known of a language stands in a file of its own, so that an edited entry changes no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from operator import attrgetter
from typing import assert_never

from dragoman.archive import all_kept
from dragoman.cache import Cache, CacheKey, cache_key
from dragoman.freshness import Freshness, State
from dragoman.handouts import ENGLISH_WORDS
from dragoman.jobs import Listing
from dragoman.model import FORMS, SOURCE_LANGUAGE, Approval, Artifact, Direction, Office
from dragoman.outputs import Output
from dragoman.program import program_digest
from dragoman.project import Project
from dragoman.render.desk import (
    Desk,
    DeskGuide,
    DeskLanguage,
    DeskPaths,
    DeskSheet,
    DeskState,
    Fate,
    KnownSheet,
    desk_language_script,
    desk_script,
)
from dragoman.render.html import render_desk_table, render_tool
from dragoman.render.paths import desk_language_path, desk_table_path, notice_path, sheet_path, thumbnail_path
from dragoman.render.templating import TEMPLATES

Listed = tuple[Listing, Freshness]
_ORDER = {state: place for place, state in enumerate(DeskState)}
_DIGITS = 16
"""Of an id: twice as many as stand on paper."""


@dataclass(frozen=True, slots=True)
class DeskFiles:
    """What a build has for its front desk."""

    outputs: tuple[Output, ...]
    keys: tuple[CacheKey, ...]
    """Under which they are kept."""


def desk_files(
    project: Project, listed: Sequence[Listed], office: Office | None, today: str, cache: Cache, *, writes: bool
) -> DeskFiles:
    """The page with its data, script and style, and the tables of all sheets; `writes`: to add to the cache.

    `listed` are the handouts of a whole build for that office.
    """
    desk = make_desk(project, listed, office, today)
    directions = {one.tag: one.direction for one in (project.english, *project.languages)}
    parts = _Parts(desk, directions, cache, writes=writes)
    made = [parts.of_language(language) for language in desk.languages]
    outputs = [output for _, own in made for output in own]
    return DeskFiles((*map(Output.of, _shared(desk, directions)), *outputs), tuple(key for key, _ in made))


def _shared(desk: Desk, directions: Mapping[str, Direction]) -> Iterator[Artifact]:
    """What is one for all languages."""
    yield Artifact("desk.html", render_tool("desk.html.j2", ENGLISH_WORDS, directions, desk=desk).encode())
    yield Artifact("assets/desk-data.js", desk_script(desk).encode())
    for name in ("desk.js", "desk-search.js", "desk.css"):
        yield Artifact(f"assets/{name}", (TEMPLATES / name).read_bytes())


class _Parts:
    """What the desk has of each language; from the cache where just this was written before."""

    def __init__(self, desk: Desk, directions: Mapping[str, Direction], cache: Cache, *, writes: bool) -> None:
        self._desk, self._directions, self._cache, self._writes = desk, directions, cache, writes
        self._sheets: dict[str, list[DeskSheet]] = {}
        self._known: dict[str, list[KnownSheet]] = {}
        for sheet in desk.sheets:
            self._sheets.setdefault(sheet.language, []).append(sheet)
        for known in desk.known:
            self._known.setdefault(known.language, []).append(known)
        # All that both files of a language are made of, but for its own sheets.
        rest = repr(replace(desk, sheets=(), known=()))
        self._shared = cache_key({"desk": rest, "directions": directions, "program": program_digest()})

    def of_language(self, language: DeskLanguage) -> tuple[CacheKey, list[Output]]:
        sheets, known = self._sheets.get(language.tag, ()), self._known.get(language.tag, ())
        said = {"sheets": list(map(_SHEET, sheets)), "known": list(map(_KNOWN, known))}
        key = cache_key({"desk": language.tag, "of": self._shared, **said})
        held = self._cache.look(key)
        if held is None:
            made = self._make(language)
            if self._writes:
                self._cache.put(key, "", made)
            return key, [*map(Output.of, made)]
        return key, [
            Output(kept.path, kept.digest, partial(self._content, language, key, number))
            for number, kept in enumerate(held.artifacts)
        ]

    def _make(self, language: DeskLanguage) -> tuple[Artifact, ...]:
        tag = language.tag
        own = replace(self._desk, sheets=tuple(self._sheets.get(tag, ())), known=tuple(self._known.get(tag, ())))
        table = render_desk_table(own, language, ENGLISH_WORDS, self._directions)
        script = desk_language_script(own, tag)
        return Artifact(desk_language_path(tag), script.encode()), Artifact(desk_table_path(tag), table.encode())

    def _content(self, language: DeskLanguage, key: CacheKey, number: int) -> bytes:
        return (self._cache.contents(key) or self._make(language))[number].content


_SHEET = attrgetter(*(one.name for one in fields(DeskSheet)))
_KNOWN = attrgetter(*(one.name for one in fields(KnownSheet)))


def make_desk(project: Project, listed: Sequence[Listed], office: Office | None, today: str) -> Desk:
    """What the desk knows on that day (ISO date)."""
    order = {guide: place for place, guide in enumerate(project.guides)}
    known = _known(project, listed, office)
    names = dict.fromkeys(name for listing, _ in listed for name, _ in listing.pages)
    sheets = [_sheet(listing, found, tuple(names), known) for listing, found in listed if listing.pages]
    sheets.sort(key=lambda one: (_ORDER[one.state], order[one.guide]))
    own = {sheet.identity for sheet in sheets}
    others = tuple(one for one in known.values() if one.identity not in own)
    tags = {*(sheet.language for sheet in sheets), *(one.language for one in others)}
    forms = {form.name: sheet_path("{guide}", "{language}", form) for form in FORMS}
    return Desk(
        title=project.settings.name,
        today=today,
        paper=project.settings.paper.value,
        office=office.id if office else "",
        offices=tuple((one.id, one.name) for one in project.settings.offices),
        languages=tuple(
            DeskLanguage(one.tag, one.english, one.autonym, one.direction, one.aliases)
            for one in (project.english, *project.languages)
            if one.tag in tags
        ),
        guides=tuple(_guides(listed)),
        sheets=tuple(sheets),
        known=others,
        paths=DeskPaths(
            forms=tuple((name, forms[name]) for name in names),
            picture=thumbnail_path("{guide}", "{language}"),
            notice=notice_path("{guide}", "{language}"),
            data=desk_language_path("{language}"),
            table=desk_table_path("{language}"),
        ),
    )


def _guides(listed: Sequence[Listed]) -> Iterator[DeskGuide]:
    by_guide: dict[str, list[Listing]] = {}
    for listing, _ in listed:
        by_guide.setdefault(listing.guide, []).append(listing)
    for guide, listings in by_guide.items():
        english = [word for one in listings if one.language == SOURCE_LANGUAGE for word in one.keywords]
        revisions = tuple(dict.fromkeys(one.revision for one in listings))
        yield DeskGuide(guide, listings[0].title_en, tuple(dict.fromkeys(english)), revisions)


def _sheet(listing: Listing, found: Freshness, forms: Sequence[str], known: Mapping[str, KnownSheet]) -> DeskSheet:
    state, when = _state(listing, found)
    identity = listing.identity[:_DIGITS]
    is_today = identity in known and known[identity].fate in (Fate.CURRENT, Fate.DRAFT)
    pages = dict(listing.pages)
    return DeskSheet(
        guide=listing.guide,
        language=listing.language,
        identity=identity if is_today else "",
        title_en=listing.title_en,
        title=listing.title,
        title_lang=listing.title_lang,
        keywords=tuple(dict.fromkeys(listing.keywords)),
        state=state,
        when=when,
        dated=listing.dated,
        pages=tuple(pages.get(name, 0) for name in forms),
    )


def _state(listing: Listing, found: Freshness) -> tuple[DeskState, str]:
    if listing.approved_on:
        return DeskState.OLDER, f"on {listing.approved_on}"
    match found.state:
        case State.FINAL:
            return DeskState.FINAL, f"until {found.lapses}" if found.lapses else ""
        case State.LAPSES_SOON:
            return DeskState.SOON, f"on {found.lapses}"
        case State.OUTDATED:
            return DeskState.OUTDATED, f"since {found.since}"
        case State.DRAFT:
            return DeskState.DRAFT, ""
        case _:
            assert_never(found.state)


# ── what is in the drawers ──


def _known(project: Project, listed: Sequence[Listed], office: Office | None) -> dict[str, KnownSheet]:
    """Every id once; what is right today counts more than what was."""
    place = office.id if office else ""
    now = {(listing.guide, listing.language): (listing, found) for listing, found in listed}
    offices = {one.id for one in project.settings.offices}
    found: dict[str, KnownSheet] = {}
    for listing, _ in listed:
        if not listing.approved_on:
            fate = Fate.DRAFT if listing.draft else Fate.CURRENT
            _add(found, KnownSheet(listing.identity[:_DIGITS], fate, listing.guide, listing.language, place))
    for kept in all_kept(project):
        approval = kept.approval
        here = now.get((approval.guide, approval.language))
        if here and approval.office != place and approval.office in offices:
            kept_sheet = replace(_handed_out(approval, approval.identity, approval.approved_on), fate=Fate.ELSEWHERE)
        else:
            kept_sheet = _handed_out(approval, approval.identity, approval.approved_on, _outdated_since(approval, here))
        _add(found, kept_sheet)
        for one in approval.earlier:
            _add(found, _handed_out(approval, one.identity, one.approved_on, one.replaced_on))
    return found


def _add(found: dict[str, KnownSheet], sheet: KnownSheet) -> None:
    before = found.get(sheet.identity)
    if before is None or (before.fate is Fate.DRAFT and sheet.fate is Fate.OUTDATED):
        found[sheet.identity] = sheet


def _handed_out(approval: Approval, identity: str, approved_on: str, since: str = "") -> KnownSheet:
    return KnownSheet(
        identity[:_DIGITS], Fate.OUTDATED, approval.guide, approval.language, approval.office, approved_on, since
    )


def _outdated_since(approval: Approval, here: Listed | None) -> str:
    """Since when a kept version is not what may be handed out, as far as it can be told without its text of today."""
    if here is None:
        return ""
    listing, found = here
    revised = listing.dated if listing.dated > approval.revised and not listing.approved_on else ""
    return found.since or revised
