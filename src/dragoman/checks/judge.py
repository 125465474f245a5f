"""What the project makes of findings: its own severities, its waivers, its baseline."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.model import Finding, Verdict


def judge_findings(findings: Iterable[Finding]) -> Verdict:
    """The findings that count, in their order."""
    return Verdict(tuple(findings))
