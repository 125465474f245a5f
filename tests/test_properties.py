"""What holds for every guide."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from conftest import guide_of, page_of
from dragoman.errors import UserError
from dragoman.extract import extract_messages
from dragoman.localize import inline_context
from dragoman.markup.events import Event, Shape, block_events
from dragoman.markup.inline import InlineContext, parse_inline, parse_marked, plain_text
from dragoman.markup.parse import parse_guide
from dragoman.markup.tree import iter_blocks, iter_segments, map_segments
from dragoman.model import (
    Block,
    Callout,
    Code,
    DefinitionList,
    Figure,
    Footnote,
    Guide,
    Heading,
    ListBlock,
    Paragraph,
    Part,
    Quote,
    RawHtml,
    Rule,
    Segment,
    Table,
    Untranslated,
)
from profiles import tries
from strategies import MANY, SOME, bodies, guides, inline_texts, read, wild_texts

# ── Markdown to the tree ──


@MANY
@given(guides | wild_texts | st.builds("---\n{}\n---\n{}".format, wild_texts, wild_texts))
def test_any_text_is_a_guide_or_an_error_with_its_line(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    try:
        segments = list(iter_segments(parse_guide(text, "g.md", "g")))
    except UserError as error:
        sentence, segments = str(error), []
    else:
        sentence = "g.md:1: Fine."
    place = re.match(r"g\.md:(\d+): \S.*[.?]", sentence, re.DOTALL)
    assert place
    assert 1 <= int(place[1]) <= lines
    for segment in segments:
        assert segment.text.strip(" \n\t") == segment.text != ""
        assert 1 <= segment.location.line <= lines


@SOME
@given(guides)
def test_mapping_with_identity_changes_nothing(text: str) -> None:
    guide = read(text)
    assert map_segments(guide, lambda segment: segment) == guide


@SOME
@given(guides)
def test_mapping_reaches_each_leaf_once(text: str) -> None:
    guide = read(text)
    seen: list[Segment] = []

    def note(segment: Segment) -> Segment:
        seen.append(segment)
        return segment

    map_segments(guide, note)
    assert sorted(map(repr, seen)) == sorted(map(repr, iter_segments(guide, parts=True)))


# ── Nothing of a source gets lost ──

_TAG = re.compile(r"</?(?:em|strong|del|sub|sup|kbd|small|br)\s*/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def visible(text: str) -> str:
    """A text without what readers do not see or what this judge leaves to others: spaces, allowed tags, anchors."""
    return re.sub(r"\s+|\{#[A-Za-z0-9_-]+\}", "", _TAG.sub("", text))


def judged(body: str) -> str:
    """Visible text of a body by the parser's own events, in their order."""
    return visible("".join(_event_texts(block_events(body))))


def _event_texts(events: list[Event]) -> Iterator[str]:
    html: list[str] | None = None
    for event in events:
        match event:
            case Event(Shape.START, "HtmlBlock"):
                html = []
            case Event(Shape.END, "HtmlBlock"):
                whole = "".join(html or ())
                html = None
                if _COMMENT.sub("", whole).strip():
                    yield whole
            case Event(Shape.LEAF, "Html", text) if html is not None:
                html.append(text)
            case Event(Shape.LEAF, "InlineHtml", text):
                yield "" if text.startswith("<!--") else text
            case Event(Shape.LEAF, "Text" | "Code", text):
                yield text
            case _:
                pass


def shown(guide: Guide) -> str:
    """Visible text of a guide's blocks: what is translated, and what is skipped on purpose."""
    context = inline_context(guide)
    return visible("".join(_block_texts(guide.blocks, context)))


def _block_texts(blocks: tuple[Block, ...], context: InlineContext) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(segment) | Heading(segment=segment) | Figure(alt=segment):
                yield plain(segment, context)
            case Code(text) | RawHtml(text):
                yield text
            case Table(_, header, rows):
                yield from (plain(cell, context) for row in (header, *rows) for cell in row if cell)
            case DefinitionList(entries):
                for entry in entries:
                    yield plain(entry.term, context)
                    yield from (text for meaning in entry.meanings for text in _block_texts(meaning, context))
            case _:
                yield from (text for inner in _contents(block) for text in _block_texts(inner, context))


def _contents(block: Block) -> Iterator[tuple[Block, ...]]:
    match block:
        case Quote(inner) | Callout(_, inner) | Footnote(_, inner) | Untranslated(inner):
            yield inner
        case ListBlock(_, items):
            yield from (item.blocks for item in items)
        case Rule() | Part():
            pass
        case _:
            raise AssertionError(f"the judge does not know {block}")


def plain(segment: Segment, context: InlineContext) -> str:
    return plain_text(parse_inline(segment.text, context))


@settings(MANY, max_examples=tries(400))
@given(bodies)
def test_each_visible_character_is_in_a_text_or_skipped_on_purpose(body: str) -> None:
    guide = read(f"---\ntitle: T\n---\n{body}")
    assert shown(guide) == judged(body.replace("\r\n", "\n").replace("\r", "\n"))


@SOME
@given(guides)
def test_each_text_is_in_one_message_and_each_message_in_the_text(text: str) -> None:
    guide = read(text)
    messages = extract_messages(guide)
    keys = [message.key for message in messages]
    assert len(keys) == len(set(keys))
    segments = list(iter_segments(guide))
    said = {s.key for s in segments if any(map(str.isalnum, re.sub(r"\{[a-z0-9_.]+\}", "", s.text)))}
    skipped = {s.key for s in segments} - said
    assert said <= set(keys)
    assert not {key for key in keys if key in skipped and not re.search(r"\{[a-z0-9_]+\}", key.text)}
    for message in messages:
        places = {s.location for s in segments if s.key == message.key}
        assert set(message.locations) == places


@MANY
@given(bodies)
def test_each_word_of_a_source_is_shown_or_stands_where_no_word_is_shown(body: str) -> None:
    """Judged without the parser: words are numbered, and looked for."""
    numbers = iter(range(10_000))
    numbered = re.sub("Rest", lambda _: f"Rest{next(numbers)}x", body)
    guide = read(f"---\ntitle: T\n---\n{numbered}")
    seen = shown(guide) + "".join(block.caption.text for block in _figures(guide) if block.caption)
    hidden = repr(guide.references) + "".join(_COMMENT.findall(numbered)) + _addresses(numbered)
    words = re.findall(r"Rest\d+x|\{clinic\.phone\}", numbered)
    lost = [word for word in words if word not in seen and word not in hidden]
    assert not lost


def _figures(guide: Guide) -> list[Figure]:
    return [block for block in iter_blocks(guide.blocks) if isinstance(block, Figure)]


def _addresses(body: str) -> str:
    """What the parser holds that is no text: addresses, titles, labels, languages of code."""
    return "".join(repr(event.value) for event in block_events(body) if event.name not in ("Text", "Code"))


# ── Inline text ──


@MANY
@given(inline_texts | wild_texts)
def test_inline_text_loses_no_visible_character(text: str) -> None:
    spans = parse_inline(text)
    assert visible(_characters(plain_text(spans))) == visible(_characters(_inline_judged(text)))


def _characters(text: str) -> str:
    return text.replace("\0", "\ufffd")


def _inline_judged(text: str) -> str:
    """The same text as a paragraph of its own, where it makes one; else its own characters, without marks."""
    found = [event for event in block_events(f"\u00a0{text}") if event.name not in ("SoftBreak", "HardBreak")]
    one = found[0].name == found[-1].name == "Paragraph" and sum(event.name == "Paragraph" for event in found) == 2
    assume(one and "\r" not in text and "\\\n" not in text)
    leaves = [str(e.value) for e in found if e.name in ("Text", "Code", "InlineHtml") and e.shape is Shape.LEAF]
    return "".join(leaf for leaf in leaves if not leaf.startswith("<!--"))


@MANY
@given(st.text("abc {}\n\t#=-+>1.)|~!<&;:'\"", max_size=60))
def test_inline_text_without_marks_is_itself(text: str) -> None:
    assume("~~" not in text and "&" not in text and "<" not in text)
    spans = parse_inline(text.replace("~", "-"))
    assert visible(plain_text(spans)) == visible(text.replace("~", "-"))


@MANY
@given(inline_texts | wild_texts | st.text("abc {}.1é\u00a0\u2028#-+>)|~!&;:'\"^$@=/", max_size=60))
def test_text_that_the_parser_is_not_asked_about_is_what_it_would_say(text: str) -> None:
    assert parse_inline(text) == parse_marked(text)


@pytest.mark.parametrize(
    "pattern", ["*a **b {} b** a*", "<sub>{}</sub>", "[{}](a.md)", "![{}](a.svg)", "_{}_", "~~{}~~"]
)
def test_inline_text_nested_without_end(pattern: str) -> None:
    text = "x"
    for _ in range(1200):
        text = pattern.replace("{}", text)
    assert "x" in plain_text(parse_inline(text))
    guide = guide_of(f"{text}\n")
    assert "x" in page_of(guide)
