"""The notice that goes with an approved version whose text is no longer that of today: on the page, and as a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from dragoman.model import SOURCE_LANGUAGE, Age, CalloutKind, Currency
from dragoman.render.block_types import Block, Leaf, Span
from dragoman.render.sheet_types import Sheet
from dragoman.render.words import (
    APPROVAL_ENDED,
    APPROVED_ON,
    ASK_CLINIC,
    CALLOUT_LABELS,
    ENGLISH_CHANGED,
    NEWER_UNAPPROVED,
    NOTICE_TITLE,
    Word,
    Words,
)


def notice_lines(age: Age, words: Words, english: Words) -> list[list[Leaf]]:
    """Each sentence of the notice in the language, if its words are there, and in English; none for a current one."""
    both = (english,) if words.language == SOURCE_LANGUAGE else (words, english)
    return [
        [_leaf(word, date) for word in dict.fromkeys(language.word(text) for language in both)]
        for text, date in _sentences(age)
    ]


def _sentences(age: Age) -> Iterator[tuple[str, str]]:
    """The sentences, each with its date."""
    if age.currency is Currency.CURRENT:
        return
    yield APPROVED_ON, age.approved_on
    match age.currency:
        case Currency.ENDED:
            yield APPROVAL_ENDED, ""
            return
        case Currency.ENGLISH if age.changed:
            yield ENGLISH_CHANGED, age.changed
        case Currency.ENGLISH | Currency.TRANSLATION:
            yield NEWER_UNAPPROVED, ""
        case _:
            assert_never(age.currency)
    yield ASK_CLINIC, ""


def _leaf(word: Word, date: str) -> Leaf:
    """The date is set as a fact is, from left to right: in Arabic, 2027-03-31 would turn round."""
    before, place, after = word.text.partition("{date}")
    spans: list[Span] = [{"t": "text", "text": before}]
    if place:
        spans += [{"t": "fact", "text": date, "kind": "measure"}, {"t": "text", "text": after}]
    return {"spans": spans, "lang": word.language}


def with_notice(sheet: Sheet, kept: Sheet, lines: list[list[Leaf]]) -> Sheet:
    """The data of a page: the kept version with the notice. What its day did not know is as in today's `sheet`."""
    return {**sheet, **kept, "notice": lines}


def notice_sheet(sheet: Sheet, kept: Sheet, lines: list[list[Leaf]], words: Words, english: Words) -> Sheet:
    """The notice as a sheet of its own, with the title and the foot of the kept version; else as today's `sheet`."""
    title = words.word(NOTICE_TITLE)
    blocks: list[Block] = [_paragraph(_title(kept))]
    own = [leaf for line in lines for leaf in line if leaf["lang"] == words.language]
    rest = [leaf for line in lines for leaf in line if leaf["lang"] != words.language]
    if own:
        blocks.append(_box(own, words))
    if rest:
        # English on purpose, and not a gap of a draft.
        blocks.append({"kind": "untranslated", "blocks": [_box(rest, english)], "lang": SOURCE_LANGUAGE})
    return {
        **sheet,
        "title": [{"t": "text", "text": title.text}],
        "title_text": f"{title.text}: {kept['strip']['title_en']}",
        "title_lang": title.language,
        "summary": None,
        "keywords": [],
        "draft": None,
        "strip": {**sheet["strip"], **kept["strip"], "state_en": "Notice", "signed_en": ""},
        "blocks": blocks,
        "identity": kept.get("identity", ""),
        "notice": lines,
        "missing": [],
        "missing_more": 0,
        "lacks": [],
    }


def _title(kept: Sheet) -> Leaf:
    spans: list[Span] = [{"t": "mark", "mark": "strong", "spans": kept["title"]}]
    return {"spans": spans, "lang": kept.get("title_lang", kept["language"]["tag"])}


def _box(leaves: list[Leaf], words: Words) -> Block:
    label = words.word(CALLOUT_LABELS[CalloutKind.IMPORTANT])
    return {
        "kind": "callout",
        "callout": "important",
        "label": [{"t": "text", "text": label.text}],
        "label_lang": label.language,
        "blocks": [_paragraph(leaf) for leaf in leaves],
    }


def _paragraph(leaf: Leaf) -> Block:
    return {"kind": "paragraph", "spans": leaf["spans"], "lang": leaf["lang"]}
