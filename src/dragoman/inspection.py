"""What the settings, the waivers and the baseline of a project make of all that its rules find.

Whatever asks whether a project is sound asks here, so that no command has an opinion of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.checks.anatomy import FileRule, HistoryRule, Rule, SheetRule
from dragoman.checks.baseline import KnownFinding, read_baseline
from dragoman.checks.engine import (
    check_waivers,
)
from dragoman.checks.judge import judge_findings
from dragoman.checks.patterns import pattern_rules
from dragoman.checks.registry import RULES
from dragoman.checks.views import WaiverView
from dragoman.errors import UserError
from dragoman.findings import SheetScope, find_all, find_history, find_on_paper
from dragoman.model import (
    SOURCE_LANGUAGE,
    Finding,
    Language,
    Verdict,
    Waiver,
)
from dragoman.project import Project
from dragoman.references import require_references
from dragoman.settings.waivers import parse_waivers


@dataclass(frozen=True, slots=True)
class Scope:
    """What to look at."""

    languages: tuple[Language, ...]
    today: str
    """ISO date: waivers and dates of review come to an end."""
    against: str | None = None
    """A revision of git to compare catalogs with."""
    sheets: SheetScope | None = None
    """Sheets of paper to set and take apart; none unless they are asked for."""


def inspect_project(project: Project, scope: Scope, *, processes: int = 1, recalled: bool = False) -> Verdict:
    """All findings of a project, judged; a catalog or template that cannot be read is one of them.

    With `recalled`, what earlier checks found of just the same is taken from the project's memory, and put there.

    `UserError` for guides and settings that cannot be read, and for settings that name nothing. With several processes
    the project does not know which catalogs were read: it is for commands that write none.
    """
    project.refuse_strange_catalogs()
    project.refuse_misnamed_catalogs()
    require_references(project)
    rules = project_rules(project)
    found = list(find_all(project, scope.languages, scope.today, rules, processes=processes, recalled=recalled))
    unread = tuple(finding for finding in found if isinstance(rules[finding.rule], FileRule))
    findings = [finding for finding in found if finding not in unread]
    if scope.against is not None:
        findings.extend(find_history(project, scope.languages, scope.against))
    if scope.sheets is not None:
        findings.extend(find_on_paper(project, scope.sheets, scope.today, rules))
    checks = project.settings.checks
    waivers = project_waivers(project)
    judged = tuple(waiver for waiver in waivers if looks_at(waiver, scope, rules, unread))
    about = check_waivers(WaiverView(judged, tuple(findings), scope.today), checks.waivers)
    verdict = judge_findings(
        (*findings, *about),
        choices=checks.severities,
        waivers=waivers,
        baseline=frozenset(known.id for known in project_baseline(project)),
        today=scope.today,
    )
    return replace(verdict, findings=(*unread, *verdict.findings), unread=unread)


def inspect_whole(project: Project, scope: Scope) -> Verdict:
    """As `inspect_project`, for what must know of all findings: `UserError` where a file cannot be read."""
    verdict = inspect_project(project, scope)
    if verdict.unread:
        first = verdict.unread[0]
        raise UserError(first.problem, where=first.location.exact, remedy=first.remedy)
    return verdict


def project_rules(project: Project) -> Mapping[str, Rule]:
    """The built-in rules and the project's own, by id."""
    checks = project.settings.checks
    for pattern in checks.patterns:
        if pattern.id in RULES:
            raise UserError(
                f"There is a built-in rule '{pattern.id}'.", where=pattern.location, remedy="Choose another id."
            )
    rules = {**RULES, **pattern_rules(checks.patterns)}
    for choice in checks.severities:
        for rule in choice.rules:
            if rule != "*" and rule not in rules:
                raise UserError(
                    f"There is no rule '{rule}'.", where=choice.location, remedy="`dragoman explain` lists them."
                )
        for tag in choice.languages:
            if tag not in [language.tag for language in project.languages]:
                raise UserError(f"'{tag}' is no language of this project.", where=choice.location)
    return rules


def project_waivers(project: Project) -> tuple[Waiver, ...]:
    path = project.settings.checks.waivers
    return parse_waivers(project.read_text(path), path) if project.exists(path) else ()


def looks_at(
    what: Waiver | KnownFinding, scope: Scope, rules: Mapping[str, Rule], unread: Sequence[Finding] = ()
) -> bool:
    """Whether a check of this scope finds what a waiver or a row of the baseline is about, if it is still there."""
    if what.language in {finding.language for finding in unread}:
        return False
    looked_at = what.language in ("", *(language.tag for language in scope.languages))
    rule = rules.get(what.rule)
    if isinstance(rule, SheetRule):
        sheets = scope.sheets
        tags = () if sheets is None else tuple(_tag_of_finding(language) for language in sheets.languages)
        return sheets is not None and what.language in tags and what.guide in sheets.guides
    return looked_at and (scope.against is not None or not isinstance(rule, HistoryRule))


def _tag_of_finding(language: Language) -> str:
    """Findings about the English have no tag."""
    return "" if language.tag == SOURCE_LANGUAGE else language.tag


def project_baseline(project: Project) -> tuple[KnownFinding, ...]:
    path = project.settings.checks.baseline
    return read_baseline(project.read_text(path), path) if path and project.exists(path) else ()
