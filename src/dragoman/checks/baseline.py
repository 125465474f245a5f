"""The baseline: findings that were there before, by their ids, with words that a reader of the file understands."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from dragoman.checks.identity import finding_id
from dragoman.errors import UserError
from dragoman.model import Finding

_VERSION = 1


@dataclass(frozen=True, slots=True)
class KnownFinding:
    """A finding as a baseline keeps it."""

    id: str
    rule: str
    language: str
    """Its tag; empty for the English."""
    guide: str
    text: str
    """The English that it is about, for whoever reads the file."""

    @classmethod
    def of(cls, finding: Finding) -> KnownFinding:
        text = finding.source or finding.problem
        return cls(finding_id(finding), finding.rule, finding.language, finding.guide, text)


def write_baseline(findings: Iterable[KnownFinding]) -> str:
    """JSON with one line a finding, sorted, so that git merges and shows it well."""
    rows = {known.id: asdict(known) for known in findings}
    lines = [json.dumps(row, ensure_ascii=False) for row in rows.values()]
    return f'{{"version": {_VERSION}, "findings": [\n' + ",\n".join(sorted(lines)) + "\n]}\n"


def read_baseline(text: str, path: str) -> tuple[KnownFinding, ...]:
    """A row needs nothing but its id: the rest is for readers, and to know what another check may drop."""
    try:
        data = json.loads(text)
        if data["version"] != _VERSION:
            raise ValueError(data["version"])
        return tuple(
            KnownFinding(str(row["id"]), *(str(row.get(name, "")) for name in ("rule", "language", "guide", "text")))
            for row in data["findings"]
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UserError(
            "This is not a baseline of findings.", where=path, remedy="Make it anew: dragoman check --update-baseline."
        ) from error
