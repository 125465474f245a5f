"""What a rule is: a page that explains it, a function of one of four kinds, and a line in the registry.

A rule sees values only: no files, no settings, no output. It yields problems; the engine adds rule, severity and place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.markup.inline import InlineContext
from dragoman.model import Catalog, Entry, Language, Message, Severity


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


@dataclass(frozen=True, slots=True)
class Pair:
    """One form of a translated entry beside its source. Rules for pairs run on no other entries."""

    source: str
    translation: str
    entry: Entry
    language: Language
    context: InlineContext
    """What the text may refer to elsewhere in its guide."""


@dataclass(frozen=True, slots=True)
class CatalogView:
    """A catalog beside the messages that it should hold."""

    catalog: Catalog
    language: Language
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A template as it is on disk beside what the guides say today."""

    template: Catalog | None
    path: str
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class HistoryView:
    """A catalog as it was in an older revision beside what it is."""

    before: Catalog | None
    """`None` where the revision did not have it."""
    after: Catalog
    language: Language
    messages: tuple[Message, ...]
    """What the guide says today."""


@dataclass(frozen=True, slots=True)
class PairRule:
    summary: str
    severity: Severity
    check: Callable[[Pair], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class CatalogRule:
    summary: str
    severity: Severity
    check: Callable[[CatalogView], Iterator[Problem]]
    completeness: bool = False
    """Whether it is about what is missing: only a note in a language that is begun."""


@dataclass(frozen=True, slots=True)
class TemplateRule:
    summary: str
    severity: Severity
    check: Callable[[TemplateView], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class HistoryRule:
    """Runs only where a catalog is compared with a revision."""

    summary: str
    severity: Severity
    check: Callable[[HistoryView], Iterator[Problem]]


Rule = PairRule | CatalogRule | TemplateRule | HistoryRule


def english_forms(entry: Entry) -> Iterator[str]:
    """The English that each form of a translation is held against; the first form against the singular."""
    for number in range(len(entry.translation)):
        yield entry.plural if entry.plural is not None and number else entry.key.text


def is_empty(catalog: Catalog) -> bool:
    """Whether there is no catalog at all: no file, or one without a header and entries."""
    return not catalog.entries and not catalog.header.translation[0].strip()
