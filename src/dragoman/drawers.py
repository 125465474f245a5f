"""The sheets of a language that the front desk knows: those of today, and all that ever were handed out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from dragoman.archive import all_kept
from dragoman.cache import Cache, CacheKey, cache_key
from dragoman.freshness import Freshness, State
from dragoman.jobs import Listing
from dragoman.model import Approval, Office
from dragoman.program import program_digest
from dragoman.project import Project
from dragoman.render.desk import DeskSheet, DeskState, Fate, KnownSheet
from dragoman.shelves import Shelf

Listed = tuple[Listing, Freshness]
_ORDER = {state: place for place, state in enumerate(DeskState)}
_DIGITS = 16
"""Of an id: twice as many as stand on paper."""


@dataclass(frozen=True, slots=True)
class Drawer:
    """All sheets in a language, which are looked at when they are needed."""

    tag: str
    key: CacheKey
    """A name for what is in it, under which what is said here is kept."""
    forms: tuple[str, ...]
    """Names of those that sheets of today have."""
    knows: bool
    """Whether paper may lie about that is no sheet of today."""
    strange: tuple[KnownSheet, ...]
    """Such paper, if the project has the language no more."""
    shelf: Shelf | None
    approvals: tuple[Approval, ...]


class Drawers:
    """Looks into those of a project. `writes` is whether it adds to the cache."""

    def __init__(self, project: Project, office: Office | None, cache: Cache, *, writes: bool) -> None:
        self._project, self._office, self._cache, self._writes = project, office, cache, writes
        self._offices = frozenset(one.id for one in project.settings.offices)
        self._order = {guide: place for place, guide in enumerate(project.guides)}

    def of_all(self, shelves: Sequence[Shelf]) -> Iterator[Drawer]:
        """Of each language, and after them those of languages with approved versions alone."""
        approvals: dict[str, list[Approval]] = {shelf.language: [] for shelf in shelves}
        for kept in all_kept(self._project):
            approvals.setdefault(kept.approval.language, []).append(kept.approval)
        of_languages = {shelf.language: shelf for shelf in shelves}
        for tag, own in approvals.items():
            yield self._drawer(tag, of_languages.get(tag), tuple(own))

    def open(self, drawer: Drawer, forms: Sequence[str]) -> tuple[tuple[DeskSheet, ...], tuple[KnownSheet, ...]]:
        """Its sheets, those that may be handed out first, with the numbers of pages of these forms; and all other paper
        that may lie about."""
        listed = _listed(drawer.shelf)
        known = self._known(listed, drawer.approvals)
        sheets = [_sheet(listing, found, forms, known) for listing, found in listed if listing.pages]
        sheets.sort(key=lambda one: (_ORDER[one.state], self._order[one.guide]))
        own = {sheet.identity for sheet in sheets}
        return tuple(sheets), tuple(one for one in known.values() if one.identity not in own)

    def _drawer(self, tag: str, shelf: Shelf | None, approvals: tuple[Approval, ...]) -> Drawer:
        project = self._project
        key = cache_key(
            {
                "drawer": tag,
                "handouts": shelf.name if shelf else "",
                "approvals": repr(approvals),
                "office": self._office.id if self._office else "",
                "offices": sorted(self._offices),
                "program": program_digest(),
            }
        )
        if held := self._cache.look(key):
            forms, knows = json.loads(held.note)
        else:
            forms = [*dict.fromkeys(name for listing, _ in _listed(shelf) for name, _ in listing.pages)]
            knows = bool(self.open(Drawer(tag, key, (), False, (), shelf, approvals), forms)[1])
            if self._writes:
                self._cache.put(key, json.dumps([forms, knows]), ())
        found = Drawer(tag, key, tuple(forms), knows, (), shelf, approvals)
        is_strange = tag not in (one.tag for one in (project.english, *project.languages))
        return replace(found, strange=self.open(found, ())[1]) if is_strange else found

    def _known(self, listed: Sequence[Listed], approvals: Sequence[Approval]) -> dict[str, KnownSheet]:
        """Every id once; what is right today counts more than what was."""
        place = self._office.id if self._office else ""
        now = {listing.guide: (listing, found) for listing, found in listed}
        found: dict[str, KnownSheet] = {}
        for listing, _ in listed:
            if not listing.approved_on:
                fate = Fate.DRAFT if listing.draft else Fate.CURRENT
                _add(found, KnownSheet(listing.identity[:_DIGITS], fate, listing.guide, listing.language, place))
        for approval in approvals:
            here = now.get(approval.guide)
            if here and approval.office != place and approval.office in self._offices:
                kept_sheet = replace(
                    _handed_out(approval, approval.identity, approval.approved_on), fate=Fate.ELSEWHERE
                )
            else:
                since = _outdated_since(approval, here)
                kept_sheet = _handed_out(approval, approval.identity, approval.approved_on, since)
            _add(found, kept_sheet)
            for one in approval.earlier:
                _add(found, _handed_out(approval, one.identity, one.approved_on, one.replaced_on))
        return found


def _listed(shelf: Shelf | None) -> list[Listed]:
    return [(listing, result.freshness) for result, listing in shelf.listings] if shelf else []


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
