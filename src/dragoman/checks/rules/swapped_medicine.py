"""One medicine in the place of another: a steroid for an antibiotic."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import names
from dragoman.checks.swaps import Swaps, swap_problems
from dragoman.lexicons import Group
from dragoman.model import Severity

_SWAPS = Swaps(
    group=Group.MEDICINE,
    opposites=(),
    must_stand=("steroid", "antibiotic", "blood thinner", "insulin"),
)


def check(pair: Pair) -> Iterator[Problem]:
    return swap_problems(pair, _SWAPS)


RULE = PairRule("A medicine is another one in the translation.", Severity.ERROR, check, needs=names(Group.MEDICINE))
