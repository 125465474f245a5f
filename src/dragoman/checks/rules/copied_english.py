"""English that was pasted in place of its translation."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import is_copy
from dragoman.model import Severity
from dragoman.writing.addresses import without_code_lines

_FEWEST = 3
"""Words in small letters from which on a text is a sentence, and no name, number or brand."""


def check(pair: Pair) -> Iterator[Problem]:
    if pair.translation.strip() != pair.source.strip():
        return
    words = without_code_lines(pair.english.plain).split()
    if sum(word.isalpha() and word.islower() for word in words) >= _FEWEST:
        yield pair.problem(
            "The translation is the English text itself.", "Translate it, or empty it: then it is marked."
        )


RULE = PairRule("A translation is a copy of its English.", Severity.ERROR, check, needs=is_copy)
