"""What the page of the front desk knows: which sheets there are, and which sheet of paper was handed out when.

Types alone, and their JSON for the script of the page, a file for what all languages share and one for each language;
`templates/desk-table.html.j2` shows the sheets of a language without a script.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dragoman.model import Direction
from dragoman.render.script import script_data

DATA_NAME = "dragomanDesk"


class DeskState(StrEnum):
    """How a sheet of the desk stands, from best to worst."""

    FINAL = "final"
    SOON = "soon"
    """Final, and its approval ends soon."""
    OLDER = "older"
    """An approved version in place of a newer text that nobody has approved yet."""
    OUTDATED = "outdated"
    """Marked as a draft; it was signed once."""
    DRAFT = "draft"


STATE_WORDS: Mapping[DeskState, str] = {
    DeskState.FINAL: "Final",
    DeskState.SOON: "Final, ends soon",
    DeskState.OLDER: "Older version, approved",
    DeskState.OUTDATED: "DRAFT, outdated",
    DeskState.DRAFT: "DRAFT",
}


@dataclass(frozen=True, slots=True)
class DeskLanguage:
    tag: str
    english: str
    autonym: str
    direction: Direction
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeskSheet:
    """One handout as the desk sees it."""

    guide: str
    language: str
    identity: str
    """What its sheets are known by; empty for an approved older version, which `Desk.known` has."""
    title_en: str
    title: str
    title_lang: str
    keywords: tuple[str, ...]
    state: DeskState
    when: str
    """What goes with the state: `until 2029-11-26`; empty for nothing."""
    dated: str
    """ISO date of the text."""
    pages: tuple[int, ...]
    """Of each form of `DeskPaths.forms`; zero where it is not made."""

    @property
    def state_words(self) -> str:
        return STATE_WORDS[self.state]

    @property
    def is_draft(self) -> bool:
        return self.state in (DeskState.OUTDATED, DeskState.DRAFT)


class Fate(StrEnum):
    """What a sheet of paper is today, by the id at its foot."""

    CURRENT = "current"
    OUTDATED = "outdated"
    DRAFT = "draft"
    ELSEWHERE = "elsewhere"
    """Approved for a location whose text of today is not in this build."""


@dataclass(frozen=True, slots=True)
class KnownSheet:
    """A text that sheets were printed of."""

    identity: str
    fate: Fate
    guide: str
    language: str
    office: str = ""
    approved_on: str = ""
    since: str = ""
    """ISO date since when it is outdated, where that is known."""


@dataclass(frozen=True, slots=True)
class DeskGuide:
    """What the sheets of a guide have in common."""

    guide: str
    title_en: str
    keywords: tuple[str, ...]
    """In English."""
    revisions: tuple[str, ...]
    """Hashes of its English text, which stand at the foot of its sheets too."""


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the page is made of."""

    title: str
    today: str
    paper: str
    office: str
    """Id of the location that the sheets are for; empty where the project has none."""
    offices: tuple[tuple[str, str], ...]
    """Id and name of each location."""
    languages: tuple[DeskLanguage, ...]
    """Those with sheets, or with paper that may still lie about."""
    guides: tuple[DeskGuide, ...]
    sheets: tuple[DeskSheet, ...]
    """Those that may be handed out first."""
    known: tuple[KnownSheet, ...]
    """Texts that sheets were printed of, beside those of `sheets`."""
    paths: DeskPaths


@dataclass(frozen=True, slots=True)
class DeskPaths:
    """Where files stand; `{language}` and `{guide}` are to be put in."""

    forms: tuple[tuple[str, str], ...]
    """Name of each form and the path of its sheets."""
    picture: str
    notice: str
    data: str
    """Of the sheets of a language."""
    table: str
    """Of the same, without a script."""

    def files(self, sheet: DeskSheet) -> Iterator[tuple[str, str]]:
        """The forms of a sheet that are made, by name, and the path of each."""
        for (name, path), pages in zip(self.forms, sheet.pages, strict=True):
            if pages:
                yield name, path.format(language=sheet.language, guide=sheet.guide)


def desk_script(desk: Desk) -> str:
    """What all languages share."""
    value = {
        "paper": desk.paper,
        "office": desk.office,
        "offices": [{"id": id_, "name": name} for id_, name in desk.offices],
        "paths": {"forms": dict(desk.paths.forms), "picture": desk.paths.picture, "notice": desk.paths.notice},
        "words": {state.value: words for state, words in STATE_WORDS.items()},
        "languages": {
            one.tag: {
                "english": one.english,
                "own": one.autonym,
                "direction": one.direction.value,
                "names": [one.tag, one.english, one.autonym, *one.aliases],
            }
            for one in desk.languages
        },
        "guides": {
            one.guide: {"english": one.title_en, "keywords": one.keywords, "revisions": one.revisions}
            for one in desk.guides
        },
        "sheets": {},
        "known": _known_of_strange_languages(desk),
    }
    return script_data(DATA_NAME, value)


def _known_of_strange_languages(desk: Desk) -> Mapping[str, list[Mapping[str, str]]]:
    """Paper in a language that the project has no more."""
    own = {one.tag for one in desk.languages}
    found: dict[str, list[Mapping[str, str]]] = {}
    for one in desk.known:
        if one.language not in own:
            found.setdefault(one.language, []).append(_known_value(one))
    return found


def desk_language_script(desk: Desk, tag: str) -> str:
    """The sheets of a language. What is as for most of them is left out, as there may be a thousand."""
    guides = {one.guide: one for one in desk.guides}
    sheets = [_sheet_value(sheet, guides[sheet.guide]) for sheet in desk.sheets if sheet.language == tag]
    known = [_known_value(one) for one in desk.known if one.language == tag]
    place = json.dumps(tag)
    return script_data(f"{DATA_NAME}.sheets[{place}]", sheets) + script_data(f"{DATA_NAME}.known[{place}]", known)


def _sheet_value(sheet: DeskSheet, guide: DeskGuide) -> Mapping[str, object]:
    """`pages` are in the order of the forms, zero for one that this sheet does not have."""
    value = {
        "guide": sheet.guide,
        "id": sheet.identity,
        "state": sheet.state.value,
        "dated": sheet.dated,
        "pages": sheet.pages,
        "title": sheet.title,
        "titleLanguage": sheet.title_lang if sheet.title_lang != sheet.language else "",
        "english": sheet.title_en if sheet.title_en != guide.title_en else "",
        "keywords": [word for word in sheet.keywords if word not in guide.keywords],
        "when": sheet.when,
    }
    return {name: one for name, one in value.items() if one}


def _known_value(one: KnownSheet) -> Mapping[str, str]:
    value = {
        "id": one.identity,
        "fate": one.fate.value,
        "guide": one.guide,
        "office": one.office,
        "approved": one.approved_on,
        "since": one.since,
    }
    return {name: said for name, said in value.items() if said}
