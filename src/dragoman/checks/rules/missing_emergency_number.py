"""Translations without the emergency number of their source."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.figures import differences, problem, told
from dragoman.model import Severity
from dragoman.values import Kind, Nature, lost_in_sentences


def check(pair: Pair) -> Iterator[Problem]:
    for found in differences(pair):
        if found.kind is not Kind.EMERGENCY:
            continue
        ours, theirs = told(found.english), told(found.local)
        match found.nature:
            case Nature.CHANGED:
                yield problem(pair, found, f"The number {ours} became {theirs}", f"Write {ours} in these digits")
            case Nature.LOST:
                yield problem(pair, found, f"The number {ours} is missing", f"Write {ours} in these digits")
            case Nature.DIGITS:
                remedy = f"Write {ours}: these digits are on a telephone"
                yield problem(pair, found, f"The number {ours} is written {theirs}", remedy, Severity.WARNING)
            case _:
                pass
    yield from _lost_in_a_sentence(pair)


def _lost_in_a_sentence(pair: Pair) -> Iterator[Problem]:
    """A number that still stands elsewhere in the text, where the sentences of both sides can be told apart."""
    for lost, ours, theirs in lost_in_sentences(pair.english.words, pair.local.words):
        yield pair.problem(
            f"The number {lost} is missing from a sentence.",
            f"Write {lost} in these digits.",
            english=(ours,) if ours in pair.source else (),
            words=(theirs,) if theirs in pair.translation else (),
        )


RULE = PairRule("A translation lacks the emergency number of its source.", Severity.ERROR, check)
