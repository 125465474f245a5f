"""Translations that are far longer than the language needs."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.lengths import length_deviation
from dragoman.model import Certainty, Severity

_FEWEST = 20
"""Characters of English below which length says little."""
_LIMIT = 3.2
"""Standard deviations: one text in some 1,500 is as long by chance."""
_LIKELY = 4.0
"""The same for one that is more than possible: at 3.2 half of what strangers' catalogs showed was only free."""


def check(pair: Pair) -> Iterator[Problem]:
    deviation = length_deviation(pair)
    if pair.translation != pair.source and len(pair.source) >= _FEWEST and deviation > _LIMIT:
        yield pair.problem(
            f"The translation is much longer than {pair.language.english} needs for this text.",
            "See whether it says something that the English does not.",
            certainty=Certainty.POSSIBLE if deviation < _LIKELY else None,
        )


RULE = PairRule("A translation is far too long for its source.", Severity.WARNING, check, Certainty.LIKELY)
