"""What a `.po` file holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dragoman.model.text import MessageKey


class Status(StrEnum):
    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    OBSOLETE = "obsolete"


class Origin(StrEnum):
    """Who wrote the text of a catalog: its header field `X-Dragoman-Origin`, `human` where it says nothing."""

    HUMAN = "human"
    MACHINE = "machine"
    MACHINE_THEN_HUMAN = "machine then human"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a catalog, as gettext reads it."""

    key: MessageKey
    translation: tuple[str, ...]
    """One string, or one for each plural form."""
    status: Status
    plural: str | None = None
    flags: tuple[str, ...] = ()
    """All flags but `fuzzy`, which is a status; an obsolete entry has `fuzzy` here, since its status cannot say it."""
    comments: tuple[str, ...] = ()
    """The translator's own (`#`)."""
    extracted: tuple[str, ...] = ()
    """The program's (`#.`)."""
    references: tuple[str, ...] = ()
    """`path:line` or `path` (`#:`)."""
    previous: MessageKey | None = None
    """The source that was translated (`#|`)."""
    previous_plural: str | None = None
    line: int = field(default=0, compare=False)
    """Of `msgid` in the file; 0 for an entry that is in no file."""
    raw: bytes | None = field(default=None, compare=False, repr=False)
    """The entry's bytes in its file, with what separates it from the next one.

    An entry that still has them is written back as they are; `None` means it must be worded anew.
    """


@dataclass(frozen=True, slots=True)
class Catalog:
    """A `.po` or `.pot` file."""

    path: str
    language: str
    """BCP 47 tag; empty for a template."""
    header: Entry
    entries: tuple[Entry, ...]
    """In the order of the file, without the header."""
    lead: bytes = b""
    """What stands before the first entry: a byte order mark, blank lines."""
    tail: bytes = b""
    """What stands after the last entry and belongs to none."""

    @property
    def fields(self) -> Mapping[str, str]:
        """Header fields by name; where one is given twice the first counts, as in gettext."""
        found: dict[str, str] = {}
        for line in self.header.translation[0].split("\n"):
            name, colon, value = line.partition(":")
            if colon:
                found.setdefault(name.strip(), value.strip())
        return found


class Fate(StrEnum):
    """What became of an entry in a sync, in the words of the report."""

    NEW = "new"
    BACK = "back in the guide, with its translation"
    FORMATTING = "changed in form only, translation kept"
    TYPO = "corrected in the English, translation kept"
    WORDING = "reworded, translation to be looked at again"
    MEANING = "changed in meaning, to be translated anew"
    PARTS = "cut or joined, the old translation shown in comments"
    OFFERED = "translated elsewhere, offered as a draft"
    GONE = "no longer in the guide, any translation kept as obsolete"
    NOTES = "comments or flags updated"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that a sync touched, and why."""

    fate: Fate
    key: MessageKey
    previous: MessageKey | None = None
    """The English that the translation belongs to, where it is another."""
    reasons: tuple[str, ...] = ()
    """For a change of meaning what was touched (`number: 2 → 5`); for an offer where it comes from."""
