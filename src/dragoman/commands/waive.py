"""`dragoman waive`: a person's word that one finding may stand for a time."""

from __future__ import annotations

from dragoman.checks.judge import waiver_texts
from dragoman.errors import UserError
from dragoman.inspection import Scope, inspect_whole
from dragoman.model import Finding, Location, Waiver
from dragoman.project import Project
from dragoman.settings.waivers import with_waiver


def run(project: Project, *, rule: str, place: str, by: str, reason: str, until: str, scope: Scope) -> int:
    """Adds a waiver for each finding of `rule` at `place`, `path:line` as `dragoman check` says it."""
    if until < scope.today:
        raise UserError(f"{until} is past.", remedy="Give the last day on which the finding may stand: --until.")
    found = [
        finding
        for finding in inspect_whole(project, scope).findings
        if finding.rule == rule and str(finding.location) == place
    ]
    if not found:
        raise UserError(
            f"`{rule}` finds nothing at {place} that counts.", remedy="Copy both from what `dragoman check` says."
        )
    path = project.settings.checks.waivers
    text = project.read_text(path) if project.exists(path) else ""
    for finding in dict.fromkeys(found):
        text = with_waiver(text, _waiver(finding, by, reason, until, path))
    project.write({path: text.encode()})
    print(f"{path}: {by} excuses {rule} at {place} until {until}.")
    return 0


def _waiver(finding: Finding, by: str, reason: str, until: str, path: str) -> Waiver:
    source, translation = waiver_texts(finding)
    return Waiver(
        rule=finding.rule,
        language=finding.language,
        guide=finding.guide,
        context=finding.context or "",
        source=source,
        translation=translation,
        by=by,
        reason=reason,
        until=until,
        location=Location(path, 1),
    )
