"""Brackets that open and do not close, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import local_signs
from dragoman.checks.pairs_of_marks import brackets_of
from dragoman.model import Severity

_has_marks = local_signs("()[]（）［］【】〔〕﹙﹚")


def check(pair: Pair) -> Iterator[Problem]:
    if not _has_marks(pair):  # what is written as an entity is meant to be seen
        return
    lone = brackets_of(pair.local.plain).lone
    if lone and not brackets_of(pair.english.plain).lone:
        yield pair.problem(
            f"The bracket “{lone}” has no other to go with it.",
            "Put the other bracket where it belongs, or take this one out.",
            words=(lone,) if lone in pair.translation else (),
        )


RULE = PairRule("A translation has unbalanced brackets.", Severity.WARNING, check, needs=_has_marks)
