"""A translation put under English that it was not written for."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import HistoryRule, Problem
from dragoman.checks.history import by_translation, quoted, same_words, steps, visible_words
from dragoman.checks.views import HistoryView
from dragoman.model import Severity, Status

_SHOWN = 3
_REMEDY = "Read it against the English, and correct what does not fit."


def check(view: HistoryView) -> Iterator[Problem]:
    before = by_translation(view.before.entries if view.before else ())
    fresh = [step.now for step in steps(view) if step.now.status is Status.TRANSLATED and not step.same_translation]
    for translation, entries in by_translation(fresh).items():
        first = entries[0]
        english = first.key.text
        origins = before.get(translation, ())
        if not visible_words(english):
            continue
        if not all(same_words(entry.key.text, english) for entry in entries):
            texts = [quoted(entry.key.text) for entry in entries]
            listed = ", ".join(texts[:_SHOWN]) + (" and others" if len(texts) > _SHOWN else "")
            yield Problem(f"One new translation stands under {len(texts)} texts: {listed}.", _REMEDY, first)
        elif origins and not any(same_words(origin.key.text, english) for origin in origins):
            made_for = quoted(origins[0].key.text)
            yield Problem(f"This translation was made for another text, {made_for}.", _REMEDY, first)


RULE = HistoryRule("A translation was copied to another text.", Severity.WARNING, check)
