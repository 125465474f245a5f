"""Flags of one entry that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.model import Severity

_NOT = ("no-", "impossible-")


def check(view: CatalogView) -> Iterator[Problem]:
    for entry in view.catalog.entries:
        for flag in entry.flags:
            for negated in (f"{prefix}{flag}" for prefix in _NOT):
                if negated in entry.flags:
                    yield Problem(
                        f"The flags “{flag}” and “{negated}” contradict each other.", "Take the wrong one away.", entry
                    )


RULE = CatalogRule("An entry has conflicting flags.", Severity.WARNING, check)
