"""Findings for other programs: JSON, SARIF 2.1.0 and JUnit."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dragoman import __version__
from dragoman.checks.identity import finding_id
from dragoman.model import Finding, Location, Severity, Verdict
from dragoman.report.layout import Json, json_lines
from dragoman.report.marked import visible

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
"""The address that the standard's own examples give for its schema; nothing is fetched from it."""

_FIELDS = tuple(field.name for field in fields(Finding))


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a report says about a rule."""

    id: str
    summary: str
    severity: Severity
    page: str
    """Markdown."""


def findings_json(verdict: Verdict) -> str:
    """All findings, each with its id; those that are waived or known stand apart."""
    return json_lines(
        {
            "findings": [_plain(finding) for finding in verdict.findings],
            "waived": [_plain(finding) for finding in verdict.waived],
            "known": [_plain(finding) for finding in verdict.known],
            "failed": verdict.failed,
        }
    )


def _plain(finding: Finding) -> dict[str, Json]:
    return {
        "id": finding_id(finding),
        **{name: getattr(finding, name) for name in _FIELDS},
        "location": str(finding.location),
        "column": finding.location.column,
        "source_location": str(finding.source_location) if finding.source_location else None,
    }


# ── SARIF ──


def findings_sarif(verdict: Verdict, rules: Sequence[RuleText]) -> str:
    """One run of one tool, as code hosts read it; a waived finding is suppressed, a known one unchanged."""
    used = {f.rule for f in (*verdict.findings, *verdict.waived, *verdict.known)}
    listed = [rule for rule in rules if rule.id in used]
    index = {rule.id: number for number, rule in enumerate(listed)}
    results = [
        *(_result(f, index, {"baselineState": "new"}) for f in verdict.findings),
        *(_result(f, index, {"baselineState": "new", "suppressions": [_WAIVED]}) for f in verdict.waived),
        *(_result(f, index, {"baselineState": "unchanged"}) for f in verdict.known),
    ]
    driver = {"name": "Dragoman", "semanticVersion": __version__, "rules": [_rule(rule) for rule in listed]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"PROJECT": {"description": {"text": "The folder of dragoman.toml."}}},
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


_WAIVED = {"kind": "external", "status": "accepted", "justification": "Waived by name in the file of waivers."}


def _rule(rule: RuleText) -> dict[str, object]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(finding: Finding, index: Mapping[str, int], state: Mapping[str, Any]) -> dict[str, object]:
    where = finding.location
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": finding.severity.value,
        "message": {"text": finding_words(finding)},
        "locations": [_sarif_place(where)],
        "partialFingerprints": {"dragoman/v1": finding_id(finding)},
        "properties": {"certainty": finding.certainty.value, "language": finding.language, "page": finding.page},
        **state,
    }
    if finding.source_location:
        place = _sarif_place(finding.source_location)
        result["relatedLocations"] = [{"id": 0, **place, "message": {"text": "The English."}}]
    return result


def _sarif_place(where: Location) -> dict[str, object]:
    artifact = {"uri": where.path, "uriBaseId": "PROJECT"}
    region = {"startLine": max(where.line, 1)}
    if where.column > 1:
        region["startColumn"] = where.column
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def finding_words(finding: Finding) -> str:
    """All of a finding in a few lines: what is wrong, the English, the translation, what to do."""
    lines = [
        finding.problem,
        *([f"English: {finding.source}"] if finding.source else ()),
        *([f"Translation: {finding.translation}"] if finding.translation else ()),
        finding.remedy,
    ]
    return "\n".join(visible(line) for line in lines)


# ── JUnit ──


def findings_junit(verdict: Verdict, suites: Sequence[tuple[str, str]]) -> str:
    """A suite for each language and guide, a failed case for each error, and a passed one where there is none.

    `suites` are all that were looked at, so that a clean catalog is seen to have been. Warnings are output of a case.
    """
    root = Element("testsuites", name="dragoman check")
    found = {
        place: list(group)
        for place, group in groupby(
            sorted(verdict.findings, key=lambda f: (f.language, f.guide)), key=lambda f: (f.language, f.guide)
        )
    }
    for place in sorted({*suites, *found}):
        findings = found.get(place, [])
        _suite(root, ".".join(filter(None, (place[0] or "en", place[1]))), findings)
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=False)


def _suite(root: Element, name: str, findings: Sequence[Finding]) -> None:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    others = [finding for finding in findings if finding.severity is Severity.WARNING]
    suite = SubElement(
        root, "testsuite", name=name, tests=str(len(errors) or 1), failures=str(len(errors)), errors="0", skipped="0"
    )
    for finding in errors:
        case = SubElement(suite, "testcase", classname=name, name=_case_name(finding), time="0")
        failure = SubElement(case, "failure", type=finding.rule, message=_xml(visible(finding.problem)))
        failure.text = _xml(f"{finding.location.exact}\n{finding_words(finding)}")
    if not errors:
        case = SubElement(suite, "testcase", classname=name, name="no errors", time="0")
    if others:
        output = SubElement(case, "system-out")
        output.text = _xml("\n\n".join(f"{f.location.exact}: {f.severity}\n{finding_words(f)}" for f in others))


def _case_name(finding: Finding) -> str:
    return f"{finding.rule} {finding.location} {finding_id(finding)}"


def _xml(text: str) -> str:
    """Without what XML 1.0 cannot hold: a surrogate or a non-character. Controls are written out already."""
    return "".join(
        c for c in text if c in "\t\n" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
