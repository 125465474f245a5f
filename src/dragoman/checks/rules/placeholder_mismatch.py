"""Placeholders of the source that a translation lost, doubled or invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.markup.atoms import brace_fields, parse_atoms
from dragoman.markup.inline import InlineContext
from dragoman.model import Severity


def check(pair: Pair) -> Iterator[Problem]:
    ours, theirs = _fields(pair.source, pair.context), _fields(pair.translation, pair.context)
    if not (ours or any("." in name for name in theirs)):
        return
    for name in ours - theirs:
        yield Problem(f"`{{{name}}}` is missing.", f"Put {{{name}}} where the translation says it.", pair.entry)
    for name in theirs - ours:
        yield Problem(f"`{{{name}}}` is not in the English.", "Take it out, or correct its name.", pair.entry)


def _fields(text: str, context: InlineContext) -> Counter[str]:
    """Names in braces as they are written, and as they are read: `&#123;` is a brace too."""
    written = brace_fields(text)
    return written | parse_atoms(text, context).placeholders if "&" in text else written


RULE = PairRule("A translation has other placeholders than its source.", Severity.ERROR, check)
