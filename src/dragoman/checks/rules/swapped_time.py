"""Morning for evening, today for tomorrow, one weekday for another."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.swaps import Swaps, swap_problems
from dragoman.lexicons import Group
from dragoman.model import Severity

_SWAPS = Swaps(
    group=Group.TIME,
    opposites=(
        # Evening and night, noon and afternoon run into each other in many languages.
        ("morning", "afternoon"),
        ("morning", "evening"),
        ("morning", "night"),
        ("afternoon", "night"),
        ("noon", "midnight"),
        ("noon", "morning"),
        ("noon", "evening"),
        ("noon", "night"),
        ("midnight", "afternoon"),
        ("today", "night"),
        ("today", "tomorrow", "yesterday"),
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    ),
    must_stand=(),
    must_not_appear=("tomorrow", "yesterday"),
)


def check(pair: Pair) -> Iterator[Problem]:
    return swap_problems(pair, _SWAPS)


RULE = PairRule("A time of day, a day or a weekday is another one in the translation.", Severity.ERROR, check)
