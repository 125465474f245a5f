"""A mapping whose values are made when they are first asked for: one guide of a thousand need not wait for the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

_Value = TypeVar("_Value")
_Other = TypeVar("_Other")


def _always(_name: str) -> bool:
    return True


class OnDemand(Mapping[str, _Value]):
    """Values by name, in order, each made once; `is_there` says for which of the names there is one.

    What `make` raises comes to whoever asks; it is asked again the next time.
    """

    def __init__(
        self, names: tuple[str, ...], make: Callable[[str], _Value], is_there: Callable[[str], bool] = _always
    ) -> None:
        self._names = dict.fromkeys(names)
        self._make = make
        self._is_there = is_there
        self._made: dict[str, _Value] = {}

    def each(self, change: Callable[[_Value], _Other]) -> OnDemand[_Other]:
        """The same names with values that are made of these."""
        return OnDemand(tuple(self._names), lambda name: change(self[name]), self.__contains__)

    def __getitem__(self, name: str) -> _Value:
        if name not in self._made:
            if name not in self:
                raise KeyError(name)
            self._made[name] = self._make(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (name in self._made or (name in self._names and self._is_there(name)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names) if self._is_there is _always else filter(self.__contains__, self._names)

    def __len__(self) -> int:
        return len(self._names) if self._is_there is _always else sum(1 for _ in self)
