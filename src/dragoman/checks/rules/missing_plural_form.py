"""Translations with fewer plural forms than their language has."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.model import Severity, Status


def check(view: CatalogView) -> Iterator[Problem]:
    count = view.language.plural_count
    for entry in view.catalog.entries:
        given = len(entry.translation)
        if entry.plural is not None and entry.status is Status.TRANSLATED and given < count:
            yield Problem(f"The entry has {given} of {count} plural forms.", "Translate the others too.", entry)


RULE = CatalogRule("A translation has fewer plural forms than its language.", Severity.ERROR, check)
