"""Words that stand twice in a row by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.repeats import doubled_words
from dragoman.languages import find_language
from dragoman.model import Certainty, Severity


def check(pair: Pair) -> Iterator[Problem]:
    twice = doubled_words(pair.local.plain, pair.language)
    if twice and not _is_parted(twice, pair.translation) and not doubled_words(pair.english.plain, find_language("en")):
        yield pair.problem(
            f"“{twice}” stands twice in a row.",
            "Take one of them out, if the language does not mean it so.",
            words=(twice,) if twice in pair.translation else (),
        )


def _is_parted(word: str, text: str) -> bool:
    """Whether the two stand on two lines."""
    return re.search(rf"{re.escape(word)}\W*\n\W*{re.escape(word)}", text) is not None


RULE = PairRule("A translation has a doubled word.", Severity.WARNING, check, Certainty.LIKELY)
