"""What a text says in figures: a value, the ways it can be read, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The value is the word for it in a report."""

    NUMBER = "number"
    TIME = "time"
    DATE = "date"
    EMERGENCY = "emergency number"
    PHONE = "phone number"
    EMAIL = "e-mail address"
    ADDRESS = "web address"


class Join(StrEnum):
    """What stands between two numbers."""

    NOT = ""
    DASH = "-"
    WORD = "word"
    """One short word: "15 to 30", "1 or 2"."""


@dataclass(frozen=True, slots=True)
class Value:
    """Something that must be the same in every language, as one text writes it."""

    kind: Kind
    readings: tuple[str, ...]
    """What the words can mean, in one spelling for all languages; the most usual first.

    Numbers as `1000.5`, `-5`, `1/3`; times as `20:30`; dates as `2026-03-04`, `--03-04` or `2026-03`; phone numbers as
    digits; addresses in small letters. Two values are the same if they share a reading.
    """
    start: int
    end: int
    words: str
    """As they stand in the text."""
    parts: tuple[str, ...] = ()
    """The numbers that it is made of, where it may also be read as several: `8` and `30` of a time."""
    foreign: tuple[str, ...] = ()
    """Those of the readings whose decimal or group sign is not the language's."""
    units: tuple[str, ...] = ()
    """Units that stand behind it, or are told by a sign: concepts of the word lists, or signs such as `mmHg`."""
    units_ahead: tuple[str, ...] = ()
    """Units that stand in front of it, where they may be its own or belong to what comes before."""
    spelled: bool = False
    """In words, not in digits. A spelled date is a month alone, a spelled time is noon or midnight."""
    joined: Join = Join.NOT
    """How it hangs together with the value before it."""

    @property
    def number(self) -> str:
        """The most usual reading."""
        return self.readings[0]
