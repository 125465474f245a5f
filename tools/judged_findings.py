"""How often `dragoman check` was right, from findings that a person read and judged.

    python tools/judged_findings.py [docs/data/judged-findings.toml]

The file holds the rounds, each with what `judge_checks.py` found of each rule, and the findings that were drawn from
it with a verdict: right, wrong or debatable. What is debatable counts as not right. Prints, for each round and
severity, the share of right ones with its 95 % interval by Wilson: of those that were read, and weighted by how often
each rule fired, since rare rules are read more often than their share; and the share of each rule.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

DEFAULT = Path(__file__).parent.parent / "docs" / "data" / "judged-findings.toml"
VERDICTS = ("right", "wrong", "debatable")
_Z = 1.96
"""Of the normal distribution, for 95 %."""


@dataclass(frozen=True, slots=True)
class Judged:
    round: str
    severity: str
    rule: str
    language: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, both maybe weighted, and where it lies with 95 % certainty."""

    part: float
    low: float
    high: float


def read_judged(text: str) -> tuple[list[Judged], Mapping[str, Mapping[tuple[str, str], int]]]:
    """The judged findings, and by round how often each rule fired with each severity."""
    data: dict[str, Any] = tomllib.loads(text)
    rows = [
        Judged(row["round"], row["severity"], row["rule"], row["language"], row["verdict"]) for row in data["finding"]
    ]
    for row in rows:
        if row.verdict not in VERDICTS:
            raise ValueError(f"'{row.verdict}' is no verdict: {row}")
    fired = {
        round_["name"]: {
            (severity, rule): count for severity in ("error", "warning") for rule, count in round_[severity].items()
        }
        for round_ in data["round"]
    }
    return rows, fired


def wilson(part: float, whole: float) -> tuple[float, float]:
    """The interval of a share with 95 % certainty (Wilson 1927)."""
    if not whole:
        return 0.0, 1.0
    share, spread = part / whole, _Z**2 / whole
    middle = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * sqrt(share * (1 - share) / whole + spread / (4 * whole))
    return max(0.0, middle - half), min(1.0, middle + half)


def precision(rows: Sequence[Judged]) -> Share:
    """Of the findings as they were read."""
    right = sum(row.verdict == "right" for row in rows)
    return Share(right / max(len(rows), 1), *wilson(right, len(rows)))


def weighted(rows: Sequence[Judged], fired: Mapping[tuple[str, str], int]) -> Share:
    """Of all findings: each rule as often as it fired; the interval is that of Kish's effective number."""
    read = Counter((row.severity, row.rule) for row in rows)
    weights = [fired[row.severity, row.rule] / read[row.severity, row.rule] for row in rows]
    total = sum(weights)
    part = sum(weight for weight, row in zip(weights, rows, strict=True) if row.verdict == "right") / total
    effective = total**2 / sum(weight**2 for weight in weights)
    return Share(part, *wilson(part * effective, effective))


def _percent(share: Share) -> str:
    return f"{100 * share.part:.0f} % ({100 * share.low:.0f} to {100 * share.high:.0f})"


def _by_verdict(rows: Iterable[Judged]) -> str:
    counts = Counter(row.verdict for row in rows)
    return " | ".join(str(counts[verdict]) for verdict in VERDICTS)


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    rows, fired = read_judged(path.read_text("utf-8"))
    for name in fired:
        print(f"## {name}\n\n| severity | right | wrong | debatable | right, of those read | right, of all |")
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        here = [row for row in rows if row.round == name]
        for severity in ("error", "warning"):
            chosen = [row for row in here if row.severity == severity]
            shares = f"{_percent(precision(chosen))} | {_percent(weighted(chosen, fired[name]))}"
            print(f"| {severity} | {_by_verdict(chosen)} | {shares} |")
        print("\n| severity | rule | right | wrong | debatable |\n| --- | --- | ---: | ---: | ---: |")
        for severity, rule in sorted({(row.severity, row.rule) for row in here}):
            chosen = [row for row in here if (row.severity, row.rule) == (severity, rule)]
            print(f"| {severity} | `{rule}` | {_by_verdict(chosen)} |")
        print()


if __name__ == "__main__":
    main()
