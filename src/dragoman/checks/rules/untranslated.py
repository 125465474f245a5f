"""Entries without a translation."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.model import Severity, Status


def check(view: CatalogView) -> Iterator[Problem]:
    for entry in view.catalog.entries:
        if entry.status is Status.UNTRANSLATED:
            yield Problem("This text has no translation.", "Translate it; until then the page shows English.", entry)


RULE = CatalogRule("A text has no translation.", Severity.ERROR, check, completeness=True)
