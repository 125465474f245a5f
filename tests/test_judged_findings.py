"""The list of judged findings can be read, names rules there are, and its shares are computed rightly."""

from __future__ import annotations

import pytest

from dragoman.checks.registry import RULES
from judged_findings import DEFAULT, Judged, precision, read_judged, weighted, wilson


def test_the_list_names_rules_that_there_are() -> None:
    rows, fired = read_judged(DEFAULT.read_text("utf-8"))
    assert rows
    assert {row.rule for row in rows} <= set(RULES)
    assert all((row.severity, row.rule) in fired[row.round] for row in rows)


def test_the_interval_is_that_of_wilson() -> None:
    # Newcombe 1998, table I: 81 of 263.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=0.0001)
    assert wilson(0, 20)[0] == pytest.approx(0)
    assert wilson(20, 20)[1] == pytest.approx(1)


def test_a_rule_weighs_as_much_as_it_fired() -> None:
    rows = [
        Judged("1", "error", "fuzzy", "es", "right"),
        Judged("1", "error", "untranslated", "es", "wrong"),
        Judged("1", "error", "untranslated", "es", "debatable"),
    ]
    assert precision(rows).part == pytest.approx(1 / 3)
    assert weighted(rows, {("error", "fuzzy"): 98, ("error", "untranslated"): 2}).part == pytest.approx(0.98)


def test_an_unknown_verdict_is_refused() -> None:
    text = (
        'round = []\n[[finding]]\nround = "1"\nseverity = "error"\nrule = "fuzzy"\nlanguage = "es"\nverdict = "perhaps"'
    )
    with pytest.raises(ValueError, match="perhaps"):
        read_judged(text)
