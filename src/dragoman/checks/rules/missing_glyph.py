"""Characters that no font has."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, SheetRule
from dragoman.checks.views import SheetView
from dragoman.model import Location, Severity, TextSize


def check(view: SheetView) -> Iterator[Problem]:
    if view.size is not TextSize.NORMAL:
        return  # the same letters in all sizes
    told: set[str] = set()
    for lost in view.lost:
        if lost.character not in told:
            told.add(lost.character)
            where = lost.location if isinstance(lost.location, Location) else Location(lost.location, 1)
            yield Problem(
                f"No bundled font has '{lost.character}' (U+{ord(lost.character):04X}) of “{lost.text[:60]}”.",
                "Write it with another character, or give the language a font that has it.",
                location=where,
            )


RULE = SheetRule("A character of a sheet is in no font.", Severity.ERROR, check)
