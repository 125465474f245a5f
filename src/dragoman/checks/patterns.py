"""Rules that a project writes itself, as pairs of patterns in `dragoman.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.model import PatternPair


def pattern_rules(patterns: Sequence[PatternPair]) -> Mapping[str, PairRule]:
    """One rule for each pair, by its id."""
    return {pattern.id: _rule(pattern) for pattern in patterns}


def _rule(pattern: PatternPair) -> PairRule:
    source, translation = re.compile(pattern.source), re.compile(pattern.translation)

    def check(pair: Pair) -> Iterator[Problem]:
        if pattern.languages and pair.language.tag not in pattern.languages:
            return
        here, there = source.search(pair.english.plain), translation.search(pair.local.plain)
        if (here is None) != (there is None):
            yield pair.problem(
                pattern.problem,
                pattern.remedy,
                english=(here[0],) if here and here[0] else (),
                words=(there[0],) if there and there[0] else (),
            )

    return PairRule(pattern.problem, pattern.severity, check)
