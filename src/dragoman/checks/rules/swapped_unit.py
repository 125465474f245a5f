"""Minutes for hours, milligrams for grams: units that took each other's place, with a number or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import names
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


_SIGN = re.compile(r"min|sec|hrs?|[hsgclf]|mc?g|kg|m?l|oz|lbs?|[cm]m|in|ft", re.IGNORECASE)
"""Signs of units; what is longer is a word."""
_CLOCK = re.compile(r"\d ?[ap]\.?m\b|\d:\d\d", re.IGNORECASE)


def check(pair: Pair) -> Iterator[Problem]:
    # Beside a time of the clock, the word for "hour" says "o'clock" in many languages.
    if not _CLOCK.search(pair.english.plain):
        yield from (found for found in swap_problems(pair, _SWAPS) if not _is_no_unit(found, pair.english.words))


def _is_no_unit(found: Problem, english: str) -> bool:
    """A sign without its number: `Date min`, `e.g.`; and a G that counts no grams."""
    return all(
        _SIGN.fullmatch(word) and not re.search(rf"\d ?{re.escape(word.lower())}\b", english) for word in found.english
    )


RULE = PairRule("A unit is another one in the translation.", Severity.ERROR, check, needs=names(Group.UNIT))
