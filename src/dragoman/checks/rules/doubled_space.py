"""Two spaces where one is enough."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.mending import mended, prose
from dragoman.model import Severity

_SPACES = re.compile(r"(?<=[^\s])[ \t\u00a0\u202f\u3000]{2,}(?=[^\s])")
_TWO = re.compile(r"[ \t\u00a0\u202f\u3000]{2}")


def check(pair: Pair) -> Iterator[Problem]:
    if not _SPACES.search(pair.translation) or not _SPACES.search(prose(pair.local)):
        return
    if not _SPACES.search(prose(pair.english)):
        yield pair.problem(
            "Two spaces stand side by side.",
            "Take one of them out.",
            fix=mended(pair, lambda text: _SPACES.sub(lambda match: _one(match[0]), text)),
        )


def _one(spaces: str) -> str:
    """The space that keeps a line together, where one of them does."""
    return next((space for space in spaces if space in "\u00a0\u202f"), " ")


def _may_be_doubled(pair: Pair) -> bool:
    return _TWO.search(pair.translation) is not None


RULE = PairRule("A translation has doubled spaces.", Severity.NOTE, check, needs=_may_be_doubled)
