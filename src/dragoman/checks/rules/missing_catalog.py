"""A language without a catalog."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.model import Severity


def check(view: CatalogView) -> Iterator[Problem]:
    if not view.is_there:
        yield Problem(f"There is no catalog for {view.language.english}.", f"Run `dragoman add {view.language.tag}`.")


RULE = CatalogRule("A language has no catalog for a guide.", Severity.ERROR, check, completeness=True)
