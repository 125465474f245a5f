"""Translations without the emergency number of their source."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.figures import differences, problem, told
from dragoman.model import Severity
from dragoman.values import Kind, Nature


def check(pair: Pair) -> Iterator[Problem]:
    for found in differences(pair):
        if found.kind is not Kind.EMERGENCY:
            continue
        ours, theirs = told(found.english), told(found.local)
        match found.nature:
            case Nature.CHANGED:
                yield problem(pair, found, f"The number {ours} became {theirs}", f"Write {ours} in these digits")
            case Nature.LOST:
                yield problem(pair, found, f"The number {ours} is missing", f"Write {ours} in these digits")
            case Nature.DIGITS:
                remedy = f"Write {ours}: these digits are on a telephone"
                yield problem(pair, found, f"The number {ours} is written {theirs}", remedy, Severity.WARNING)
            case _:
                pass


RULE = PairRule("A translation lacks the emergency number of its source.", Severity.ERROR, check)
