"""Translations that are gone though their English is there."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import HistoryRule, Problem
from dragoman.checks.history import entries_by_key, steps
from dragoman.checks.views import HistoryView, is_empty
from dragoman.model import Severity, Status

_PROBLEM = "The translation is gone, and the English has not changed."
_REMEDY = "Take it back from that revision."


def check(view: HistoryView) -> Iterator[Problem]:
    for step in steps(view):
        if step.was_translated and step.same_english and step.now.status is Status.UNTRANSLATED:
            yield Problem(_PROBLEM, _REMEDY, step.now)
    if is_empty(view.after):
        return
    before, now = entries_by_key(view.before), entries_by_key(view.after)
    for message in view.messages:
        old = before.get(message.key)
        if message.key not in now and old and old.status is Status.TRANSLATED and old.plural == message.plural:
            yield Problem(_PROBLEM, _REMEDY, message=message)


RULE = HistoryRule("A finished translation is gone though its English is there.", Severity.ERROR, check)
