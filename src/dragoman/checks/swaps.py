"""Words of one group that took each other's place between a text and its translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.checks.anatomy import Pair, Problem
from dragoman.checks.concepts import Compared, compare_concepts
from dragoman.lexicons import Group, Hit
from dragoman.model import Certainty, Severity


@dataclass(frozen=True, slots=True)
class Swaps:
    """What of a group is looked at."""

    group: Group
    opposites: tuple[tuple[str, ...], ...]
    """Concepts each of which excludes the others of its row; without rows, all of the group do."""
    must_stand: tuple[str, ...] = ()
    """Concepts whose mere loss is a warning."""
    must_not_appear: tuple[str, ...] = ()
    """Concepts whose mere appearance is a warning."""
    excused: re.Pattern[str] | None = None
    """English, from a word on, in which the mere loss of that word says nothing."""


def swap_problems(pair: Pair, swaps: Swaps) -> Iterator[Problem]:
    """An error where a word stands in the place of another, a warning where one is only lost or only appears.

    A warning too where several sentences cannot be held against each other one by one, and for an amount where a text
    denies: `63 or less` is “not more than 63” elsewhere.
    """
    for both in compare_concepts(pair, swaps.group):
        taken: set[str] = set()
        for lost in both.lost:
            instead = _instead(lost, both, swaps)
            if instead is not None:
                taken.add(instead.concept)
                yield swapped_problem(pair, lost, instead, both)
            elif lost.concept in swaps.must_stand and not _is_excused(lost, both, swaps):
                yield lost_problem(pair, lost)
        for invented in both.invented:
            named = re.search(rf"\b{invented.concept}\b", both.english_text, re.IGNORECASE)
            if invented.concept in swaps.must_not_appear and invented.concept not in taken and not named:
                yield invented_problem(pair, invented)


def _is_excused(lost: Hit, both: Compared, swaps: Swaps) -> bool:
    if both.keeps(lost):
        return True
    return swaps.excused is not None and swaps.excused.match(both.english_text, lost.start) is not None


def _instead(lost: Hit, both: Compared, swaps: Swaps) -> Hit | None:
    opposites = {other for one in swaps.opposites for other in one if lost.concept in one and other != lost.concept}
    return next((hit for hit in both.invented if not swaps.opposites or hit.concept in opposites), None)


def swapped_problem(pair: Pair, lost: Hit, instead: Hit, both: Compared) -> Problem:
    sure = both.is_sure and not (lost.group is Group.AMOUNT and both.denies)
    return pair.problem(
        f"“{lost.words}” is said as “{instead.words}”.",
        f"Write the word for “{lost.concept}”.",
        english=(lost.words,),
        words=(instead.words,),
        severity=None if sure else Severity.WARNING,
        certainty=Certainty.LIKELY if sure else Certainty.POSSIBLE,
    )


def lost_problem(pair: Pair, lost: Hit) -> Problem:
    return pair.problem(
        f"“{lost.words}” does not seem to be in the translation.",
        "Add it, or waive this if the translation says it in other words.",
        english=(lost.words,),
        severity=Severity.WARNING,
        certainty=Certainty.POSSIBLE,
    )


def invented_problem(pair: Pair, invented: Hit) -> Problem:
    return pair.problem(
        f"“{invented.words}” does not seem to be in the English.",
        "Take it out, or waive this if the English says it in other words.",
        words=(invented.words,),
        severity=Severity.WARNING,
        certainty=Certainty.POSSIBLE,
    )


def crossed_problem(pair: Pair, both: Compared, one: str, other: str) -> Iterator[Problem]:
    """Two concepts that each stand once and changed places: `the upper back, not the lower back`."""
    ours = [hit for hit in both.english if hit.concept in (one, other)]
    theirs = [hit for hit in both.local if hit.concept in (one, other)]
    order, order_there = [hit.concept for hit in ours], [hit.concept for hit in theirs]
    if order in ([one, other], [other, one]) and order_there == order[::-1]:
        yield pair.problem(
            f"“{ours[0].words}” and “{ours[1].words}” seem to have changed places.",
            "Read which of them is meant, or waive this if the order of the language asks for it.",
            english=(ours[0].words, ours[1].words),
            words=(theirs[0].words, theirs[1].words),
            severity=Severity.WARNING,
            certainty=Certainty.POSSIBLE,
        )
