"""Translations that were cut off: short, and without a sentence or an end that the English has."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.lengths import looks_cut_off
from dragoman.model import Certainty, Severity


def check(pair: Pair) -> Iterator[Problem]:
    if looks_cut_off(pair):
        yield pair.problem(
            "The translation looks cut off: it is short, and lacks a sentence or its end.",
            "See whether all of the English is there.",
        )


RULE = PairRule("A translation looks truncated.", Severity.WARNING, check, Certainty.LIKELY)
