"""Before for after, and conditions that got lost."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.swaps import Swaps, swap_problems
from dragoman.lexicons import Group
from dragoman.model import Severity

_SWAPS = Swaps(
    group=Group.ORDER,
    opposites=(("before", "after"),),
    must_stand=("before", "after", "until", "unless", "only"),
    must_not_appear=(),
)


def check(pair: Pair) -> Iterator[Problem]:
    return swap_problems(pair, _SWAPS)


RULE = PairRule("A word of order or condition is lost, or its opposite stands there.", Severity.ERROR, check)
