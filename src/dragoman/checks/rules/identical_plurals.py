"""Plural forms that are all alike in a language that tells them apart."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.model import Certainty, Severity, Status


def check(view: CatalogView) -> Iterator[Problem]:
    for entry in view.catalog.entries:
        if entry.status is not Status.TRANSLATED or len(entry.translation) < 2:
            continue
        if len(set(entry.translation)) == 1 and any(map(str.isalpha, entry.translation[0])):
            yield Problem(
                f"All {len(entry.translation)} plural forms are the same.",
                f"Write each as {view.language.english} has it for its numbers, if they differ.",
                entry,
            )


RULE = CatalogRule("A translation has identical plural forms.", Severity.NOTE, check, Certainty.POSSIBLE)
