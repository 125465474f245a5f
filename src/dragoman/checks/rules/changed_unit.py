"""Units beside a number that are not those of the source."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.figures import differences, problem, told
from dragoman.checks.needs import differs_in_figures
from dragoman.model import Certainty, Severity
from dragoman.values import Nature


def check(pair: Pair) -> Iterator[Problem]:
    for found in differences(pair):
        if not found.english:
            continue
        number, unit = told(found.english), found.english.units[0] if found.english.units else ""
        if found.nature is Nature.UNIT_CHANGED and found.local:
            other = (*found.local.units, *found.local.units_ahead)[0]
            said = f"Beside {number} stands the unit {other} in the place of {unit}"
            yield problem(pair, found, said, f"Write the unit of the English: {unit}")
        elif found.nature is Nature.UNIT_LOST:
            said = f"Beside {number} stands no unit, in the place of {unit}"
            yield problem(pair, found, said, "Write the unit of the English", Severity.WARNING, Certainty.POSSIBLE)


RULE = PairRule(
    "A translation has another unit beside a number.",
    Severity.ERROR,
    check,
    Certainty.LIKELY,
    needs=differs_in_figures,
)
