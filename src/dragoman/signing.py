"""Which texts a person is asked to sign, and which may not be signed; what becomes of their answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from dragoman.model import (
    Finding,
    Judgement,
    Lack,
    Level,
    Origin,
    Severity,
    Signer,
    SignOff,
    Standing,
    TextHash,
    TextStanding,
)
from dragoman.policy import lapses_soon
from dragoman.signoff import about, person_key


@dataclass(frozen=True, slots=True)
class Person:
    """Who signs, as what, and what they state of the text."""

    role: Signer
    name: str
    date: str
    """ISO date of the signature."""
    qualification: str = ""
    origin: Origin = Origin.HUMAN


ABOUT_SIGN_OFFS = frozenset(["copied-sign-off", "correction-of-meaning", "rejected-text", "unsigned-text"])
"""Rules that speak of what was signed, and not of what a text says."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One text to be signed, with all that speaks for and against it."""

    text: TextStanding
    findings: tuple[Finding, ...]
    """What the checks say of it."""

    @property
    def refused(self) -> tuple[Finding, ...]:
        """The errors: while there is one, nobody can approve the text. A rejection ends by another word, not before."""
        errors = (finding for finding in self.findings if finding.severity is Severity.ERROR)
        return tuple(finding for finding in errors if finding.rule not in ABOUT_SIGN_OFFS)


def ballots(
    standing: Standing,
    findings: Iterable[Finding],
    *,
    english: bool,
    person: Person | None = None,
    levels: Collection[Level] = (),
    hashes: Sequence[str] = (),
    notice_days: int = 0,
) -> tuple[Ballot, ...]:
    """The texts of a handout that are there to be signed, in reading order, each text once.

    Those of the English or those of the language; only of these levels and with hashes that begin so, where any are
    named; not those that the person has signed in this role already, unless that lapses in so many days.
    """
    about_text = _by_text(findings)
    found: dict[TextHash, Ballot] = {}
    for text in standing.texts:
        wanted = (
            bool(text.translation) is not english
            and (not levels or text.level in levels)
            and (not hashes or text.text.startswith(tuple(hashes)))
            and not any(shortfall.lack is Lack.TRANSLATION for shortfall in text.shortfalls)
            and (person is None or not has_signed(text, person, notice_days))
        )
        if wanted:
            said = (finding for form in text.translation or ("",) for finding in about_text.get(_name(text, form), ()))
            found.setdefault(text.text, Ballot(text, tuple(dict.fromkeys(said))))
    return tuple(found.values())


def has_signed(text: TextStanding, person: Person, notice_days: int = 0) -> bool:
    """Whether a person has signed a text in this role, and need not do so again before the text lapses."""
    own = [s for s in text.signed if s.role is person.role and person_key(s.name) == person_key(person.name)]
    oldest = min((s.date for s in text.signed), default="")
    renews = lapses_soon(text.lapses, person.date, notice_days) and all(s.date == oldest < person.date for s in own)
    return bool(own) and not renews


def signed_by(person: Person, text: TextStanding, judgement: Judgement, note: str = "") -> SignOff:
    """The line of the ledger for a person's answer."""
    return SignOff(
        text=text.text,
        role=person.role,
        name=person.name,
        date=person.date,
        qualification=person.qualification,
        origin=person.origin,
        judgement=judgement,
        note=note,
        guide=text.domain,
        about=about(text.key.text),
    )


_Name = tuple[str, str, str, str]


def _by_text(findings: Iterable[Finding]) -> Mapping[_Name, Sequence[Finding]]:
    found: dict[_Name, list[Finding]] = {}
    for finding in findings:
        if finding.source:
            name = (finding.guide, finding.context or "", finding.source, finding.translation)
            found.setdefault(name, []).append(finding)
    return found


def _name(text: TextStanding, form: str) -> _Name:
    return (text.domain, text.key.context or "", text.key.text, form)


# ── what is lacking ──


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that several texts lack, and how many."""

    english: bool
    level: Level
    lack: Lack
    role: Signer | None
    people: int
    texts: int


def needs(standing: Standing) -> tuple[Need, ...]:
    """All that a handout lacks, counted: what depends most on it first."""
    counts: dict[tuple[bool, Level, Lack, Signer | None, int], int] = {}
    for key in _lacking(standing):
        counts[key] = counts.get(key, 0) + 1
    levels = list(Level)
    ordered = sorted(counts, key=lambda key: (not key[0], -levels.index(key[1]), list(Lack).index(key[2])))
    return tuple(Need(*key, counts[key]) for key in ordered)


def _lacking(standing: Standing) -> Iterator[tuple[bool, Level, Lack, Signer | None, int]]:
    for text in standing.texts:
        for shortfall in text.shortfalls:
            yield (not text.translation, text.level, shortfall.lack, shortfall.role, shortfall.people)


def need_lines(standing: Standing) -> list[str]:
    """What a handout lacks, one sentence each; nothing for a final one."""
    lines = [_need(need) for need in needs(standing)]
    if standing.review_overdue:
        lines.append("The English is past its date of review: look at it again and set a new `review_by`.")
    return lines


def _need(need: Need) -> str:
    texts = f"{need.texts} {'text' if need.texts == 1 else 'texts'}"
    verb = "needs" if need.texts == 1 else "need"
    where = f"{'English' if need.english else 'Translation'}, {need.level}: {texts}"
    match need.lack:
        case Lack.TRANSLATION:
            return f"{where} {verb} a translation that may be shown."
        case Lack.MACHINE:
            was, them = ("was", "it") if need.texts == 1 else ("were", "them")
            return (
                f"{where} {was} made by a machine; a translator or editor must review {them} and say so when signing."
            )
        case Lack.ROLE:
            return f"{where} {verb} the signature of a {need.role}."
        case Lack.PEOPLE:
            return f"{where} {verb} {_more(need.people)}."
        case Lack.REJECTED:
            return f"{where} rejected: {'it waits' if need.texts == 1 else 'they wait'} for another wording."
        case Lack.LAPSED:
            who = f"that of a {need.role}" if need.role else _more(need.people)
            return f"{where} signed too long ago: {verb} {who} again."
        case _:
            assert_never(need.lack)


def _more(people: int) -> str:
    return "the signature of a second person" if people == 1 else f"the signatures of {people} more people"
