"""Left for right, upper for lower, and one side for both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.concepts import compare_concepts, named
from dragoman.checks.swaps import Swaps, swap_problems
from dragoman.languages import find_language
from dragoman.lexicons import Group
from dragoman.model import SOURCE_LANGUAGE, Certainty, Severity

_SWAPS = Swaps(
    group=Group.SIDE,
    opposites=(("left", "right"), ("upper", "lower"), ("front", "back"), ("inside", "outside")),
    must_stand=("left", "right", "upper", "lower", "both"),
    must_not_appear=("left", "right"),
)

_PAIRED = re.compile(r"\b(?:arms|legs|hands|feet|eyes|ears|knees|hips|thighs|buttocks|shoulders|lungs|sides)\b", re.I)


def check(pair: Pair) -> Iterator[Problem]:
    yield from swap_problems(pair, _SWAPS)
    for both in compare_concepts(pair, Group.SIDE):
        doubled = [hit for hit in both.invented if hit.concept == "both"]
        if doubled and not _names_two(both.english_text):
            yield pair.problem(
                f"“{doubled[0].words}” does not seem to be in the English.",
                "Say whether it is one side or both, as the English does.",
                words=(doubled[0].words,),
                severity=Severity.WARNING,
                certainty=Certainty.LIKELY,
            )
    for both, numbers in zip(compare_concepts(pair, Group.SIDE), compare_concepts(pair, Group.NUMBER), strict=False):
        whole = [hit for hit in both.english if hit.concept == "both"]
        single = [hit for hit in numbers.invented if hit.concept == "1"]
        if whole and single:
            yield pair.problem(
                f"“{whole[0].words}” is said as “{single[0].words}”.",
                f"Write the word for “{whole[0].words}”.",
                english=(whole[0].words,),
                words=(single[0].words,),
                certainty=Certainty.LIKELY,
            )


def _names_two(english: str) -> bool:
    """Where the English counts to two, or means all that a body has two of, other languages may say both."""
    numbers = named(english, find_language(SOURCE_LANGUAGE)).get(Group.NUMBER, ())
    return "2" in english or any(hit.concept == "2" for hit in numbers) or _PAIRED.search(english) is not None


RULE = PairRule("A side or direction is another one in the translation.", Severity.ERROR, check)
