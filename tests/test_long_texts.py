"""Long texts in all rules: the suite's part of `tools/judge_long_texts.py`, with small sizes."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from all_rules import check_all, view_of
from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.languages import find_language
from dragoman.model import Severity
from judge_long_texts import WAYS, Growth, growth
from long_texts import PIECES, long_text

SPANISH = find_language("es")
SECONDS = 2
CHARACTERS = 1_500


STILL_SLOW = ("apostrophes", "only accents")
"""Runs of signs that `lexicons/forms.py` takes for parts of words: time there grows with their square."""


@pytest.mark.parametrize("name", [name for name in PIECES if name not in STILL_SLOW])
def test_no_long_text_takes_long(name: str) -> None:
    text = long_text(PIECES[name], CHARACTERS)
    began = time.process_time()
    for way in ("both", "with faults"):
        check_all(view_of(*WAYS[way](text), SPANISH))
    assert time.process_time() - began < SECONDS


ONCE_SLOW = ("one word and a full stop", "digits", "dots", "zero-width spaces", "letters")
"""Shapes whose time grew with the square of their length."""


@pytest.mark.parametrize("name", ONCE_SLOW)
@pytest.mark.parametrize("way", ["both", "with faults"])
def test_time_grows_with_the_length_of_a_text(name: str, way: str) -> None:
    found = growth(PIECES[name], way, SPANISH, CHARACTERS)
    assert not found.too_fast, found


def test_a_rule_that_is_too_slow_is_seen() -> None:
    def check(pair: Pair) -> Iterator[Problem]:
        for place in range(len(pair.translation)):
            pair.translation[place:].upper().lower().upper().lower()
        return iter(())

    slow = {"slow": PairRule("It is slow.", Severity.NOTE, check)}
    assert growth("a ", "translation", SPANISH, CHARACTERS, slow).too_fast
    assert Growth(0.1, 0.8 * 8).too_fast
    assert not Growth(0.1, 0.8).too_fast
