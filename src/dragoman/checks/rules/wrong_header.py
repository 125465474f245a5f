"""Header fields that programs rely on: language and encoding."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView, is_empty
from dragoman.model import Severity


def check(view: CatalogView) -> Iterator[Problem]:
    header, fields = view.catalog.header, view.catalog.fields
    if not header.translation[0].strip():
        if not is_empty(view.catalog):
            yield Problem("The catalog has no header.", "Copy one from another catalog of the language.")
        return
    language = view.language
    stated = fields.get("Language", "")
    if stated.casefold().replace("_", "-") not in _names(view):
        yield Problem(
            f"The header names the language '{stated}'.",
            f"Write `Language: {language.gettext}`.",
            entry=header,
            field="Language",
        )
    if "charset=utf-8" not in fields.get("Content-Type", "").replace(" ", "").lower():
        yield Problem(
            "The header does not say that the catalog is UTF-8.",
            "Write `Content-Type: text/plain; charset=UTF-8`.",
            entry=header,
            field="Content-Type",
        )


def _names(view: CatalogView) -> set[str]:
    language = view.language
    return {name.casefold().replace("_", "-") for name in (language.gettext, language.tag, *language.aliases)}


RULE = CatalogRule("A header names another language or encoding.", Severity.ERROR, check)
