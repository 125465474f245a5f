"""An arm for a leg, the neck for the back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.concepts import compare_concepts
from dragoman.checks.needs import names
from dragoman.checks.swaps import Swaps, invented_problem, swap_problems
from dragoman.lexicons import Group
from dragoman.model import Severity

_SWAPS = Swaps(group=Group.BODY, opposites=())
_SAID = {
    concept: re.compile(words, re.IGNORECASE)
    for concept, words in {
        "eye": r"sight|vision|\bsee\b|look|glass|watch|read|blind|pupil",
        "belly": r"nausea|digest|pregnan|sick|vomit|bowel|upset|stomach|womb|gut|face down",
        "finger": r"toe|thumb|hand|touch|press|nail",
        "elbow": r"\barm",
        "wrist": r"\barm|hand|band|pulse",
        "ankle": r"foot|feet|\bleg",
        "ear": r"hear|listen|sound|head",
        "knee": r"\bleg|kneel|bend|joint",
        "neck": r"throat|spine|cervi|collar|head",
        "hip": r"\bleg|thigh|pelvi|joint|seat|side|buttock",
        "chest": r"lung|heart|breath|rib|breast|torso|body|thorac",
        "shoulder": r"\barm|joint|upper|neck",
    }.items()
}
"""Parts of the body that may not come in, and English words that another language may say with them."""


def check(pair: Pair) -> Iterator[Problem]:
    found = tuple(swap_problems(pair, _SWAPS))
    yield from found
    told = {word for one in found for word in one.words}
    for both in compare_concepts(pair, Group.BODY):
        for invented in both.invented:
            words = _SAID.get(invented.concept)
            if words and invented.words not in told and not words.search(both.english_text):
                yield invented_problem(pair, invented)


RULE = PairRule(
    "A part of the body is another one in the translation.",
    Severity.ERROR,
    check,
    needs=names(Group.BODY),
)
