"""Morning for evening, today for tomorrow, one weekday for another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.concepts import WEEK, Compared, compare_concepts
from dragoman.checks.needs import names
from dragoman.checks.swaps import crossed_problem, invented_problem, swapped_problem
from dragoman.lexicons import Group, Hit
from dragoman.model import Severity

# Evening and night, noon and afternoon run into each other in many languages; and an English afternoon may be an
# evening elsewhere, but no evening is an afternoon.
_EXCLUDED = {
    "morning": ("afternoon", "evening", "night", "noon"),
    "afternoon": ("morning", "night", "midnight"),
    "evening": ("morning", "noon", "afternoon"),
    "night": ("morning", "noon", "afternoon"),
    "noon": ("morning", "evening", "night", "midnight"),
    "midnight": ("noon", "afternoon"),
    "today": ("night", "tomorrow", "yesterday"),
    "tomorrow": ("today", "yesterday"),
    "yesterday": ("today", "tomorrow"),
    **{day: tuple(other for other in WEEK if other != day) for day in WEEK},
}
"""What cannot be said in the place of a time."""
_ALSO = {"evening": ("night", "afternoon"), "yesterday": ("tomorrow",), "tomorrow": ("yesterday",)}
"""What says a time in a language that has no word of its own for it: *tarde* and *noche*, کل."""
_HALVES = (("morning", "night"), ("noon", "midnight"))
"""Times that are told apart in every language, and so must stand in the same order where each stands once."""
_NIGHTLY = r"night|sleep|\bbed|evening|dark|p\.?m|\bwake|\bwoke"
_BY_DAY = r"noon|p\.?m|day|even|lunch|meal"
_NEARBY = {
    concept: re.compile(words, re.IGNORECASE)
    for concept, words in {
        "tomorrow": r"\b(?:next|following|after\w*|later|until|till|yesterday|second|2|total|all|overall|whole)\b",
        "yesterday": r"\b(?:last|before|ago|earlier|previous|prior)\b",
        "morning": r"a\.?m|wake|early|breakfast",
        "afternoon": _BY_DAY,
        "noon": _BY_DAY,
        "night": _NIGHTLY,
        "midnight": _NIGHTLY,
    }.items()
}
"""Times whose mere appearance is a warning, and English words that another language may say with them."""


def check(pair: Pair) -> Iterator[Problem]:
    for both in compare_concepts(pair, Group.TIME):
        taken: set[str] = set()
        for lost in _lost(both):
            instead = next((hit for hit in both.invented if hit.concept in _excluded(lost, both)), None)
            if instead is not None:
                taken.add(instead.concept)
                yield swapped_problem(pair, lost, instead, both)
        for invented in both.invented:
            words = _NEARBY.get(invented.concept)
            if words and invented.concept not in taken and not words.search(both.english_text):
                yield invented_problem(pair, invented)
        for one, other in _HALVES:
            yield from crossed_problem(pair, _evening_as_night(both), one, other)


def _evening_as_night(both: Compared) -> Compared:
    def named(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        return tuple(replace(hit, concept="night") if hit.concept == "evening" else hit for hit in hits)

    return replace(both, english=named(both.english), local=named(both.local))


def _lost(both: Compared) -> tuple[Hit, ...]:
    """Times of the English that the translation says in no word that could mean them, each once."""
    there = {hit.concept for hit in both.local}
    found: dict[str, Hit] = {}
    for hit in both.english:
        answers = {hit.concept} if _has_word(hit, both) else {hit.concept, *_ALSO.get(hit.concept, ())}
        known = _has_word(hit, both) or any(both.lexicon.covers(hit.group, answer) for answer in answers)
        if known and not answers & there:
            found.setdefault(hit.concept, hit)
    return tuple(found.values())


def _excluded(lost: Hit, both: Compared) -> set[str]:
    excluded = set(_EXCLUDED.get(lost.concept, ()))
    return excluded if _has_word(lost, both) else excluded - {*_ALSO.get(lost.concept, ())}


def _has_word(hit: Hit, both: Compared) -> bool:
    return both.lexicon.covers(hit.group, hit.concept)


RULE = PairRule(
    "A time of day, a day or a weekday is another one in the translation.",
    Severity.ERROR,
    check,
    needs=names(Group.TIME),
)
