"""More for less, all for some."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.swaps import Swaps, swap_problems
from dragoman.lexicons import Group
from dragoman.model import Severity

_SWAPS = Swaps(
    group=Group.AMOUNT,
    opposites=(("more", "less"), ("higher", "less"), ("all", "some"), ("most", "some"), ("many", "some")),
    must_stand=(),
    must_not_appear=(),
)


def check(pair: Pair) -> Iterator[Problem]:
    return swap_problems(pair, _SWAPS)


RULE = PairRule("An amount or comparison is turned into its opposite.", Severity.ERROR, check)
