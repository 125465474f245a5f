"""Emphasis on far more or far less of the text than in the English."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import local_signs
from dragoman.checks.reading import Reading
from dragoman.markup.inline import iter_spans, plain_text
from dragoman.model import Certainty, Mark, Marked, Severity

_LOUD = frozenset({Mark.EMPHASIS, Mark.STRONG})
_ALL = 0.9
"""Share of a text from which on all of it is emphasized."""
_PART = 0.6
"""Share below which the rest of the text is what is not emphasized."""


def check(pair: Pair) -> Iterator[Problem]:
    ours, theirs = _share(pair.english), _share(pair.local)
    if 0 < ours < _PART and theirs > _ALL:
        yield pair.problem("All of the translation is emphasized.", "Mark the words that the English marks.")
    elif ours > _ALL and 0 < theirs < _PART:
        yield pair.problem("Only a part of the translation is emphasized.", "Mark all of it, as in the English.")


def _share(reading: Reading) -> float:
    """Part of the characters that stand in emphasis."""
    whole = len(reading.plain.strip())
    inner = sum(
        len(plain_text(span.spans).strip())
        for span in iter_spans(reading.spans)
        if isinstance(span, Marked) and span.mark in _LOUD
    )
    return min(1.0, inner / whole) if whole else 0.0


RULE = PairRule(
    "A translation has uneven emphasis beside its source.",
    Severity.WARNING,
    check,
    Certainty.LIKELY,
    needs=local_signs("*_<"),
)
