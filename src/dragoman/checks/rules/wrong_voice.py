"""Passages that are read out in another language."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, SheetRule
from dragoman.checks.passages import language_read, places
from dragoman.checks.views import SheetView
from dragoman.model import Severity


def check(view: SheetView) -> Iterator[Problem]:
    if view.printed is None or view.expected is None:
        return
    for place in places(view.expected, view.printed.passages):
        if place is None or place.text.is_label or not place.text.language:
            continue
        read = language_read(view.printed, place.passage)
        if read and _primary(read) != _primary(place.text.language):
            yield Problem(
                f"The sheet{view.in_size} says that “{place.text.text.strip()[:60]}” is in '{read}' "
                f"and not in '{place.text.language}'.",
                "Do not give the file out; report it as a bug of Dragoman.",
            )


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


RULE = SheetRule("A passage is marked as of another language than it is in.", Severity.ERROR, check)
