"""Translations in another language, or another variant of theirs."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.model import Certainty, Severity
from dragoman.writing.tongues import other_language

_SHOWN = 3


def check(pair: Pair) -> Iterator[Problem]:
    if pair.translation == pair.source:
        return
    language = pair.language
    likeness = other_language(pair.local.words, language.tag, language.script)
    if likeness is not None:
        shown = tuple(word for word in likeness.words if word in pair.translation)[:_SHOWN]
        yield pair.problem(
            f"This looks like {likeness.language}.",
            f"Put the translation into {language.english} here.",
            words=shown,
        )


RULE = PairRule("A translation is in another language.", Severity.ERROR, check, Certainty.LIKELY)
