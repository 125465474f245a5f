"""What a rule can look at that is more than one text: catalogs, files, guides, ledgers, sheets, waivers.

Values only: no files, no settings, no output, no clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.markup.inline import NOTHING_ELSEWHERE, InlineContext
from dragoman.model import (
    NO_CONVENTIONS,
    NO_LEDGER,
    Catalog,
    Commitment,
    Conventions,
    ExpectedSheet,
    Finding,
    Guide,
    Language,
    Ledger,
    Location,
    LostLetter,
    Message,
    Policy,
    PrintedSheet,
    TextSize,
    TextStanding,
    Waiver,
)


@dataclass(frozen=True, slots=True)
class CatalogView:
    """A catalog beside the messages that it should hold."""

    catalog: Catalog
    language: Language
    messages: tuple[Message, ...]
    guide: str = ""
    """Name of the catalog: a guide's id, `page`, or `guides` where one catalog holds all."""
    context: InlineContext = NOTHING_ELSEWHERE
    """What its texts may refer to elsewhere in their guide."""
    commitment: Commitment = Commitment.REQUIRED
    conventions: Conventions = NO_CONVENTIONS
    is_there: bool = True
    """Whether there is a file of it."""


@dataclass(frozen=True, slots=True)
class LibraryView:
    """All catalogs of one language."""

    language: Language
    catalogs: tuple[CatalogView, ...]


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A template as it is on disk beside what the guides say today."""

    template: Catalog | None
    path: str
    messages: tuple[Message, ...]
    guide: str = ""


@dataclass(frozen=True, slots=True)
class FileView:
    """A catalog or template that cannot be read."""

    guide: str
    language: str
    """Tag; empty for a template."""
    location: Location
    """Where reading stopped."""
    problem: str
    """What the reader says of it."""
    remedy: str


@dataclass(frozen=True, slots=True)
class GuideView:
    """An English guide. Texts that it includes from others are looked at there."""

    guide: Guide
    messages: tuple[Message, ...]
    today: str
    """ISO date."""


@dataclass(frozen=True, slots=True)
class SignedSince:
    """The ledger of a language as it was in an older revision beside what it is."""

    before: Ledger = NO_LEDGER
    now: Ledger = NO_LEDGER
    path: str = ""
    parted: str = ""
    """ISO date of the last commit that the revision and today have in common; empty where it cannot be told."""


@dataclass(frozen=True, slots=True)
class HistoryView:
    """A catalog as it was in an older revision beside what it is."""

    before: Catalog | None
    """`None` where the revision did not have it, or has it as a file that cannot be read."""
    after: Catalog
    language: Language
    messages: tuple[Message, ...]
    """What the guide says today."""
    guide: str = ""
    context: InlineContext = NOTHING_ELSEWHERE
    signed: SignedSince = SignedSince()
    unread: str = ""
    """Where and why the catalog of the revision cannot be read; empty where it can."""


@dataclass(frozen=True, slots=True)
class GuideStanding:
    """One guide in one language, text by text."""

    guide: str
    texts: tuple[TextStanding, ...]
    """Its texts in this language; those of the English only where the language is English."""
    path: str
    """Of its catalog; of the guide itself for English."""
    context: InlineContext = NOTHING_ELSEWHERE


@dataclass(frozen=True, slots=True)
class LedgerView:
    """What was signed in one language beside what its handouts say today."""

    language: Language
    path: str
    """Of the ledger."""
    ledger: Ledger
    guides: tuple[GuideStanding, ...]
    catalogs: Mapping[str, CatalogView]
    """By what they translate: a guide's id, or `page`. For English without entries."""
    policy: Policy
    today: str
    """ISO date."""


@dataclass(frozen=True, slots=True)
class SheetView:
    """One guide in one language on paper, in one size."""

    guide: Guide
    """Localized: each segment carries the language its text is in."""
    language: Language
    path: str
    """Of the guide's catalog; of the guide itself for English."""
    expected: ExpectedSheet | None
    """What a reader must find; `None` where the sheet could not be set."""
    printed: PrintedSheet | None
    """What is on the paper; `None` where the sheet could not be set."""
    lost: tuple[LostLetter, ...] = ()
    """What no font has: the reason why it could not."""
    fault: str = ""
    """Another reason why it could not, in a sentence."""
    remedy: str = ""
    """What to do about that."""
    size: TextSize = TextSize.NORMAL
    budget: int = 0
    """How many pages it may have in this size; 0 for any number."""
    english_pages: int = 0
    """How many the English has in this size; 0 where that is not known."""
    staff_pages: int = 0
    """How many of the last are for staff, as in a draft."""
    commitment: Commitment = Commitment.REQUIRED

    @property
    def pages(self) -> int:
        """How many a patient takes home."""
        return len(self.printed.pages) - self.staff_pages if self.printed else 0

    @property
    def in_size(self) -> str:
        """For a sentence: nothing for a sheet of the normal size."""
        return "" if self.size is TextSize.NORMAL else f" in {self.size.value} points"


@dataclass(frozen=True, slots=True)
class WaiverView:
    """The project's waivers beside all that was found."""

    waivers: tuple[Waiver, ...]
    findings: tuple[Finding, ...]
    today: str
    """ISO date."""


def is_empty(catalog: Catalog) -> bool:
    """Whether there is no catalog at all: no file, or one without a header and entries."""
    return not catalog.entries and not catalog.header.translation[0].strip()
