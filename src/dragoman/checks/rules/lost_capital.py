"""Translations that begin with a small letter where the English has a capital."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.punctuation import CASED
from dragoman.model import Severity

_QUOTED = "\"'“”‘’«»‹›„‚¿¡([*_ \u00a0\u202f"


def check(pair: Pair) -> Iterator[Problem]:
    if pair.language.script not in CASED:
        return
    ours, theirs = pair.english.plain.lstrip(_QUOTED), pair.local.plain.lstrip(_QUOTED)
    first = theirs[:1]
    # A second capital makes a name such as iPhone, or the letter of a word as in Hmong and Oromo.
    if ours[:1].isupper() and first.islower() and first.upper() != first and not theirs[1:2].isupper():
        yield pair.problem(
            "The English begins with a capital, the translation with a small letter.",
            "Begin with a capital.",
            words=(theirs.split()[0],) if theirs.split()[0] in pair.translation else (),
        )


RULE = PairRule("A translation lost the capital at its beginning.", Severity.NOTE, check)
