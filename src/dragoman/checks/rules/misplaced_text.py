"""Texts that are read out in another order."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, SheetRule
from dragoman.checks.passages import places
from dragoman.checks.views import SheetView
from dragoman.model import Severity


def check(view: SheetView) -> Iterator[Problem]:
    if view.printed is None or view.expected is None:
        return
    for place in places(view.expected, view.printed.passages):
        if place and not place.in_order and not place.text.is_label:
            yield Problem(
                f"The sheet{view.in_size} reads out “{place.text.text.strip()[:60]}” too early.",
                "Do not give it out; report it as a bug of Dragoman.",
            )


RULE = SheetRule("A sheet is read out in another order than its guide.", Severity.ERROR, check)
