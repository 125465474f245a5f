"""What rules about sign-offs ask: which words stand for a text, what it needs, and where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dragoman.checks.anatomy import Problem
from dragoman.checks.views import CatalogView, GuideStanding, LedgerView
from dragoman.model import Demand, Entry, Judgement, Location, SignOff, TextHash, TextStanding
from dragoman.signoff import judgements


class Said(NamedTuple):
    """One person's last word on one text, up to today."""

    guide: GuideStanding
    text: TextStanding
    sign_off: SignOff


def iter_said(view: LedgerView, judgement: Judgement) -> Iterator[Said]:
    """Each such word on each text of each guide; a text that two guides share comes twice."""
    for guide in view.guides if view.ledger.sign_offs else ():
        for text in guide.texts:
            words = judgements(view.ledger, text.key, text.translation, guide.context, until=view.today)
            yield from (Said(guide, text, word) for word in words if word.judgement is judgement)


def demand_on(view: LedgerView, text: TextStanding) -> Demand:
    """What must have been signed for a text."""
    return view.policy.demand(text.level) if text.translation else view.policy.english


def text_problem(view: LedgerView, text: TextStanding, problem: str, remedy: str) -> Problem:
    """A problem of a text, where its translation is written; of a text of the English where that is."""
    catalog = view.catalogs.get(text.domain)
    message = next((m for m in catalog.messages if m.key == text.key), None) if catalog else None
    entry = _entry(catalog, text) if catalog else None
    if catalog and entry:
        place = Location(catalog.catalog.path, entry.line)
    else:
        place = message.locations[0] if message and message.locations else Location(view.path, 1)
    return Problem(problem, remedy, entry, message, place)


def _entry(catalog: CatalogView, text: TextStanding) -> Entry | None:
    return next((e for e in catalog.catalog.entries if (e.key, e.translation) == (text.key, text.translation)), None)


def in_ledger(view: LedgerView, sign_off: SignOff) -> Location:
    """The line of a sign-off."""
    return Location(view.path, sign_off.line or 1)


def first_line(view: LedgerView, sign_offs: Iterable[SignOff]) -> Location:
    """The first line of several sign-offs."""
    return min(in_ledger(view, sign_off) for sign_off in sign_offs)


def counted(texts: set[TextHash]) -> str:
    """How many texts, in words."""
    return f"{len(texts)} {'text' if len(texts) == 1 else 'texts'}"


def signer(sign_off: SignOff) -> str:
    """A person with the role they signed in."""
    return f"{' '.join(sign_off.name.split())} ({sign_off.role})"


def sign_command(view: LedgerView, guide: str = "GUIDE") -> str:
    """The command that asks for signatures."""
    return f"`dragoman sign {guide} {view.language.tag}`"
