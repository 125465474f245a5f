"""The mark `fuzzy` taken away, and no work done."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import HistoryRule, Problem
from dragoman.checks.history import cleared
from dragoman.checks.views import HistoryView
from dragoman.model import Severity


def check(view: HistoryView) -> Iterator[Problem]:
    for entry in cleared(view):
        yield Problem(
            "The mark `fuzzy` was taken away, and the translation is as it was.",
            "Read it beside the English: correct it, mark it fuzzy again, or write a comment that says who checked it.",
            entry,
        )


RULE = HistoryRule("A fuzzy mark was taken away and nothing else was done.", Severity.ERROR, check)
