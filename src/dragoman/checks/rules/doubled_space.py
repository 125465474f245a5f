"""Two spaces where one is enough."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.mending import mended
from dragoman.checks.reading import Reading
from dragoman.markup.inline import iter_spans
from dragoman.model import Severity, Text

_SPACES = re.compile(r"(?<=[^\s])[ \t\u00a0\u202f\u3000]{2,}(?=[^\s])")


def check(pair: Pair) -> Iterator[Problem]:
    if not _SPACES.search(pair.translation) or not _is_doubled(pair.local) or _is_doubled(pair.english):
        return
    yield pair.problem(
        "Two spaces stand side by side.",
        "Take one of them out.",
        fix=mended(pair, lambda text: _SPACES.sub(lambda match: _one(match[0]), text)),
    )


def _is_doubled(reading: Reading) -> bool:
    return any(isinstance(span, Text) and _SPACES.search(span.text) for span in iter_spans(reading.spans))


def _one(spaces: str) -> str:
    """The space that keeps a line together, where one of them does."""
    return next((space for space in spaces if space in "\u00a0\u202f"), " ")


RULE = PairRule("A translation has doubled spaces.", Severity.NOTE, check)
