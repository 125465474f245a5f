"""Translations with more or fewer sentences than their English."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.lengths import looks_cut_off
from dragoman.checks.punctuation import Ending, punctuation_of, sentence_count
from dragoman.model import Certainty, Severity


def check(pair: Pair) -> Iterator[Problem]:
    ours, theirs = sentence_count(pair.english.plain), sentence_count(pair.local.plain)
    if ours == theirs or (Ending.STOP, Ending.NOTHING) in punctuation_of(pair.language).also or looks_cut_off(pair):
        return
    yield pair.problem(
        f"The English has {_named(ours)}, the translation {_named(theirs)}.",
        "See whether a sentence is missing or was added; one long sentence may be two.",
    )


def _named(count: int) -> str:
    return "1 sentence" if count == 1 else f"{count} sentences"


RULE = PairRule("A translation has a different number of sentences.", Severity.NOTE, check, Certainty.POSSIBLE)
