"""Inline Markdown to spans: the only way that text, English or translated, becomes anything but text.

An inline string is parsed as the content of one heading, so that no block can come of it: a translation that
begins with `# ` or `1. ` stays text. HTML is text too, but for a few inline tags without attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dragoman.markup.events import Event, Shape, inline_events
from dragoman.model import (
    CodeSpan,
    FootnoteMark,
    InlineImage,
    LineBreak,
    Link,
    Mark,
    Marked,
    Placeholder,
    Span,
    Text,
)

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+)\}")
"""`{clinic.phone}`: dotted, so that no ordinary text in braces is taken for one."""

MAX_MARKS = 32
"""Marks inside marks. Deeper ones are left out, or shown if they are tags: nobody means them, and all code that walks
spans may then call itself for each."""

_BREAK = "\uf8ff"
"""Stands for a newline while the parser is at work: a private character that no guide may hold."""

_MARKS = {"Emphasis": Mark.EMPHASIS, "Strong": Mark.STRONG, "Strikethrough": Mark.STRIKE}
_TAGS = {mark.value: mark for mark in Mark}
_TAG = re.compile(r"<(/?)([a-z]+)\s*(/?)>", re.IGNORECASE)
_SIGNS = r"\x00-\x1f\\`*_~\[\]<>&#\uf8ff"
_NO_MARKUP = re.compile(rf"(?!\s)[^{_SIGNS}]+(?<!\s)")
"""Most texts: the parser could find nothing in them, and is not asked."""
_NOTE = re.compile(r"\[\^([^\[\]]+)\]")
_IS_WRITTEN_OTHERWISE = re.compile(r"[\\&\s\uf8ff]")
"""Signs by which a label may be the same as one that is spelled in another way."""
_CLOSING_HASHES = re.compile(r"(^|[ \t])(#+)([ \t]*)$")


@dataclass(frozen=True, slots=True)
class InlineContext:
    """What a text may refer to elsewhere in its guide."""

    references: tuple[tuple[str, str, str], ...] = ()
    """Label, destination and title of each link definition."""
    footnotes: tuple[str, ...] = ()


NOTHING_ELSEWHERE = InlineContext()


def parse_inline(text: str, context: InlineContext = NOTHING_ELSEWHERE) -> tuple[Span, ...]:
    """Spans of an inline string; total, and no visible character is lost."""
    if _NO_MARKUP.fullmatch(text):
        return tuple(_text(text))
    return parse_marked(text, context)


def parse_marked(text: str, context: InlineContext = NOTHING_ELSEWHERE) -> tuple[Span, ...]:
    """The same, by way of the parser, whatever the text has in it."""
    prepared = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", f" {_BREAK} ")
    prepared = _CLOSING_HASHES.sub(lambda m: f"{m[1]}\\{m[2]}{m[3]}", prepared)
    # A tab or four spaces at the start cannot make code here, since the heading's own mark stands before them.
    document = f"# {prepared}\n" + (_definitions(context, prepared) if "[" in prepared else "")
    events = inline_events(document)
    end = next(number for number, event in enumerate(events) if event.name == "Heading" and event.shape is Shape.END)
    return _spans(events[1:end])


def _definitions(context: InlineContext, text: str) -> str:
    """What the text may refer to. Of thousands of footnotes it gets those alone that it names."""
    links = (
        f'\n[{label}]: <{url.replace("<", "%3C").replace(">", "%3E")}> "{_quoted(title)}"\n'
        for label, url, title in context.references
    )
    notes = (f"\n[^{label}]: .\n" for label in _named(context.footnotes, text))
    return "".join((*links, *notes))


def _named(footnotes: tuple[str, ...], text: str) -> Iterator[str]:
    names = _NOTE.findall(text)
    if _IS_WRITTEN_OTHERWISE.search("".join(names)):
        yield from footnotes
    elif names:
        known = _labels(footnotes)
        yield from (label for name in dict.fromkeys(map(str.casefold, names)) for label in known.get(name, ()))


@lru_cache(maxsize=8)
def _labels(footnotes: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Those that are the same but for capital letters, by what they are the same as."""
    found: dict[str, tuple[str, ...]] = {}
    for label in footnotes:
        found[label.casefold()] = (*found.get(label.casefold(), ()), label)
    return found


def _quoted(title: str) -> str:
    return title.replace("\\", "\\\\").replace('"', '\\"')


@dataclass(slots=True)
class _Open:
    """A container whose end has not come yet."""

    event: Event | None
    tag: str
    """Name of the HTML tag that opened it; empty for Markdown."""
    spans: list[Span]


def _spans(events: list[Event]) -> tuple[Span, ...]:
    stack = [_Open(None, "", [])]
    for event in events:
        match event:
            case Event(Shape.START):
                stack.append(_Open(event, "", []))
            case Event(Shape.END):
                while stack[-1].tag:
                    _unclosed(stack)
                done = stack.pop()
                stack[-1].spans.extend(_closed(done) if len(stack) <= MAX_MARKS else _merged(done.spans))
            case Event(Shape.LEAF, "InlineHtml", html):
                _html(stack, html)
            case _:
                stack[-1].spans.extend(_leaf(event))
    while len(stack) > 1:
        _unclosed(stack)
    return _merged(stack[0].spans)


def _closed(done: _Open) -> Iterator[Span]:
    assert done.event is not None
    spans = _merged(done.spans)
    name, value = done.event.name, done.event.value
    if name in _MARKS:
        yield Marked(_MARKS[name], spans)
    elif name == "Link":
        scheme = "mailto:" if value["link_type"] == "Email" else ""
        yield Link(scheme + value["dest_url"], value["title"], spans)
    elif name == "Image":
        yield InlineImage(value["dest_url"], plain_text(spans))
    else:
        yield from spans


def _html(stack: list[_Open], html: str) -> None:
    tag = _TAG.fullmatch(html)
    name = tag[2].lower() if tag else ""
    if tag and name == "br" and not tag[1]:
        stack[-1].spans.append(LineBreak())
    elif tag and name in _TAGS and not tag[1] and not tag[3] and len(stack) <= MAX_MARKS:
        stack.append(_Open(None, name, []))
    elif tag and tag[1] and stack[-1].tag == name:
        done = stack.pop()
        stack[-1].spans.append(Marked(_TAGS[name], _merged(done.spans)))
    elif not html.startswith("<!--"):
        stack[-1].spans.append(Text(html))


def _unclosed(stack: list[_Open]) -> None:
    """A tag that is never closed is shown as text, with what stands after it."""
    open_tag = stack.pop()
    stack[-1].spans.extend((Text(f"<{open_tag.tag}>"), *open_tag.spans))


def _leaf(event: Event) -> Iterator[Span]:
    match event.name:
        case "Text":
            yield from _text(event.value)
        case "Code":
            yield CodeSpan(event.value.replace(f" {_BREAK} ", " ").replace(_BREAK, " "))
        case "FootnoteReference":
            yield FootnoteMark(event.value)
        case "SoftBreak" | "HardBreak":
            yield LineBreak()
        case _:
            yield Text(str(event.value))


def _text(text: str) -> Iterator[Span]:
    """Text with its line breaks and placeholders told apart."""
    for number, line in enumerate(text.split(_BREAK)):
        if number:
            yield LineBreak()
        position = 0
        for match in PLACEHOLDER.finditer(line):
            if match.start() > position:
                yield Text(line[position : match.start()])
            yield Placeholder(match[1])
            position = match.end()
        if line[position:]:
            yield Text(line[position:])


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Neighbouring texts as one, and no spaces round a line break.

    The parser cuts text at each character that could have been a mark; a placeholder may be cut in the middle,
    so joined text is looked through again.
    """
    found: list[Span] = []
    for span in spans:
        match span, found[-1] if found else None:
            case Text(text), Text(before):
                found[-1] = Text(before + text)
            case Text(text), LineBreak():
                if text.lstrip(" "):
                    found.append(Text(text.lstrip(" ")))
            case LineBreak(), Text(before):
                found[-1:] = [Text(before.rstrip(" ")), span] if before.rstrip(" ") else [span]
            case _:
                found.append(span)
    return tuple(part for span in found for part in (_text(span.text) if isinstance(span, Text) else (span,)))


def plain_text(spans: tuple[Span, ...]) -> str:
    """What a reader sees of the spans; placeholders as they are written."""
    parts: list[str] = []
    for span in iter_spans(spans):
        match span:
            case Text(text) | CodeSpan(text):
                parts.append(text)
            case InlineImage(_, alt):
                parts.append(alt)
            case LineBreak():
                parts.append(" ")
            case Placeholder(name):
                parts.append(f"{{{name}}}")
            case _:
                pass
    return "".join(parts)


def iter_spans(spans: tuple[Span, ...]) -> Iterator[Span]:
    """All spans, containers before what they contain."""
    for span in spans:
        yield span
        if isinstance(span, Marked | Link):
            yield from iter_spans(span.spans)
