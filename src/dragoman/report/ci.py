"""Findings for code hosts: annotations on the lines of a pull request, and a page for the summary of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dragoman.model import Finding, Severity, Verdict
from dragoman.report.findings import counted
from dragoman.report.marked import visible
from dragoman.report.programs import finding_words

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_SEVERITIES = list(Severity)
_LISTED = 50
"""Findings on the page of a summary; a longer table helps nobody, and the file of the run has them all."""


def findings_github(verdict: Verdict) -> str:
    """Workflow commands of GitHub, the worst first: it shows ten of a kind for each step."""
    findings = sorted(verdict.findings, key=lambda finding: _SEVERITIES.index(finding.severity))
    shown = [finding for finding in findings if finding.severity is not Severity.NOTE]
    return "\n".join((*map(_annotation, shown), ", ".join(counted(verdict.findings)) + "."))


def _annotation(finding: Finding) -> str:
    where = finding.location
    properties = {"file": where.path, "line": str(where.line)}
    if where.column > 1:
        properties["col"] = str(where.column)
    properties["title"] = finding.rule
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(finding_words(finding))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def findings_markdown(verdict: Verdict, names: Mapping[str, str], guides: Sequence[str]) -> str:
    """A matrix of languages and guides, then the worst findings as a table."""
    counts = Counter((f.language, f.guide, f.severity) for f in verdict.findings)
    rows = [("", "English"), *((tag, f"{name} ({tag})") for tag, name in names.items())]
    lines = [
        "## Translations",
        "",
        ", ".join(counted(verdict.findings)) + _beside(verdict) + ".",
        "",
        f"| Language | {' | '.join(guides)} |",
        f"| --- |{' :---: |' * len(guides)}",
        *(
            f"| {_cell_text(name)} | {' | '.join(_cell(counts, tag, guide) for guide in guides)} |"
            for tag, name in rows
        ),
        "",
        "✗ errors, ! warnings, ✓ neither.",
    ]
    return "\n".join((*lines, *_table(verdict.findings))) + "\n"


def _beside(verdict: Verdict) -> str:
    waived = f", {len(verdict.waived)} waived" if verdict.waived else ""
    return waived + (f", {len(verdict.known)} known before" if verdict.known else "")


def _cell(counts: Counter[tuple[str, str, Severity]], tag: str, guide: str) -> str:
    errors, warnings = counts[tag, guide, Severity.ERROR], counts[tag, guide, Severity.WARNING]
    marks = [f"{errors} ✗"] * bool(errors) + [f"{warnings} !"] * bool(warnings)
    return " ".join(marks) or "✓"


def _table(findings: Sequence[Finding]) -> Sequence[str]:
    listed = sorted(
        (finding for finding in findings if finding.severity is not Severity.NOTE),
        key=lambda finding: _SEVERITIES.index(finding.severity),
    )
    if not listed:
        return ()
    more = f"\n{len(listed) - _LISTED} more are not shown here." if len(listed) > _LISTED else ""
    rows = (
        f"| {f.severity} | {' | '.join(map(_cell_text, (f.location.exact, f.problem, f.remedy)))} | `{f.rule}` |"
        for f in listed[:_LISTED]
    )
    return ("", "| | Where | What | To do | Rule |", "| --- | --- | --- | --- | --- |", *rows, more)


_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "&\\`*_{}[]<>|#!~@"}


def _cell_text(text: str) -> str:
    """Text that stays text in a cell of a table, whatever a catalog holds."""
    return visible(text).translate(_SIGNS)
