"""From blocks and texts of a guide to the data of a sheet.

Facts take the place of placeholders, blanks get their labels, links are vetted, and every text carries the language it
is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from dragoman.markup.inline import PLACEHOLDER, InlineContext, parse_inline
from dragoman.model import (
    SOURCE_LANGUAGE,
    Block,
    Callout,
    Code,
    CodeSpan,
    DefinitionList,
    Fact,
    FactKind,
    Figure,
    Footnote,
    FootnoteMark,
    Heading,
    InlineImage,
    LineBreak,
    Link,
    ListBlock,
    Marked,
    Paragraph,
    Part,
    Placeholder,
    Quote,
    RawHtml,
    Rule,
    Segment,
    Span,
    Table,
    Text,
    Untranslated,
)
from dragoman.render import block_types as data
from dragoman.render.links import vetted_url
from dragoman.render.plain import segment_text
from dragoman.render.words import CALLOUT_LABELS, Words

_LEFT_TO_RIGHT_MARK = "\u200e"
_SIGN_AFTER_LATIN = re.compile(r"(?<=[A-Za-z0-9])([®™℠])")
"""Such a sign has no direction of its own: in right-to-left text it would stand before its name."""

_GUIDE_FILE = re.compile(r"^([A-Za-z0-9_-]+)\.md(?=#|$)")
"""A link from guide to guide is written as one between the files; between pages it is one between pages."""

BLANK = "blank."
"""Placeholders that begin so are lines to write on, not facts."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the texts of one handout are resolved against."""

    context: InlineContext
    facts: Mapping[str, Fact]
    blanks: Mapping[str, Segment]
    filled: Mapping[str, str]
    words: Words


def blocks_of(blocks: tuple[Block, ...], setting: Setting) -> list[data.Block]:
    """The data of blocks, in their order."""
    return [_block(block, setting) for block in blocks]


def _block(block: Block, setting: Setting) -> data.Block:  # noqa: C901, PLR0912 - one case for each kind of block
    match block:
        case Heading(rank, anchor, segment):
            spans = spans_of(segment, setting)
            return {"kind": "heading", "rank": rank, "anchor": anchor, "spans": spans, "lang": segment.language}
        case Paragraph(segment):
            return {"kind": "paragraph", "spans": spans_of(segment, setting), "lang": segment.language}
        case Quote(blocks):
            return {"kind": "quote", "blocks": blocks_of(blocks, setting)}
        case Callout():
            return _callout(block, setting)
        case ListBlock(kind, items, start):
            inner: list[data.SheetItem] = [
                {"done": item.done, "blocks": blocks_of(item.blocks, setting)} for item in items
            ]
            return {"kind": "list", "list": kind.value, "start": start, "items": inner}
        case Table():
            return _table(block, setting)
        case Figure():
            return _figure(block, setting)
        case Code(text):
            return {"kind": "code", "text": text}
        case RawHtml(text):
            return {"kind": "html", "text": text}
        case Rule():
            return {"kind": "rule"}
        case DefinitionList(entries):
            made: list[data.SheetDefinition] = [
                {
                    "term": _leaf(entry.term, setting),
                    "meanings": [blocks_of(meaning, setting) for meaning in entry.meanings],
                }
                for entry in entries
            ]
            return {"kind": "definitions", "entries": made}
        case Footnote(label, blocks):
            return {"kind": "footnote", "label": label, "blocks": blocks_of(blocks, setting)}
        case Part(blocks=blocks):
            return {"kind": "part", "blocks": blocks_of(blocks, setting)}
        case Untranslated(blocks):
            return {"kind": "untranslated", "blocks": blocks_of(blocks, setting), "lang": SOURCE_LANGUAGE}
        case _:
            assert_never(block)


def _callout(block: Callout, setting: Setting) -> data.CalloutBlock:
    label = setting.words.word(CALLOUT_LABELS[block.kind])
    return {
        "kind": "callout",
        "callout": block.kind.value,
        "label": [{"t": "text", "text": label.text}],
        "label_lang": label.language,
        "blocks": blocks_of(block.blocks, setting),
    }


def _table(block: Table, setting: Setting) -> data.TableBlock:
    def row(cells: tuple[Segment | None, ...]) -> list[data.Leaf | None]:
        return [_leaf(cell, setting) if cell else None for cell in cells]

    return {
        "kind": "table",
        "alignments": [alignment.value for alignment in block.alignments],
        "header": row(block.header),
        "rows": [row(cells) for cells in block.rows],
    }


def _figure(block: Figure, setting: Setting) -> data.FigureBlock:
    return {
        "kind": "figure",
        "svg": block.art,
        "alt": segment_text(block.alt, setting.context, setting.facts),
        "alt_lang": block.alt.language,
        "caption": _leaf(block.caption, setting) if block.caption else None,
        "labels": [_leaf(label, setting) for label in block.labels],
    }


# ── inline ──


def _leaf(segment: Segment, setting: Setting) -> data.Leaf:
    return {"spans": spans_of(segment, setting), "lang": segment.language}


def spans_of(segment: Segment, setting: Setting) -> list[data.Span]:
    """The data of one text, with facts and blanks in the place of placeholders."""
    return list(_resolved(parse_inline(segment.text, setting.context), setting))


def _resolved(spans: tuple[Span, ...], setting: Setting) -> Iterator[data.Span]:
    for span in spans:
        match span:
            case Text(text) | InlineImage(_, text):
                yield {"t": "text", "text": _SIGN_AFTER_LATIN.sub(rf"\1{_LEFT_TO_RIGHT_MARK}", text)}
            case Marked(mark, inner):
                yield {"t": "mark", "mark": mark.value, "spans": list(_resolved(inner, setting))}
            case CodeSpan(text):
                yield {"t": "code", "text": text}
            case Link(url, _, inner):
                yield from _link(url, list(_resolved(inner, setting)), setting)
            case LineBreak():
                yield {"t": "break"}
            case Placeholder(name):
                yield _placeholder(name, setting)
            case FootnoteMark(label):
                yield {"t": "note", "label": label}
            case _:
                assert_never(span)


def _link(url: str, spans: list[data.Span], setting: Setting) -> list[data.Span]:
    """A link, or just its text where the address is none that a handout may lead to."""

    def value(match: re.Match[str]) -> str:
        fact = setting.facts.get(match[1])
        if fact is None:
            return ""
        return _digits(fact.value) if fact.kind is FactKind.PHONE else fact.value

    vetted = vetted_url(PLACEHOLDER.sub(value, url))
    if vetted is None:
        return spans
    return [{"t": "link", "url": _GUIDE_FILE.sub(r"\1.html", vetted), "spans": spans}]


def _placeholder(name: str, setting: Setting) -> data.Span:
    if name.startswith(BLANK):
        name = name.removeprefix(BLANK)
        label = _leaf(setting.blanks[name], setting)
        blank: data.BlankSpan = {"t": "blank", "spans": label["spans"], "lang": label["lang"]}
        return {**blank, "value": setting.filled[name]} if name in setting.filled else blank
    fact = setting.facts[name]
    if not fact.value:
        return {"t": "write"}
    text: data.Span = {"t": "fact", "text": fact.value, "kind": fact.kind.value}
    match fact.kind:
        case FactKind.PHONE:
            url = vetted_url(f"tel:{_digits(fact.value)}")
        case FactKind.URL:
            url = vetted_url(fact.value if "://" in fact.value else f"https://{fact.value}")
        case FactKind.EMAIL:
            url = vetted_url(f"mailto:{fact.value}")
        case FactKind.TEXT | FactKind.MEASURE:
            url = None
        case _:
            assert_never(fact.kind)
    return {"t": "link", "url": url, "spans": [text]} if url else text


def _digits(phone: str) -> str:
    """What a telephone dials: an extension is asked for by voice, and would make another number of it."""
    return re.sub(r"[^0-9+]", "", phone.lower().partition("x")[0])
