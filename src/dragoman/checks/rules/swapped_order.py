"""Before for after, first for last, and conditions that got lost or came in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.concepts import compare_concepts
from dragoman.checks.needs import names
from dragoman.checks.swaps import Swaps, invented_problem, swap_problems
from dragoman.lexicons import Group
from dragoman.model import Severity

_SWAPS = Swaps(
    group=Group.ORDER,
    opposites=(("before", "after"), ("first", "next", "last")),
    must_stand=("before", "after", "until", "unless", "only"),
)
_COMPARED = "more|less|worse|better|higher|lower|harder|easier|weaker|stronger|longer|shorter|larger|bigger|smaller"
_SAID = {
    concept: re.compile(words, re.IGNORECASE)
    for concept, words in {
        # What is worse or new is so "than before"; "0 to 10" and "by noon" are said with it too.
        "before": rf"\b(?:{_COMPARED}|ago|last|by|new|only|had|back|plan)\b|before|until|till\b|ahead|early|first|prior"
        r"|previous|yesterday|already|advance|used to|in time|ready|prepar|past|change|bed|sleep|up to|wait"
        r"|\d.{,9}\bto\b|\d ?a\.?m\b",
        "after": r"\b(?:once|back|now|in \d)\b|after|then\b|later|when\b|next|following|since|behind|past|follow|result"
        r"|from|last|\bend|heal|recover|right away|at once|immediate|soon|short|these|this|need|every|within|wait|final"
        r"|\d ?p\.?m\b",
        "first": r"\b(?:one|new)\b|1\b|first|begin|start|initial|before|ahead|earl|prior|main|original|then|order|once"
        r"|rather|wait",
        "unless": r"unless|except|only|without|other than|\bnot?\b|n.t\b|never|but\b|beyond|nobody|none|nothing",
    }.items()
}
"""Words of order that may not come in, and English words that another language may say with them."""


def check(pair: Pair) -> Iterator[Problem]:
    yield from swap_problems(pair, _SWAPS)
    for both in compare_concepts(pair, Group.ORDER):
        lost = {hit.concept for hit in both.lost}
        for invented in both.invented:
            words = _SAID.get(invented.concept)
            if words and not lost & {"before", "after"} and not words.search(both.english_text):
                yield invented_problem(pair, invented)


RULE = PairRule(
    "A word of order or condition is lost, or its opposite stands there.",
    Severity.ERROR,
    check,
    needs=names(Group.ORDER),
)
