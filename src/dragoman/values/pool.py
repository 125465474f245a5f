"""Values of a text that have found no answer yet, quick to look up by what they can mean."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from dragoman.values.value import Kind, Value


def family(value: Value) -> Kind:
    """911 is a number like any other where it is looked for."""
    return Kind.NUMBER if value.kind is Kind.EMERGENCY else value.kind


class Pool:
    """Values in their order; one that is taken is no longer found. No look-up takes longer in a long text."""

    __slots__ = ("_free", "_places", "_values")

    def __init__(self, values: Iterable[Value]) -> None:
        self._values = tuple(values)
        self._free = set(range(len(self._values)))
        self._places: dict[tuple[Kind, str], deque[int]] = defaultdict(deque)
        for place, value in enumerate(self._values):
            for reading in value.readings:
                self._places[family(value), reading].append(place)

    def __bool__(self) -> bool:
        return bool(self._free)

    def __iter__(self) -> Iterator[tuple[int, Value]]:
        """Places and values that are free when the walk begins."""
        return iter([(place, self._values[place]) for place in sorted(self._free)])

    def find(self, kind: Kind, *readings: str) -> int | None:
        """The place of the first free value that has one of the readings."""
        for reading in readings:
            places = self._places.get((kind, reading))
            while places and places[0] not in self._free:
                places.popleft()
            if places:
                return places[0]
        return None

    def take(self, place: int) -> Value:
        self._free.discard(place)
        return self._values[place]

    def put_back(self, place: int) -> None:
        value = self._values[place]
        self._free.add(place)
        for reading in value.readings:
            self._places[family(value), reading].appendleft(place)
