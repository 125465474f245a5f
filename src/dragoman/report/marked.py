"""Texts for a terminal: the words at fault marked, nothing that acts, right-to-left text in its own direction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import chain

_ISOLATE, _POP = "\u2068", "\u2069"
"""First strong isolate and its end: a terminal that knows directions sets the text between them by itself."""


_CLIP = 100


class Marks(Enum):
    """How words are marked: what stands before and after them."""

    BRACKETS = ("⟦", "⟧")
    BOLD = ("\x1b[1;7m", "\x1b[0m")
    """For a terminal: bold, and light on dark the other way round."""


def visible(text: str) -> str:
    """Text for a terminal: control and direction characters are written out, so that none can act there."""
    if text.isprintable():
        return text
    return "".join(
        f"<U+{ord(character):04X}>" if unicodedata.category(character) in ("Cc", "Cf") else character
        for character in text.replace("\n", "⏎")
    )


def clipped(text: str, width: int = _CLIP, at: int = 0) -> str:
    """A piece of a text, where a line has no room for all of it: its beginning, or what stands round a place in it."""
    if len(text) <= width:
        return text
    start = max(0, min(at - width // 2, len(text) - width))
    start = text.find(" ", start) + 1 if start else 0
    piece = text[start:]
    room = width - 1 if start else width
    return ("…" if start else "") + (piece if len(piece) <= room else f"{piece[: room - 1]}…")


def shown_text(text: str, words: Sequence[str], marks: Marks, width: int) -> str:
    """A text of a catalog on one line: cut to `width` characters round the first of the words, which are marked."""
    places = _places(text, words)
    start, end = _window(text, places, width)
    parts = ["…"] if start else []
    position = start
    for begin, stop in places:
        if begin < start or stop > end:
            continue
        opened, closed = marks.value
        parts += [visible(text[position:begin]), opened, visible(text[begin:stop]), closed]
        position = stop
    parts += [visible(text[position:end]), "…" if end < len(text) else ""]
    line = "".join(parts)
    return f"{_ISOLATE}{line}{_POP}" if _is_right_to_left(text) else line


def _places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand, each once, none inside another."""
    found: list[tuple[int, int]] = []
    for word in sorted(filter(None, words), key=len, reverse=True):
        found.extend(_first_free(text, word, found))
    return sorted(found)


def _first_free(text: str, word: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The first place of a word, as a word of its own where there is one."""
    whole = re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    for match in chain(whole, re.finditer(re.escape(word), text)):
        place = match.span()
        if all(place[1] <= other[0] or other[1] <= place[0] for other in taken):
            yield place
            return


def _window(text: str, places: Sequence[tuple[int, int]], width: int) -> tuple[int, int]:
    if len(text) <= width:
        return 0, len(text)
    first = places[0][0] if places else 0
    start = max(0, min(first - width // 3, len(text) - width))
    return start, start + width


def _is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
