"""Translations all in capitals whose English is not."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.punctuation import CASED
from dragoman.model import Certainty, Severity

_FEWEST = 8
"""Letters; a shorter text may be an acronym."""


def check(pair: Pair) -> Iterator[Problem]:
    if pair.language.script not in CASED:
        return
    text = pair.local.words
    if text.isupper() and sum(map(str.isupper, text)) >= _FEWEST and not pair.english.words.isupper():
        yield pair.problem(
            "The translation is all in capitals.",
            "Write it as a sentence: whole lines of capitals are hard to read.",
        )


RULE = PairRule("A translation has unusual capitals.", Severity.WARNING, check, Certainty.LIKELY)
