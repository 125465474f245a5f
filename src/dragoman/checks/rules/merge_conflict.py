"""Entries in which a merge left two translations for somebody to decide."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.merge import CONFLICT_MARK
from dragoman.model import Severity


def check(view: CatalogView) -> Iterator[Problem]:
    for entry in view.catalog.entries:
        if any(line.startswith(CONFLICT_MARK) for line in entry.comments):
            yield Problem(
                "A merge left two translations here.",
                f"Choose one, then take away the lines “# {CONFLICT_MARK} …” and the mark fuzzy.",
                entry,
            )


RULE = CatalogRule("A merge left two translations to choose from.", Severity.ERROR, check)
