"""Brackets of the English that are gone: what stood in them may be gone too."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import english_signs
from dragoman.checks.pairs_of_marks import brackets_of
from dragoman.model import Certainty, Severity


def check(pair: Pair) -> Iterator[Problem]:
    if "(" not in pair.source:
        return
    ours, theirs = brackets_of(pair.english.plain), brackets_of(pair.local.plain)
    if ours.pairs > theirs.pairs and not ours.lone and not theirs.lone:
        yield pair.problem(
            "The English has words in brackets, the translation has fewer.",
            "See whether what stands in the brackets was translated.",
            english=("(",),
        )


RULE = PairRule(
    "A translation lost brackets of its source.", Severity.NOTE, check, Certainty.POSSIBLE, needs=english_signs("(")
)
