"""Emphasis and links with nothing in them."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import local_signs
from dragoman.checks.reading import Reading
from dragoman.markup.inline import iter_spans, plain_text
from dragoman.model import Link, Marked, Severity


def check(pair: Pair) -> Iterator[Problem]:
    empty, allowed = _empty(pair.local), len(_empty(pair.english))
    for span in empty[allowed:]:
        what = "The link" if isinstance(span, Link) else f"The mark `{span.mark}`"
        yield pair.problem(f"{what} has no words in it.", "Put it round the words that the English marks.")


def _empty(reading: Reading) -> list[Link | Marked]:
    """Marks round nothing that can be read."""
    return [
        span
        for span in iter_spans(reading.spans)
        if isinstance(span, Link | Marked) and not any(map(str.isalnum, plain_text(span.spans)))
    ]


RULE = PairRule(
    "A translation has empty emphasis or an empty link.", Severity.WARNING, check, needs=local_signs("*_~<[")
)
