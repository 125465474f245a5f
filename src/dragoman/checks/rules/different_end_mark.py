"""Texts that end as another kind of sentence than their English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.punctuation import Ending, end_of, punctuation_of
from dragoman.model import Certainty, Severity

_ALIKE = frozenset({Ending.STOP, Ending.EXCLAMATION, Ending.ELLIPSIS})
"""Statements of more or less force: custom differs between languages."""
_QUIET = frozenset({Ending.STOP, Ending.NOTHING})
_ASKS = re.compile(
    r"(?:when|what|how|where|who|whom|whose|which|why|is|are|am|was|were|can|could|do|does|did|will|would|should|may|"
    r"must|have|has)\b",
    re.IGNORECASE,
)
"""How an English heading begins that other languages may write as a question."""


def check(pair: Pair) -> Iterator[Problem]:
    ours, theirs = end_of(pair.english.plain), end_of(pair.local.plain)
    here, there = ours.ending, theirs.ending
    if here is there or (here, there) in punctuation_of(pair.language).also:
        return
    if {here, there} == _QUIET and (ours.doubtful or theirs.doubtful):
        return
    if here is Ending.NOTHING and there is Ending.QUESTION and _ASKS.match(pair.english.plain):
        return
    mild = {here, there} <= _ALIKE or (here, there) == (Ending.NOTHING, Ending.STOP)
    yield pair.problem(
        f"The English ends with {here}, the translation with {there}.",
        "End it as the English ends, in the marks of the language; see whether something is missing.",
        english=(ours.mark,) if ours.mark else (),
        words=(theirs.mark,) if theirs.mark in pair.translation else (),
        severity=Severity.NOTE if mild else None,
    )


RULE = PairRule(
    "A translation ends as another kind of sentence than its source.", Severity.WARNING, check, Certainty.LIKELY
)
