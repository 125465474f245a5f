"""Catalogs with a header and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView, is_empty
from dragoman.model import Severity, Status


def check(view: CatalogView) -> Iterator[Problem]:
    if is_empty(view.catalog) or any(entry.status is not Status.OBSOLETE for entry in view.catalog.entries):
        return
    yield Problem("The catalog has no texts.", "Run `dragoman sync`, or take back what emptied it.")


RULE = CatalogRule("A catalog is empty.", Severity.WARNING, check)
