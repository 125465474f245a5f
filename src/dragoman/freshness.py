"""How a handout stands today: final, soon to lapse, out of date or a draft, since when, and what to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dragoman.model import Judgement, Lack, Ledger, SignOff, Standing, TextHash
from dragoman.policy import lapses_soon
from dragoman.signing import Need, needs


class State(StrEnum):
    """In the words of the report; from best to worst."""

    FINAL = "final"
    LAPSES_SOON = "lapses soon"
    OUTDATED = "outdated"
    """Signed once, and not right any more."""
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Freshness:
    """One handout in the table of all."""

    guide: str
    language: str
    state: State
    texts: int
    ready: int
    """Texts that lack nothing."""
    since: str = ""
    """ISO date since when it is outdated, as far as it can be told."""
    lapses: str = ""
    """ISO date on which it stops being final, if nobody signs again."""
    overdue: bool = False
    """Whether the guide is past its own date of review."""
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Dates:
    """What a handout's state is told by, all ISO."""

    today: str
    notice_days: int
    revised: str = ""
    """Of the English."""
    translated: str = ""
    review_by: str = ""


def freshness(
    guide: str,
    language: str,
    standing: Standing,
    lapsed: Sequence[SignOff],
    dates: Dates,
) -> Freshness:
    """How a handout stands; `lapsed` are the sign-offs of its guide whose text it does not have any more."""
    ready = sum(not text.shortfalls for text in standing.texts)
    is_soon = lapses_soon(standing.lapses, dates.today, dates.notice_days)
    since = _since(standing, lapsed, dates)
    if standing.final:
        state, since = State.LAPSES_SOON if is_soon else State.FINAL, ""
    else:
        state = State.OUTDATED if since else State.DRAFT
    return Freshness(
        guide,
        language,
        state,
        texts=len(standing.texts),
        ready=ready,
        since=since,
        lapses=standing.lapses if standing.final else "",
        overdue=standing.review_overdue,
        needs=needs(standing),
    )


def lapsed_sign_offs(
    ledger: Ledger, standing_texts: Collection[TextHash], domains: Collection[str]
) -> tuple[SignOff, ...]:
    """Approvals given to these guides whose text stands nowhere any more; `standing_texts` are all that do stand."""
    approved = (s for s in ledger.sign_offs if s.judgement is Judgement.APPROVED)
    return tuple(s for s in approved if s.guide in domains and s.text not in standing_texts)


def _since(standing: Standing, lapsed: Sequence[SignOff], dates: Dates) -> str:
    """The first day on which something that was signed did not hold any more."""
    found: list[str] = []
    if lapsed:
        signed = max(sign_off.date for sign_off in lapsed)
        changed = [day for day in (dates.revised, dates.translated) if day >= signed]
        found.append(min(changed, default=signed))
    if standing.review_overdue:
        found.append(dates.review_by)
    if any(shortfall.lack is Lack.LAPSED for text in standing.texts for shortfall in text.shortfalls):
        found.append(min((text.ended for text in standing.texts if text.ended), default=dates.today))
    return min(found, default="")
