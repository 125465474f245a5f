"""A text without its marks, with the facts of the clinic in it."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.markup.inline import PLACEHOLDER, InlineContext, parse_inline, plain_text
from dragoman.model import Fact, Segment


def segment_text(segment: Segment, context: InlineContext, facts: Mapping[str, Fact]) -> str:
    """A segment as plain text with the facts in it: for titles in menus, properties of files and lists."""
    text = plain_text(parse_inline(segment.text, context))
    return PLACEHOLDER.sub(lambda match: facts[match[1]].value if match[1] in facts else match[0], text)
