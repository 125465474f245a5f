"""What sheets are, as a table for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from dragoman.report.marked import visible

_KEYS = ("answer", "guide", "language", "office", "identity", "sha256", "approved_on", "since", "says")


def verified_text(found: Sequence[tuple[str, Mapping[str, str]]]) -> str:
    """A block for each sheet: what it is, and below why and what to do."""
    width = max((len(row["answer"]) for _, row in found), default=0)
    lines: list[str] = []
    for name, row in found:
        what = " ".join(part for part in (row["guide"], row["language"], row["office"]) if part)
        approved = f"approved on {row['approved_on']}" if row["approved_on"] else ""
        short = f"id {row['identity'][:8]}" if row["identity"] else ""
        facts = " · ".join(part for part in (what, short, approved) if part)
        lines.append(f"{row['answer'].upper():<{width}}  {visible(name)}{f'  ({facts})' if facts else ''}")
        lines.append(f"{'':<{width}}  {row['says']}")
    return "\n".join(lines)


def verified_json(found: Sequence[tuple[str, Mapping[str, str]]]) -> str:
    rows = [{"file": name, **{key: row[key] for key in _KEYS}} for name, row in found]
    return json.dumps({"sheets": rows}, ensure_ascii=False, indent=1)
