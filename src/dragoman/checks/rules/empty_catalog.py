"""Catalogs with nothing in them, or with a header and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.model import Commitment, Severity, Status


def check(view: CatalogView) -> Iterator[Problem]:
    if not view.is_there or any(entry.status is not Status.OBSOLETE for entry in view.catalog.entries):
        return
    # A file that was emptied is no step on the way to a translation: it is more than a note even then.
    severity = Severity.WARNING if view.commitment is Commitment.BEGUN else None
    yield Problem("The catalog has no texts.", "Take back what emptied it, or run `dragoman sync`.", severity=severity)


RULE = CatalogRule("A catalog is empty.", Severity.ERROR, check)
