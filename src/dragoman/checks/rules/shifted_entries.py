"""Translations that stand one or a few entries off."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.displacement import displaced_runs
from dragoman.checks.views import CatalogView
from dragoman.model import Certainty, Severity, Status


def check(view: CatalogView) -> Iterator[Problem]:
    entries = [entry for entry in view.catalog.entries if entry.status is Status.TRANSLATED and entry.plural is None]
    for run in displaced_runs(entries, view.context, view.language):
        many, far = len(run.entries), abs(run.offset)
        which = f"{many} translations from here on seem" if many > 1 else "This translation seems"
        way = "after" if run.offset > 0 else "before"
        where = f"the text {way} theirs" if far == 1 else f"texts {far} places {way} theirs"
        yield Problem(f"{which} to belong to {where}.", "Put each under its own English.", run.entries[0])


RULE = CatalogRule("Translations are shifted to entries of their neighbours.", Severity.ERROR, check, Certainty.LIKELY)
