"""The blocks that hold text alone, and their segments: each with the section and the anchor under which it stands."""

from __future__ import annotations

import re
from itertools import count

from dragoman.errors import UserError
from dragoman.markup import directives
from dragoman.markup.events import Event, Shape
from dragoman.markup.leaves import SourceText, leaf_text
from dragoman.markup.surroundings import Pending, Surroundings
from dragoman.model import Figure, Heading, Location, Paragraph, Role, Segment

_ANCHOR = re.compile(r"(?:^|[ \t])\{#([A-Za-z0-9_-]+)\}$")
"""Read here and not by the parser, which takes all that ends a heading in braces for attributes: a fact too."""
_OF_TABLES = (Role.CELL, Role.COLUMN)


class TextReader:
    """Makes segments of the leaves of one document, from left to right: each heading begins the section of the next."""

    def __init__(self, source: SourceText, guide: str, section: str) -> None:
        self._source = source
        self._guide = guide
        self._section = section
        self._anchor = ""
        self._anchors: dict[str, int] = {}
        """Each anchor, and the first number that may still be free for a heading of the same text."""

    def heading(self, around: Surroundings, event: Event, events: list[Event]) -> Heading | None:
        """The heading that `event` begins; the texts after it stand in its section."""
        leaf = self._leaf(around.of(Role.HEADING), events)
        if leaf is None:
            return None
        around, text, where = leaf
        given = _ANCHOR.search(text)
        if given:
            if not given.start():
                raise UserError("The heading is empty.", where=where, remedy="Write it before its {#id}.")
            text = text[: given.start()].rstrip(" \t")
        self._anchor = self._free_anchor(given[1] if given else _slug(text))
        segment = self._made(around, text, where)
        self._section = text
        return Heading(int(event.value["level"][1]), self._anchor, segment)

    def _free_anchor(self, anchor: str) -> str:
        """The anchor, with a number if it was taken before."""
        if anchor in self._anchors:
            free = next(n for n in count(self._anchors[anchor]) if f"{anchor}-{n}" not in self._anchors)
            self._anchors[anchor] = free + 1
            anchor = f"{anchor}-{free}"
        self._anchors[anchor] = 2
        return anchor

    def paragraph(self, around: Surroundings, events: list[Event]) -> Paragraph | Figure | None:
        """A paragraph; a figure, if a picture is all there is; `None` without visible text."""
        if _is_figure(events):
            return self._figure(around, events)
        segment = self.segment(around, events)
        return Paragraph(segment) if segment else None

    def segment(self, around: Surroundings, events: list[Event], column: str = "") -> Segment | None:
        """The segment of a leaf; `None` for a leaf without visible text. Comments in the leaf direct this leaf."""
        leaf = self._leaf(around, events)
        return self._made(*leaf, column) if leaf else None

    def _leaf(self, around: Surroundings, events: list[Event]) -> tuple[Surroundings, str, Location] | None:
        """What its comments make of the surroundings of a leaf, its text, and where it begins."""
        names = [event.name for event in events]
        if "InlineHtml" in names:
            around = around.directed(self._pending_of(events))
        if "TaskListMarker" in names:
            events = [event for event in events if event.name != "TaskListMarker"]
        text = leaf_text(self._source, events)
        if around.role in _OF_TABLES:
            text = text.replace("\\|", "|")
        if not text:
            return None
        return around, text, self._source.location(events[0].start)

    def _pending_of(self, events: list[Event]) -> Pending:
        """What comments in a leaf say of it."""
        pending = Pending()
        for event in events:
            if event.name == "InlineHtml":
                for directive in directives.parse_comments(event.value) or ():
                    pending.take(directive, self._source.location(event.start))
        if pending.untranslated:
            raise UserError(
                "A text is kept in English as a whole.",
                where=pending.where,
                remedy="Write the comment before its block.",
            )
        return pending

    def _made(self, around: Surroundings, text: str, where: Location, column: str = "") -> Segment:
        return Segment(
            text,
            around.role,
            around.level,
            where,
            around.context,
            section=self._section,
            column=column,
            anchor=self._anchor,
            notes=around.notes,
            domain=self._guide,
        )

    def _figure(self, around: Surroundings, events: list[Event]) -> Figure:
        image = events[0]
        where = self._source.location(image.start)
        alt = self.segment(around.of(Role.ALT), events[1:-1])
        if alt is None:
            raise UserError(
                "The picture has no description.",
                where=where,
                remedy="Write what it shows between the brackets: ![…](…).",
            )
        title = " ".join(image.value["title"].split())
        caption = self._made(around.of(Role.CAPTION), title, where) if title else None
        return Figure(image.value["dest_url"], alt, caption, where)


def _is_figure(events: list[Event]) -> bool:
    """Whether a paragraph holds one picture and nothing else."""
    return (
        len(events) >= 2
        and events[0].name == events[-1].name == "Image"
        and events[0].shape is Shape.START
        and events[0].end == events[-1].end
    )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "section"
