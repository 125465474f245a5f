"""Inline text as what it says, whatever its spelling in Markdown; and the same written as our guide writes it."""

from __future__ import annotations

import re
from itertools import count
from typing import assert_never

from dragoman.markup.atoms import parse_atoms
from dragoman.markup.inline import InlineContext, iter_spans, parse_inline
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

_SIGNS = {Mark.EMPHASIS: "*", Mark.STRONG: "**", Mark.STRIKE: "~~"}
_TAKEN_OUT = re.compile(r"(?<=\])(?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\]]*\])|<[^<>\s][^<>]*>")
"""What translate-toolkit puts numbers in braces for: addresses of links, and tags."""
_NUMBER = re.compile(r"\{([1-9]\d?)\}")
_SPECIAL = re.compile(r"[\\`*_\[\]<>&~]")


def key_of(text: str, context: InlineContext) -> str:
    """The same for texts that differ only in white space and in the spelling of their marks."""
    return " ".join(_key(parse_inline(text, context)).split())


def _key(spans: tuple[Span, ...]) -> str:
    # NUL stands in no text: it keeps marks apart from characters that look like them.
    parts: list[str] = []
    for span in spans:
        match span:
            case Text(text):
                parts.append(text)
            case LineBreak():
                parts.append(" ")
            case Placeholder(name):
                parts.append(f"{{{name}}}")
            case CodeSpan(text):
                parts.append(f"\0code({text}\0)")
            case FootnoteMark(label):
                parts.append(f"\0note({label}\0)")
            case InlineImage(url, alt):
                parts.append(f"\0image({url}\0 {alt}\0)")
            case Link(url, _, inner):
                parts.append(f"\0link({url}\0 {_key(inner)}\0)")
            case Marked(mark, inner):
                parts.append(f"\0{mark.value}({_key(inner)}\0)")
            case _:
                assert_never(span)
    return "".join(parts)


def without_addresses(text: str) -> str | None:
    """The text as translate-toolkit has it, with `{1}` for the first address or tag; `None` where it has neither."""
    numbers = count(1)
    bare, found = _TAKEN_OUT.subn(lambda _: f"{{{next(numbers)}}}", text)
    return bare if found else None


def with_addresses(bare: str, text: str) -> str:
    """The reverse, for a translation: what `{1}` stands for in `text` is put in its place."""
    taken = _TAKEN_OUT.findall(text)
    return _NUMBER.sub(lambda n: taken[int(n[1]) - 1] if int(n[1]) <= len(taken) else n[0], bare)


def respelled(translation: str, source: str, context: InlineContext) -> str:
    """The translation with the marks that our source uses; as it was where that would change what it says."""
    spans = parse_inline(translation, context)
    for escaped in (False, True):
        written = _written(spans, source, context, escaped=escaped).strip()
        if parse_inline(written, context) == parse_inline(translation.strip(), context):
            return written
    return translation.strip()


def _written(spans: tuple[Span, ...], source: str, context: InlineContext, *, escaped: bool) -> str:
    parts: list[str] = []
    for span in spans:
        match span:
            case Link(_, _, inner):
                parts.append(_link(span, _written(inner, source, context, escaped=escaped), source, context))
            case Marked(mark, inner):
                words = _written(inner, source, context, escaped=escaped)
                sign = _SIGNS.get(mark)
                parts.append(f"{sign}{words}{sign}" if sign else f"<{mark.value}>{words}</{mark.value}>")
            case Text(text):
                parts.append(_SPECIAL.sub(r"\\\g<0>", text) if escaped else text)
            case _:
                parts.append(_atom(span))
    return "".join(parts)


def _atom(span: LineBreak | Placeholder | CodeSpan | FootnoteMark | InlineImage) -> str:
    match span:
        case LineBreak():
            return "\n"
        case Placeholder(name):
            return f"{{{name}}}"
        case CodeSpan(text):
            return f"`{text}`"
        case FootnoteMark(label):
            return f"[^{label}]"
        case InlineImage(url, alt):
            return f"![{alt}]({url})"


def _link(link: Link, words: str, source: str, context: InlineContext) -> str:
    if link.spans == (Text(link.url),) and f"<{link.url}>" in source:
        return f"<{link.url}>"
    for label, url, _ in context.references:
        if url == link.url and f"][{label}]" in source:
            return f"[{words}][{label}]"
    return f'[{words}]({link.url} "{link.title}")' if link.title else f"[{words}]({link.url})"


def difference(source: str, translation: str, context: InlineContext) -> str:
    """What a translation has not kept of its source, in words for a translator; empty where it kept all."""
    ours, theirs = parse_atoms(source, context), parse_atoms(translation, context)
    kinds = {
        "placeholders": ours.placeholders == theirs.placeholders,
        "links": ours.links == theirs.links,
        "footnotes": ours.footnotes == theirs.footnotes,
        "code": ours.code == theirs.code,
        "marks such as ** or *": ours.marks == theirs.marks,
        "line breaks": _breaks(source, context) == _breaks(translation, context),
    }
    return ", ".join(kind for kind, same in kinds.items() if not same)


def _breaks(text: str, context: InlineContext) -> int:
    return sum(isinstance(span, LineBreak) for span in iter_spans(parse_inline(text, context)))
