"""Translations that say nothing: white space and punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.model import Severity
from dragoman.writing.addresses import without_code

_FEWEST = 3
"""English words that no number stands for by itself."""
_SHORTEST = 4
"""Letters of a lone English word that no sign stands for: `of` may become `/`."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def check(pair: Pair) -> Iterator[Problem]:
    said = without_code(pair.local.plain)
    if any(character.isalpha() for character in said):
        return
    english = _WORD.findall(without_code(pair.english.words))
    numbered = any(character.isalnum() for character in said)
    if len(english) >= (_FEWEST if numbered else 2) or (not numbered and any(len(w) >= _SHORTEST for w in english)):
        yield pair.problem("The translation has no words.", "Translate it, or empty the entry: then it is marked.")


RULE = PairRule("A translation has no words, and its English has.", Severity.ERROR, check)
