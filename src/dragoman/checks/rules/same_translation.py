"""One translation for English texts that say different things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.checks.anatomy import LibraryRule, Problem
from dragoman.checks.likeness import content, folded, shown
from dragoman.checks.views import CatalogView, LibraryView
from dragoman.model import Certainty, Entry, Level, Severity, Status

_Place = tuple[CatalogView, Entry]
_ORDER = (Severity.ERROR, Severity.WARNING, None)
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
    """Entries whose English says something else than that of the first with their translation, or of an earlier one
    in their catalog where one of the two warns.
    """
    earlier: dict[str, list[_Place]] = {places[0][0].guide: [places[0]]}
    for catalog, entry in places[1:]:
        beside = earlier.setdefault(catalog.guide, [])
        others = [place for place in (*beside, places[0]) if _content(place) != content(entry.key.text)]
        if others:
            judged = [(_severity(other, catalog, entry), other) for other in others]
            severity, other = min(judged, key=lambda pair: _ORDER.index(pair[0]))
            yield catalog, _problem(other, entry, severity)
        beside.append((catalog, entry))


def _severity(place: _Place, catalog: CatalogView, entry: Entry) -> Severity | None:
    """How bad it is that two texts of a guide say the same: a list of signs lacks one, and names another twice."""
    of, other = place
    if of is not catalog:
        return None
    warns = [message.level is Level.WARN for message in catalog.messages if message.key in (other.key, entry.key)]
    if not any(warns):
        return None
    apart = content(other.key.text).isdisjoint(content(entry.key.text))
    return Severity.ERROR if apart and all(warns) else Severity.WARNING


def _problem(place: _Place, entry: Entry, severity: Severity | None) -> Problem:
    other, first = place
    long = min(len(content(entry.key.text)), len(_content(place))) >= _LONG
    return Problem(
        f"{shown(first.key.text)} of {other.guide} has the same translation.",
        "See whether it says what each of them says.",
        entry,
        severity=severity or (Severity.WARNING if long else None),
        # Of a guide that warns this is no matter of chance, even where the other text only informs.
        certainty=Certainty.LIKELY if severity else None,
    )


def _content(place: _Place) -> frozenset[str]:
    return content(place[1].key.text)


RULE = LibraryRule("Different English has the same translation.", Severity.NOTE, check, Certainty.POSSIBLE)
