"""Many edits of English judged at once: by two processes and more where that pays, and each edit once a run.

What is found is the same whoever judges; where a process cannot be started or dies, this one does its part.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from dragoman.edits.classify import Edit, Pair, classify_edits
from dragoman.markup.inline import InlineContext

_MANY = 400
"""Edits, of 0.6 ms each: fewer are judged sooner alone."""
_AT_ONCE = 50
"""Edits that a process is given: few enough that the last to work is not long alone."""
_FEWEST_PARTS = 4
"""For which a process is worth its start."""


class Judge:
    """Judges edits for all languages of a run, which mostly have the same ones."""

    def __init__(self, processes: int | None = None) -> None:
        """As many processes as there are processors, if nothing else is said; one is this process."""
        self._processes = processes or os.cpu_count() or 1
        self._known: dict[InlineContext, dict[Pair, Edit | None]] = {}

    def __call__(self, pairs: Sequence[Pair], context: InlineContext) -> Sequence[Edit | None]:
        """What became of each text."""
        known = self._known.setdefault(context, {})
        fresh = [pair for pair in dict.fromkeys(pairs) if pair not in known]
        known |= self._judged(fresh, context)
        return [known[pair] for pair in pairs]

    def _judged(self, pairs: Sequence[Pair], context: InlineContext) -> Mapping[Pair, Edit | None]:
        if self._processes == 1 or len(pairs) < _MANY or not _may_fork():
            return dict(zip(pairs, classify_edits(pairs, context), strict=True))
        from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor  # noqa: PLC0415 - slow to import
        from multiprocessing import get_context  # noqa: PLC0415 - slow to import

        parts = [pairs[start : start + _AT_ONCE] for start in range(0, len(pairs), _AT_ONCE)]
        # Copies of this process work from the end and it from the beginning, until they meet.
        judge = partial(classify_edits, context=context)
        found: list[Edit | None] = []
        others_at_most = min(self._processes - 1, len(parts) // _FEWEST_PARTS)
        with ProcessPoolExecutor(others_at_most, mp_context=get_context("fork")) as others:
            given: list[Future[list[Edit | None]]] = []
            with suppress(BrokenExecutor, OSError):
                given += (others.submit(judge, part) for part in reversed(parts))
            for number, part in enumerate(parts):
                place = len(parts) - 1 - number
                with suppress(BrokenExecutor, OSError):
                    if place < len(given) and not given[place].cancel():
                        found += given[place].result()
                        continue
                found += judge(part)
        return dict(zip(pairs, found, strict=True))


def _may_fork() -> bool:
    """Whether this process has one thread alone, so that no lock can be held for ever in a copy of it."""
    return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1
