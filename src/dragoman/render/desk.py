"""What the page of the front desk knows: which sheets there are, and which sheet of paper was handed out when.

Types alone, and their JSON for the script of the page; `templates/desk.html.j2` shows the same without a script.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    language: DeskLanguage
    title_en: str
    title: str
    title_lang: str
    keywords: tuple[str, ...]
    state: DeskState
    when: str
    """What goes with the state: `until 2029-11-26`; empty for nothing."""
    dated: str
    """ISO date of the text."""
    pages: Mapping[str, int]
    """By the name of the form."""
    files: Mapping[str, str]
    """Path of the sheet by the name of its form, those of `pages`."""
    picture: str
    notice: str
    """Path of the notice that goes with an older version; else empty."""

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
class Desk:
    """All that the page is made of."""

    title: str
    today: str
    paper: str
    office: str
    """Id of the location that the sheets are for; empty where the project has none."""
    offices: tuple[tuple[str, str], ...]
    """Id and name of each location."""
    sheets: tuple[DeskSheet, ...]
    """Those that may be handed out first."""
    known: tuple[KnownSheet, ...]
    revisions: tuple[tuple[str, str], ...]
    """Hash of the English text of a guide, which stands at the foot too, and the guide's title."""


def desk_script(desk: Desk) -> str:
    """The data of the page for its script."""
    languages = {sheet.language.tag: sheet.language for sheet in desk.sheets}
    value = {
        "paper": desk.paper,
        "office": desk.office,
        "offices": [{"id": id_, "name": name} for id_, name in desk.offices],
        "languages": {
            tag: {
                "english": one.english,
                "own": one.autonym,
                "direction": one.direction.value,
                "names": [one.tag, one.english, one.autonym, *one.aliases],
            }
            for tag, one in languages.items()
        },
        "sheets": [
            {
                "guide": sheet.guide,
                "language": sheet.language.tag,
                "english": sheet.title_en,
                "title": sheet.title,
                "titleLanguage": sheet.title_lang,
                "keywords": sheet.keywords,
                "state": sheet.state.value,
                "words": sheet.state_words,
                "draft": sheet.is_draft,
                "when": sheet.when,
                "dated": sheet.dated,
                "pages": dict(sheet.pages),
                "files": dict(sheet.files),
                "picture": sheet.picture,
                "notice": sheet.notice,
            }
            for sheet in desk.sheets
        ],
        "known": [
            {
                "id": one.identity,
                "fate": one.fate.value,
                "guide": one.guide,
                "language": one.language,
                "office": one.office,
                "approved": one.approved_on,
                "since": one.since,
            }
            for one in desk.known
        ],
        "revisions": [{"id": revision, "english": title} for revision, title in desk.revisions],
    }
    return script_data(DATA_NAME, value)
