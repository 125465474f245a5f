"""Translations that changed though nothing asked for it."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import HistoryRule, Problem
from dragoman.checks.history import is_turned_english, steps
from dragoman.checks.views import HistoryView
from dragoman.model import Severity, Status


def check(view: HistoryView) -> Iterator[Problem]:
    for step in steps(view):
        if not (step.was_translated and step.now.status is Status.TRANSLATED and step.same_english):
            continue
        if not step.same_translation and not is_turned_english(step, view):
            yield Problem(
                "The translation was changed, and the English was not.",
                "A second person should compare the two and the English.",
                step.now,
            )


RULE = HistoryRule("A finished translation was changed though its English was not.", Severity.WARNING, check)
