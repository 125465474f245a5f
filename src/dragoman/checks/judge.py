"""What the project makes of findings: its own severities, its waivers, its baseline."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.checks.identity import finding_id
from dragoman.model import Finding, SeverityChoice, Verdict, Waiver


def judge_findings(
    findings: Iterable[Finding],
    *,
    choices: Sequence[SeverityChoice] = (),
    waivers: Sequence[Waiver] = (),
    baseline: Collection[str] = (),
    today: str = "",
) -> Verdict:
    """The findings that count, in their order, and those that are excused or known.

    `today` is an ISO date; a waiver holds on its last day. `baseline` has the ids of findings that were there before.
    """
    counted: list[Finding] = []
    waived: list[Finding] = []
    known: list[Finding] = []
    lasting = {_of_waiver(waiver) for waiver in waivers if waiver.until >= today}
    for finding in _graded(findings, choices):
        if _of_finding(finding) in lasting:
            waived.append(finding)
        elif baseline and finding_id(finding) in baseline:
            known.append(finding)
        else:
            counted.append(finding)
    return Verdict(tuple(counted), tuple(waived), tuple(known))


def excuses(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver is about a finding, on whatever day."""
    return _of_waiver(waiver) == _of_finding(finding)


def _graded(findings: Iterable[Finding], choices: Sequence[SeverityChoice]) -> Iterator[Finding]:
    """Each with the severity that the project gives it; without those that it turned off."""
    for finding in findings:
        fitting = [choice for choice in choices if _fits(choice, finding)]
        if not fitting:
            yield finding
        elif (severity := fitting[-1].severity) is not None:
            yield replace(finding, severity=severity)


def _fits(choice: SeverityChoice, finding: Finding) -> bool:
    return (
        (finding.rule in choice.rules or "*" in choice.rules)
        and (not choice.languages or finding.language in choice.languages)
        and (not choice.levels or finding.level in choice.levels)
    )


_Excuse = tuple[str, str, str, str, str, str]


def _of_waiver(waiver: Waiver) -> _Excuse:
    return (waiver.rule, waiver.language, waiver.guide, waiver.context, waiver.source, waiver.translation)


def _of_finding(finding: Finding) -> _Excuse:
    """A finding that is about no text is known by its sentence."""
    said = finding.source or finding.problem
    return (finding.rule, finding.language, finding.guide, finding.context or "", said, finding.translation)


def waiver_texts(finding: Finding) -> tuple[str, str]:
    """What a waiver of a finding has as `source` and `translation`."""
    return finding.source or finding.problem, finding.translation
