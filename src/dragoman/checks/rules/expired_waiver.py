"""Waivers whose day has passed."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Problem, WaiverRule
from dragoman.checks.judge import excuses
from dragoman.checks.views import WaiverView
from dragoman.model import Severity


def check(view: WaiverView) -> Iterator[Problem]:
    for waiver in view.waivers:
        if waiver.until < view.today and any(excuses(waiver, finding) for finding in view.findings):
            yield Problem(
                f"The waiver of {waiver.by} for `{waiver.rule}` ended on {waiver.until}.",
                "Mend the text, or have somebody look again and set a new date.",
                location=waiver.location,
            )


RULE = WaiverRule("A waiver has come to its end.", Severity.WARNING, check)
