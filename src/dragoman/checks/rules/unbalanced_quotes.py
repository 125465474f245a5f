"""Quotation marks that open and do not close, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import local_signs
from dragoman.checks.pairs_of_marks import lone_quote
from dragoman.model import Severity

_has_marks = local_signs('"“”„‟«»「」『』《》〈〉')


def check(pair: Pair) -> Iterator[Problem]:
    if not _has_marks(pair):  # what is written as an entity is meant to be seen
        return
    lone = lone_quote(pair.local.plain)
    if lone and not lone_quote(pair.english.plain):
        yield pair.problem(
            f"The quotation mark “{lone}” has no other to go with it.",
            "Put the other mark where the quoted words begin or end.",
            words=(lone,) if lone in pair.translation else (),
        )


RULE = PairRule(
    "A translation has unbalanced quotation marks.",
    Severity.WARNING,
    check,
    needs=_has_marks,
)
