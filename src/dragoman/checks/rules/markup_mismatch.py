"""Inline markup of the source that a translation broke: emphasis, code, inline tags."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import any_signs
from dragoman.model import Certainty, Severity

_NAMES = {
    "strong": "**strong**",
    "em": "*emphasis*",
    "del": "~~struck~~",
    "sub": "<sub>",
    "sup": "<sup>",
    "kbd": "<kbd>",
    "small": "<small>",
}


def check(pair: Pair) -> Iterator[Problem]:
    ours, theirs = pair.english.atoms, pair.local.atoms
    for mark in ours.marks - theirs.marks:
        yield pair.problem(f"The English has `{_NAMES[mark]}` here.", "Mark the same words.")
    for mark in theirs.marks - ours.marks:
        kept = pair.source.count(_NAMES[mark][0]) == pair.translation.count(_NAMES[mark][0])
        yield pair.problem(
            f"`{_NAMES[mark]}` is not in the English.",
            "Take the marks away.",
            severity=Severity.WARNING if kept else None,
            certainty=Certainty.LIKELY if kept else None,
        )
    for code in ours.code - theirs.code:
        yield pair.problem(f"The code `{code}` is missing.", "Keep it as it is: code is not translated.")
    for code in theirs.code - ours.code:
        yield pair.problem(f"The code `{code}` is not in the English.", "Take the backquotes away.")


RULE = PairRule(
    "A translation has other inline markup than its source.", Severity.ERROR, check, needs=any_signs("*_~`<")
)
