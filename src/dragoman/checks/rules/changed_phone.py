"""Phone numbers that a translation says otherwise, lost or invented."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.figures import changes, differences, problem, told
from dragoman.checks.needs import differs_in_figures
from dragoman.model import Severity
from dragoman.values import Kind, Nature


def check(pair: Pair) -> Iterator[Problem]:
    yield from changes(pair, Kind.PHONE)
    for found in differences(pair):
        if found.kind is not Kind.PHONE:
            continue
        ours, theirs = told(found.english), told(found.local)
        if found.nature is Nature.SHAPE:
            said = f"The phone number {ours} has another form"
            yield problem(pair, found, said, f"Write {ours}, as people know it", Severity.NOTE)
        elif found.nature is Nature.DIGITS:
            said = f"The phone number {ours} is written {theirs}"
            yield problem(pair, found, said, f"Write {ours}: these digits are on a telephone", Severity.WARNING)


RULE = PairRule(
    "A translation has another phone number than its source.", Severity.ERROR, check, needs=differs_in_figures
)
