"""Words in a translation whose English has none."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.model import Certainty, Severity


def check(pair: Pair) -> Iterator[Problem]:
    if not any(map(str.isalpha, pair.english.words)) and any(map(str.isalpha, pair.local.words)):
        yield pair.problem(
            "The English has no words here, the translation has.",
            "Keep numbers, signs and placeholders as they are, and add no words.",
        )


RULE = PairRule("A translation has invented words.", Severity.WARNING, check, Certainty.LIKELY)
