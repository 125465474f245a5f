"""Translations in a template."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, TemplateRule
from dragoman.checks.views import TemplateView
from dragoman.model import Severity


def check(view: TemplateView) -> Iterator[Problem]:
    for entry in view.template.entries if view.template else ():
        if any(entry.translation):
            yield Problem(
                "The template has a translation, which every new catalog would begin with.",
                "Move it into the catalog of its language.",
                entry,
            )


RULE = TemplateRule("A template has misplaced translations.", Severity.WARNING, check)
