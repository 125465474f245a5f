"""Translations that are far shorter than the language needs."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.lengths import length_deviation, looks_cut_off
from dragoman.model import Certainty, Severity

_FEWEST = 20
"""Characters of English below which length says little."""
_LIMIT = -3.2
"""Standard deviations: one text in some 1,500 is as short by chance."""
_LIKELY = -3.5
"""The same for one that is more than possible: at 3.2 most of what strangers' catalogs showed was only terse."""


def check(pair: Pair) -> Iterator[Problem]:
    deviation = length_deviation(pair)
    if len(pair.source) < _FEWEST or deviation > _LIMIT or looks_cut_off(pair):
        return
    yield pair.problem(
        f"The translation is much shorter than {pair.language.english} needs for this text.",
        "See whether all of the English is there.",
        certainty=Certainty.POSSIBLE if deviation > _LIKELY else None,
    )


RULE = PairRule("A translation is far too short for its source.", Severity.WARNING, check, Certainty.LIKELY)
