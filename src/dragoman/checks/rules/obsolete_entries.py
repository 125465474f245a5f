"""Translations of texts that are no longer in the guide."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.model import Severity, Status


def check(view: CatalogView) -> Iterator[Problem]:
    count = sum(entry.status is Status.OBSOLETE for entry in view.catalog.entries)
    if count:
        yield Problem(
            "The catalog keeps 1 obsolete entry." if count == 1 else f"The catalog keeps {count} obsolete entries.",
            "Nothing must be done; take them out when their texts will not come back.",
        )


RULE = CatalogRule("A catalog keeps obsolete entries.", Severity.NOTE, check)
