"""From a handout to the neutral data that pages and sheets are set from.

Here, once for paper and screen: facts take the place of placeholders, blanks get their labels, links are vetted,
and every text carries the language it is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never, cast

from dragoman.localize import inline_context
from dragoman.markup.inline import PLACEHOLDER, InlineContext, parse_inline
from dragoman.model import (
    SOURCE_LANGUAGE,
    Arrangement,
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
    Guide,
    Handout,
    Heading,
    InlineImage,
    Language,
    Layout,
    LineBreak,
    Link,
    ListBlock,
    Marked,
    Paper,
    Paragraph,
    Part,
    Placeholder,
    Quote,
    RawHtml,
    Rule,
    Segment,
    SheetForm,
    Span,
    Table,
    Text,
    TextSize,
    Untranslated,
)
from dragoman.render import sheet_types as data
from dragoman.render.beside import put_beside
from dragoman.render.card import CARD_SIZE, card_guide, phone_of
from dragoman.render.links import vetted_url
from dragoman.render.missing import missing_rows
from dragoman.render.numbering import number_blocks
from dragoman.render.plain import segment_text
from dragoman.render.strip import draft_of, strip_of
from dragoman.render.words import CALLOUT_LABELS, Words
from dragoman.signing import need_lines

_LEFT_TO_RIGHT_MARK = "\u200e"
_SIGN_AFTER_LATIN = re.compile(r"(?<=[A-Za-z0-9])([®™℠])")
"""Such a sign has no direction of its own: in right-to-left text it would stand before its name."""

_GUIDE_FILE = re.compile(r"^([A-Za-z0-9_-]+)\.md(?=#|$)")
"""A link from guide to guide is written as one between the files; between pages it is one between pages."""

BLANK = "blank."
"""Placeholders that begin so are lines to write on, not facts."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the texts of one handout are resolved against."""

    context: InlineContext
    facts: Mapping[str, Fact]
    blanks: Mapping[str, Segment]
    filled: Mapping[str, str]
    words: Words


_PLAIN_FORM = SheetForm()
_BOOKLET_SIZE = 12


def make_sheet(handout: Handout, words: Words, english: Words, form: SheetForm = _PLAIN_FORM) -> data.Sheet:
    """The data of a handout; `words` are those of the page in the handout's language, `english` the source's."""
    guide = card_guide(handout.guide) if form.layout is Layout.CARD else handout.guide
    sheet = _sheet(handout, guide, words, english, form)
    if form.layout is Layout.CARD:
        sheet["size"] = CARD_SIZE
        sheet["strip"]["phone"] = phone_of(handout.facts)
    if form.numbered:
        number_blocks(sheet["blocks"])
    if form.arrangement is not Arrangement.ALONE:
        put_beside(
            cast("dict[str, Any]", sheet),
            cast("dict[str, Any]", _sheet(handout, handout.source, english, english, form)),
        )
    sheet["missing"], sheet["missing_more"] = missing_rows(handout, sheet["blocks"])
    return sheet


def _sheet(handout: Handout, guide: Guide, words: Words, english: Words, form: SheetForm) -> data.Sheet:
    meta, language = guide.meta, handout.language
    setting = _Setting(inline_context(guide), handout.facts, dict(meta.blanks), dict(form.filled), words)
    title_en = segment_text(handout.source.meta.title, inline_context(handout.source), handout.facts)
    return {
        "language": sheet_language(language, language.fonts),
        "paper": "us-letter" if handout.paper is Paper.LETTER else "a4",
        "layout": form.layout.value,
        "size": _points(form),
        "arrangement": form.arrangement.value,
        "title": _spans(meta.title, setting),
        "title_text": segment_text(meta.title, setting.context, handout.facts),
        "title_lang": meta.title.language,
        "summary": _spans(meta.summary, setting) if meta.summary else None,
        "summary_lang": meta.summary.language if meta.summary else SOURCE_LANGUAGE,
        "keywords": [segment_text(keyword, setting.context, handout.facts) for keyword in meta.keywords],
        "draft": draft_of(handout, words, english),
        "strip": strip_of(handout, title_en, words, english),
        "letterhead": None,
        "blocks": _blocks(guide.blocks, setting),
        "missing": [],
        "missing_more": 0,
        "lacks": need_lines(handout.standing) if handout.draft else [],
    }


def _points(form: SheetForm) -> int:
    """Pages of half the size have room for the least that clear print asks for (`TextSize`)."""
    return _BOOKLET_SIZE if (form.layout, form.size) == (Layout.BOOKLET, TextSize.NORMAL) else form.size.value


def sheet_language(language: Language, fonts: Sequence[str]) -> data.SheetLanguage:
    """How a language is set, in these families."""
    lang, _, region = language.pdf_language.partition("-")
    return {
        "tag": language.tag,
        "lang": lang,
        "region": region if len(region) == 2 else None,
        "direction": language.direction.value,
        "fonts": list(fonts),
        "line_height": language.line_height,
        "size_factor": language.size_factor,
    }


# ── blocks ──


def _blocks(blocks: tuple[Block, ...], setting: _Setting) -> list[data.Block]:
    return [_block(block, setting) for block in blocks]


def _block(block: Block, setting: _Setting) -> data.Block:  # noqa: C901, PLR0912 - one case for each kind of block
    match block:
        case Heading(rank, anchor, segment):
            spans = _spans(segment, setting)
            return {"kind": "heading", "rank": rank, "anchor": anchor, "spans": spans, "lang": segment.language}
        case Paragraph(segment):
            return {"kind": "paragraph", "spans": _spans(segment, setting), "lang": segment.language}
        case Quote(blocks):
            return {"kind": "quote", "blocks": _blocks(blocks, setting)}
        case Callout():
            return _callout(block, setting)
        case ListBlock(kind, items, start):
            inner: list[data.SheetItem] = [
                {"done": item.done, "blocks": _blocks(item.blocks, setting)} for item in items
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
                    "meanings": [_blocks(meaning, setting) for meaning in entry.meanings],
                }
                for entry in entries
            ]
            return {"kind": "definitions", "entries": made}
        case Footnote(label, blocks):
            return {"kind": "footnote", "label": label, "blocks": _blocks(blocks, setting)}
        case Part(blocks=blocks):
            return {"kind": "part", "blocks": _blocks(blocks, setting)}
        case Untranslated(blocks):
            return {"kind": "untranslated", "blocks": _blocks(blocks, setting), "lang": SOURCE_LANGUAGE}
        case _:
            assert_never(block)


def _callout(block: Callout, setting: _Setting) -> data.CalloutBlock:
    label = setting.words.word(CALLOUT_LABELS[block.kind])
    return {
        "kind": "callout",
        "callout": block.kind.value,
        "label": [{"t": "text", "text": label.text}],
        "label_lang": label.language,
        "blocks": _blocks(block.blocks, setting),
    }


def _table(block: Table, setting: _Setting) -> data.TableBlock:
    def row(cells: tuple[Segment | None, ...]) -> list[data.Leaf | None]:
        return [_leaf(cell, setting) if cell else None for cell in cells]

    return {
        "kind": "table",
        "alignments": [alignment.value for alignment in block.alignments],
        "header": row(block.header),
        "rows": [row(cells) for cells in block.rows],
    }


def _figure(block: Figure, setting: _Setting) -> data.FigureBlock:
    return {
        "kind": "figure",
        "svg": block.art,
        "alt": segment_text(block.alt, setting.context, setting.facts),
        "alt_lang": block.alt.language,
        "caption": _leaf(block.caption, setting) if block.caption else None,
        "labels": [_leaf(label, setting) for label in block.labels],
    }


# ── inline ──


def _leaf(segment: Segment, setting: _Setting) -> data.Leaf:
    return {"spans": _spans(segment, setting), "lang": segment.language}


def _spans(segment: Segment, setting: _Setting) -> list[data.Span]:
    return list(_resolved(parse_inline(segment.text, setting.context), setting))


def _resolved(spans: tuple[Span, ...], setting: _Setting) -> Iterator[data.Span]:
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


def _link(url: str, spans: list[data.Span], setting: _Setting) -> list[data.Span]:
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


def _placeholder(name: str, setting: _Setting) -> data.Span:
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
    """What a telephone dials."""
    return re.sub(r"[^0-9+]", "", phone)
