"""Texts that wait for a signature, counted for each guide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dragoman.checks.anatomy import LedgerRule, Problem
from dragoman.checks.signed import counted, sign_command
from dragoman.checks.views import LedgerView
from dragoman.model import Lack, Level, Location, Severity, Shortfall, TextStanding

_WAITS = (Lack.ROLE, Lack.PEOPLE, Lack.LAPSED, Lack.MACHINE)
_WORST_FIRST = tuple(reversed(Level))


def check(view: LedgerView) -> Iterator[tuple[str, Problem]]:
    for guide in view.guides if view.policy.sign_off else ():
        waiting = [text for text in guide.texts if any(s.lack in _WAITS for s in text.shortfalls)]
        if waiting:
            levels = [(level, [text for text in waiting if text.level is level]) for level in _WORST_FIRST]
            lacks = "; ".join(f"{level}: {_lacks(texts)}" for level, texts in levels if texts)
            total = counted({text.text for text in waiting})
            yield (
                guide.guide,
                Problem(
                    f"{total} of {guide.guide} may not be handed out unsigned ({lacks}).",
                    f"Have them signed: {sign_command(view, guide.guide)}.",
                    location=Location(guide.path, 1),
                ),
            )


def _lacks(texts: Sequence[TextStanding]) -> str:
    """How many lack what."""
    counts = Counter(_lack(s) for text in texts for s in text.shortfalls if s.lack in _WAITS)
    return ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))


def _lack(shortfall: Shortfall) -> str:
    match shortfall.lack:
        case Lack.MACHINE:
            return "made by a machine"
        case Lack.LAPSED:
            return f"signed too long ago by a {shortfall.role}" if shortfall.role else "signed too long ago"
        case Lack.ROLE:
            return f"without a {shortfall.role}"
        case _:
            return "without a second person" if shortfall.people == 1 else f"without {shortfall.people} more people"


RULE = LedgerRule("Texts of a guide wait for a signature.", Severity.NOTE, check)
