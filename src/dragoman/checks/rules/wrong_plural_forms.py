"""A `Plural-Forms` field that is missing, cannot be read or is not that of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.languages.plurals import PROBES, plural_rule
from dragoman.model import Severity

_COUNT = re.compile(r"nplurals\s*=\s*([0-9]+)")


def check(view: CatalogView) -> Iterator[Problem]:
    header = view.catalog.header
    stated = view.catalog.fields.get("Plural-Forms", "")
    expected = view.language.plural_forms
    remedy = f"Write `Plural-Forms: {expected}`."
    # Where no text has a plural, nobody chooses a form by it yet: it waits for the first one that has.
    severity = None if any(entry.plural is not None for entry in view.catalog.entries) else Severity.WARNING
    if not header.translation[0].strip():
        return
    if not stated:
        yield Problem("The header has no plural forms.", remedy, entry=header, severity=severity)
        return
    try:
        same = _choose_alike(stated, expected)
    except ValueError as error:
        yield Problem(f"The plural forms cannot be used: {error}.", remedy, entry=header, field="Plural-Forms")
        return
    if not same:
        yield Problem(
            f"The plural forms are not those of {view.language.english}.",
            remedy,
            entry=header,
            field="Plural-Forms",
            severity=severity,
        )


@lru_cache(maxsize=256)
def _choose_alike(stated: str, expected: str) -> bool:
    """Whether two rules have as many forms, and choose the same one for each number; asked once for all catalogs."""
    rule, right = plural_rule(stated), plural_rule(expected)
    same_count = _COUNT.findall(stated) == _COUNT.findall(expected)
    return same_count and all(rule(number) == right(number) for number in PROBES)


RULE = CatalogRule(
    "The plural forms are missing or not those of the language; a warning until a text has a plural.",
    Severity.ERROR,
    check,
)
