"""Times of day that a translation says otherwise, lost or invented."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.figures import changes, differences, problem, told
from dragoman.checks.needs import differs_in_figures
from dragoman.model import Certainty, Severity
from dragoman.values import Kind, Nature


def check(pair: Pair) -> Iterator[Problem]:
    yield from changes(pair, Kind.TIME)
    for found in differences(pair):
        ours, theirs = told(found.english), told(found.local)
        if found.nature is Nature.SUNRISE:
            said = f"The time {ours} became {theirs}, which may be counted from sunrise"
            remedy = f"Write the time of an American clock, {ours}, and explain it if readers count otherwise"
            yield problem(pair, found, said, remedy, Severity.WARNING, Certainty.LIKELY)
        elif found.nature is Nature.DAYPART:
            said = f"The time {ours} became {theirs}, which may be in the morning"
            yield problem(pair, found, said, "Say the part of the day", Severity.WARNING, Certainty.POSSIBLE)


RULE = PairRule(
    "A translation says another time of day than its source.", Severity.ERROR, check, needs=differs_in_figures
)
