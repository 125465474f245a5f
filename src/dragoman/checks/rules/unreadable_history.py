"""Catalogs that cannot be compared with a revision, since it has them as files that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import HistoryRule, Problem
from dragoman.checks.views import HistoryView
from dragoman.model import Severity


def check(view: HistoryView) -> Iterator[Problem]:
    if view.unread:
        yield Problem(
            f"What was done to this catalog is not known. {view.unread}",
            "Compare with a later revision, or read the whole catalog.",
        )


RULE = HistoryRule("A catalog cannot be read in the revision that it is compared with.", Severity.WARNING, check)
