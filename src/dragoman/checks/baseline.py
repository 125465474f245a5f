"""The baseline: findings that were there before, by their ids, with words that a reader of the file understands."""

from __future__ import annotations

import json
from collections.abc import Iterable

from dragoman.checks.identity import finding_id
from dragoman.errors import UserError
from dragoman.model import Finding

_VERSION = 1


def write_baseline(findings: Iterable[Finding]) -> str:
    """JSON with one line a finding, sorted, so that git merges and shows it well."""
    rows = {
        finding_id(finding): {
            "rule": finding.rule,
            "language": finding.language,
            "guide": finding.guide,
            "text": finding.source or finding.problem,
        }
        for finding in findings
    }
    lines = [json.dumps({"id": id_, **row}, ensure_ascii=False) for id_, row in rows.items()]
    return f'{{"version": {_VERSION}, "findings": [\n' + ",\n".join(sorted(lines)) + "\n]}\n"


def read_baseline(text: str, path: str) -> frozenset[str]:
    """The ids in a baseline."""
    try:
        data = json.loads(text)
        if data["version"] != _VERSION:
            raise ValueError(data["version"])
        return frozenset(str(row["id"]) for row in data["findings"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise UserError(
            "This is not a baseline of findings.", where=path, remedy="Make it anew: dragoman check --update-baseline."
        ) from error
