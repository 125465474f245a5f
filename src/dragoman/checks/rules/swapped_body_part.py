"""An arm for a leg, the neck for the back."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.swaps import Swaps, swap_problems
from dragoman.lexicons import Group
from dragoman.model import Severity

_SWAPS = Swaps(
    group=Group.BODY,
    opposites=(),
    must_stand=(),
    must_not_appear=(),
)


def check(pair: Pair) -> Iterator[Problem]:
    return swap_problems(pair, _SWAPS)


RULE = PairRule("A part of the body is another one in the translation.", Severity.ERROR, check)
