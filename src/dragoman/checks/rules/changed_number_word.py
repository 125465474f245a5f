"""Numbers in words that a translation says otherwise or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.figures import problem, told, word_differences
from dragoman.model import Certainty, Severity


def check(pair: Pair) -> Iterator[Problem]:
    for found in word_differences(pair):
        ours, theirs = told(found.english), told(found.local)
        said = f"The number “{ours}” became “{theirs}”" if theirs else f"The number “{ours}” is missing"
        yield problem(pair, found, said, f"See that the translation says “{ours}”, in words or in digits")


RULE = PairRule(
    "A translation lacks a number that its source has in words.", Severity.WARNING, check, Certainty.POSSIBLE
)
