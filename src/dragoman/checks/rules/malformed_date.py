"""Dates in a header that no program can read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.model import Severity, Status

_FIELDS = ("POT-Creation-Date", "PO-Revision-Date")
_DATE = re.compile(
    r"(?:199[5-9]|[2-9]\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
    r"[+-](?:0\d|1[0-4]):?[0-5]\d"
)
"""As gettext writes it, `2026-03-04 14:30+0000`, and not before gettext was."""
_TEMPLATE = "YEAR-MO-DA HO:MI+ZONE"


def check(view: CatalogView) -> Iterator[Problem]:
    for name in _FIELDS:
        stated = view.catalog.fields.get(name, "")
        if not stated or _DATE.fullmatch(stated):
            continue
        if stated == _TEMPLATE:
            yield from _never_revised(view, name)
        else:
            yield Problem(
                f"The date of `{name}` cannot be read: {stated}.",
                "Write it as 2026-03-04 14:30+0000.",
                view.catalog.header,
                field=name,
            )


def _never_revised(view: CatalogView, name: str) -> Iterator[Problem]:
    """The text of the template is right as long as nobody has translated anything."""
    if any(entry.status is Status.TRANSLATED for entry in view.catalog.entries):
        yield Problem(
            f"`{name}` still has the text of the template.",
            "Write when the catalog was last worked on, as 2026-03-04 14:30+0000.",
            view.catalog.header,
            field=name,
            severity=Severity.NOTE,
        )


RULE = CatalogRule("A header has a malformed date.", Severity.WARNING, check)
