"""What a rule is: a page that explains it, a function of one of ten kinds, and a line in the registry.

A rule sees values only: one text beside its English (`Pair`), or what `views.py` has. It yields problems; the engine
adds rule, severity and place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.checks.reading import Reading
from dragoman.checks.views import (
    CatalogView,
    FileView,
    GuideView,
    HistoryView,
    LedgerView,
    LibraryView,
    SheetView,
    TemplateView,
    WaiverView,
)
from dragoman.model import (
    NO_CONVENTIONS,
    Certainty,
    Conventions,
    Entry,
    Language,
    Level,
    Location,
    Message,
    Severity,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found."""

    problem: str
    """One sentence: what is wrong."""
    remedy: str
    """One sentence: what to do."""
    entry: Entry | None = None
    """Where a catalog's rule found it; `None` for the catalog as a whole, and from a rule for pairs."""
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
    field: str = ""
    """Which field of the header it is about, where that is the entry."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One form of a translated entry beside its source. Rules for pairs run on no other entries.

    What rules say of a pair is remembered by what is here, so nothing is here that they need not know: where the entry
    stands, and which form of it this is, the engine adds.
    """

    english: Reading
    local: Reading
    language: Language
    level: Level = Level.INFO
    """How much harm a wrong translation can do."""
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
            english=english,
            words=words,
            severity=severity,
            certainty=certainty,
            fix=fix,
        )


def always(_: Pair) -> bool:
    """Of every pair."""
    return True


@dataclass(frozen=True, slots=True)
class PairRule:
    summary: str
    severity: Severity
    check: Callable[[Pair], Iterator[Problem]]
    certainty: Certainty = Certainty.CERTAIN
    needs: Callable[[Pair], bool] = always
    """A cheap test: `check` finds nothing in a pair that fails it. Rules with the same test share its answers."""


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
