"""Waivers that excuse nothing."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, WaiverRule
from dragoman.checks.judge import excuses
from dragoman.checks.views import WaiverView
from dragoman.model import Severity


def check(view: WaiverView) -> Iterator[Problem]:
    for waiver in view.waivers:
        if not any(excuses(waiver, finding) for finding in view.findings):
            yield Problem(
                f"The waiver of {waiver.by} for `{waiver.rule}` excuses nothing: the text changed, or is right now.",
                "Take it out.",
                location=waiver.location,
            )


RULE = WaiverRule("A waiver excuses nothing.", Severity.WARNING, check)
