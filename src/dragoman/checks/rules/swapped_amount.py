"""More for less, all for some."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

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
    for found in swap_problems(pair, _SWAPS):
        # Other languages say `three or more` as “not less than three”.
        turned = any(re.search(rf"\bor {re.escape(word)}\b", pair.english.words) for word in found.english)
        yield replace(found, severity=Severity.WARNING) if turned else found


RULE = PairRule("An amount or comparison is turned into its opposite.", Severity.ERROR, check)
