"""E-mail and web addresses in the text that a translation changed, lost or invented."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.figures import changes
from dragoman.checks.needs import differs_in_figures
from dragoman.model import Severity
from dragoman.values import Kind


def check(pair: Pair) -> Iterator[Problem]:
    yield from changes(pair, Kind.EMAIL, Kind.ADDRESS)


RULE = PairRule(
    "A translation has another e-mail or web address than its source.",
    Severity.ERROR,
    check,
    needs=differs_in_figures,
)
