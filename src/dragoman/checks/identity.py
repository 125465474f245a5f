"""What makes a finding the same finding tomorrow: its rule, its text and its translation, and no line number."""

from __future__ import annotations

import hashlib
import json

from dragoman.model import Finding

_LENGTH = 16
"""Hexadecimal digits: among a million findings two share a name once in 37 million runs."""


def finding_id(finding: Finding) -> str:
    """A name that stays while the texts do, wherever the entry moves in its file."""
    parts = (
        finding.rule,
        finding.language,
        finding.guide,
        finding.context,
        finding.source,
        finding.translation,
        finding.problem,
    )
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:_LENGTH]
