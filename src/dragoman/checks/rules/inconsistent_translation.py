"""English that is translated in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dragoman.checks.anatomy import LibraryRule, Problem
from dragoman.checks.likeness import folded, shown
from dragoman.checks.views import CatalogView, LibraryView
from dragoman.model import Certainty, Entry, Severity, Status

_Place = tuple[CatalogView, Entry]


def check(view: LibraryView) -> Iterator[tuple[CatalogView, Problem]]:
    groups: dict[tuple[str | None, str], list[_Place]] = {}
    for catalog in view.catalogs:
        for entry in catalog.catalog.entries:
            if entry.status is Status.TRANSLATED and entry.plural is None and any(map(str.isalpha, entry.key.text)):
                groups.setdefault((entry.key.context, folded(entry.key.text)), []).append((catalog, entry))
    for places in groups.values():
        if len(places) > 1:
            yield from _differing(places)


def _differing(places: Sequence[_Place]) -> Iterator[tuple[CatalogView, Problem]]:
    """Those whose translation is not the usual one of their English; of equals, the first is the usual one."""
    counts = Counter(folded(entry.translation[0]) for _, entry in places)
    usual = counts.most_common(1)[0][0]
    other, model = next(place for place in places if folded(place[1].translation[0]) == usual)
    for catalog, entry in places:
        if folded(entry.translation[0]) == usual:
            continue
        same = entry.key.text == model.key.text
        yield (
            catalog,
            Problem(
                f"In {other.guide} this English is {shown(model.translation[0])}.",
                "Translate it alike, or let the author give one of them a context.",
                entry,
                severity=None if same else Severity.NOTE,
            ),
        )


RULE = LibraryRule("The same English has inconsistent translations.", Severity.WARNING, check, Certainty.LIKELY)
