"""What an entry of the cache says of the handout in it, as a value and as JSON.

There may be tens of thousands in one process, and most of them say the same of most things: of equal texts, letters and
needs one is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from sys import intern
from typing import Any

from dragoman.freshness import Freshness, State
from dragoman.jobs import Listing, Made
from dragoman.model import Lack, Level, Signer
from dragoman.render.letters import Letters
from dragoman.signing import Need

_FREQUENT = 4_096
"""Values of one kind that are looked for among those there are."""


@dataclass(frozen=True, slots=True)
class Said:
    """A handout, and from when until when it would be made so."""

    since: str
    """ISO date."""
    until: str
    """ISO date; empty for always."""
    listing: Listing | None
    freshness: Freshness


def said_of(today: str, made: Made) -> Said:
    """Of one that was made on that day (ISO date)."""
    listing = made.listing and replace(made.listing, letters=_letters(made.listing.letters))
    needs = tuple(_need(*_fields(need)) for need in made.freshness.needs)
    return Said(today, made.until or "", listing, replace(made.freshness, needs=needs))


def note_of(said: Said) -> Mapping[str, Any]:
    """To be written as JSON."""
    freshness = {**_as_note(said.freshness), "needs": list(map(_as_note, said.freshness.needs))}
    listing = _as_note(said.listing) if said.listing else None
    return {"from": said.since, "until": said.until, "listing": listing, "freshness": freshness}


def read_said(note: Mapping[str, Any]) -> Said:
    """What `note_of` gave; `KeyError`, `TypeError` or `ValueError` for anything else."""
    listing = _listing(note["listing"]) if note["listing"] else None
    return Said(intern(note["from"]), intern(note["until"]), listing, _freshness(note["freshness"]))


def _as_note(value: Listing | Freshness | Need) -> Mapping[str, Any]:
    """Its fields; JSON makes the same of them as of copies."""
    return {name: getattr(value, name) for name in value.__slots__}


def _listing(note: Mapping[str, Any]) -> Listing:
    return Listing(
        **{name: intern(value) if type(value) is str else value for name, value in note.items()}
        | {
            "pages": tuple(_pair(name, number) for name, number in note["pages"]),
            "letters": _letters(note["letters"]),
            "keywords": tuple(map(intern, note["keywords"])),
        }
    )


def _letters(pairs: Iterable[tuple[str, str]]) -> Letters:
    return tuple(_pair(tag, shown) for tag, shown in pairs)


@lru_cache(_FREQUENT)
def _pair(name: str, value: Any) -> tuple[str, Any]:
    return name, value


def _freshness(note: Mapping[str, Any]) -> Freshness:
    needs = tuple(_need(*(need[name] for name in Need.__slots__)) for need in note["needs"])
    own: dict[str, Any] = {name: intern(value) if type(value) is str else value for name, value in note.items()}
    return Freshness(**{**own, "state": State(note["state"]), "needs": needs})


def _fields(need: Need) -> tuple[Any, ...]:
    return tuple(getattr(need, name) for name in Need.__slots__)


@lru_cache(_FREQUENT)
def _need(english: bool, level: str, lack: str, role: str | None, people: int, texts: int) -> Need:
    return Need(
        english=english,
        level=Level(level),
        lack=Lack(lack),
        role=Signer(role) if role else None,
        people=people,
        texts=texts,
    )
