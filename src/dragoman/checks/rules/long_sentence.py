"""English sentences that are too long to read, and too long to translate well."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import GuideRule, Problem
from dragoman.checks.english import read_segments, sentences, words
from dragoman.checks.views import GuideView
from dragoman.extract import merge_segments
from dragoman.model import Role, Severity

_MOST = 25
"""Words. Plain-language guides ask for 15 to 20 on average; a single one may be longer."""
_NO_PROSE = (Role.KEYWORD, Role.ALT, Role.LABEL)


def check(view: GuideView) -> Iterator[Problem]:
    for segment, text in read_segments(view.guide):
        if segment.role in _NO_PROSE:
            continue
        for sentence in sentences(text.plain):
            count = len(words(sentence))
            if count > _MOST:
                (message, *_) = merge_segments([segment], view.guide.id) or (None,)
                yield Problem(
                    f"A sentence has {count} words: “{' '.join(sentence.split()[:6])} …”.",
                    f"Make two of it, or leave something out: {_MOST} words are the most.",
                    message=message,
                    location=segment.location,
                )


RULE = GuideRule("An English sentence is too long.", Severity.WARNING, check)
