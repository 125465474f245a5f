"""What checks find, and what is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.text import Level, Location


class Severity(StrEnum):
    """How bad it is if the finding is right; ordered from worst to least."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Certainty(StrEnum):
    """How sure the rule is; ordered from most to least.

    Apart from severity: a doubtful finding about a dose matters more than a sure one about a comma.
    """

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, where, how bad, how sure, and what to do."""

    rule: str
    severity: Severity
    location: Location
    """Line of the catalog, the template or the guide."""
    problem: str
    """One sentence: what is wrong."""
    remedy: str
    """One sentence: what to do."""
    certainty: Certainty = Certainty.CERTAIN
    language: str = ""
    """BCP 47 tag; empty for a finding about the English."""
    guide: str = ""
    context: str | None = None
    """`msgctxt` of the entry."""
    source: str = ""
    """The English text, where the finding is about an entry."""
    translation: str = ""
    """The form of the translation that it is about."""
    level: Level | None = None
    """Of the message; `None` where the finding is about a file."""
    source_location: Location | None = None
    """Where the English stands."""
    page: str = ""
    """Page and anchor in the folder of what is built: `es/back-injections.html#before`."""
    english: tuple[str, ...] = ()
    """The words of the English that it is about, as they stand there."""
    words: tuple[str, ...] = ()
    """The words of the translation that it is about, as they stand there."""
    fix: str | None = None
    """The translation as it should be, where that is a matter of form alone."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Findings after the project's settings, its waivers and its baseline have been heard."""

    findings: tuple[Finding, ...]
    """What counts."""
    waived: tuple[Finding, ...] = ()
    """Excused by name, with a reason."""
    known: tuple[Finding, ...] = ()
    """In the baseline: there before, and not this time's fault."""
    unread: tuple[Finding, ...] = ()
    """Those of `findings` about files that could not be read: nobody knows what is wrong in them."""

    @property
    def failed(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)
