"""Numbers in words that stand in a translation and not in its English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.concepts import Compared, compare_concepts, english_list, named
from dragoman.checks.figures import english, visible
from dragoman.checks.needs import names
from dragoman.lexicons import Group, Hit
from dragoman.model import Certainty, Severity
from dragoman.values import Kind, Value, ordinals, read_figures, read_words

_SMALL = ("0", "0.5", "1", "2")
"""Words for these are articles, duals and parts of other words in many languages."""
_SHARES = {"half": "30", "third": "3", "quarter": "4", "fourth": "4", "fifth": "5"}
"""English words, and the number that other languages say them with: thirty minutes are half an hour."""
_SHARE = re.compile("|".join(_SHARES))


def check(pair: Pair) -> Iterator[Problem]:
    for both in compare_concepts(pair, Group.NUMBER):
        invented = [hit for hit in both.invented if hit.concept not in _SMALL]
        if not invented:
            continue
        figures = read_figures(visible(pair.english), english())
        if any(value.kind is Kind.DATE for value in figures):
            continue  # months have numbers for names
        said = {part for value in figures for part in (*value.readings, *value.parts)}
        said |= {hit.concept for hit in named(both.english_text, english_list()).get(Group.NUMBER, ())}
        if not said:
            continue
        said |= ordinals(both.english_text)
        said |= {_SHARES[word] for word in _SHARE.findall(both.english_text)} | _of_times(pair, figures)
        counting = {value.words for value in read_words(visible(pair.local), pair.language)}
        for hit in invented:
            if hit.words in counting and hit.concept.partition(".")[0] not in said and not _is_unit(hit, both):
                yield pair.problem(
                    f"The number “{hit.words}” ({hit.concept}) does not seem to be in the English.",
                    "Write the number of the English.",
                    words=(hit.words,),
                )


def _of_times(pair: Pair, figures: Sequence[Value]) -> set[str]:
    """Numbers in words that say a time of the English: "a quarter to eight" for 7:45."""
    meant = {reading for value in figures if value.kind is Kind.TIME for reading in value.readings}
    spoken = read_words(visible(pair.local), pair.language) if meant else ()
    times = (value for value in spoken if value.kind is Kind.TIME and meant.intersection(value.readings))
    return {part for value in times for part in value.parts}


def _is_unit(hit: Hit, both: Compared) -> bool:
    """Whether the word is that of a unit which the English names: *năm* is five, and a year."""
    units = {unit.concept for unit in named(both.english_text, english_list()).get(Group.UNIT, ())}
    there = named(hit.words, both.lexicon).get(Group.UNIT, ())
    return any(unit.concept in units for unit in there)


RULE = PairRule(
    "A translation has a number in words that its source has not.",
    Severity.WARNING,
    check,
    certainty=Certainty.LIKELY,
    needs=names(Group.NUMBER),
)
