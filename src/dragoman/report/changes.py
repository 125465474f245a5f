"""What a sync did, in words that a translator understands, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from dragoman.edits.difference import replaced_words
from dragoman.model import Change, Fate
from dragoman.report.marked import clipped, visible

_QUIET = frozenset({Fate.NOTES})
"""Counted, but not listed one by one."""
_EDITS = frozenset({Fate.FORMATTING, Fate.TYPO, Fate.WORDING, Fate.MEANING})
"""The English of one text was changed: the report shows which of its words were."""
_INDENT = " " * 11
_WIDTH = 80
"""Columns that every terminal has."""
_PIECE = _WIDTH - len(_INDENT) - len("was: ")


@dataclass(frozen=True, slots=True)
class CatalogChanges:
    path: str
    shape: str
    """The path with `*` for the language: the same for all catalogs of a guide."""
    language: str
    is_new: bool
    changes: tuple[Change, ...]


def changes_text(reports: Sequence[CatalogChanges], *, written: bool) -> str:
    """Each edit once, with its English and its reason, then which catalogs it touches: those alike in one line."""
    if not reports:
        return "All catalogs are in step with the guides."
    edits = list(_edits(reports))
    return "\n".join((*edits, *([""] if edits else []), *_catalogs(reports, written=written)))


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


def _catalogs(reports: Sequence[CatalogChanges], *, written: bool) -> Iterator[str]:
    """A line for the catalogs of a guide to which the same was done, with their languages below."""
    alike: dict[tuple[str, str], list[CatalogChanges]] = {}
    for report in reports:
        alike.setdefault((report.shape, _done(report)), []).append(report)
    for (shape, done), found in alike.items():
        yield f"{found[0].path if len(found) == 1 else shape}: {done}{'' if written else ' (not written)'}"
        if len(found) > 1:
            yield from _languages((report.language for report in found), "    in ")


def _done(report: CatalogChanges) -> str:
    if report.is_new:
        return f"new, {len(report.changes)} texts"
    counts = Counter(change.fate for change in report.changes)
    return "; ".join(f"{counts[fate]} {fate}" for fate in Fate if counts[fate])


def _languages(tags: Iterable[str], begin: str) -> list[str]:
    return wrap(
        ", ".join(tags), _WIDTH, initial_indent=begin, subsequent_indent=" " * len(begin), break_on_hyphens=False
    )


def _edits(reports: Sequence[CatalogChanges]) -> Iterator[str]:
    """Each edit once; the languages whose translation it touches where they are not those of all that follows."""
    everywhere = {report.language: None for report in reports if not report.is_new}
    languages: dict[Change, dict[str, None]] = {}
    for report in reports:
        for change in () if report.is_new else report.changes:
            if change.fate not in _QUIET:
                languages.setdefault(change, {})[report.language] = None
    for change, tags in languages.items():
        yield from _change(change)
        others = [tag for tag in everywhere if tag not in tags]
        if others and len(others) < len(tags):
            yield from _languages(others, f"{_INDENT}in all but ")
        elif others:
            yield from _languages(tags, f"{_INDENT}in ")


def _change(change: Change) -> Iterator[str]:
    now, was = visible(change.key.text), visible(change.previous.text) if change.previous else ""
    at = _first_difference(was, now) if change.fate in _EDITS else 0
    yield f"{change.fate.name.lower():<{len(_INDENT) - 1}} {clipped(now, _PIECE, at)}"
    if change.previous is not None and change.previous.text != change.key.text:
        yield f"{_INDENT}was: {clipped(was, _PIECE, at)}"
        if change.fate in _EDITS:
            yield f"{_INDENT}words: {clipped(visible(_difference(change.previous.text, change.key.text)))}"
    for reason in change.reasons:
        yield f"{_INDENT}{'from ' if change.fate is Fate.OFFERED else ''}{visible(reason)}"


def _first_difference(old: str, new: str) -> int:
    return next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)


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
