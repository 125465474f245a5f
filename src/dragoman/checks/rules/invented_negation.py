"""Sentences that say no in the translation more often than in English."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.concepts import compare_concepts
from dragoman.checks.denials import count_denials
from dragoman.checks.needs import names
from dragoman.lexicons import Group
from dragoman.model import Certainty, Severity


def check(pair: Pair) -> Iterator[Problem]:
    for both in compare_concepts(pair, Group.NEGATION):
        if not both.local:
            continue
        denials = count_denials(both)
        words = tuple(dict.fromkeys(hit.words for hit in denials.denied))
        if denials.too_many and not denials.allowed:
            yield pair.problem(
                f"The translation says “{words[0]}”, and the English does not seem to deny anything.",
                "Take the negation out, or waive this if the language needs it.",
                words=words[:1],
            )
        elif denials.too_many:
            allowed = "once" if denials.allowed == 1 else f"{denials.allowed} times"
            yield pair.problem(
                f"The translation denies {denials.times} times, and the English seems to only {allowed}.",
                "Take out the negation that the English does not have, or waive this if the language needs it.",
                words=words,
            )


RULE = PairRule(
    "The translation says no where the English does not.",
    Severity.WARNING,
    check,
    certainty=Certainty.POSSIBLE,
    needs=names(Group.NEGATION),
)
