"""Sheets that could act."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, SheetRule
from dragoman.checks.views import SheetView
from dragoman.model import Severity


def check(view: SheetView) -> Iterator[Problem]:
    for name in view.printed.dangers if view.printed else ():
        yield Problem(
            f"The sheet{view.in_size} holds /{name}: a script, an action or a file within the file.",
            "Do not give it out; report it as a bug of Dragoman.",
        )


RULE = SheetRule("A sheet holds a script, an action or another file.", Severity.ERROR, check)
