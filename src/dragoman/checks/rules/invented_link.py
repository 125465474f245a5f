"""Links that the handout does not have."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, SheetRule
from dragoman.checks.views import SheetView
from dragoman.model import Severity


def check(view: SheetView) -> Iterator[Problem]:
    if view.printed is None or view.expected is None:
        return
    for address in view.printed.addresses:
        if address not in view.expected.addresses:
            yield Problem(
                f"The sheet{view.in_size} leads to {address}, which its page does not.",
                "Do not give it out; report it as a bug of Dragoman.",
            )


RULE = SheetRule("A sheet leads to an address that its page does not lead to.", Severity.ERROR, check)
