"""Fixes that rules propose, put into a catalog. Only what is a matter of form has one, and only a person takes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dragoman.model import Catalog, Entry, Finding, MessageKey, Status


def fixable(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with a fix, one for each entry: what else is wrong there is found when this one is mended."""
    first: dict[tuple[str, int], Finding] = {}
    for finding in findings:
        if finding.fix is not None:
            first.setdefault((finding.location.path, finding.location.line), finding)
    return tuple(first.values())


def with_fixes(catalog: Catalog, fixes: Iterable[Finding]) -> Catalog:
    """The catalog with the fixes of findings that are all about it and about different entries.

    An entry is known by its English, and a fix put in place of the very text that it was made for: a catalog that
    somebody changed meanwhile gets no fix where it no longer fits. Forms that are alike have the same fault.
    """
    by_key: Mapping[MessageKey, Finding] = {MessageKey(found.context, found.source): found for found in fixes}

    def mended(entry: Entry) -> Entry:
        finding = None if entry.status is Status.OBSOLETE else by_key.get(entry.key)
        if finding is None or finding.fix is None or finding.translation not in entry.translation:
            return entry
        forms = tuple(finding.fix if form == finding.translation else form for form in entry.translation)
        return replace(entry, translation=forms, raw=None)

    return replace(catalog, entries=tuple(map(mended, catalog.entries)))
