"""From a handout to the neutral data that pages and sheets are set from, once for paper and screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from dragoman.localize import inline_context
from dragoman.model import (
    SOURCE_LANGUAGE,
    Arrangement,
    Guide,
    Handout,
    Language,
    Layout,
    Paper,
    SheetForm,
    TextSize,
)
from dragoman.render import sheet_types as data
from dragoman.render.beside import put_beside
from dragoman.render.blocks import Setting, blocks_of, spans_of
from dragoman.render.card import CARD_SIZE, card_guide, phone_of
from dragoman.render.missing import missing_rows
from dragoman.render.numbering import number_blocks
from dragoman.render.plain import segment_text
from dragoman.render.strip import draft_of, strip_of
from dragoman.render.words import Words
from dragoman.signing import need_lines

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
    setting = Setting(inline_context(guide), handout.facts, dict(meta.blanks), dict(form.filled), words)
    title_en = segment_text(handout.source.meta.title, inline_context(handout.source), handout.facts)
    return {
        "language": sheet_language(language, language.fonts),
        "paper": "us-letter" if handout.paper is Paper.LETTER else "a4",
        "layout": form.layout.value,
        "size": _points(form),
        "arrangement": form.arrangement.value,
        "title": spans_of(meta.title, setting),
        "title_text": segment_text(meta.title, setting.context, handout.facts),
        "title_lang": meta.title.language,
        "summary": spans_of(meta.summary, setting) if meta.summary else None,
        "summary_lang": meta.summary.language if meta.summary else SOURCE_LANGUAGE,
        "keywords": [segment_text(keyword, setting.context, handout.facts) for keyword in meta.keywords],
        "draft": draft_of(handout, words, english),
        "strip": strip_of(handout, title_en, words, english),
        "letterhead": None,
        "blocks": blocks_of(guide.blocks, setting),
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
