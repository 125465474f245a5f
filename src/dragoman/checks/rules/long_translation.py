"""Translations that are far longer than the language needs."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.lengths import length_deviation
from dragoman.model import Certainty, Level, Severity

_FEWEST = 20
"""Characters of English below which length says little."""
_LIMIT = 3.2
"""Standard deviations: one text in some 1,500 is as long by chance."""
_OF_INFO = 4.0
"""The same in a text that only informs. At 3.2 half of what strangers' catalogs showed was only a free translation."""


def check(pair: Pair) -> Iterator[Problem]:
    limit = _OF_INFO if pair.level is Level.INFO else _LIMIT
    if pair.translation != pair.source and len(pair.source) >= _FEWEST and length_deviation(pair) > limit:
        yield pair.problem(
            f"The translation is much longer than {pair.language.english} needs for this text.",
            "See whether it says something that the English does not.",
        )


RULE = PairRule("A translation is far too long for its source.", Severity.WARNING, check, Certainty.LIKELY)
