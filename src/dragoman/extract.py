"""From a guide to its messages: the leaves of the tree, merged by what gettext knows them by."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.markup.atoms import has_placeholder, is_translatable
from dragoman.markup.tree import iter_segments
from dragoman.model import Guide, Level, Message, MessageKey, Role, Segment

BRACE_FORMAT = "python-brace-format"
"""With this flag every gettext editor, and `msgfmt -c`, watches the placeholders."""

_LEVELS = list(Level)
_OF_META = (Role.TITLE, Role.SUMMARY, Role.KEYWORD, Role.BLANK)


def extract_messages(guide: Guide) -> tuple[Message, ...]:
    """Messages of a guide in reading order; those of the guides it includes are extracted there."""
    return merge_segments(iter_segments(guide), guide.id)


def merge_segments(segments: Iterable[Segment], guide: str) -> tuple[Message, ...]:
    """One message for all segments with the same context and text, with every place it stands in.

    A text that is nothing but placeholders is skipped on purpose: it is the same in every language.
    """
    places: dict[MessageKey, list[Segment]] = {}
    for segment in segments:
        if not is_translatable(segment.text):
            continue
        places.setdefault(segment.key, []).append(segment)
    return tuple(_message(key, found, guide) for key, found in places.items())


def _message(key: MessageKey, segments: list[Segment], guide: str) -> Message:
    if len(segments) == 1:  # as nearly all are
        (only,) = segments
        return Message(
            key,
            (only.location,),
            tuple(dict.fromkeys((describe_segment(only, guide), *only.notes))),
            _flags(key),
            level=only.level,
            pages=(page_of(only, guide),),
        )
    described = (describe_segment(segment, guide) for segment in segments)
    notes = (note for segment in segments for note in segment.notes)
    return Message(
        key=key,
        locations=tuple(dict.fromkeys(segment.location for segment in segments)),
        comments=tuple(dict.fromkeys((*described, *notes))),
        flags=_flags(key),
        level=max((segment.level for segment in segments), key=_LEVELS.index),
        pages=tuple(dict.fromkeys(page_of(segment, guide) for segment in segments)),
    )


def _flags(key: MessageKey) -> tuple[str, ...]:
    return (BRACE_FORMAT,) if has_placeholder(key.text) else ()


def page_of(segment: Segment, guide: str) -> str:
    """The page of the guide, and the heading on it that the text stands under."""
    return f"{guide}.html#{segment.anchor}" if segment.anchor else f"{guide}.html"


def describe_segment(segment: Segment, guide: str) -> str:
    """The line of `#.` that says where a text stands, what it is, and how much depends on it."""
    role = segment.role.value
    if segment.role is Role.CELL and segment.column:
        role = f"{role} of column “{segment.column}”"
    is_meta = segment.role in _OF_META
    place = guide if is_meta else f"{guide} › {segment.section}"
    return f"{segment.level.value} · {role} · {place}"
