"""Work divided between a process and its copies is done as by one, also where a copy dies or cannot be made."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable

import pytest

from dragoman import copies
from dragoman.copies import iter_in_copies, map_in_copies

PARENT = os.getpid()
HERE, THERE = "here", "there"
linux = pytest.mark.skipif(sys.platform != "linux", reason="no processes are copied elsewhere")


@pytest.fixture
def may_be_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process of the tests may have threads, which hold no lock here."""
    monkeypatch.setattr(copies, "can_be_copied", lambda: True)


def _square(number: int) -> tuple[int, str]:
    return number**2, HERE if os.getpid() == PARENT else THERE


@linux
@pytest.mark.usefixtures("may_be_copied")
@pytest.mark.parametrize("processes", [1, 2, 3])
def test_each_part_is_made_once_and_in_its_order(processes: int) -> None:
    made = map_in_copies(_square, range(200), processes)
    assert [number for number, _ in made] == [number**2 for number in range(200)]
    places = [place for _, place in made]
    assert (THERE in places) is (processes > 1) and places == sorted(places)


@linux
@pytest.mark.usefixtures("may_be_copied")
def test_what_cannot_be_sent_is_no_hindrance() -> None:
    parts = [lambda number=number: _square(number) for number in range(40)]
    assert [made[0] for made in map_in_copies(lambda part: part(), parts, 2)] == [n**2 for n in range(40)]


@linux
@pytest.mark.usefixtures("may_be_copied")
@pytest.mark.parametrize("divided", [map_in_copies, iter_in_copies])
def test_what_a_dead_copy_leaves_is_done_here(divided: Callable[..., Iterable[int]]) -> None:
    def dying(number: int) -> int:
        if os.getpid() != PARENT:
            os._exit(1)
        return number

    assert list(divided(dying, range(40), 2)) == list(range(40))


@linux
@pytest.mark.usefixtures("may_be_copied")
@pytest.mark.parametrize(("processes", "place"), [(1, HERE), (2, THERE), (9, THERE)])
def test_part_by_part_copies_alone_do_the_work(processes: int, place: str) -> None:
    assert list(iter_in_copies(_square, range(5), processes)) == [(n**2, place) for n in range(5)]


@linux
@pytest.mark.usefixtures("may_be_copied")
def test_an_error_of_a_part_is_raised() -> None:
    def failing(number: int) -> int:
        if number == 39:
            raise ValueError(f"part {number}")
        return number

    with pytest.raises(ValueError, match="part 39"):
        map_in_copies(failing, range(40), 2)


def test_a_process_that_cannot_be_copied_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "can_be_copied", lambda: False)
    assert {place for _, place in map_in_copies(_square, range(40), 2)} == {HERE}
