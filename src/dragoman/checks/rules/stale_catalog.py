"""A catalog that is not in step with its guide."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView, is_empty
from dragoman.model import Severity, Status

_REMEDY = "Run `dragoman sync`."
_OR_BACK = "Run `dragoman sync`, or put the msgid back if you changed it by hand."


def check(view: CatalogView) -> Iterator[Problem]:
    if is_empty(view.catalog):
        return
    active = {entry.key: entry for entry in view.catalog.entries if entry.status is not Status.OBSOLETE}
    wanted = {message.key for message in view.messages}
    for message in view.messages:
        if message.key not in active:
            yield Problem("The catalog does not know this text of the guide.", _REMEDY, message=message)
    for key, entry in active.items():
        if key not in wanted:
            yield Problem("This text is no longer in the guide.", _OR_BACK, entry)


RULE = CatalogRule("A catalog is not in step with its guide.", Severity.ERROR, check)
