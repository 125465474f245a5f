"""Left for right, upper for lower, and one side for both."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.concepts import compare_concepts
from dragoman.checks.swaps import Swaps, swap_problems
from dragoman.lexicons import Group
from dragoman.model import Certainty, Severity

_SWAPS = Swaps(
    group=Group.SIDE,
    opposites=(("left", "right"), ("upper", "lower"), ("front", "back"), ("inside", "outside")),
    must_stand=("left", "right", "upper", "lower", "both"),
    must_not_appear=("left", "right"),
)


def check(pair: Pair) -> Iterator[Problem]:
    yield from swap_problems(pair, _SWAPS)
    sides = compare_concepts(pair, Group.SIDE)
    for both, numbers in zip(sides, compare_concepts(pair, Group.NUMBER), strict=False):
        doubled = [hit for hit in both.invented if hit.concept == "both"]
        single = [hit for hit in (*numbers.lost, *both.lost) if hit.concept in ("1", "left", "right")]
        if doubled and single:
            yield pair.problem(
                f"“{single[0].words}” is said as “{doubled[0].words}”.",
                f"Write the word for “{single[0].words}”.",
                english=(single[0].words,),
                words=(doubled[0].words,),
                certainty=Certainty.LIKELY,
            )


RULE = PairRule("A side or direction is another one in the translation.", Severity.ERROR, check)
