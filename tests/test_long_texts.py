"""Long texts in all rules come to an end; `tools/judge_long_texts.py` measures how time grows with their length."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from all_rules import check_all, view_of
from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.languages import find_language
from dragoman.model import Severity
from judge_long_texts import WAYS, Growth, growth
from long_texts import PIECES, long_text

SPANISH = find_language("es")
CHARACTERS = 600


@pytest.mark.parametrize("name", PIECES)
def test_a_long_text_comes_to_an_end(name: str) -> None:
    text = long_text(PIECES[name], CHARACTERS)
    for way in ("both", "with faults"):
        check_all(view_of(*WAYS[way](text), SPANISH))


def test_growth_is_the_power_of_time_by_length() -> None:
    assert Growth(0.1, 0.8 * 8).too_fast
    assert not Growth(0.1, 0.8).too_fast


def test_each_rule_is_asked() -> None:
    asked: list[int] = []

    def check(pair: Pair) -> Iterator[Problem]:
        asked.append(len(pair.translation))
        return iter(())

    growth("a ", "translation", SPANISH, CHARACTERS, {"one": PairRule("It counts.", Severity.NOTE, check)})
    assert max(asked) > CHARACTERS
