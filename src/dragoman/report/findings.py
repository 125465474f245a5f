"""Findings for people: by language and guide, the words at fault marked, what to do, and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dragoman.model import Certainty, Finding, Location, Severity, Verdict
from dragoman.report.marked import Marks, shown_text, visible

_WIDTH = 100
"""Characters of a text that are shown; a longer one is cut round its marked words."""
_SEVERITIES = list(Severity)


@dataclass(frozen=True, slots=True)
class Manner:
    """How findings are written out."""

    names: Mapping[str, str]
    """English name of each language by its tag."""
    output: str
    """Folder of what is built."""
    notes: bool = False
    """Whether notes are listed one by one."""
    marks: Marks = Marks.BRACKETS


def findings_text(verdict: Verdict, manner: Manner) -> str:
    """A heading for each language and guide, a paragraph for each finding, the notes and all in numbers."""
    listed = [f for f in verdict.findings if manner.notes or f.severity is not Severity.NOTE]
    parts: list[str] = []
    for (language, guide), group in groupby(sorted(listed, key=_place), key=lambda f: (f.language, f.guide)):
        parts.append(_heading(language, guide, manner))
        parts.extend(_paragraph(finding, manner) for finding in group)
    counts = () if manner.notes else tuple(_note_counts(verdict.findings))
    return "\n".join((*parts, *counts, _total(verdict)))


def _place(finding: Finding) -> tuple[str, str, int, str, int]:
    """The English first, then language by language; in a guide the worst first."""
    where = finding.location
    return finding.language, finding.guide, _SEVERITIES.index(finding.severity), where.path, where.line


def _heading(language: str, guide: str, manner: Manner) -> str:
    name = f"{manner.names.get(language, language)} ({language})" if language else "English"
    return visible(f"── {name}{f' · {guide}' if guide else ''} ──") + "\n"


def _paragraph(finding: Finding, manner: Manner) -> str:
    sure = "" if finding.certainty is Certainty.CERTAIN else f", {finding.certainty}"
    lines = [visible(f"{finding.location.exact}: {finding.severity}{sure}: {finding.problem} [{finding.rule}]")]
    if finding.source:
        place = f"  ({_origin(finding.source_location)})" if finding.source_location else ""
        lines.append(f"    English      {shown_text(finding.source, finding.english, manner.marks, _WIDTH)}{place}")
    if finding.translation:
        lines.append(f"    translation  {shown_text(finding.translation, finding.words, manner.marks, _WIDTH)}")
    if finding.page:
        lines.append(f"    page         {visible(f'{manner.output}/{finding.page}')}")
    lines.append(f"    to do        {visible(finding.remedy)}")
    return "\n".join(lines) + "\n"


def _origin(place: Location) -> str:
    """Where the English stands; words of the page stand in the program, where nobody needs to look."""
    return "of the page itself" if place.path.startswith("dragoman/render/") else str(place)


def _note_counts(findings: Sequence[Finding]) -> Iterator[str]:
    """One line a language for the notes that are not shown one by one."""
    counts = Counter((f.language, f.rule) for f in findings if f.severity is Severity.NOTE)
    for language in sorted({language for language, _ in counts}):
        rules = ", ".join(f"{n} {rule}" for (tag, rule), n in sorted(counts.items()) if tag == language)
        yield f"{language or 'en'}: {rules} (notes; `--notes` lists them)"


def _total(verdict: Verdict) -> str:
    if not (verdict.findings or verdict.waived or verdict.known):
        return "No findings."
    beside = [f"{len(verdict.waived)} waived"] if verdict.waived else []
    beside += [f"{len(verdict.known)} known before"] if verdict.known else []
    return ", ".join((*counted(verdict.findings), *beside)) + "."


def counted(findings: Sequence[Finding]) -> tuple[str, ...]:
    """How many of each severity, in words."""
    counts = Counter(finding.severity for finding in findings)
    return tuple(f"{counts[severity]} {severity}{'s' if counts[severity] != 1 else ''}" for severity in Severity)
