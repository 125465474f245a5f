"""Header fields that say who, when and what for, missing or as the template has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.model import Severity, Status

_NEEDED = ("Project-Id-Version", "PO-Revision-Date", "Last-Translator", "Language-Team", "MIME-Version")
"""What `msgfmt --check-header` asks for; other rules look at the language, the encoding and the plural forms."""
_TEMPLATE = re.compile(
    r"PACKAGE VERSION|PROJECT VERSION|FULL NAME|EMAIL@ADDRESS|LANGUAGE <LL@li\.org>|CHARSET|ENCODING"
)
"""Words of `xgettext` and Babel that a person is to replace."""


def check(view: CatalogView) -> Iterator[Problem]:
    header, fields = view.catalog.header, view.catalog.fields
    if not any(entry.status is Status.TRANSLATED for entry in view.catalog.entries) or not header.translation[0]:
        return
    for name, value in fields.items():
        if _TEMPLATE.search(value):
            yield Problem(
                f"`{name}` still has the text of the template: {value}.",
                "Write what is true of this catalog.",
                header,
                field=name,
            )
    missing = [f"`{name}`" for name in _NEEDED if not fields.get(name)]
    if missing:
        yield Problem(
            f"The header does not say {', '.join(missing)}.",
            "Add what is missing: it tells the next person whom to ask.",
            header,
            severity=Severity.NOTE,
        )


RULE = CatalogRule("A header field is missing or still that of the template.", Severity.WARNING, check)
