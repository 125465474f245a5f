"""Many edits of English judged at once: by two processes and more where that pays, and each edit once a run."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import partial

from dragoman.copies import map_in_copies
from dragoman.edits.classify import Edit, Pair, classify_edits
from dragoman.markup.inline import InlineContext

_MANY = 400
"""Edits, of 0.6 ms each: fewer are judged sooner alone."""
_AT_ONCE = 50
"""Edits in a part of the work: few, so that no process works long after the others are done."""


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
        parts = [pairs[start : start + _AT_ONCE] for start in range(0, len(pairs), _AT_ONCE)]
        judge = partial(classify_edits, context=context)
        judged = map_in_copies(judge, parts, self._processes if len(pairs) >= _MANY else 1)
        return dict(zip(pairs, (edit for part in judged for edit in part), strict=True))
