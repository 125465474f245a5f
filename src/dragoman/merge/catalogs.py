"""The whole catalog: which entries belong together, what becomes of each, where it stands, what stands round them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from dragoman.merge.entries import merged_entry
from dragoman.merge.forms import with_forms
from dragoman.merge.header import merged_header, plural_forms
from dragoman.merge.sides import merged_lines, of_changed
from dragoman.model import Catalog, Entry, MessageKey, Status


@dataclass(frozen=True, slots=True)
class Merged:
    catalog: Catalog
    conflicts: tuple[MessageKey, ...]
    """What somebody must decide, in the order of the catalog."""


class _Slot(NamedTuple):
    """What makes entries of different versions the same entry."""

    key: MessageKey
    retired: tuple[str, ...] = ()
    """The translation of an obsolete entry whose message stands in a version more than once."""
    number: int = 0


def merge_catalogs(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """Ours with what theirs changed since `base`, which may be empty.

    What one side did not change is taken from the other with its bytes; a removal yields to a change. Write the
    result with `write_catalog(merged.catalog, ours)`.
    """
    newline = _newline(ours)
    base, theirs = _fitted(base, newline), _fitted(theirs, newline)
    header = merged_header(base.header, ours.header, theirs.header)
    several = _several(base, ours, theirs)
    was, mine, other = (_by_slot(catalog, several) for catalog in (base, ours, theirs))
    forms = plural_forms(header)
    settled = [side for catalog, side in ((ours, mine), (theirs, other)) if plural_forms(catalog.header) == forms]
    found: dict[_Slot, Entry] = {}
    conflicts: set[_Slot] = set()
    for slot in {**mine, **other}:
        entry, conflict = merged_entry(was.get(slot), mine.get(slot), other.get(slot))
        if entry is None:
            continue
        fitting = with_forms(entry, forms, [side.get(slot) for side in settled], ours.path)
        found[slot] = fitting
        if conflict or fitting is not entry:
            conflicts.add(slot)
    order = _order(found, was, mine, other)
    catalog = replace(
        ours,
        header=header,
        entries=tuple(found[slot] for slot in order),
        lead=of_changed(base.lead, ours.lead, theirs.lead),
        tail=_merged_tail(base.tail, ours.tail, theirs.tail, newline),
    )
    return Merged(catalog, tuple(slot.key for slot in order if slot in conflicts))


def _several(*catalogs: Catalog) -> set[MessageKey]:
    """Messages with more than one entry in one version: beside the active one, or without, obsolete ones."""
    counts = (Counter(entry.key for entry in catalog.entries) for catalog in catalogs)
    return {key for count in counts for key, number in count.items() if number > 1}


def _by_slot(catalog: Catalog, several: set[MessageKey]) -> dict[_Slot, Entry]:
    found: dict[_Slot, Entry] = {}
    seen: Counter[_Slot] = Counter()
    for entry in catalog.entries:
        retired = entry.key in several and entry.status is Status.OBSOLETE
        slot = _Slot(entry.key, entry.translation if retired else ())
        found[slot._replace(number=seen[slot])] = entry
        seen[slot] += 1
    return found


def _order(
    found: Mapping[_Slot, Entry],
    was: Mapping[_Slot, Entry],
    mine: Mapping[_Slot, Entry],
    other: Mapping[_Slot, Entry],
) -> list[_Slot]:
    """Ours, or theirs where only they moved entries; what is not there comes after its neighbour in the other one.

    An entry that the other side took out of use, or back into it, stands where that side put it.
    """
    first, second = (other, mine) if _moved(was, other) and not _moved(was, mine) else (mine, other)
    placed = [slot for slot, entry in first.items() if slot not in found or _alike(found[slot], entry)]
    arrivals: dict[_Slot | None, list[_Slot]] = {}
    there = set(placed)
    neighbour: _Slot | None = None
    for slot in second:
        if slot in there:
            neighbour = slot
        else:
            arrivals.setdefault(neighbour, []).append(slot)
    together = [*arrivals.get(None, ()), *(s for slot in placed for s in (slot, *arrivals.get(slot, ())))]
    return [slot for slot in together if slot in found]


def _alike(one: Entry, other: Entry) -> bool:
    """Whether both are in use, or neither."""
    return (one.status is Status.OBSOLETE) == (other.status is Status.OBSOLETE)


def _moved(was: Mapping[_Slot, Entry], now: Mapping[_Slot, Entry]) -> bool:
    return [slot for slot in was if slot in now] != [slot for slot in now if slot in was]


def _newline(catalog: Catalog) -> bytes:
    blocks = (catalog.lead, *(entry.raw or b"" for entry in (catalog.header, *catalog.entries)), catalog.tail)
    first = next((block for block in blocks if b"\n" in block), b"")
    return b"\r\n" if first.partition(b"\n")[0].endswith(b"\r") else b"\n"


def _fitted(catalog: Catalog, newline: bytes) -> Catalog:
    """Another version with the line ends of ours, and without line numbers, which mean nothing in another file."""

    def ended(content: bytes) -> bytes:
        return content.replace(b"\r\n", b"\n").replace(b"\n", newline)

    def fitted(entry: Entry) -> Entry:
        return replace(entry, line=0, raw=None if entry.raw is None else ended(entry.raw))

    return replace(
        catalog,
        header=fitted(catalog.header),
        entries=tuple(fitted(entry) for entry in catalog.entries),
        lead=ended(catalog.lead),
        tail=ended(catalog.tail),
    )


def _merged_tail(base: bytes, ours: bytes, theirs: bytes, newline: bytes) -> bytes:
    """Comments after the last entry belong to none, and are kept like all others."""
    if ours == base or theirs in (base, ours):
        return of_changed(base, ours, theirs)
    rows = [[row.removesuffix(b"\r") for row in tail.split(b"\n") if row.strip()] for tail in (base, ours, theirs)]
    return b"".join([row + newline for row in merged_lines(*rows)])
