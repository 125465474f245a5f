"""A sheet on which a clinician or a reader judges a handout text by text, and what comes back of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.finding import Finding, Severity
from dragoman.model.language import Language
from dragoman.model.signoff import Judgement, Lack, SignOff, TextStanding
from dragoman.model.text import SOURCE_LANGUAGE


class Look(StrEnum):
    """How a piece of a text stands on paper."""

    PLAIN = "plain"
    STRONG = "strong"
    FILLED = "filled"
    """A fact of the clinic, which no translator wrote."""
    BREAK = "break"
    """The end of a line; its text is empty."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text as a patient would read it."""

    text: str
    look: Look = Look.PLAIN


Reading = tuple[Piece, ...]
"""A text as it would be printed, for people who know no markup."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One text to judge."""

    number: int
    """From 1, in the order of the handout."""
    standing: TextStanding
    """Its hash, its level wherever it stands, who signed it, and what it lacks."""
    place: str
    """What the text is: `step`, `table cell, column “When”`."""
    section: str
    """The heading above; empty at the top of a guide."""
    notes: tuple[str, ...]
    """What the author says to translators; of a whole list, at its first text."""
    english: Reading
    translation: tuple[Reading, ...]
    """Each form; empty for a text of the English, and where there is none that a handout may show."""
    findings: tuple[Finding, ...] = ()
    """What `check` finds, but for what it says of sign-offs."""

    @property
    def is_translated(self) -> bool:
        """Whether there is anything to judge; always for the English itself."""
        return not any(shortfall.lack is Lack.TRANSLATION for shortfall in self.standing.shortfalls)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What forbids to approve the text."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """One guide in one language as rows to judge."""

    id: str
    """Eight hexadecimal digits of guide, language and all texts: two sheets with the same id ask for the same."""
    project: str
    guide: str
    title: str
    """Of the guide, in English."""
    language: Language
    made: str
    """ISO date."""
    rows: tuple[ReviewRow, ...]

    @property
    def is_english(self) -> bool:
        """Whether the English itself is to be judged: then no row has a translation."""
        return self.language.tag == SOURCE_LANGUAGE


# ── What comes back ──


@dataclass(frozen=True, slots=True)
class Written:
    """What a person left in a cell, without the space around it."""

    text: str
    cell: str
    """Where: `B7 of the sheet “Sign here”`."""


@dataclass(frozen=True, slots=True)
class WrittenSignature:
    """Who signs, as written."""

    name: Written
    qualification: Written
    role: Written
    origin: Written
    date: Written


@dataclass(frozen=True, slots=True)
class Answer:
    """A row as it came back."""

    number: str
    english: str
    translation: str
    judgement: str
    comment: str
    text: str
    """Of the hash: whatever stands in its cell."""
    cell: str
    """Of the judgement."""


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """A workbook that came back."""

    path: str
    guide: str
    language: str
    """BCP 47 tag."""
    signature: WrittenSignature
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be taken, and why."""

    number: str
    about: str
    """The first words of its English."""
    problem: str


@dataclass(frozen=True, slots=True)
class Review:
    """What of a returned sheet can be taken today."""

    accepted: tuple[SignOff, ...]
    refused: tuple[Refusal, ...]

    def count(self, judgement: Judgement) -> int:
        return sum(sign_off.judgement is judgement for sign_off in self.accepted)
