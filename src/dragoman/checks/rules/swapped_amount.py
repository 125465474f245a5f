"""More for less, all for some."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import names
from dragoman.checks.swaps import Swaps, swap_problems
from dragoman.lexicons import Group
from dragoman.model import Certainty, Severity

_SWAPS = Swaps(
    group=Group.AMOUNT,
    opposites=(("more", "less"), ("higher", "less"), ("all", "some"), ("most", "some"), ("many", "some")),
    must_stand=(),
    must_not_appear=(),
)

_DOWN = re.compile(r"\b(?:below|following|follows|under|down|release)\b", re.I)


def check(pair: Pair) -> Iterator[Problem]:
    for found in swap_problems(pair, _SWAPS):
        # Other languages say `three or more` as “not less than three”.
        turned = any(re.search(rf"\bor {re.escape(word)}\b", pair.english.words) for word in found.english)
        # A word for lower may answer another of the English than the one that is lost: `the following`.
        down = _DOWN.search(pair.english.words) is not None
        yield replace(found, severity=Severity.WARNING, certainty=Certainty.POSSIBLE) if turned or down else found


RULE = PairRule(
    "An amount or comparison is turned into its opposite.", Severity.ERROR, check, needs=names(Group.AMOUNT)
)
