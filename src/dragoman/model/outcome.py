"""What comes out: handouts and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.catalog import Status
from dragoman.model.guide import Guide
from dragoman.model.language import Language
from dragoman.model.project import Fact, Paper
from dragoman.model.signoff import NO_STANDING, Standing
from dragoman.model.text import Segment


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many messages of a guide in one language are in which state."""

    translated: int
    fuzzy: int
    untranslated: int

    @property
    def total(self) -> int:
        return self.translated + self.fuzzy + self.untranslated

    @property
    def complete(self) -> bool:
        return self.translated == self.total


@dataclass(frozen=True, slots=True)
class Gap:
    """A text that a handout shows in English, and why: the status of its entry, as far as a page may use it."""

    segment: Segment
    """The English one."""
    status: Status


class DraftReason(StrEnum):
    """Why a handout is not final."""

    INCOMPLETE = "incomplete"
    MACHINE = "machine"
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class Handout:
    """One guide in one language with the facts of one office: all that a page or a sheet needs."""

    guide: Guide
    """Localized: each segment carries the language its text is in."""
    source: Guide
    language: Language
    coverage: Coverage
    draft: tuple[DraftReason, ...]
    """Empty for a final handout."""
    facts: Mapping[str, Fact]
    paper: Paper
    translated_on: str = ""
    """`PO-Revision-Date` of the catalog, as an ISO date."""
    standing: Standing = NO_STANDING
    """Who signed what, and what is lacking."""
    gaps: tuple[Gap, ...] = ()
    """In the order of reading; each message once."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of a build; a whole build is a mapping of paths to bytes."""

    path: str
    content: bytes
