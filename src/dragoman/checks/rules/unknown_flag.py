"""Flags that no program knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.model import Severity

_KNOWN = re.compile(
    r"fuzzy|(?:no-)?wrap|range: ?\d+\.\.\d+|[a-z0-9+]+(?:-[a-z0-9+]+)*-format|"
    r"(?:ignore|check|auto|strict)-[a-z-]+|[a-z-]+:.*|read-only|[a-z]+-text|case-insensitive|discard|forbidden|terminology|"
    r"url|newline-count",
    re.DOTALL,
)
"""Those of gettext, which gains formats, and of Weblate, which keeps settings of a text in its flags."""
_NAMES = ("fuzzy", "no-wrap", "wrap", "c-format", "python-format", "python-brace-format", "read-only")


def check(view: CatalogView) -> Iterator[Problem]:
    for entry in view.catalog.entries:
        for flag in entry.flags:
            if not _KNOWN.fullmatch(flag):
                close = get_close_matches(flag.lower(), _NAMES, n=1)
                yield Problem(
                    f"No program knows the flag “{flag}”.",
                    f"Write “{close[0]}” if that is meant." if close else "Take it away.",
                    entry,
                )


RULE = CatalogRule("An entry has an unknown flag.", Severity.WARNING, check)
