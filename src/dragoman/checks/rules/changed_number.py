"""Numbers of the source that a translation lost or changed, and numbers that it invented."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.figures import changes, differences, problem, told
from dragoman.checks.needs import differs_in_figures
from dragoman.model import Certainty, Severity
from dragoman.values import Kind, Nature


def check(pair: Pair) -> Iterator[Problem]:
    yield from changes(pair, Kind.NUMBER)
    for found in differences(pair):
        ours, theirs = told(found.english), told(found.local)
        if found.kind is Kind.EMERGENCY and found.nature is Nature.ADDED:
            yield problem(pair, found, f"The number {theirs} is not in the English", "Take it out")
        elif found.nature is Nature.CONVERTED:
            said = f"The temperature {ours} became {theirs}, the same on another scale"
            yield problem(pair, found, said, f"Write {ours} too", Severity.WARNING)
        elif found.nature is Nature.REVERSED:
            said = f"The range {ours} became {theirs}"
            yield problem(pair, found, said, "Write the low number first", Severity.WARNING, Certainty.LIKELY)


RULE = PairRule("A translation says another number than its source.", Severity.ERROR, check, needs=differs_in_figures)
