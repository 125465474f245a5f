"""Line breaks that a translation lost or added."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import any_signs
from dragoman.checks.reading import Reading
from dragoman.markup.inline import iter_spans
from dragoman.model import LineBreak, Severity

_may_break = any_signs("\n<")


def check(pair: Pair) -> Iterator[Problem]:
    if not _may_break(pair):  # a carriage return is a control, which is another rule's matter
        return
    ours, theirs = _breaks(pair.english), _breaks(pair.local)
    if ours != theirs:
        yield pair.problem(
            f"The English has {_named(ours)}, the translation {_named(theirs)}.",
            "Break the lines where the English does.",
        )


def _breaks(reading: Reading) -> int:
    return sum(isinstance(span, LineBreak) for span in iter_spans(reading.spans))


def _named(count: int) -> str:
    return "no line break" if not count else "1 line break" if count == 1 else f"{count} line breaks"


RULE = PairRule(
    "A translation has other line breaks than its source.",
    Severity.WARNING,
    check,
    needs=_may_break,
)
