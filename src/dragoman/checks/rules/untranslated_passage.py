"""English left standing inside a translation."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.residue import english_left
from dragoman.model import Severity

_SHOWN = 60
"""Characters of a passage that the sentence quotes."""


def check(pair: Pair) -> Iterator[Problem]:
    if pair.translation.strip() == pair.source.strip():
        return
    for run in english_left(pair):
        if run.is_passage:
            shown = run.text if len(run.text) <= _SHOWN else f"{run.text[:_SHOWN].rsplit(' ', 1)[0]} …"
            words = (run.text,) if run.text in pair.translation else ()
            english = words if words and run.text in pair.source else ()
            yield pair.problem(f"“{shown}” is English.", "Translate it.", english=english, words=words)


RULE = PairRule("A part of a translation is still English.", Severity.ERROR, check)
