"""Minutes for hours, milligrams for grams: units that took each other's place, with a number or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.swaps import Swaps, swap_problems
from dragoman.lexicons import Group
from dragoman.model import Severity

_SWAPS = Swaps(
    group=Group.UNIT,
    opposites=(
        ("second", "minute", "hour", "day", "week", "month", "year"),
        ("mg", "mcg", "gram", "kg", "ml", "liter", "pound", "ounce"),
        ("fahrenheit", "celsius"),
        ("inch", "foot", "mile", "cm"),
        ("tablet", "cup", "drop"),
    ),
    must_stand=("second", "minute", "hour", "day", "week", "month", "year"),
)


_CLOCK = re.compile(r"\d ?[ap]\.?m\b|\d:\d\d", re.IGNORECASE)


def check(pair: Pair) -> Iterator[Problem]:
    # Beside a time of the clock, the word for "hour" says "o'clock" in many languages.
    if not _CLOCK.search(pair.english.plain):
        yield from swap_problems(pair, _SWAPS)


RULE = PairRule("A unit is another one in the translation.", Severity.ERROR, check)
