"""Many marks `fuzzy` taken away at once, with no work done on any of them."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import HistoryRule, Problem
from dragoman.checks.history import cleared
from dragoman.checks.views import HistoryView
from dragoman.model import Severity

_SOME = 5
"""So many could be a slip of the hand."""


def check(view: HistoryView) -> Iterator[Problem]:
    count = len(cleared(view))
    if count > _SOME:
        yield Problem(
            f"{count} fuzzy marks were taken away, and the translations are as they were.",
            "Mark them fuzzy again, and go through them one by one.",
        )


RULE = HistoryRule("Many fuzzy marks were taken away at once.", Severity.ERROR, check)
