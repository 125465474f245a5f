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


def check(pair: Pair) -> Iterator[Problem]:
    if len(pair.source) < _FEWEST or length_deviation(pair) > _LIMIT or looks_cut_off(pair):
        return
    yield pair.problem(
        f"The translation is much shorter than {pair.language.english} needs for this text.",
        "See whether all of the English is there.",
    )


RULE = PairRule("A translation is far too short for its source.", Severity.WARNING, check, Certainty.LIKELY)
