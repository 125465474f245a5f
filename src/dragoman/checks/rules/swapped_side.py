"""Left for right, upper for lower, and one side for both."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.swaps import Swaps, swap_problems
from dragoman.lexicons import Group
from dragoman.model import Severity

_SWAPS = Swaps(
    group=Group.SIDE,
    opposites=(("left", "right"), ("upper", "lower"), ("front", "back"), ("inside", "outside")),
    must_stand=("left", "right", "upper", "lower", "both"),
    must_not_appear=("left", "right", "both"),
)


def check(pair: Pair) -> Iterator[Problem]:
    return swap_problems(pair, _SWAPS)


RULE = PairRule("A side or direction is another one in the translation.", Severity.ERROR, check)
