"""Catalogs that begin with a byte order mark."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.model import Severity

_MARK = "\ufeff".encode()


def check(view: CatalogView) -> Iterator[Problem]:
    if view.catalog.lead.startswith(_MARK):
        remedy = f"Take it off with `dragoman convert {view.catalog.path}`."
        yield Problem("The catalog begins with a byte order mark.", remedy)


RULE = CatalogRule("A catalog begins with a byte order mark.", Severity.WARNING, check)
