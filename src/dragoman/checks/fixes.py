"""Fixes that rules propose, put into a catalog. Only what is a matter of form has one, and only a person takes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dragoman.model import Catalog, Entry, Finding


def fixable(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with a fix, one for each entry: what else is wrong there is found when this one is mended."""
    first: dict[tuple[str, int], Finding] = {}
    for finding in findings:
        if finding.fix is not None:
            first.setdefault((finding.location.path, finding.location.line), finding)
    return tuple(first.values())


def with_fixes(catalog: Catalog, fixes: Iterable[Finding]) -> Catalog:
    """The catalog with the fixes of findings that are all about it and about different entries."""
    by_line: Mapping[int, Finding] = {finding.location.line: finding for finding in fixes}

    def mended(entry: Entry) -> Entry:
        finding = by_line.get(entry.line)
        if finding is None or finding.fix is None:
            return entry
        forms = entry.translation
        place = forms.index(finding.translation) if finding.translation in forms else 0
        return replace(entry, translation=(*forms[:place], finding.fix, *forms[place + 1 :]), raw=None)

    return replace(catalog, header=mended(catalog.header), entries=tuple(map(mended, catalog.entries)))
