"""A place in the events of a document, which only moves on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.markup.events import Event, Shape

_INLINE_STARTS = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"})
_BLOCK_LEAVES = frozenset({"Html", "Rule"})


class EventCursor:
    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events
        self._position = 0

    def peek(self) -> Event | None:
        """The next event; `None` at the end."""
        return self._events[self._position] if self._position < len(self._events) else None

    def ahead(self, count: int) -> Sequence[Event]:
        """The next few events, fewer near the end."""
        return self._events[self._position : self._position + count]

    def take(self) -> Event:
        event = self._events[self._position]
        self._position += 1
        return event

    def leaf(self, name: str) -> list[Event]:
        """Events inside the block just begun, to its end, which is consumed."""
        begin = end = self._position
        while self._events[end].name != name or self._events[end].shape is not Shape.END:
            end += 1
        self._position = end + 1
        return list(self._events[begin:end])

    def inline_run(self) -> list[Event]:
        """Inline events up to the next block event: the text of an item in a tight list."""
        begin = end = self._position
        while not begins_block(self._events[end]):
            end += 1
        self._position = end
        return list(self._events[begin:end])

    def item_openings(self) -> Iterator[Event]:
        """For each item of the list just begun, the first event in it, the start of a paragraph passed over."""
        depth = 0
        for position in range(self._position, len(self._events)):
            event = self._events[position]
            if event.name == "Item" and event.shape is Shape.START and depth == 0:
                yield self._events[position + 1 + (self._events[position + 1].name == "Paragraph")]
            if event.shape is not Shape.LEAF:
                depth += 1 if event.shape is Shape.START else -1
                if depth < 0:
                    return


def begins_block(event: Event) -> bool:
    """Whether an event is of block structure, as against text and marks inside a paragraph."""
    return event.name in _BLOCK_LEAVES if event.shape is Shape.LEAF else event.name not in _INLINE_STARTS
