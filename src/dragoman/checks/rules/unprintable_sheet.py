"""Sheets that cannot be set."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, SheetRule
from dragoman.checks.views import SheetView
from dragoman.model import Severity


def check(view: SheetView) -> Iterator[Problem]:
    if view.fault:
        yield Problem(f"The sheet{view.in_size} cannot be set. {view.fault}", view.remedy)


RULE = SheetRule("A sheet cannot be set on paper, or not within the limits.", Severity.ERROR, check)
