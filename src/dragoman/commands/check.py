"""`dragoman check`: what must not reach a patient."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import assert_never

from dragoman.checks.baseline import KnownFinding, write_baseline
from dragoman.checks.registry import RULES
from dragoman.disk import replace_file, require_place
from dragoman.errors import UserError
from dragoman.inspection import Scope, inspect_project, inspect_whole, looks_at, project_baseline, project_rules
from dragoman.model import Verdict
from dragoman.project import Project
from dragoman.report.ci import findings_github, findings_markdown
from dragoman.report.findings import Manner, findings_text
from dragoman.report.marked import Marks
from dragoman.report.programs import RuleText, findings_json, findings_junit, findings_sarif


class CheckFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    MARKDOWN = "markdown"


_BY_SUFFIX = {
    ".txt": CheckFormat.TEXT,
    ".json": CheckFormat.JSON,
    ".sarif": CheckFormat.SARIF,
    ".xml": CheckFormat.JUNIT,
    ".md": CheckFormat.MARKDOWN,
}


def run(project: Project, *, scope: Scope, form: CheckFormat, reports: Sequence[Path], notes: bool, anew: bool) -> int:
    """Prints the findings in one form and writes them to files in others; exits 1 when an error is among them.

    With `anew` nothing is taken from the memory of earlier checks, and nothing put there.
    Exits 2 when a catalog or template could not be read: what else is wrong is not known.
    """
    written = {path: _form_of(path) for path in reports}
    verdict = inspect_project(project, scope, processes=os.cpu_count() or 1, recalled=not anew)
    for path, other in written.items():
        text = _report(project, scope, verdict, other, Manner(_names(scope), project.settings.output, notes=True))
        replace_file(path.resolve(), (text.rstrip("\n") + "\n").encode(), expected=None, name=str(path))
    marks = Marks.BOLD if sys.stdout.isatty() and "NO_COLOR" not in os.environ else Marks.BRACKETS
    print(_report(project, scope, verdict, form, Manner(_names(scope), project.settings.output, notes, marks)))
    if verdict.unread:
        return 2
    return 1 if verdict.failed else 0


def _form_of(path: Path) -> CheckFormat:
    require_place(path, str(path))
    if path.suffix not in _BY_SUFFIX:
        known = ", ".join(_BY_SUFFIX)
        raise UserError(
            "The name of a report says its form by its end.", where=str(path), remedy=f"Let it end with one of {known}."
        )
    return _BY_SUFFIX[path.suffix]


def _report(project: Project, scope: Scope, verdict: Verdict, form: CheckFormat, manner: Manner) -> str:
    guides = list(project.domains())
    match form:
        case CheckFormat.TEXT:
            return findings_text(verdict, manner)
        case CheckFormat.JSON:
            return findings_json(verdict)
        case CheckFormat.SARIF:
            return findings_sarif(verdict, _rule_texts(project))
        case CheckFormat.JUNIT:
            tags = ("", *(language.tag for language in scope.languages))
            return findings_junit(verdict, [(tag, guide) for tag in tags for guide in guides])
        case CheckFormat.GITHUB:
            return findings_github(verdict)
        case CheckFormat.MARKDOWN:
            return findings_markdown(verdict, manner.names, guides)
        case _:
            assert_never(form)


def _names(scope: Scope) -> dict[str, str]:
    return {language.tag: language.english for language in scope.languages}


def _rule_texts(project: Project) -> list[RuleText]:
    return [
        RuleText(id_, rule.summary, rule.severity, rule_page(id_) if id_ in RULES else rule.summary)
        for id_, rule in project_rules(project).items()
    ]


def rule_page(rule: str) -> str:
    """The page of a built-in rule, in Markdown."""
    return files("dragoman.checks.rules").joinpath(f"{rule.replace('-', '_')}.md").read_text("utf-8")


def update_baseline(project: Project, *, scope: Scope) -> int:
    """Makes all findings of today known ones; those that this scope does not look at stay known."""
    path = project.settings.checks.baseline
    if not path:
        raise UserError(
            "The settings name no baseline.",
            where=project.settings.path,
            remedy='Write baseline = "locales/baseline.json" under [checks].',
        )
    verdict = inspect_whole(project, scope)
    rules, tags = project_rules(project), {"", *(language.tag for language in project.languages)}
    elsewhere = [k for k in project_baseline(project) if k.language in tags and not looks_at(k, scope, rules)]
    found = [KnownFinding.of(finding) for finding in (*verdict.known, *verdict.findings)]
    project.write({path: write_baseline((*elsewhere, *found)).encode()})
    kept = f" {len(elsewhere)} were not looked at, and stay." if elsewhere else ""
    print(f"{path}: {len(found)} findings are known from now on; {len(verdict.findings)} of them are new.{kept}")
    return 0
