"""Walking and mapping the tree of a guide. Two functions carry the design:

`iter_segments` visits the leaves in reading order; `map_segments` makes the same tree with other leaves, so the
structure of every language's document is the source's structure. `map_segments(guide, identity) == guide`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

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
    Meta,
    Paragraph,
    Part,
    Quote,
    RawHtml,
    Rule,
    Segment,
    Table,
    Untranslated,
)

_TEXTS = (Paragraph, Heading)
"""Most blocks are one of these, and have none inside."""
Translate = Callable[[Segment], Segment]


def iter_segments(guide: Guide, *, parts: bool = False) -> Iterator[Segment]:
    """Leaves of a guide in reading order; those of its parts only when asked for, since they are translated there."""
    yield from _meta_segments(guide.meta)
    for segment in iter_block_segments(guide.blocks):
        if parts or segment.domain == guide.id:
            yield segment


def iter_shown_segments(guide: Guide) -> Iterator[Segment]:
    """Every text that a page of the guide shows: with its parts, and with what stays English in every language."""
    yield from iter_segments(guide, parts=True)
    for block in iter_blocks(guide.blocks):
        if isinstance(block, Untranslated):
            yield from iter_block_segments(block.blocks)


def map_segments(guide: Guide, translate: Translate) -> Guide:
    """The same guide, parts and all, with each leaf replaced."""
    return replace(guide, meta=_map_meta(guide.meta, translate), blocks=_map_blocks(guide.blocks, translate))


def iter_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """All blocks, containers before what they contain."""
    found: list[Block] = []
    _gather(blocks, found)
    return iter(found)


def _gather(blocks: tuple[Block, ...], found: list[Block]) -> None:
    for block in blocks:
        found.append(block)
        if not isinstance(block, _TEXTS):
            for inner in _inner(block):
                _gather(inner, found)


def iter_block_segments(blocks: tuple[Block, ...]) -> Iterator[Segment]:
    """Leaves of blocks in reading order, without those kept in English on purpose."""
    for block in blocks:
        match block:
            case Paragraph(segment) | Heading(segment=segment):
                yield segment
            case Table(_, header, rows):
                yield from (cell for row in (header, *rows) for cell in row if cell)
            case Figure():
                yield from (block.alt, *block.labels, *((block.caption,) if block.caption else ()))
            case DefinitionList(entries):
                for entry in entries:
                    yield entry.term
                    for meaning in entry.meanings:
                        yield from iter_block_segments(meaning)
            case Untranslated():
                pass
            case _:
                for inner in _inner(block):
                    yield from iter_block_segments(inner)


def _inner(block: Block) -> Sequence[tuple[Block, ...]]:
    match block:
        case Paragraph() | Heading() | Table() | Figure() | Code() | RawHtml() | Rule():
            return ()
        case ListBlock(_, items):
            return [item.blocks for item in items]
        case Quote(blocks) | Callout(_, blocks) | Untranslated(blocks) | Footnote(_, blocks) | Part(blocks=blocks):
            return (blocks,)
        case DefinitionList(entries):
            return [meaning for entry in entries for meaning in entry.meanings]
        case _:
            assert_never(block)


def _meta_segments(meta: Meta) -> Iterator[Segment]:
    yield meta.title
    if meta.summary:
        yield meta.summary
    yield from meta.keywords
    yield from (label for _, label in meta.blanks)


def _map_meta(meta: Meta, translate: Translate) -> Meta:
    return replace(
        meta,
        title=translate(meta.title),
        summary=translate(meta.summary) if meta.summary else None,
        keywords=tuple(translate(keyword) for keyword in meta.keywords),
        blanks=tuple((name, translate(label)) for name, label in meta.blanks),
    )


def _map_blocks(blocks: tuple[Block, ...], translate: Translate) -> tuple[Block, ...]:
    return tuple(_map_block(block, translate) for block in blocks)


def _map_block(block: Block, translate: Translate) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, segment=translate(block.segment))
        case Quote() | Callout() | Footnote() | Part():
            return replace(block, blocks=_map_blocks(block.blocks, translate))
        case ListBlock():
            items = tuple(replace(item, blocks=_map_blocks(item.blocks, translate)) for item in block.items)
            return replace(block, items=items)
        case Table():
            return replace(
                block,
                header=_map_row(block.header, translate),
                rows=tuple(_map_row(row, translate) for row in block.rows),
            )
        case Figure():
            return replace(
                block,
                alt=translate(block.alt),
                caption=translate(block.caption) if block.caption else None,
                labels=tuple(translate(label) for label in block.labels),
            )
        case DefinitionList():
            entries = tuple(
                replace(
                    entry,
                    term=translate(entry.term),
                    meanings=tuple(_map_blocks(meaning, translate) for meaning in entry.meanings),
                )
                for entry in block.entries
            )
            return replace(block, entries=entries)
        case Code() | RawHtml() | Rule() | Untranslated():
            return block
        case _:
            assert_never(block)


def _map_row(row: tuple[Segment | None, ...], translate: Translate) -> tuple[Segment | None, ...]:
    return tuple(translate(cell) if cell else None for cell in row)
