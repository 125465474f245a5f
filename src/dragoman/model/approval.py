"""A handout that was final once, as it is kept: what stays printable when its text has moved on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.project import Paper
from dragoman.model.signoff import Signer, TextHash


@dataclass(frozen=True, slots=True, order=True)
class Signature:
    """A person who signed texts of a handout."""

    role: Signer
    name: str
    qualification: str
    date: str
    """ISO date of the latest of their sign-offs that counted."""


@dataclass(frozen=True, slots=True)
class EarlierSheet:
    """A sheet that was approved before the one that is kept: enough to know it again on a pile of paper."""

    pdf: str
    """SHA-256."""
    identity: str
    approved_on: str
    """ISO date."""
    replaced_on: str
    """ISO date."""


@dataclass(frozen=True, slots=True)
class Approval:
    """The record of a final handout: which texts it has, who signed them, and the bytes of its sheet."""

    guide: str
    language: str
    """Tag."""
    office: str
    """Id of the location of the clinic; empty where the project has none."""
    paper: Paper
    identity: str
    """Of what the sheet says: `render.identity.sheet_identity`."""
    pdf: str
    """SHA-256 of the sheet, 64 hexadecimal digits."""
    english: tuple[TextHash, ...]
    """Of the English texts, in the order of the guide."""
    texts: tuple[TextHash, ...]
    """Of the texts in the language, then of the words of the page."""
    facts: tuple[tuple[str, str], ...]
    """Those that the handout states: names and values."""
    revised: str
    """The guide's own date of the English text, ISO; empty for none."""
    approved_on: str
    """ISO date of the last sign-off that it needed; where nothing need be signed, the day it was first kept."""
    kept_on: str
    """ISO date."""
    lapses: str
    """ISO date from which the approval no longer holds; empty for never."""
    signed: tuple[Signature, ...]
    earlier: tuple[EarlierSheet, ...] = ()
    """Oldest first."""


class Currency(StrEnum):
    """How a version that was approved stands to the text of today."""

    CURRENT = "current"
    """It says what today's handout says, and that is final."""
    ENDED = "ended"
    """It says what today's handout says, and that is not final any more: its approval lapsed or was taken back."""
    ENGLISH = "english"
    """The English has changed since."""
    TRANSLATION = "translation"
    """The English is the same; words of the translation, facts of the clinic or the page have changed."""


@dataclass(frozen=True, slots=True)
class Age:
    """What has become of a version that was approved."""

    currency: Currency
    approved_on: str
    """ISO date."""
    changed: str = ""
    """ISO date of the change of the English; empty where it is not known, or was none."""
