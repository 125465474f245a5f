"""Markdown to the tree of a guide.

Total: any text either becomes a guide or raises a `UserError` with its line; nothing is dropped in silence.
Each visible character of the source ends in exactly one segment, or in a block that is skipped on purpose
(`Code`, `RawHtml`, `Untranslated`, comments).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from dragoman.errors import UserError, or_raise
from dragoman.markup import directives
from dragoman.markup.cursor import EventCursor, begins_block
from dragoman.markup.events import Event, Shape, block_events, reference_definitions
from dragoman.markup.front_matter import parse_front_matter, split_front_matter
from dragoman.markup.leaves import SourceText
from dragoman.markup.surroundings import Pending, Surroundings
from dragoman.markup.texts import TextReader
from dragoman.model import (
    USUAL_LIMITS,
    Alignment,
    Block,
    Callout,
    CalloutKind,
    Code,
    Definition,
    DefinitionList,
    Footnote,
    Guide,
    Item,
    Level,
    Limits,
    ListBlock,
    ListKind,
    Location,
    Paragraph,
    Part,
    Quote,
    RawHtml,
    Role,
    Rule,
    Segment,
    Table,
    Untranslated,
)

MAX_DEPTH = 50
"""Blocks inside blocks. Deeper text would be laid out unreadably; it is refused by name, never dropped."""

_CALLOUT = re.compile(r"\[!\w+\]")
_CALLOUT_LEVELS = {
    CalloutKind.NOTE: Level.INFO,
    CalloutKind.TIP: Level.INFO,
    CalloutKind.IMPORTANT: Level.INSTRUCT,
    CalloutKind.WARNING: Level.WARN,
    CalloutKind.CAUTION: Level.WARN,
}
_ALIGNMENTS = {
    "None": Alignment.NONE,
    "Left": Alignment.START,
    "Center": Alignment.CENTER,
    "Right": Alignment.END,
}


def parse_guide(text: str, path: str, guide: str, limits: Limits = USUAL_LIMITS) -> Guide:
    """A guide without its drawings and parts (`join.py` brings them); `guide` is its id."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise UserError("The guide holds a NUL character.", where=Location(path, line), remedy="Delete it.")
    head, body, first_line = split_front_matter(text, path)
    meta = parse_front_matter(head, path, guide)
    source = SourceText(path, body, first_line)
    _check_words(text, path, limits.word_letters)
    references = reference_definitions(body)
    _check_references(references, source, limits.link_references)
    reader = _Reader(source, EventCursor(block_events(body)), guide, meta.title.text, limits.table_columns)
    blocks = reader.blocks(Surroundings())
    return Guide(guide, path, meta, blocks, references)


def _check_words(text: str, path: str, most: int) -> None:
    """No line of paper can hold what has no place to break, and the time to find one grows with its length."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > most and any(len(word) > most for word in line.split()):
            problem = f"The guide has a word of more than {most:,} letters."
            raise UserError(problem, where=Location(path, number), remedy=or_raise("Put spaces in it", "word_letters"))


class _Reader:
    """Walks the events of one document once, from left to right."""

    def __init__(self, source: SourceText, events: EventCursor, guide: str, section: str, most_columns: int) -> None:
        self._source = source
        self._events = events
        self._texts = TextReader(source, guide, section)
        self._most_columns = most_columns
        self._pending = Pending()

    # ── containers ──

    def blocks(self, around: Surroundings, end: str | None = None) -> tuple[Block, ...]:
        """Blocks up to the end event of the container `end`, which is consumed; to the end of the text for `None`."""
        found: list[Block] = []
        while event := self._events.peek():
            if event.shape is Shape.END and event.name == end:
                self._events.take()
                break
            block = self._directives() if event.name == "HtmlBlock" else self._block(event, around)
            if block is not None:
                found.append(block)
        self._refuse_pending("no block follows it here")
        return tuple(found)

    def _block(self, event: Event, around: Surroundings) -> Block | None:
        if around.depth >= MAX_DEPTH:
            raise UserError(
                f"Blocks are nested more than {MAX_DEPTH} deep.",
                where=self._source.location(event.start),
                remedy="Take lists or quotes out of each other.",
            )
        if self._pending.where is None:
            return self._translatable(event, around)
        pending, self._pending = self._pending, Pending()
        block = self._translatable(event, around.directed(pending))
        return Untranslated((block,)) if pending.untranslated and block is not None else block

    def _translatable(self, event: Event, around: Surroundings) -> Block | None:  # noqa: C901 - one case for each kind
        if not begins_block(event):
            return self._texts.paragraph(around, self._events.inline_run())
        self._events.take()
        match event.name:
            case "Paragraph":
                return self._texts.paragraph(around, self._events.leaf("Paragraph"))
            case "Heading":
                return self._texts.heading(around, event, self._events.leaf("Heading"))
            case "Rule":
                return Rule()
            case "CodeBlock":
                return self._code(event)
            case "BlockQuote":
                return self._quote(event, around)
            case "List":
                return self._list(event, around)
            case "Table":
                return self._table(event, around)
            case "DefinitionList":
                return self._definitions(around)
            case "FootnoteDefinition":
                inner = around.within(Role.FOOTNOTE)
                return Footnote(str(event.value), self.blocks(inner, "FootnoteDefinition"))
            case _:
                raise AssertionError(f"no block is made of {event}")

    def _quote(self, event: Event, around: Surroundings) -> Block:
        if event.value is None:
            blocks = self.blocks(around.within(), "BlockQuote")
            self._refuse_unknown_callout(blocks)
            return Quote(blocks)
        kind = CalloutKind(str(event.value).lower())
        return Callout(kind, self.blocks(around.warned(_CALLOUT_LEVELS[kind]), "BlockQuote"))

    def _refuse_unknown_callout(self, blocks: tuple[Block, ...]) -> None:
        """`> [!CAUTON]` would be a plain quote, and the box of a warning would be missing."""
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph) and (kind := _CALLOUT.match(first.segment.text)):
            raise UserError(
                f"'{kind[0]}' is not a callout.",
                where=first.segment.location,
                remedy=f"On a line of its own write one of {', '.join(f'[!{known.name}]' for known in CalloutKind)}.",
            )

    def _list(self, event: Event, around: Surroundings) -> Block:
        kind = ListKind.BULLETS if event.value is None else ListKind.STEPS
        if any(opening.name == "TaskListMarker" for opening in self._events.item_openings()):
            kind = ListKind.TASKS
        match kind:
            case ListKind.TASKS:
                inner = around.within(Role.TASK, Level.INSTRUCT)
            case ListKind.STEPS:
                inner = around.within(Role.STEP, Level.INSTRUCT)
            case ListKind.BULLETS:
                inner = around.within(Role.ITEM)
            case _:
                assert_never(kind)
        items: list[Item] = []
        while self._events.take().name == "Item":
            done = any(e.name == "TaskListMarker" and e.value for e in self._events.ahead(2))
            items.append(Item(self.blocks(inner, "Item"), done))
        return ListBlock(kind, tuple(items), event.value if isinstance(event.value, int) else 1)

    def _definitions(self, around: Surroundings) -> Block:
        entries: list[Definition] = []
        while (event := self._events.take()).shape is not Shape.END:
            if event.name == "DefinitionListTitle":
                term = self._texts.segment(around.within(Role.TERM), self._events.leaf("DefinitionListTitle"))
                if term is None:
                    where = self._source.location(event.start)
                    raise UserError("The term is empty.", where=where, remedy="Write it.")
                entries.append(Definition(term, ()))
            else:
                meaning = self.blocks(around.within(Role.DEFINITION), "DefinitionListDefinition")
                entries[-1] = Definition(entries[-1].term, (*entries[-1].meanings, meaning))
        return DefinitionList(tuple(entries))

    def _table(self, event: Event, around: Surroundings) -> Block:
        if len(event.value) > self._most_columns:
            raise UserError(
                f"The table has more than {self._most_columns:,} columns.",
                where=self._source.location(event.start),
                remedy=or_raise("Divide it into several", "table_columns"),
            )
        header: tuple[Segment | None, ...] = ()
        rows: list[tuple[Segment | None, ...]] = []
        while (row := self._events.take()).shape is not Shape.END:
            if row.name not in ("TableHead", "TableRow"):  # the parser fills in so many cells and then no more
                raise UserError(
                    "The rows of this table leave out too many cells.",
                    where=self._source.location(row.start),
                    remedy="Divide it into several tables.",
                )
            cells: list[Segment | None] = []
            inner = around.within(Role.COLUMN if row.name == "TableHead" else Role.CELL)
            end = row.start
            while (cell := self._events.take()).shape is not Shape.END:
                end = cell.end
                column = header[len(cells)] if header else None
                cells.append(self._texts.segment(inner, self._events.leaf("TableCell"), column.text if column else ""))
            if self._source.slice(end, row.end).strip("|> \t\n"):
                raise UserError(
                    "The row has more cells than its table has columns.",
                    where=self._source.location(end),
                    remedy="Take the last ones out, write \\| for a bar in a text, or give the table more columns.",
                )
            if row.name == "TableHead":
                header = tuple(cells)
            else:
                rows.append(tuple(cells))
        return Table(tuple(_ALIGNMENTS[name] for name in event.value), header, tuple(rows))

    def _code(self, event: Event) -> Code:
        info = "" if event.value in (None, "Indented") else next(iter(event.value.values()), "")
        text = "".join(str(e.value) for e in self._events.leaf("CodeBlock"))
        return Code(text, info, self._source.location(event.start))

    # ── directives ──

    def _directives(self) -> Block | None:
        """An HTML block: comments that direct the next block, or raw HTML."""
        event = self._events.take()
        html = "".join(str(e.value) for e in self._events.leaf("HtmlBlock"))
        where = self._source.location(event.start)
        found = directives.parse_comments(html)
        if found is None:
            self._refuse_pending("HTML follows it, which is never translated")
            if directives.holds_directive(html):
                raise UserError(
                    "The comment is taken for HTML, since text follows it on its line.",
                    where=where,
                    remedy="Write it behind the text, or on a line of its own.",
                )
            return RawHtml(html.rstrip("\n"), where)
        for directive in found:
            if isinstance(directive, directives.Include):
                self._refuse_pending("a part follows it, which is translated in a guide of its own")
                if len(found) > 1:
                    raise UserError("A part stands alone.", where=where, remedy="Move the other comments away.")
                return Part(directive.guide, where)
            self._pending.take(directive, where)
        return None

    def _refuse_pending(self, reason: str) -> None:
        """What directs the next block directs that block, and is never passed over in silence."""
        if self._pending.where:
            raise UserError(
                f"The comment directs nothing: {reason}.",
                where=self._pending.where,
                remedy="Move it right before its text, or delete it.",
            )


def _check_references(references: Sequence[tuple[str, str, str]], source: SourceText, most: int) -> None:
    if len(references) > most:
        raise UserError(
            f"The guide has more than {most:,} link references.",
            where=source.location(0),
            remedy=or_raise("Write addresses beside their links", "link_references"),
        )
