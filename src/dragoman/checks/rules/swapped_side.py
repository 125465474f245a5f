"""Left for right, upper for lower, and one side for both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.concepts import Compared, compare_concepts, english_list, named
from dragoman.checks.needs import names
from dragoman.checks.swaps import Swaps, crossed_problem, swap_problems
from dragoman.lexicons import Group
from dragoman.model import Certainty, Severity

_BOTH_AND = re.compile(r"both\b[^.;:]{1,100}?\band\b", re.I)
"""What is joined stands in the translation by its names: `both` says nothing more."""
_SWAPS = Swaps(
    group=Group.SIDE,
    opposites=(("left", "right"), ("upper", "lower"), ("front", "back"), ("inside", "outside")),
    must_stand=("left", "right", "upper", "lower", "both"),
    must_not_appear=("left", "right"),
    excused=_BOTH_AND,
)

_TWO = re.compile(r"\b(?:2|two)\b", re.I)
_TWICE = re.compile(r"\b(?:double|doubly|twice|dual|pairs?|twins?)\b|\bdouble-", re.I)
_PAIRED = re.compile(r"\b(?:arms|legs|hands|feet|eyes|ears|knees|hips|thighs|buttocks|shoulders|lungs|sides)\b", re.I)


def check(pair: Pair) -> Iterator[Problem]:
    sides = tuple(compare_concepts(pair, Group.SIDE))
    numbers = {counted.place: counted for counted in compare_concepts(pair, Group.NUMBER)} if sides else {}
    found = [one for both in sides for one in _of_both(pair, both, numbers.get(both.place))]
    found += swap_problems(pair, _SWAPS)
    found += [one for both in sides for names in _SWAPS.opposites for one in crossed_problem(pair, both, *names)]
    told: set[str] = set()
    for one in found:
        words = {*one.english, *one.words}
        if not words <= told:  # what says more comes first
            told |= words
            yield one


def _of_both(pair: Pair, both: Compared, counted: Compared | None) -> Iterator[Problem]:
    yield from _halved(pair, both, counted)
    yield from _doubled(pair, both)


def _doubled(pair: Pair, both: Compared) -> Iterator[Problem]:
    """`Both` where the English has one, or does not count."""
    found = [hit for hit in both.invented if hit.concept == "both"]
    single = [hit for hit in both.lost if hit.concept in ("left", "right")]
    if found and not _names_two(both.english_text):
        whole = found[0].words
        said = (
            f"“{single[0].words}” is said as “{whole}”" if single else f"“{whole}” does not seem to be in the English"
        )
        yield pair.problem(
            f"{said}.",
            "Say whether it is one side or both, as the English does.",
            english=(single[0].words,) if single else (),
            words=(whole,),
            severity=Severity.WARNING,
            certainty=Certainty.LIKELY,
        )


def _names_two(english: str) -> bool:
    """Where the English counts to two, or means all that a body has two of, other languages may say both."""
    numbers = named(english, english_list()).get(Group.NUMBER, ())
    if "2" in english or _TWICE.search(english):
        return True
    return any(hit.concept == "2" for hit in numbers) or _PAIRED.search(english) is not None


def _halved(pair: Pair, both: Compared, counted: Compared | None) -> Iterator[Problem]:
    """One, or a side, where the English has both; a word for both may be there, and say a two of the English."""
    whole = [hit for hit in both.english if hit.concept == "both"]
    single = [hit for hit in both.invented if hit.concept in ("left", "right")]
    joined = any(_BOTH_AND.match(both.english_text, hit.start) for hit in whole)
    lost = any(hit.concept == "both" for hit in both.lost) and not joined
    if counted and (lost or _TWO.search(both.english_text)):
        single += [hit for hit in counted.invented if hit.concept == "1"]
    if whole and single:
        yield pair.problem(
            f"“{whole[0].words}” is said as “{single[0].words}”.",
            f"Write the word for “{whole[0].words}”.",
            english=(whole[0].words,),
            words=(single[0].words,),
            severity=Severity.WARNING,
            certainty=Certainty.LIKELY,
        )


RULE = PairRule(
    "A side or direction is another one in the translation.", Severity.ERROR, check, needs=names(Group.SIDE)
)
