"""Translations that begin like a heading, a list or a quotation of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.model import Severity

_BLOCK = re.compile(r"(?:#{1,6}|[-+*]|>|\d{1,9}[.)]|\|)[ \t]+|(?:```|~~~)", re.MULTILINE)


def check(pair: Pair) -> Iterator[Problem]:
    if pair.translation[:1].isalpha() and "\n" not in pair.translation:
        return
    ours = {match.strip() for line in pair.source.split("\n") for match in _BLOCK.findall(line[:20])}
    for line in pair.translation.split("\n"):
        found = _BLOCK.match(line.lstrip())
        if found and found[0].strip() not in ours:
            yield pair.problem(
                f"A line begins with “{found[0].strip()}”, as if it were another block.",
                "Take it out: it is shown as it is written, and blocks come from the English.",
                words=(found[0].strip(),),
            )


RULE = PairRule("A translation begins with a stray mark of Markdown.", Severity.NOTE, check)
