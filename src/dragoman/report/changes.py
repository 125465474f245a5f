"""What a sync did, in words that a translator understands, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.edits.difference import replaced_words
from dragoman.model import Change, Fate
from dragoman.report.marked import clipped, visible

_QUIET = frozenset({Fate.NOTES})
"""Counted, but not listed one by one."""
_EDITS = frozenset({Fate.FORMATTING, Fate.TYPO, Fate.WORDING, Fate.MEANING})
"""The English of one text was changed: the report shows which of its words were."""


@dataclass(frozen=True, slots=True)
class CatalogChanges:
    path: str
    language: str
    is_new: bool
    changes: tuple[Change, ...]


def changes_text(reports: Sequence[CatalogChanges], *, written: bool) -> str:
    """A line a catalog with counts, then each edit once, with its English, its reason and the languages it touches."""
    if not reports:
        return "All catalogs are in step with the guides."
    catalogs = (_catalog(report, written=written) for report in reports)
    return "\n".join((*catalogs, *_edits(reports)))


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


def _catalog(report: CatalogChanges, *, written: bool) -> str:
    note = "" if written else " (not written)"
    if report.is_new:
        return f"{report.path}: new, {len(report.changes)} texts{note}"
    counts = Counter(change.fate for change in report.changes)
    return f"{report.path}: {'; '.join(f'{counts[fate]} {fate}' for fate in Fate if counts[fate])}{note}"


def _edits(reports: Sequence[CatalogChanges]) -> Iterator[str]:
    """Each edit once, with the languages whose translation it touches."""
    languages: dict[Change, dict[str, None]] = {}
    for report in reports:
        for change in () if report.is_new else report.changes:
            if change.fate not in _QUIET:
                languages.setdefault(change, {})[report.language] = None
    for change, tags in languages.items():
        yield from _change(change)
        if len(tags) > 1:
            yield f"               in {', '.join(tags)}"


def _change(change: Change) -> Iterator[str]:
    yield f"    {change.fate.name.lower():<10} {clipped(visible(change.key.text))}"
    if change.previous is not None and change.previous.text != change.key.text:
        yield f"               was: {clipped(visible(change.previous.text))}"
        if change.fate in _EDITS:
            yield f"               words: {clipped(visible(_difference(change.previous.text, change.key.text)))}"
    for reason in change.reasons:
        yield f"               {'from ' if change.fate is Fate.OFFERED else ''}{visible(reason)}"


def _difference(old: str, new: str) -> str:
    """`2 → 5; (none) → not`"""
    return "; ".join(f"{it.before or '(none)'} → {it.after or '(none)'}" for it in replaced_words(old, new))


def _plain(change: Change) -> dict[str, object]:
    return {
        "fate": change.fate.name.lower(),
        "means": change.fate.value,
        "context": change.key.context,
        "message": change.key.text,
        "previous": change.previous.text if change.previous else None,
        "reasons": list(change.reasons),
    }
