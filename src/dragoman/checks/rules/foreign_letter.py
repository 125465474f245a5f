"""Letters of a sister language that look like those of the language."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import beyond_ascii
from dragoman.model import Severity
from dragoman.writing.sisters import foreign_letters


def check(pair: Pair) -> Iterator[Problem]:
    text = pair.translation
    found = foreign_letters(text, pair.language.tag)
    if found is not None and not all(letter in pair.source for letter in found.letters):
        yield pair.problem(
            f"“{found.letters[0]}” is a letter of {found.language}.",
            f"Write “{found.own}”." if found.own else f"Write it as {pair.language.english} does.",
            words=found.letters,
            fix=found.fix,
        )


RULE = PairRule(
    "A word has a foreign letter that looks like one of the language.", Severity.WARNING, check, needs=beyond_ascii
)
