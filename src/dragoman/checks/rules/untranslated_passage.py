"""English left standing inside a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import is_no_copy
from dragoman.checks.residue import english_left
from dragoman.model import Severity
from dragoman.writing.english import Run

_SHOWN = 60
"""Characters of a passage that the sentence quotes."""
_MARKS = "\"'“”‘’„«»「」『』"
_OTHERS = 4
"""Letters around a name; where nothing is, a heading was left in English."""
_TELLING = 4
"""Letters of the shortest word that must be among those of a passage: `no, nb, nn` are codes."""


def check(pair: Pair) -> Iterator[Problem]:
    if pair.translation.strip() == pair.source.strip():
        return
    for run in english_left(pair):
        if run.is_passage and any(len(word) >= _TELLING for word in run.words):
            shown = run.text if len(run.text) <= _SHOWN else f"{run.text[:_SHOWN].rsplit(' ', 1)[0]} …"
            words = (run.text,) if run.text in pair.translation else ()
            english = words if words and run.text in pair.source else ()
            severity = Severity.WARNING if _may_be_name(run, pair) else None
            yield pair.problem(
                f"“{shown}” is English.", "Translate it.", english=english, words=words, severity=severity
            )


def _may_be_name(run: Run, pair: Pair) -> bool:
    """What a program shows, in quotation marks in both texts; or words with capitals that stand so in the English, with
    other words around: `Trivial File Transfer Protocol`.
    """
    quotation = re.compile(rf"[{_MARKS}]{re.escape(run.text)}[.?!]?[{_MARKS}]")
    if quotation.search(pair.source) and quotation.search(pair.translation):
        return True
    if not run.quoted or sum(word.islower() for word in run.text.split()) > run.tied:
        return False
    around = pair.local.words.replace(run.text, " ")
    return sum(map(str.isalpha, around)) >= _OTHERS


RULE = PairRule("A part of a translation is still English.", Severity.ERROR, check, needs=is_no_copy)
