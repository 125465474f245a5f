"""From the events of one leaf block to the text that a translator sees.

The text is the author's own inline Markdown: only container prefixes, line ends and comments are taken out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from dragoman.markup.events import Event, Shape
from dragoman.model import Location

_LINE_END_IN_PIECE = re.compile(r"(?<![ \t])[ \t]*+\n[ \t>]*")
"""In the address or title of a link that the author broke over two lines."""
_BREAK = re.compile(r"(?<! ) *+\n *")
"""A hard line end with the blanks around it."""


class SourceText:
    """The bytes of a guide, with the way from a byte offset to a line and column."""

    def __init__(self, path: str, text: str, first_line: int = 1) -> None:
        self.path = path
        self.content = text.encode()
        self._first_line = first_line
        self._starts = [0, *(match.end() for match in re.finditer(rb"\n", self.content))]

    def location(self, offset: int) -> Location:
        row = bisect_right(self._starts, offset) - 1
        begin = self._starts[row]
        column = len(self.content[begin:offset].decode(errors="replace")) + 1 if offset > begin else 1
        return Location(self.path, row + self._first_line, column)

    def slice(self, start: int, end: int) -> str:
        return self.content[start:end].decode()


def leaf_text(source: SourceText, events: Sequence[Event]) -> str:
    """Inline Markdown of a leaf from its inline events: soft line ends as spaces, hard breaks as newlines."""
    if not events:
        return ""
    position = _true_start(source, events[0])
    whole = source.content[position : max([event.end for event in events])]
    if b"\n" not in whole and b"<!--" not in whole:  # no line end and no comment to take out
        return whole.decode().strip(" \t")
    pieces: list[str] = []
    for number, event in enumerate(events):
        if event.start < position:
            continue
        match event:
            case Event(Shape.LEAF, "SoftBreak" | "HardBreak" as name):
                pieces.append(source.slice(position, event.start).rstrip(" \t"))
                pieces.append(" " if name == "SoftBreak" else "\n")
                following = events[number + 1] if number + 1 < len(events) else None
                position = _next_start(source, event, following)
            case Event(Shape.LEAF, "InlineHtml", html) if html.startswith("<!--"):
                before = source.slice(position, event.start)
                spaced = before.endswith(" ") and source.content[event.end : event.end + 1] in (b" ", b"\n", b"")
                pieces.append(before[:-1] if spaced else before)
                position = event.end
            case Event(Shape.LEAF, "Code" | "InlineHtml") if b"\n" in source.content[event.start : event.end]:
                pieces += (source.slice(position, event.start), _on_one_line(source, event))
                position = event.end
    pieces.append(source.slice(position, max(event.end for event in events)))
    folded = (_LINE_END_IN_PIECE.sub(" ", piece) if "\n" in piece and piece != "\n" else piece for piece in pieces)
    text = "".join(folded)
    return (_BREAK.sub("\n", text) if "\n" in text else text).strip(" \t\n")


def _on_one_line(source: SourceText, event: Event) -> str:
    """Code or a tag broken over lines, made of the parser's value: only it knows which `>` are prefixes of quotes."""
    text = re.sub(r"(?<![ \t])[ \t]*+\n[ \t]*", " ", str(event.value))
    if event.name != "Code":
        return text
    written = source.slice(event.start, event.end)
    fence = written[: len(written) - len(written.lstrip("`"))]
    room = " " if text.startswith((" ", "`")) or text.endswith((" ", "`")) else ""
    return f"{fence}{room}{text}{room}{fence}"


def _next_start(source: SourceText, line_end: Event, following: Event | None) -> int:
    """Where the text goes on after a line end, past the prefixes of containers."""
    if following is None:
        return line_end.end
    if following.shape is Shape.END:  # it has the range of its whole link, of which only the bracket can follow here
        return max(source.content.find(b"]", line_end.end), line_end.end)
    return _true_start(source, following)


def _true_start(source: SourceText, event: Event) -> int:
    """Where an inline event starts in the source: a text event leaves out the backslash of an escape before it."""
    escaped = event.name == "Text" and source.content[event.start - 1 : event.start] == b"\\"
    return event.start - 1 if escaped else event.start
