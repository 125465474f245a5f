"""`dragoman check`: what must not reach a patient."""

from __future__ import annotations

from enum import StrEnum

from dragoman.checks.baseline import write_baseline
from dragoman.errors import UserError
from dragoman.inspection import Scope, inspect_project
from dragoman.project import Project
from dragoman.report.findings import findings_json, findings_text


class CheckFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


def run(project: Project, *, scope: Scope, form: CheckFormat, notes: bool) -> int:
    """Exits 1 when there is an error among the findings that count."""
    verdict = inspect_project(project, scope)
    match form:
        case CheckFormat.TEXT:
            print(findings_text(verdict.findings, notes=notes))
        case CheckFormat.JSON:
            print(findings_json(verdict.findings))
    return 1 if verdict.failed else 0


def update_baseline(project: Project, *, scope: Scope) -> int:
    """Makes all findings that count today known ones."""
    path = project.settings.checks.baseline
    if not path:
        raise UserError(
            "The settings name no baseline.",
            where=project.settings.path,
            remedy='Write baseline = "locales/baseline.json" under [checks].',
        )
    verdict = inspect_project(project, scope)
    kept = (*verdict.known, *verdict.findings)
    project.write({path: write_baseline(kept).encode()})
    print(f"{path}: {len(kept)} findings are known from now on; {len(verdict.findings)} of them are new.")
    return 0
