"""Drawings whose words are in English."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, SheetRule
from dragoman.checks.views import SheetView
from dragoman.markup.tree import iter_blocks
from dragoman.model import SOURCE_LANGUAGE, Figure, Severity, TextSize


def check(view: SheetView) -> Iterator[Problem]:
    if view.language.tag == SOURCE_LANGUAGE or view.size is not TextSize.NORMAL:
        return
    for figure in iter_blocks(view.guide.blocks):
        if isinstance(figure, Figure) and figure.labels:
            left = [label for label in figure.labels if label.language == SOURCE_LANGUAGE]
            if left:
                yield Problem(
                    f"The drawing {figure.source} has {len(left)} of its {len(figure.labels)} words in English.",
                    "Translate its labels in the catalog.",
                )


RULE = SheetRule("The words of a drawing are in English.", Severity.WARNING, check, completeness=True)
