"""Fixes of form: a change to the words of a translation that leaves its markup, placeholders and addresses alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.checks.anatomy import Pair
from dragoman.checks.reading import Reading
from dragoman.markup.inline import iter_spans
from dragoman.model import LineBreak, Link, Marked, Span, Text

_KEPT = re.compile(
    r"`+[^`]*`+|\]\((?:[^()]|\([^()]*\))*\)|\]\[[^\]]*\]|\{[^{}\s]*\}|<[^<>]*>|(?<!\w)\w{1,20}://\S+|\\.|\ufffc",
    re.DOTALL,
)
"""Code, addresses, placeholders, tags and escaped characters, as they stand in an inline text."""

OTHER = "\ufffc"
"""Stands for what is no prose; Unicode has it for objects between letters."""

_Frame = tuple[object, ...]


def mended(pair: Pair, edit: Callable[[str], str]) -> str | None:
    """The translation with its words edited; `None` where the edit would touch anything else.

    The edit sees one sign in place of each piece of code, address and placeholder. That the result reads as the prose
    does when it is edited, and has the same markup round it, is tested, not believed.
    """
    kept = _KEPT.findall(pair.translation)
    edited = edit(_KEPT.sub(OTHER, pair.translation))
    if edited.count(OTHER) != len(kept):
        return None
    pieces = iter(kept)
    fixed = "".join(next(pieces) if character == OTHER else character for character in edited)
    new = Reading(fixed, pair.local.context)
    same = _frame(new.spans) == _frame(pair.local.spans) and prose(new) == edit(prose(pair.local)) != prose(pair.local)
    return fixed if same else None


def prose(reading: Reading) -> str:
    """The words of a text with one sign in place of each piece of code and each placeholder."""
    return "".join(map(_prose, iter_spans(reading.spans)))


def _prose(span: Span) -> str:
    match span:
        case Text(text):
            return text
        case LineBreak():
            return "\n"
        case Link() | Marked():
            return ""
        case _:
            return OTHER


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
