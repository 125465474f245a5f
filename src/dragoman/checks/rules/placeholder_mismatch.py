"""Placeholders of the source that a translation lost, doubled or invented."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.markup.atoms import brace_fields
from dragoman.model import Severity


def check(pair: Pair) -> Iterator[Problem]:
    ours, theirs = brace_fields(pair.source), brace_fields(pair.translation)
    if not (ours or any("." in name for name in theirs)):
        return
    for name in ours - theirs:
        yield Problem(f"`{{{name}}}` is missing.", f"Put {{{name}}} where the translation says it.", pair.entry)
    for name in theirs - ours:
        yield Problem(f"`{{{name}}}` is not in the English.", "Take it out, or correct its name.", pair.entry)


RULE = PairRule("A translation has other placeholders than its source.", Severity.ERROR, check)
