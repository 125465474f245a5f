"""What a sync did, in words that a translator understands, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.model import Change, Fate
from dragoman.report.findings import clipped, visible

_QUIET = frozenset({Fate.NOTES})
"""Counted, but not listed one by one."""


@dataclass(frozen=True, slots=True)
class CatalogChanges:
    path: str
    language: str
    is_new: bool
    changes: tuple[Change, ...]


def changes_text(reports: Sequence[CatalogChanges], *, written: bool) -> str:
    """A line a catalog with counts, then each change with its English and its reason."""
    if not reports:
        return "All catalogs are in step with the guides."
    return "\n".join(line for report in reports for line in _lines(report, written=written))


def changes_json(reports: Sequence[CatalogChanges], *, written: bool) -> str:
    return json.dumps(
        {
            "written": written,
            "catalogs": [
                {
                    "path": report.path,
                    "language": report.language,
                    "new": report.is_new,
                    "changes": [_plain(change) for change in report.changes],
                }
                for report in reports
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def _lines(report: CatalogChanges, *, written: bool) -> Iterator[str]:
    note = "" if written else " (not written)"
    if report.is_new:
        yield f"{report.path}: new, {len(report.changes)} texts{note}"
        return
    counts = Counter(change.fate for change in report.changes)
    yield f"{report.path}: {'; '.join(f'{counts[fate]} {fate}' for fate in Fate if counts[fate])}{note}"
    for change in report.changes:
        if change.fate not in _QUIET:
            yield from _change(change)


def _change(change: Change) -> Iterator[str]:
    yield f"    {change.fate.name.lower():<10} {clipped(visible(change.key.text))}"
    if change.previous is not None and change.previous.text != change.key.text:
        yield f"               was: {clipped(visible(change.previous.text))}"
    for reason in change.reasons:
        yield f"               {'from ' if change.fate is Fate.OFFERED else ''}{visible(reason)}"


def _plain(change: Change) -> dict[str, object]:
    return {
        "fate": change.fate.name.lower(),
        "means": change.fate.value,
        "context": change.key.context,
        "message": change.key.text,
        "previous": change.previous.text if change.previous else None,
        "reasons": list(change.reasons),
    }
