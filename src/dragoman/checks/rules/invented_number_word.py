"""Numbers in words that stand in a translation and not in its English."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.concepts import compare_concepts, english_list, named
from dragoman.checks.figures import english, visible
from dragoman.lexicons import Group
from dragoman.model import Certainty, Severity
from dragoman.values import Kind, ordinals, read_figures

_SMALL = ("0", "0.5", "1", "2")
"""Words for these are articles, duals and parts of other words in many languages."""


def check(pair: Pair) -> Iterator[Problem]:
    for both in compare_concepts(pair, Group.NUMBER):
        invented = [hit for hit in both.invented if hit.concept not in _SMALL]
        if not invented:
            continue
        figures = read_figures(visible(pair.english), english())
        said = {part for value in figures for part in (*value.readings, *value.parts)}
        if any(value.kind is Kind.DATE for value in figures):
            continue  # months have numbers for names
        said |= {hit.concept for hit in named(both.english_text, english_list()).get(Group.NUMBER, ())}
        said |= ordinals(both.english_text)
        for hit in invented if said else ():
            if hit.concept not in said:
                yield pair.problem(
                    f"The number “{hit.words}” ({hit.concept}) does not seem to be in the English.",
                    "Write the number of the English.",
                    words=(hit.words,),
                )


RULE = PairRule(
    "A translation has a number in words that its source has not.",
    Severity.WARNING,
    check,
    certainty=Certainty.LIKELY,
)
