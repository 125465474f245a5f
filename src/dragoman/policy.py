"""Whether a handout is final. One function, which every page, sheet, list, command and check asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dragoman.markup.inline import NOTHING_ELSEWHERE, InlineContext
from dragoman.model import (
    NO_LEDGER,
    Catalog,
    Demand,
    DraftReason,
    Judgement,
    Lack,
    Ledger,
    Level,
    MachineText,
    MessageKey,
    Origin,
    Policy,
    Shortfall,
    Signer,
    SignOff,
    Standing,
    Status,
    TextStanding,
)
from dragoman.signoff import TRUST, judgements, person_key, text_hash

ORIGIN_FIELD = "X-Dragoman-Origin"
_KNOWS_THE_LANGUAGE = (Signer.TRANSLATOR, Signer.EDITOR)
_REASONS = {Lack.TRANSLATION: DraftReason.INCOMPLETE, Lack.MACHINE: DraftReason.MACHINE}


@dataclass(frozen=True, slots=True)
class Claim:
    """A text as a handout would show it."""

    key: MessageKey
    domain: str
    level: Level
    translation: tuple[str, ...]
    """Empty for English."""
    status: Status
    """As far as a page may use it (`localize.usable_status`)."""
    origin: Origin
    """What its catalog says of all its texts."""


@dataclass(frozen=True, slots=True)
class Court:
    """What claims are judged by."""

    policy: Policy
    today: str
    """ISO date."""
    ledger: Ledger = NO_LEDGER
    """Of the language."""
    english: Ledger = NO_LEDGER
    context: InlineContext = NOTHING_ELSEWHERE
    review_by: str = ""
    """The guide's own date of review, ISO; empty for none."""


def judge_handout(claims: Sequence[Claim], court: Court) -> Standing:
    """Whether a handout of these texts may be handed out today, who signed what, and all that is lacking."""
    texts = tuple(_judge(claim, court) for claim in claims)
    signs = court.policy.sign_off
    overdue = signs and bool(court.review_by) and court.review_by < court.today
    dates = {text.lapses for text in texts}
    if signs and court.review_by:
        dates.add(_next_day(court.review_by))
    return Standing(texts, overdue, min(dates - {""}, default=""))


def draft_reasons(standing: Standing) -> tuple[DraftReason, ...]:
    """Why a handout is a draft, in the words of its first page; nothing for a final one."""
    lacks = [shortfall.lack for text in standing.texts for shortfall in text.shortfalls]
    found = {_REASONS.get(lack, DraftReason.UNSIGNED) for lack in lacks}
    if standing.review_overdue:
        found.add(DraftReason.UNSIGNED)
    return tuple(reason for reason in DraftReason if reason in found)


def origin_of(catalog: Catalog) -> Origin:
    """Who wrote a catalog. A word that nobody knows is taken for the least trusted."""
    stated = catalog.fields.get(ORIGIN_FIELD, Origin.HUMAN.value)
    return Origin(stated) if stated in list(Origin) else Origin.MACHINE


def renewal_date(signed: str, months: int) -> str:
    """The ISO date from which a sign-off of that date no longer counts; empty where it never ends."""
    if not months:
        return ""
    day = date.fromisoformat(signed)
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if year > date.max.year:
        return ""
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last).isoformat()
        except ValueError:  # the 31st of a short month
            continue
    raise AssertionError("every month has 28 days")


def lapses_soon(lapses: str, today: str, notice_days: int) -> bool:
    """Whether a date on which something ends is that near; all ISO, and `lapses` is empty for never."""
    if not lapses:
        return False
    return (date.fromisoformat(lapses) - date.fromisoformat(today)).days <= notice_days


def first_day_of_notice(lapses: str, notice_days: int) -> str:
    """The ISO date from which something that ends then `lapses_soon`; empty for what never ends."""
    if not lapses:
        return ""
    return date.fromordinal(max(date.fromisoformat(lapses).toordinal() - notice_days, 1)).isoformat()


def next_change(ledgers: Iterable[Ledger], policy: Policy, review_by: Iterable[str], today: str) -> str:
    """The ISO date before which no standing that rests on these can change by itself; empty for never."""
    demands = (policy.info, policy.instruct, policy.warn, policy.english)
    months = {demand.months for demand in demands}
    signed = {sign_off.date for ledger in ledgers for sign_off in ledger.sign_offs}
    corrected = {correction.date for ledger in ledgers for correction in ledger.corrections}
    dates = {renewal_date(day, number) for day in signed for number in months} | signed | corrected
    dates |= {_next_day(day) for day in review_by if day}
    return min((day for day in dates if day > today), default="")


# ── one text ──


def _judge(claim: Claim, court: Court) -> TextStanding:
    is_english = not claim.translation
    demand = court.policy.english if is_english else court.policy.demand(claim.level)
    if claim.status is not Status.TRANSLATED:
        return _standing(claim, (), (Shortfall(Lack.TRANSLATION),))
    if not court.policy.sign_off:
        return _standing(claim, (), tuple(_machine(claim.origin, demand)))
    ledger = court.english if is_english else court.ledger
    said = judgements(ledger, claim.key, claim.translation, court.context, until=court.today)
    if not said:
        return _standing(claim, (), _unsigned(claim.origin, demand))
    approved = tuple(s for s in said if s.judgement is Judgement.APPROVED)
    counted = _counted(approved, demand, court.today)
    shortfalls = (
        *(Shortfall(Lack.REJECTED, by=s.name, note=s.note) for s in said if s.judgement is Judgement.REJECTED),
        *_lacking(claim, counted, approved, demand),
    )
    return _standing(
        claim,
        counted,
        shortfalls,
        lapses="" if shortfalls else _lapses(claim, counted, approved, demand),
        ended=max((renewal_date(s.date, demand.months) for s in approved if s not in counted), default=""),
    )


def _standing(
    claim: Claim,
    signed: tuple[SignOff, ...],
    shortfalls: tuple[Shortfall, ...],
    *,
    lapses: str = "",
    ended: str = "",
) -> TextStanding:
    text = text_hash(claim.key, claim.translation)
    return TextStanding(
        claim.key, claim.domain, claim.level, claim.translation, text, signed, shortfalls, lapses=lapses, ended=ended
    )


def _counted(approved: Iterable[SignOff], demand: Demand, today: str) -> tuple[SignOff, ...]:
    """Those that are not too old."""
    ends = ((s, renewal_date(s.date, demand.months)) for s in approved)
    return tuple(s for s, end in ends if not end or today < end)


def _lacking(
    claim: Claim, counted: Sequence[SignOff], approved: Sequence[SignOff], demand: Demand
) -> Iterator[Shortfall]:
    yield from _unmet(counted, approved, demand)
    yield from _machine(_origin(claim.origin, counted, approved), demand)


@lru_cache(maxsize=256)
def _unsigned(origin: Origin, demand: Demand) -> tuple[Shortfall, ...]:
    """What a text lacks that nobody has said anything of: the same for most texts of a library."""
    return (*_unmet((), (), demand), *_machine(origin, demand))


def _unmet(counted: Sequence[SignOff], approved: Sequence[SignOff], demand: Demand) -> Iterator[Shortfall]:
    """The roles and people that are missing; as lapsed where they had signed, and it is too long ago."""
    signed, ever = {s.role for s in counted}, {s.role for s in approved}
    missing = [role for role in demand.roles if role not in signed]
    for role in missing:
        yield Shortfall(Lack.LAPSED if role in ever else Lack.ROLE, role=role)
    people = len({person_key(s.name) for s in counted})
    # Each missing role brings a person with it.
    if (more := demand.people - people - len(missing)) > 0:
        before = len({person_key(s.name) for s in approved})
        yield Shortfall(Lack.LAPSED if before >= demand.people else Lack.PEOPLE, people=more)


def _origin(catalog: Origin, counted: Sequence[SignOff], approved: Sequence[SignOff]) -> Origin:
    """Where a text came from: by those who ever signed it, and by its catalog until one who knows the language has.

    A sign-off grows too old to vouch for a text, but what it says of where the text came from stays true.
    """
    stated = [s.origin for s in approved]
    if not any(s.role in _KNOWS_THE_LANGUAGE for s in counted):
        stated.append(catalog)
    return min(stated, key=TRUST.index)


def _machine(origin: Origin, demand: Demand) -> Iterator[Shortfall]:
    allowed = {
        MachineText.NEVER: (Origin.HUMAN,),
        MachineText.REVIEWED: (Origin.HUMAN, Origin.MACHINE_THEN_HUMAN),
        MachineText.UNREVIEWED: TRUST,
    }
    if origin not in allowed[demand.machine]:
        yield Shortfall(Lack.MACHINE)


def _lapses(claim: Claim, counted: Sequence[SignOff], approved: Sequence[SignOff], demand: Demand) -> str:
    """The first date on which what is signed is no longer enough."""
    ends = sorted({renewal_date(s.date, demand.months) for s in counted} - {""})
    for end in ends:
        if any(_lacking(claim, _counted(counted, demand, end), approved, demand)):
            return end
    return ""


def _next_day(day: str) -> str:
    parsed = date.fromisoformat(day)
    return "" if parsed == date.max else date.fromordinal(parsed.toordinal() + 1).isoformat()
