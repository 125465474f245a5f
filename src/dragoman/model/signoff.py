"""Who says that a text may be handed out: sign-offs, what a project asks for, and what a handout still lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NewType, TypeVar

from dragoman.model.catalog import Origin
from dragoman.model.text import Level, MessageKey

TextHash = NewType("TextHash", str)
"""32 hexadecimal digits of a context, an English text and its translation: see `signoff.text_hash`."""


class Signer(StrEnum):
    """In what role a person signs."""

    TRANSLATOR = "translator"
    EDITOR = "editor"
    CLINICIAN = "clinician"
    READER = "community reader"


class Judgement(StrEnum):
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, order=True)
class SignOff:
    """One person's judgement of one text, and of no other."""

    text: TextHash
    role: Signer
    name: str
    date: str
    """ISO date."""
    qualification: str = ""
    """What makes the person fit to judge, in their own words: `ATA-certified English into Spanish`."""
    origin: Origin = Origin.HUMAN
    """Where the text came from, as the person states it."""
    judgement: Judgement = Judgement.APPROVED
    note: str = ""
    guide: str = field(default="", compare=False)
    """For people who read the ledger, like `about`: a sign-off holds for its text, wherever it stands."""
    about: str = field(default="", compare=False)
    """The first words of the English."""
    line: int = field(default=0, compare=False)
    """Where it stands in the file of the ledger, from 1; 0 for one that stands in none yet."""


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """A person's word that the English of a text only lost a typo: what was signed for the old one still holds."""

    text: TextHash
    """Of the text as it is now."""
    was: str
    """The English before."""
    by: str
    date: str
    """ISO date."""
    line: int = field(default=0, compare=False)
    """As of a sign-off."""


@dataclass(frozen=True)
class Ledger:
    """All that was signed in one language; in no order that means anything."""

    sign_offs: tuple[SignOff, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @cached_property
    def signed(self) -> Mapping[TextHash, tuple[SignOff, ...]]:
        return _by_text(self.sign_offs)

    @cached_property
    def corrected(self) -> Mapping[TextHash, tuple[Correction, ...]]:
        return _by_text(self.corrections)


_Line = TypeVar("_Line", SignOff, Correction)


def _by_text(lines: Iterable[_Line]) -> Mapping[TextHash, tuple[_Line, ...]]:
    found: dict[TextHash, list[_Line]] = {}
    for line in lines:
        found.setdefault(line.text, []).append(line)
    return {text: tuple(of_text) for text, of_text in found.items()}


NO_LEDGER = Ledger()


# ── What a project asks for ──


class MachineText(StrEnum):
    """What text that a machine made may be handed out."""

    NEVER = "never"
    REVIEWED = "reviewed"
    """What a person has reviewed, and says so when signing (45 CFR 92.201(c)(3) asks no less)."""
    UNREVIEWED = "unreviewed"


class Outdated(StrEnum):
    """What becomes of a handout that was final and is not any more."""

    DRAFT = "draft"
    LAST = "last"
    """The last approved version, with a notice."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Demand:
    """What must have been signed before a text may be handed out."""

    roles: tuple[Signer, ...] = (Signer.TRANSLATOR,)
    """Each of these roles, by somebody."""
    people: int = 1
    """How many different people, in whatever role."""
    machine: MachineText = MachineText.REVIEWED
    months: int = 36
    """After how many months a sign-off must be renewed; 0 for never."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a project demands before a handout is final instead of a draft."""

    sign_off: bool = True
    """Whether anything need be signed at all."""
    info: Demand = Demand()
    instruct: Demand = Demand(people=2)
    warn: Demand = Demand(people=2)
    english: Demand = Demand(roles=(Signer.CLINICIAN,))
    """Of the English itself: a translation cannot be better than what it translates."""
    outdated: Outdated = Outdated.DRAFT
    notice_days: int = 60
    """How long before it lapses an approval is said to lapse soon."""

    def demand(self, level: Level) -> Demand:
        return {Level.INFO: self.info, Level.INSTRUCT: self.instruct, Level.WARN: self.warn}[level]


# ── What there is, and what is lacking ──


class Lack(StrEnum):
    """Why a text may not be handed out."""

    TRANSLATION = "translation"
    MACHINE = "machine"
    ROLE = "role"
    PEOPLE = "people"
    REJECTED = "rejected"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One thing that a text lacks."""

    lack: Lack
    role: Signer | None = None
    """For a missing role."""
    people: int = 0
    """For missing people: how many more."""
    by: str = ""
    """For a rejected text: who says so."""
    note: str = ""
    """Their reason."""


@dataclass(frozen=True, slots=True)
class TextStanding:
    """One text of a handout: who signed it, and what it lacks."""

    key: MessageKey
    domain: str
    level: Level
    translation: tuple[str, ...]
    """Empty for a text of the English."""
    text: TextHash
    signed: tuple[SignOff, ...] = ()
    """The sign-offs that count today."""
    shortfalls: tuple[Shortfall, ...] = ()
    lapses: str = ""
    """ISO date from which it must be signed again; empty for never."""
    ended: str = ""
    """ISO date on which the last sign-off that is too old today stopped counting; empty where none is."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a handout is final, and why not."""

    texts: tuple[TextStanding, ...]
    """In the order of the guide, then of the parts of the page; those of the English first where it must be signed."""
    review_overdue: bool = False
    """Whether the guide is past its own date of review."""
    lapses: str = ""
    """ISO date on which it stops being final; empty for never."""

    @property
    def final(self) -> bool:
        return not self.review_overdue and not any(text.shortfalls for text in self.texts)


NO_STANDING = Standing(())
