"""Fixes of form: a change to the words of a translation that leaves its markup, placeholders and addresses alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.checks.anatomy import Pair
from dragoman.checks.reading import Reading
from dragoman.model import Link, Marked, Span, Text

_KEPT = re.compile(r"(`+[^`]*`+|\]\([^)]*\)|\]\[[^\]]*\]|\{[^{}\s]*\}|<[^<>]*>|\w+://\S+|\\.)", re.DOTALL)
"""Code, addresses, placeholders, tags and escaped characters, as they stand in an inline text."""

_Frame = tuple[object, ...]


def mended(pair: Pair, edit: Callable[[str], str]) -> str | None:
    """The translation with its words edited; `None` where the edit would touch anything else.

    The edit sees the text between code, addresses and placeholders piece by piece. That the result says what the plain
    text says when it is edited as a whole, and has the same markup round it, is tested, not believed.
    """
    pieces = _KEPT.split(pair.translation)
    fixed = "".join(piece if number % 2 else edit(piece) for number, piece in enumerate(pieces))
    if fixed == pair.translation:
        return None
    new = Reading(fixed, pair.local.context)
    same = _frame(new.spans) == _frame(pair.local.spans) and new.plain == edit(pair.local.plain)
    return fixed if same else None


def _frame(spans: tuple[Span, ...]) -> _Frame:
    """All of the spans but their words."""
    found: list[object] = []
    for span in spans:
        match span:
            case Text():
                found.append("")
            case Marked(mark, inner):
                found.append((mark, _frame(inner)))
            case Link(url, title, inner):
                found.append((url, title, _frame(inner)))
            case _:
                found.append(span)
    return tuple(found)
