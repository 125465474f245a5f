"""Spaces before punctuation that stands close in the language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.mending import mended, prose
from dragoman.checks.punctuation import punctuation_of
from dragoman.model import Severity

_SPACE = r"(?<=[^\s|–—-])[ \u00a0\u202f]+"
_BEFORE = re.compile(_SPACE + r"(?=(?:[,.;:!?]|[،؛؟۔。，！？：；、])(?:[\s\"”»)]|$)(?!\s*[.:]))")
_SPACE_AND_MARK = re.compile("[ \u00a0\u202f][,.;:!?،؛؟۔。，！？：；、]")
_BEFORE_IN_FRENCH = re.compile(_SPACE + r"(?=[,.](?:[\s\"”»)]|$)(?!\s*[.:]))")
"""French has a space before ; : ! and ?."""


def check(pair: Pair) -> Iterator[Problem]:
    if " " not in pair.translation and "\u00a0" not in pair.translation and "\u202f" not in pair.translation:
        return
    if punctuation_of(pair.language).spaced:
        return
    pattern = _BEFORE_IN_FRENCH if pair.language.tag.partition("-")[0] == "fr" else _BEFORE
    if not pattern.search(pair.local.plain) or _BEFORE.search(pair.english.plain):
        return
    text = prose(pair.local)
    found = pattern.search(text)
    if found is None:
        return
    mark = text[found.end()]
    yield pair.problem(
        f"A space stands before “{mark}”.",
        "Take the space out.",
        words=(found[0] + mark,) if found[0] + mark in pair.translation else (),
        fix=mended(pair, lambda text: pattern.sub("", text)),
    )


def _may_stand(pair: Pair) -> bool:
    return _SPACE_AND_MARK.search(pair.local.plain) is not None


RULE = PairRule("A space stands before a mark that has none.", Severity.WARNING, check, needs=_may_stand)
