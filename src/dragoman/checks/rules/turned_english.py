"""English in the place of a translation."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import HistoryRule, Problem
from dragoman.checks.history import is_turned_english, steps
from dragoman.checks.views import HistoryView
from dragoman.model import Severity


def check(view: HistoryView) -> Iterator[Problem]:
    for step in steps(view):
        if is_turned_english(step, view):
            yield Problem(
                "The translation is the English, and was not before.",
                "Take the translation back, or translate it; an empty one is honest.",
                step.now,
            )


RULE = HistoryRule("A translation was replaced by the English.", Severity.ERROR, check)
