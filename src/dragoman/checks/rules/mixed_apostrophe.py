"""The apostrophe of a language that counts it among its letters, written in several ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dragoman.checks.anatomy import CatalogRule, Problem
from dragoman.checks.views import CatalogView
from dragoman.model import Entry, Severity, Status

_LANGUAGES = frozenset({"so", "om", "sw"})
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’ʼ‘ʻ`´ʹ′](?=[^\W\d_])")


def check(view: CatalogView) -> Iterator[Problem]:
    if view.language.tag.partition("-")[0] not in _LANGUAGES:
        return
    found: list[tuple[Entry, int, str]] = [
        (entry, form, kind)
        for entry in view.catalog.entries
        if entry.status is Status.TRANSLATED
        for form, text in enumerate(entry.translation)
        for kind in dict.fromkeys(_APOSTROPHE.findall(text))
    ]
    usual = Counter(kind for _, _, kind in found).most_common(1)
    if not usual or len({kind for _, _, kind in found}) == 1:
        return
    kept = usual[0][0]
    for entry, form, kind in found:
        if kind != kept:
            text = entry.translation[form]
            yield Problem(
                f"The apostrophe is “{kind}” here and “{kept}” in other texts.",
                f"Write “{kept}”.",
                entry,
                form=form,
                words=(kind,),
                fix=_APOSTROPHE.sub(kept, text),
            )


RULE = CatalogRule("The apostrophes of a catalog are mixed.", Severity.WARNING, check)
