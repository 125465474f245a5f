"""Short English that a translator cannot place."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import GuideRule, Problem
from dragoman.checks.english import read_segments, words
from dragoman.checks.views import GuideView
from dragoman.extract import merge_segments
from dragoman.model import Role, Segment, Severity

_MOST = 2
"""Words. A text of three mostly says enough by itself."""


def check(view: GuideView) -> Iterator[Problem]:
    places: dict[tuple[str | None, str], list[Segment]] = {}
    for segment, text in read_segments(view.guide):
        if len(words(text.plain)) <= _MOST:
            places.setdefault((segment.context, segment.text), []).append(segment)
    for segments in places.values():
        roles = dict.fromkeys(_kind(segment) for segment in segments)
        if len(roles) > 1 and not any(segment.context or segment.notes for segment in segments):
            (message, *_) = merge_segments(segments, view.guide.id) or (None,)
            yield Problem(
                f"“{segments[0].text}” stands as {' and as '.join(roles)}, with one translation for all.",
                "Say what is meant in a comment `Translators:`, or part them with `dragoman:context`.",
                message=message,
                location=segments[1].location,
                english=(segments[0].text,),
            )


def _kind(segment: Segment) -> str:
    """A role, as a translator would say it; roles in which a text is worded alike are one."""
    return "heading" if segment.role in (Role.HEADING, Role.TITLE, Role.COLUMN) else segment.role.value


RULE = GuideRule("Short English stands in different roles without a word of context.", Severity.WARNING, check)
