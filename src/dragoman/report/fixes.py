"""A proposed fix as text: what is there, and what would be."""

from __future__ import annotations

from dragoman.model import Finding
from dragoman.report.marked import visible


def fix_text(finding: Finding, number: int, total: int) -> str:
    lines = [
        f"{number} of {total}  {finding.location}  [{finding.rule}]",
        f"    {finding.problem}",
        f"    English  {finding.source}",
        f"    - {finding.translation}",
        f"    + {finding.fix}",
    ]
    return "\n".join(visible(line) for line in lines)
