"""Placeholders of the source that a translation lost, doubled or invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import any_signs
from dragoman.checks.reading import Reading
from dragoman.markup.atoms import brace_fields
from dragoman.model import Severity


def check(pair: Pair) -> Iterator[Problem]:
    ours, theirs = _fields(pair.english), _fields(pair.local)
    if not (ours or any("." in name for name in theirs)):
        return
    for name in ours - theirs:
        yield pair.problem(f"`{{{name}}}` is missing.", f"Put {{{name}}} where the translation says it.")
    for name in theirs - ours:
        yield pair.problem(f"`{{{name}}}` is not in the English.", "Take it out, or correct its name.")


def _fields(text: Reading) -> Counter[str]:
    """Names in braces as they are written, and as they are read: `&#123;` is a brace too."""
    written = brace_fields(text.raw)
    return written | text.atoms.placeholders if "&" in text.raw else written


RULE = PairRule("A translation has other placeholders than its source.", Severity.ERROR, check, needs=any_signs("{&"))
