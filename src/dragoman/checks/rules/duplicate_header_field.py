"""Header fields that are given twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.model import Severity

_NAME = re.compile(r"(?!X-)[A-Za-z][A-Za-z0-9-]*")
"""Fields that an editor made for itself begin with `X-`; some write a list in one line for each of its items."""


def check(view: CatalogView) -> Iterator[Problem]:
    values: dict[str, list[str]] = {}
    for line in view.catalog.header.translation[0].split("\n"):
        name, colon, value = line.partition(":")
        if colon and _NAME.fullmatch(name.strip()):
            values.setdefault(name.strip(), []).append(value.strip())
    for name, given in values.items():
        if len(given) > 1:
            yield Problem(
                f"The header gives `{name}` {len(given)} times.",
                "Keep the right one: programs differ in which they take.",
                view.catalog.header,
                field=name,
                severity=Severity.WARNING if len(set(given)) == 1 else None,
            )


RULE = CatalogRule("A header has a duplicate field.", Severity.ERROR, check)
