"""Quotation marks of the English that have none in their place."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import english_signs
from dragoman.checks.pairs_of_marks import has_quotes, quote_pairs
from dragoman.model import Certainty, Severity


def check(pair: Pair) -> Iterator[Problem]:
    if '"' not in pair.source and "“" not in pair.source:
        return
    if quote_pairs(pair.english.plain) and not has_quotes(pair.local.plain):
        yield pair.problem(
            "The English quotes words, the translation does not.",
            "Put the quotation marks of the language round these words.",
        )


RULE = PairRule(
    "A translation lost the quotation marks of its source.",
    Severity.NOTE,
    check,
    Certainty.POSSIBLE,
    needs=english_signs('"“'),
)
