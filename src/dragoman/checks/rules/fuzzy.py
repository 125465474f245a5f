"""Translations that somebody must look at again."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.model import Severity, Status


def check(view: CatalogView) -> Iterator[Problem]:
    for entry in view.catalog.entries:
        if entry.status is Status.FUZZY:
            yield Problem(
                "This translation is marked fuzzy.",
                "Compare it with the English, correct it, and take the mark away.",
                entry,
            )


RULE = CatalogRule("A translation is marked fuzzy.", Severity.ERROR, check, completeness=True)
