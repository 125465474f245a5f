"""More pages than a handout may have."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, SheetRule
from dragoman.checks.views import SheetView
from dragoman.model import Severity


def check(view: SheetView) -> Iterator[Problem]:
    if not view.budget or view.pages <= view.budget:
        return
    beside = f", {view.pages / view.english_pages:.1f} times the English" if view.english_pages else ""
    yield Problem(
        f"The sheet has {view.pages} pages{beside}; it may have {view.budget}.",
        "Shorten the guide, or raise 'pages' in its front matter or in the settings.",
    )


RULE = SheetRule("A sheet has more pages than its guide may have.", Severity.WARNING, check)
