"""Sentences that say no in the translation and not in English."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.concepts import compare_concepts
from dragoman.lexicons import Group
from dragoman.model import Certainty, Severity


def check(pair: Pair) -> Iterator[Problem]:
    for both in compare_concepts(pair, Group.NEGATION):
        denied = [hit for hit in both.local if hit.concept == "not"]
        if denied and not both.english:
            yield pair.problem(
                f"The translation says “{denied[0].words}”, and the English does not seem to deny anything.",
                "Take the negation out, or waive this if the language needs it.",
                words=(denied[0].words,),
            )


RULE = PairRule(
    "The translation says no where the English does not.", Severity.WARNING, check, certainty=Certainty.POSSIBLE
)
