"""Decimal and group separators that are not those of the language."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.figures import differences, problem, told
from dragoman.checks.needs import differs_in_figures
from dragoman.model import Severity
from dragoman.values import Nature


def check(pair: Pair) -> Iterator[Problem]:
    for found in differences(pair):
        if found.nature is not Nature.SEPARATOR:
            continue
        written = told(found.local)
        another = found.local.number if found.local and found.local.number not in found.local.foreign else ""
        if another:
            said = f"The number {written} can be read as {another} in {pair.language.english}"
        else:
            said = f"The number {written} is not written as in {pair.language.english}"
        yield problem(pair, found, said, "Use the decimal and group signs of the language")


RULE = PairRule(
    "A number has separators that are not those of the language.", Severity.NOTE, check, needs=differs_in_figures
)
