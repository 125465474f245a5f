"""Headings that the list of bookmarks lacks."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, SheetRule
from dragoman.checks.views import SheetView
from dragoman.model import Severity


def check(view: SheetView) -> Iterator[Problem]:
    if view.printed is None or view.expected is None:
        return
    there = {_plain(bookmark) for bookmark in view.printed.bookmarks}
    for heading in view.expected.headings:
        if _plain(heading) and _plain(heading) not in there:
            yield Problem(
                f"The sheet{view.in_size} has no bookmark for “{heading.strip()[:60]}”.",
                "Report it as a bug of Dragoman.",
            )


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


RULE = SheetRule("A heading is not among the bookmarks of the file.", Severity.WARNING, check)
