"""Spaces and line ends at the beginning or end of a translation that its English does not have."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.reading import Reading
from dragoman.model import Severity

_SPACES = " \t\n\r\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""White space that is seen; what is of no width is not looked for here."""


def check(pair: Pair) -> Iterator[Problem]:
    text = pair.translation
    core = text.strip(_SPACES)
    english = pair.source.strip(_SPACES)
    if not core or not english:
        return
    before = pair.source[: pair.source.index(english)]
    behind = pair.source[len(before) + len(english) :]
    if text == before + core + behind:
        return
    where = "beginning" if not text.startswith(before + core) else "end"
    yield pair.problem(
        f"The space at the {where} is not that of the English.",
        "Begin and end the translation as the English does.",
        fix=_fix(pair, before + core + behind),
    )


def _fix(pair: Pair, fixed: str) -> str | None:
    """A backslash at the end of a text is another one than a backslash before a space."""
    same = Reading(fixed.strip(_SPACES), pair.local.context).plain == pair.local.plain.strip(_SPACES)
    return fixed if same else None


RULE = PairRule("A translation begins or ends with other space than its source.", Severity.WARNING, check)
