"""Dates that a translation says otherwise, lost or invented."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.figures import changes, differences, problem, told
from dragoman.checks.needs import differs_in_figures
from dragoman.model import Certainty, Severity
from dragoman.values import Kind, Nature


def check(pair: Pair) -> Iterator[Problem]:
    yield from changes(pair, Kind.DATE)
    for found in differences(pair):
        if found.nature is Nature.CALENDAR:
            said = f"The date {told(found.english)} has a year of another calendar, {told(found.local)}"
            remedy = "Write the date of the American calendar; the other one may stand beside it"
            yield problem(pair, found, said, remedy, Severity.WARNING, Certainty.LIKELY)


RULE = PairRule("A translation says another date than its source.", Severity.ERROR, check, needs=differs_in_figures)
