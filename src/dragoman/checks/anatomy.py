"""What a rule is: a page that explains it, a function of one of ten kinds, and a line in the registry.

A rule sees values only: no files, no settings, no output, no clock. It yields problems; the engine adds rule, severity
and place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.checks.reading import Reading
from dragoman.markup.inline import NOTHING_ELSEWHERE, InlineContext
from dragoman.model import (
    NO_CONVENTIONS,
    NO_LEDGER,
    Catalog,
    Certainty,
    Commitment,
    Conventions,
    Entry,
    ExpectedSheet,
    Finding,
    Guide,
    Language,
    Ledger,
    Level,
    Location,
    LostLetter,
    Message,
    Policy,
    PrintedSheet,
    Severity,
    TextSize,
    TextStanding,
    Waiver,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found."""

    problem: str
    """One sentence: what is wrong."""
    remedy: str
    """One sentence: what to do."""
    entry: Entry | None = None
    """Where a catalog's rule found it; `None` for the catalog as a whole."""
    message: Message | None = None
    """The English it is about, where no entry holds it."""
    location: Location | None = None
    """Where a guide's rule found it."""
    form: int = 0
    """Which plural form of the entry it is about."""
    english: tuple[str, ...] = ()
    """The words of the English that it is about, as they stand there: reports show them."""
    words: tuple[str, ...] = ()
    """The words of the translation that it is about, as they stand there."""
    severity: Severity | None = None
    """Where this one is milder than its rule."""
    certainty: Certainty | None = None
    """Where this one is more or less sure than its rule."""
    fix: str | None = None
    """The form of the translation as it should be, where that is a matter of form alone: `check --fix` proposes it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One form of a translated entry beside its source. Rules for pairs run on no other entries."""

    english: Reading
    local: Reading
    entry: Entry
    language: Language
    level: Level = Level.INFO
    """How much harm a wrong translation can do."""
    form: int = 0
    """Which plural form; 0 where there is one."""
    conventions: Conventions = NO_CONVENTIONS

    @property
    def source(self) -> str:
        return self.english.raw

    @property
    def translation(self) -> str:
        return self.local.raw

    def problem(
        self,
        problem: str,
        remedy: str,
        *,
        english: tuple[str, ...] = (),
        words: tuple[str, ...] = (),
        severity: Severity | None = None,
        certainty: Certainty | None = None,
        fix: str | None = None,
    ) -> Problem:
        """A problem of this pair."""
        return Problem(
            problem,
            remedy,
            self.entry,
            form=self.form,
            english=english,
            words=words,
            severity=severity,
            certainty=certainty,
            fix=fix,
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
    """`None` where the revision did not have it."""
    after: Catalog
    language: Language
    messages: tuple[Message, ...]
    """What the guide says today."""
    guide: str = ""
    context: InlineContext = NOTHING_ELSEWHERE
    signed: SignedSince = SignedSince()


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
    size: TextSize = TextSize.NORMAL
    budget: int = 0
    """How many pages it may have in this size; 0 for any number."""
    english_pages: int = 0
    """How many the English has in this size; 0 where that is not known."""
    commitment: Commitment = Commitment.REQUIRED

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


@dataclass(frozen=True, slots=True)
class PairRule:
    summary: str
    severity: Severity
    check: Callable[[Pair], Iterator[Problem]]
    certainty: Certainty = Certainty.CERTAIN


@dataclass(frozen=True, slots=True)
class CatalogRule:
    summary: str
    severity: Severity
    check: Callable[[CatalogView], Iterator[Problem]]
    certainty: Certainty = Certainty.CERTAIN
    completeness: bool = False
    """Whether it is about what is missing: only a note in a language that is begun."""


@dataclass(frozen=True, slots=True)
class LibraryRule:
    """Sees all catalogs of a language at once; yields the catalog with each problem."""

    summary: str
    severity: Severity
    check: Callable[[LibraryView], Iterator[tuple[CatalogView, Problem]]]
    certainty: Certainty = Certainty.CERTAIN


@dataclass(frozen=True, slots=True)
class TemplateRule:
    summary: str
    severity: Severity
    check: Callable[[TemplateView], Iterator[Problem]]
    certainty: Certainty = Certainty.CERTAIN


@dataclass(frozen=True, slots=True)
class FileRule:
    """Speaks for a file on which no other rule can run. No severity of a project, waiver or baseline hides it."""

    summary: str
    severity: Severity
    check: Callable[[FileView], Iterator[Problem]]
    certainty: Certainty = Certainty.CERTAIN


@dataclass(frozen=True, slots=True)
class GuideRule:
    """Looks at the English: what is hard to translate, or to read."""

    summary: str
    severity: Severity
    check: Callable[[GuideView], Iterator[Problem]]
    certainty: Certainty = Certainty.CERTAIN


@dataclass(frozen=True, slots=True)
class HistoryRule:
    """Runs only where a catalog is compared with a revision."""

    summary: str
    severity: Severity
    check: Callable[[HistoryView], Iterator[Problem]]
    certainty: Certainty = Certainty.CERTAIN


@dataclass(frozen=True, slots=True)
class LedgerRule:
    """Looks at what people signed; yields the name of a guide with each problem, empty for the ledger as a whole."""

    summary: str
    severity: Severity
    check: Callable[[LedgerView], Iterator[tuple[str, Problem]]]
    certainty: Certainty = Certainty.CERTAIN


@dataclass(frozen=True, slots=True)
class SheetRule:
    """Looks at a sheet as it is on paper; runs only where sheets are set."""

    summary: str
    severity: Severity
    check: Callable[[SheetView], Iterator[Problem]]
    certainty: Certainty = Certainty.CERTAIN
    completeness: bool = False
    """As of `CatalogRule`."""


@dataclass(frozen=True, slots=True)
class WaiverRule:
    """Looks at the waivers themselves; they are never waived."""

    summary: str
    severity: Severity
    check: Callable[[WaiverView], Iterator[Problem]]
    certainty: Certainty = Certainty.CERTAIN


Rule = (
    PairRule
    | CatalogRule
    | LibraryRule
    | TemplateRule
    | FileRule
    | GuideRule
    | HistoryRule
    | LedgerRule
    | SheetRule
    | WaiverRule
)


def english_forms(entry: Entry) -> Iterator[str]:
    """The English that each form of a translation is held against; the first form against the singular."""
    for number in range(len(entry.translation)):
        yield entry.plural if entry.plural is not None and number else entry.key.text


def is_empty(catalog: Catalog) -> bool:
    """Whether there is no catalog at all: no file, or one without a header and entries."""
    return not catalog.entries and not catalog.header.translation[0].strip()
