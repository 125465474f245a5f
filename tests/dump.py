"""Trees and spans as text that people can read and compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from dragoman.model import (
    Block,
    Callout,
    Code,
    CodeSpan,
    DefinitionList,
    Figure,
    Footnote,
    FootnoteMark,
    Guide,
    Heading,
    InlineImage,
    LineBreak,
    Link,
    ListBlock,
    ListKind,
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


def tree(guide: Guide) -> str:
    return "\n".join(dump_blocks(guide.blocks, _in_source))


def with_meta(guide: Guide) -> str:
    meta = guide.meta
    segments = [meta.title, *([meta.summary] if meta.summary else ()), *meta.keywords, *(s for _, s in meta.blanks)]
    return "\n".join([*map(_in_source, segments), *dump_blocks(guide.blocks, _in_source)])


def _in_source(segment: Segment) -> str:
    context = f" ({segment.context})" if segment.context is not None else ""
    notes = "".join(f" «{note}»" for note in segment.notes)
    place = f"{segment.level.value}:{segment.location.line}"
    return f"{segment.role.value} {place}{context}{notes} | {shown(segment.text)}"


def translated(segment: Segment) -> str:
    return f"{segment.language} | {shown(segment.text)}"


def shown(text: str) -> str:
    """A text on one line, whose spaces at the ends can be seen."""
    inner = text.strip(" ")
    before, after = (len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))) if inner else (len(text), 0)
    shown = "␠" * before + inner + "␠" * after
    return shown.replace("\n", "␤").replace("\t", "→").replace("\r", "␍")


def dump_blocks(blocks: tuple[Block, ...], line: Callable[[Segment], str]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, line)


def _nested(title: str, blocks: tuple[Block, ...], line: Callable[[Segment], str]) -> Iterator[str]:
    yield title
    yield from (f"  {inner}" for inner in dump_blocks(blocks, line))


def _block(block: Block, line: Callable[[Segment], str]) -> Iterator[str]:
    match block:
        case Paragraph(segment):
            yield line(segment)
        case Heading(rank, anchor, segment):
            yield f"h{rank} #{anchor} {line(segment)}"
        case Table() | ListBlock() | DefinitionList() | Figure():
            yield from _rich(block, line)
        case Code(text, info):
            yield f"code [{info}] | {shown(text)}"
        case RawHtml(text):
            yield f"html | {shown(text)}"
        case Rule():
            yield "rule"
        case _:
            yield from _nested(_title(block), block.blocks, line)


def _title(block: Quote | Callout | Footnote | Part | Untranslated) -> str:
    match block:
        case Callout(kind):
            return f"callout {kind.value}"
        case Footnote(label):
            return f"footnote {label}"
        case Part(name):
            return f"part {name}"
        case Quote():
            return "quote"
        case Untranslated():
            return "untranslated"
        case _:
            assert_never(block)


def _rich(block: Table | ListBlock | DefinitionList | Figure, line: Callable[[Segment], str]) -> Iterator[str]:
    match block:
        case Table(alignments, header, rows):
            yield f"table {' '.join(alignment.value for alignment in alignments)}"
            for row in (header, *rows):
                yield "  row"
                yield from (f"    {line(cell) if cell else '-'}" for cell in row)
        case ListBlock(kind, items, start):
            yield f"list {kind.value}" + (f" from {start}" if kind is ListKind.STEPS and start != 1 else "")
            for item in items:
                inner = _nested("item" + (" done" if item.done else ""), item.blocks, line)
                yield from (f"  {text}" for text in inner)
        case DefinitionList(entries):
            yield "definitions"
            for entry in entries:
                yield f"  {line(entry.term)}"
                for meaning in entry.meanings:
                    yield from (f"  {text}" for text in _nested("meaning", meaning, line))
        case Figure(source, alt, caption, _, _, labels):
            yield f"figure {source}"
            yield from (f"  {line(segment)}" for segment in (alt, *labels, *((caption,) if caption else ())))


def spans(found: tuple[Span, ...]) -> str:
    return " ".join(map(_span, found))


def _span(span: Span) -> str:
    match span:
        case Text(text):
            return f'"{text}"'
        case Marked(mark, inner):
            return f"{mark.value}({spans(inner)})"
        case CodeSpan(text):
            return f'code("{text}")'
        case Link(url, title, inner):
            return f"link({url}{f' “{title}”' if title else ''}: {spans(inner)})"
        case InlineImage(url, alt):
            return f'image({url}: "{alt}")'
        case LineBreak():
            return "br"
        case Placeholder(name):
            return f"{{{name}}}"
        case FootnoteMark(label):
            return f"note({label})"
        case _:
            assert_never(span)
