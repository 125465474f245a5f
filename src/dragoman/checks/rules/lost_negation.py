"""Sentences that say no in English and not in the translation."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.concepts import compare_concepts
from dragoman.checks.needs import names
from dragoman.lexicons import Group
from dragoman.model import Certainty, Severity

_ASIDE = ("pending", "whether", "weak")
"""“Unless the doctor says so”, “or not” and “without strength” stand beside a denial that must not get lost."""


def check(pair: Pair) -> Iterator[Problem]:
    for both in compare_concepts(pair, Group.NEGATION):
        denied = [hit for hit in both.english if hit.concept == "not"]
        answered = any(hit.concept not in _ASIDE for hit in both.local)
        if denied and not answered and not both.keeps(denied[0]):
            yield pair.problem(
                f"The English says “{denied[0].words}”, and the translation does not seem to.",
                "Say no in the translation too, or waive this if it does in other words.",
                english=(denied[0].words,),
            )


RULE = PairRule(
    "The translation does not say no where the English does.",
    Severity.WARNING,
    check,
    certainty=Certainty.LIKELY,
    needs=names(Group.NEGATION),
)
