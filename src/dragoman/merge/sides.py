"""What two sides that come from one base agree on, for any values."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

from dragoman.model import Entry

T = TypeVar("T")
L = TypeVar("L", bound=Hashable)


def of_changed(base: T, ours: T, theirs: T) -> T:
    """The side that changed; ours where both did."""
    return theirs if ours == base else ours


def merged_lines(base: Sequence[L], ours: Sequence[L], theirs: Sequence[L]) -> tuple[L, ...]:
    """What either side has but what one of them took away; ours come first."""
    if ours == base:
        return tuple(theirs)
    were, mine, other = set(base), set(ours), set(theirs)
    kept = [line for line in ours if line in other or line not in were]
    return (*kept, *(line for line in theirs if line not in were and line not in mine))


def changed_alone(base: Entry, ours: Entry, theirs: Entry) -> Entry | None:
    """The side that says all there is to say; `None` where both changed the entry, each in its way."""
    if theirs in (base, ours):
        return theirs if ours == base and ours.raw == base.raw else ours
    return theirs if ours == base else None
