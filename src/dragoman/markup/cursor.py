"""A place in the events of a document, which only moves on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

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
        found = self._until(lambda event: event.shape is Shape.END and event.name == name)
        self._position += 1
        return found

    def inline_run(self) -> list[Event]:
        """Inline events up to the next block event: the text of an item in a tight list."""
        return self._until(begins_block)

    def item_openings(self) -> Iterator[Event]:
        """For each item of the list just begun, the first event in it, the start of a paragraph passed over."""
        depth = 0
        for position in range(self._position, len(self._events)):
            event = self._events[position]
            if event.name == "Item" and event.shape is Shape.START and depth == 0:
                yield self._events[position + 1 + (self._events[position + 1].name == "Paragraph")]
            depth += (event.shape is Shape.START) - (event.shape is Shape.END)
            if depth < 0:
                return

    def _until(self, stop: Callable[[Event], bool]) -> list[Event]:
        begin = self._position
        while not stop(self._events[self._position]):
            self._position += 1
        return list(self._events[begin : self._position])


def begins_block(event: Event) -> bool:
    """Whether an event is of block structure, as against text and marks inside a paragraph."""
    return event.name in _BLOCK_LEAVES if event.shape is Shape.LEAF else event.name not in _INLINE_STARTS
