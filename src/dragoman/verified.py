"""What verifying a sheet or a pack answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """What a sheet is."""

    CURRENT = "current"
    OUTDATED = "outdated"
    """It was approved, and is not what may be handed out today."""
    DRAFT = "draft"
    ALTERED = "altered"
    """Dragoman made it or something that it was made from; these bytes nobody approved."""
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Verified:
    """The answer for one sheet."""

    answer: Answer
    says: str
    """Why, and what to do: sentences for people."""
    guide: str = ""
    language: str = ""
    office: str = ""
    identity: str = ""
    sha256: str = ""
    approved_on: str = ""
    since: str = ""
    """ISO date since when it is out of date, where that is known."""
