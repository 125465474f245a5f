"""One translation for English texts that say different things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.checks.anatomy import LibraryRule, Problem
from dragoman.checks.likeness import content, folded, shown
from dragoman.checks.views import CatalogView, LibraryView
from dragoman.model import Certainty, Entry, Severity, Status

_Place = tuple[CatalogView, Entry]
_LONG = 4
"""Words that carry sense from which on two texts do not have the same translation by chance."""


def check(view: LibraryView) -> Iterator[tuple[CatalogView, Problem]]:
    groups: dict[str, list[_Place]] = {}
    for catalog in view.catalogs:
        for entry in catalog.catalog.entries:
            if entry.status is Status.TRANSLATED and entry.plural is None and any(map(str.isalpha, entry.key.text)):
                groups.setdefault(folded(entry.translation[0]), []).append((catalog, entry))
    for places in groups.values():
        if len(places) > 1:
            yield from _unlike(places)


def _unlike(places: Sequence[_Place]) -> Iterator[tuple[CatalogView, Problem]]:
    """Entries whose English says something else than that of the first with their translation."""
    other, first = places[0]
    about = content(first.key.text)
    for catalog, entry in places[1:]:
        here = content(entry.key.text)
        if here == about:
            continue
        long = min(len(here), len(about)) >= _LONG
        yield (
            catalog,
            Problem(
                f"{shown(first.key.text)} of {other.guide} has the same translation.",
                "See whether it says what each of them says.",
                entry,
                severity=Severity.WARNING if long else None,
            ),
        )


RULE = LibraryRule("Different English has the same translation.", Severity.NOTE, check, Certainty.POSSIBLE)
