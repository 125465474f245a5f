"""Single English words left standing in a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.residue import english_left
from dragoman.model import Certainty, Severity

_SHORTEST = 3
"""Letters; shorter ones are letters of a list, units, and words of many languages."""


def check(pair: Pair) -> Iterator[Problem]:
    said = pair.english.words.lower()
    runs = [run for run in english_left(pair) if not run.is_passage]
    known = [word for run in runs for word in run.known if len(word) >= _SHORTEST and word.lower() in said]
    copied = [word for run in runs for word in run.copied]
    names = [word for word in known if _may_be_name(word, pair)]
    if len(names) < len(known):
        yield _problem(pair, [word for word in known if word not in names], None)
    if names:
        yield _problem(pair, names, Severity.NOTE)
    if copied:
        yield _problem(pair, copied, Severity.NOTE)


def _may_be_name(word: str, pair: Pair) -> bool:
    """A word with a capital that the English has inside a sentence too: the Home key, SELECT."""
    return word[0].isupper() and re.search(rf"[a-z0-9,;] {re.escape(word)}\b", pair.source) is not None


def _problem(pair: Pair, words: list[str], severity: Severity | None) -> Problem:
    """Words that are not common ones may be terms: they are only noted."""
    different = list(dict.fromkeys(words))
    listed = ", ".join(f"“{word}”" for word in different[:-1])
    problem = f"{listed} and “{different[-1]}” are English." if listed else f"“{different[0]}” is English."
    certainty = Certainty.POSSIBLE if severity else None
    shown = tuple(word for word in different if word in pair.translation)
    return pair.problem(problem, "Translate it.", words=shown, severity=severity, certainty=certainty)


RULE = PairRule("A word of a translation is still English.", Severity.WARNING, check, Certainty.LIKELY)
