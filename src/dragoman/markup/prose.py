"""Spans to plain text, as far as it was translated: without placeholders, code or addresses that nobody translates."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.markup.inline import iter_spans
from dragoman.model import (
    CodeSpan,
    FootnoteMark,
    InlineImage,
    LineBreak,
    Link,
    Marked,
    Placeholder,
    Span,
    Text,
)


def translated_text(spans: tuple[Span, ...]) -> str:
    """What was translated: the plain text with a space for each placeholder and each piece of code."""
    return "".join(_translated(span) for span in iter_spans(spans))


def visible_text(spans: tuple[Span, ...]) -> str:
    """The plain text with a space for each placeholder, and without addresses that are written as links."""
    return "".join(_visible(spans))


def _translated(span: Span) -> str:
    match span:
        case Text(text):
            return text
        case InlineImage(_, alt):
            return alt
        case LineBreak() | Placeholder() | CodeSpan():
            return " "
        case Link() | Marked() | _:
            return ""


def _visible(spans: tuple[Span, ...]) -> Iterator[str]:
    for span in spans:
        match span:
            case Text(text) | CodeSpan(text):
                yield text
            case InlineImage(_, alt):
                yield alt
            case LineBreak() | Placeholder():
                yield " "
            case Link(url, _, inner):
                # An address in angle brackets is a link, and its words are the address.
                if inner != (Text(url.removeprefix("mailto:")),):
                    yield from _visible(inner)
            case Marked(_, inner):
                yield from _visible(inner)
            case FootnoteMark():
                pass
