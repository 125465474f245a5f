"""Entries that keep the English of before though they are settled."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.model import Severity, Status


def check(view: CatalogView) -> Iterator[Problem]:
    for entry in view.catalog.entries:
        if entry.status is Status.TRANSLATED and (entry.previous is not None or entry.previous_plural is not None):
            yield Problem(
                "The entry keeps the English of before, but is not marked fuzzy.",
                "Read the translation against the English of today, then take the lines `#|` away.",
                entry,
            )


RULE = CatalogRule("A translation has stray lines of its previous English.", Severity.WARNING, check)
