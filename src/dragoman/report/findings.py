"""Findings as text for people and as JSON."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from dragoman.model import Finding, Severity

_CLIP = 100


def findings_text(findings: Sequence[Finding], *, notes: bool) -> str:
    """One paragraph a finding: place, what is wrong, the English, the translation, what to do; then a count."""
    shown = [finding for finding in findings if notes or finding.severity is not Severity.NOTE]
    parts = [_paragraph(finding) for finding in shown]
    return "\n".join((*parts, *(() if notes else _note_counts(findings)), _total(findings)))


def _note_counts(findings: Sequence[Finding]) -> Iterator[str]:
    """One line a language for the notes that are not shown one by one."""
    counts = Counter((f.language, f.rule) for f in findings if f.severity is Severity.NOTE)
    for language in sorted({language for language, _ in counts}):
        rules = ", ".join(f"{n} {rule}" for (tag, rule), n in sorted(counts.items()) if tag == language)
        yield f"{language}: {rules} (notes; `--notes` lists them)"


def findings_json(findings: Sequence[Finding]) -> str:
    return json.dumps({"findings": [_plain(finding) for finding in findings]}, ensure_ascii=False, indent=1)


def visible(text: str) -> str:
    """Text for a terminal: control and direction characters are written out, so that none can act there."""
    return "".join(
        f"<U+{ord(character):04X}>" if unicodedata.category(character) in ("Cc", "Cf") else character
        for character in text.replace("\n", "⏎")
    )


def clipped(text: str) -> str:
    return text if len(text) <= _CLIP else text[: _CLIP - 1] + "…"


def _paragraph(finding: Finding) -> str:
    lines = [visible(f"{finding.location}: {finding.severity}: {finding.problem} [{finding.rule}]")]
    if finding.source:
        place = f"  ({finding.source_location})" if finding.source_location else ""
        lines.append(f"    English      {clipped(visible(finding.source))}{place}")
    if finding.translation:
        lines.append(f"    translation  {clipped(visible(finding.translation))}")
    lines.append(f"    to do        {visible(finding.remedy)}")
    return "\n".join(lines) + "\n"


def _total(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    if not findings:
        return "No findings."
    words = [f"{counts[severity]} {severity}{'s' if counts[severity] != 1 else ''}" for severity in Severity]
    return ", ".join(words) + "."


def _plain(finding: Finding) -> dict[str, object]:
    plain = asdict(finding)
    plain["location"] = str(finding.location)
    plain["source_location"] = str(finding.source_location) if finding.source_location else None
    return plain
