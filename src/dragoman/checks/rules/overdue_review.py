"""Guides whose English should have been read again by now."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import GuideRule, Problem
from dragoman.checks.views import GuideView
from dragoman.model import Location, Severity


def check(view: GuideView) -> Iterator[Problem]:
    due = view.guide.meta.review_by
    if due and due < view.today:
        yield Problem(
            f"The English was to be reviewed by {due}.",
            "Have a clinician read it, then set `review_by` anew.",
            location=Location(view.guide.path, 1),
        )


RULE = GuideRule("The English of a guide is due for review.", Severity.WARNING, check)
