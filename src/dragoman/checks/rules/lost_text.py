"""Texts that are not on the paper."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, SheetRule
from dragoman.checks.passages import has_letters, places
from dragoman.checks.views import SheetView
from dragoman.model import Severity


def check(view: SheetView) -> Iterator[Problem]:
    if view.printed is None or view.expected is None or not view.printed.is_tagged:
        return
    for text, place in zip(view.expected.texts, places(view.expected, view.printed.passages), strict=True):
        if place is None and not text.is_label and has_letters(text.text):
            yield Problem(
                f"The sheet{view.in_size} does not say “{text.text.strip()[:60]}”.",
                "Do not give it out; report it as a bug of Dragoman.",
            )


RULE = SheetRule("A text of the handout is not on its sheet.", Severity.ERROR, check)
