"""Guides that ask for more school than their readers have."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import GuideRule, Problem
from dragoman.checks.english import read_segments, reading_grade, sentences, words
from dragoman.checks.views import GuideView
from dragoman.model import Location, Severity

_EASY = 6.0
"""The grade that medical associations ask of patient texts (AMA; AAFP: fifth to sixth)."""
_HARD = 8.0
"""From here on most of the readers are lost (NIH: below eighth)."""
_ENOUGH = 30
"""Words in full sentences, below which the formula says nothing."""


def check(view: GuideView) -> Iterator[Problem]:
    texts = [text.plain for _, text in read_segments(view.guide) if text.plain.rstrip().endswith((".", "!", "?"))]
    count = sum(len(words(sentence)) for text in texts for sentence in sentences(text))
    grade = reading_grade(texts) if count >= _ENOUGH else None
    if grade is not None and grade > _EASY:
        yield Problem(
            f"The guide reads at grade {grade:.1f}.",
            f"Use shorter words and sentences, until it is {_EASY:.0f} or less.",
            location=Location(view.guide.path, 1),
            severity=None if grade > _HARD else Severity.WARNING,
        )


RULE = GuideRule("The English of a guide is hard to read.", Severity.ERROR, check)
