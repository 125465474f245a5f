"""Work divided between this process and copies of it, which know all that it has read and compiled.

What comes back is the same whoever does it; where a copy cannot be made or dies, this process does its part.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_Part = TypeVar("_Part")
_Result = TypeVar("_Result")

_FEWEST_PARTS = 4
"""For which a copy is worth its making."""


def map_in_copies(work: Callable[[_Part], _Result], parts: Sequence[_Part], processes: int) -> list[_Result]:
    """What `work` makes of each part, by so many processes at most.

    Neither it nor the parts are sent to a copy, which has them; its results are sent back.
    """
    others_at_most = min(processes - 1, len(parts) // _FEWEST_PARTS)
    if others_at_most < 1 or not can_be_copied():
        return list(map(work, parts))
    from concurrent.futures import BrokenExecutor, Future  # noqa: PLC0415 - slow to import

    # Copies work from the end and this process from the beginning, until they meet.
    made: list[_Result] = []
    with _copies(work, parts, others_at_most) as others:
        given: list[Future[_Result]] = []
        with suppress(BrokenExecutor, OSError):
            given += (others.submit(_do_part, place) for place in reversed(range(len(parts))))
        for number, part in enumerate(parts):
            place = len(parts) - 1 - number
            with suppress(BrokenExecutor, OSError):
                if place < len(given) and not given[place].cancel():
                    made.append(given[place].result())
                    continue
            made.append(work(part))
    return made


def iter_in_copies(work: Callable[[_Part], _Result], parts: Sequence[_Part], processes: int) -> Iterator[_Result]:
    """As `map_in_copies`, part by part, and by copies alone: this process learns nothing of what they read.

    It does what a copy that died has left.
    """
    if min(processes, len(parts)) < 2 or not can_be_copied():
        yield from map(work, parts)
        return
    from concurrent.futures import BrokenExecutor, Future  # noqa: PLC0415 - slow to import

    with _copies(work, parts, min(processes, len(parts))) as others:
        given: list[Future[_Result]] = []
        with suppress(BrokenExecutor, OSError):
            given += (others.submit(_do_part, place) for place in range(len(parts)))
        for place, part in enumerate(parts):
            try:
                result = given[place].result() if place < len(given) else work(part)
            except BrokenExecutor:
                result = work(part)
            yield result


def _copies(work: Callable[[_Part], _Result], parts: Sequence[_Part], number: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - slow to import
    from multiprocessing import get_context  # noqa: PLC0415 - slow to import

    return ProcessPoolExecutor(number, get_context("fork"), initializer=_begin_copy, initargs=(work, parts))


def can_be_copied() -> bool:
    """Whether this process has one thread alone, so that no lock can be held for ever in a copy of it."""
    return sys.platform == "linux" and has_one_thread()


def has_one_thread() -> bool:
    """Counts threads started by libraries too, which `threading` does not list."""
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


_given: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []
"""In a copy: what it does, and to what."""


def _begin_copy(work: Callable[[Any], Any], parts: Sequence[Any]) -> None:
    """Ignores Ctrl-C: the process that the person started reports it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _given.append((work, parts))


def _do_part(place: int) -> Any:
    """In a copy: the part at this place."""
    work, parts = _given[-1]
    return work(parts[place])
