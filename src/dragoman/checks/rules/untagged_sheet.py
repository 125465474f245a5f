"""Sheets that a screen reader cannot use."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, SheetRule
from dragoman.checks.views import SheetView
from dragoman.model import ExpectedSheet, PrintedSheet, Severity

_CLAIMS = ("PDF/UA-1", "PDF/A-2A")
_REMEDY = "Make it with `dragoman print`; if it stays so, report it as a bug of Dragoman."


def check(view: SheetView) -> Iterator[Problem]:
    if view.printed and view.expected:
        for lack in _lacks(view.printed, view.expected):
            yield Problem(f"The sheet{view.in_size} {lack}.", _REMEDY)


def _lacks(printed: PrintedSheet, expected: ExpectedSheet) -> Iterator[str]:
    if not printed.is_tagged or not printed.passages:
        yield "is not tagged"
    for claim in _CLAIMS:
        if claim not in printed.claims:
            yield f"does not say that it keeps to {claim}"
    if printed.title != expected.title:
        yield f"has the title “{printed.title}” and not “{expected.title}”"
    elif not printed.shows_title:
        yield "does not show its title"
    if printed.language != expected.language:
        yield f"says that its language is '{printed.language}' and not '{expected.language}'"


RULE = SheetRule(
    "A sheet is not tagged, or does not say its title, its language or its standard.", Severity.ERROR, check
)
