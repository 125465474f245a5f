"""What each marked content of a page says: its glyphs by the fonts' own tables, or the text that stands for them.

pdfium reads pages too, but it takes a letter that stands nearly where the same one stood before for its shadow, and
leaves it out: in Arabic script up to one in four.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dragoman.pdf_objects import Name, Objects, Stream, operators, read_values

_DEEPEST = 8
"""Drawings within drawings."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one marked content of a page says."""

    text: str
    language: str
    """Empty where it has none of its own."""


def page_pieces(pdf: bytes) -> Iterator[Mapping[int, Piece]]:
    """For each page what its marked contents say, by their numbers; -1 for all that is in none."""
    objects = Objects(pdf)
    fonts: dict[int, _Font] = {}
    for page in objects.pages():
        reader = _Reader(objects, fonts)
        contents = objects.get(page.get("Contents"))
        streams = [objects.get(one) for one in (contents if isinstance(contents, list) else [contents])]
        reader.read(
            b"\n".join(one.content() for one in streams if isinstance(one, Stream)), page["Resources"], _DEEPEST
        )
        yield reader.pieces()


# ── fonts ──


@dataclass(frozen=True, slots=True)
class _Font:
    width: int
    """Bytes of a code."""
    says: Mapping[int, str]
    room: Mapping[int, float]
    """How wide a glyph is, by its code."""
    usual_room: float

    def glyphs(self, codes: bytes) -> Iterator[tuple[str, bool]]:
        """What each says, and whether it is a mark: one without room is drawn apart from its letter, says the same as
        the letter, and would say it again.
        """
        for at in range(0, len(codes), self.width):
            code = int.from_bytes(codes[at : at + self.width])
            yield self.says.get(code, ""), not self.room.get(code, self.usual_room)


_NO_FONT = _Font(1, {}, {}, 1)
_RANGES = re.compile(rb"begin(bfchar|bfrange)(.*?)end(?:bfchar|bfrange)", re.DOTALL)


def _font(objects: Objects, font: Any) -> _Font:
    table = objects.entry(font, "ToUnicode")
    says = dict(_says(table.content())) if isinstance(table, Stream) else {}
    if objects.entry(font, "Subtype") != "Type0":
        return _Font(1, says, {}, 1)
    own = objects.get(objects.entry(font, "DescendantFonts"))
    own = own[0] if isinstance(own, list) and own else None
    usual, widths = objects.entry(own, "DW"), objects.entry(own, "W")
    room = dict(_widths([objects.get(value) for value in widths])) if isinstance(widths, list) else {}
    return _Font(2, says, room, usual if isinstance(usual, (int, float)) else 1000)


def _widths(values: list[Any]) -> Iterator[tuple[int, float]]:
    """Of the table `W`: a code and the widths from it on, or the first and the last code with one width."""
    while len(values) > 1:
        first, second = values[:2]
        if isinstance(second, list):
            yield from enumerate(second, first)
            values = values[2:]
        else:
            yield from ((code, width) for width in values[2:3] for code in range(first, min(second, 0xFFFF) + 1))
            values = values[3:]


def _says(table: bytes) -> Iterator[tuple[int, str]]:
    """The table `ToUnicode` of a font."""
    for kind, body in _RANGES.findall(table):
        values = read_values(body)
        if kind == b"bfchar":
            for code, text in zip(values[::2], values[1::2], strict=False):
                yield int.from_bytes(code), _utf16(text)
        else:
            for first, last, text in zip(values[::3], values[1::3], values[2::3], strict=False):
                yield from _range(int.from_bytes(first), int.from_bytes(last), text)


def _range(first: int, last: int, text: Any) -> Iterator[tuple[int, str]]:
    """Codes with a text each, or with texts whose last letters follow on one another."""
    for number, code in enumerate(range(first, min(last, first + 0xFFFF) + 1)):
        if isinstance(text, list):
            if number < len(text):
                yield code, _utf16(text[number])
        else:
            start = _utf16(text)
            yield code, start[:-1] + chr(min(ord(start[-1]) + number, 0x10FFFF)) if start else ""


def _utf16(text: bytes) -> str:
    return text.decode("utf-16-be", "replace")


# ── marks ──


@dataclass(slots=True)
class _Mark:
    """A content that is being read, with all that is marked within it."""

    content: int
    language: str
    said: str | None
    """What stands for it, where that is not what its glyphs say."""
    is_reversed: bool
    glyphs: list[str] = field(default_factory=list)
    has_room: bool = False

    def texts(self) -> list[str]:
        if self.said is not None:
            return [self.said] if self.has_room else []
        return self.glyphs[::-1] if self.is_reversed else self.glyphs


class _Reader:
    """Reads the operators of one page in turn."""

    def __init__(self, objects: Objects, fonts: dict[int, _Font]) -> None:
        self._objects = objects
        self._fonts = fonts
        self._font = _NO_FONT
        self._marks = [_Mark(-1, "", None, is_reversed=False)]
        self._texts: dict[int, list[str]] = {}
        self._languages: dict[int, str] = {}

    def pieces(self) -> Mapping[int, Piece]:
        while self._marks:
            self._end_mark()
        return {
            content: Piece("".join(texts), self._languages.get(content, "")) for content, texts in self._texts.items()
        }

    def read(self, content: bytes, resources: Any, levels: int) -> None:
        for word, operands in operators(content):
            match word:
                case "Tj" | "'" | '"' | "TJ":
                    shown = operands[-1:]
                    for codes in shown[0] if shown and isinstance(shown[0], list) else shown:
                        if isinstance(codes, bytes):
                            self._show(codes)
                case "Tf":
                    self._set_font(resources, operands)
                case "BDC" | "BMC":
                    self._begin_mark(resources, operands)
                case "EMC" if len(self._marks) > 1:
                    self._end_mark()
                case "Do" if levels and operands:
                    self._draw(resources, operands[-1], levels - 1)
                case _:
                    pass

    def _show(self, codes: bytes) -> None:
        mark = self._marks[-1]
        for text, is_mark in self._font.glyphs(codes):
            mark.has_room = mark.has_room or not is_mark
            if not is_mark:
                mark.glyphs.append(text)

    def _set_font(self, resources: Any, operands: list[Any]) -> None:
        name = operands[0] if operands else None
        font = self._objects.entry(resources, "Font", name) if isinstance(name, Name) else None
        if id(font) not in self._fonts:
            self._fonts[id(font)] = _font(self._objects, font)
        self._font = self._fonts[id(font)]

    def _draw(self, resources: Any, name: Any, levels: int) -> None:
        drawing = self._objects.entry(resources, "XObject", name) if isinstance(name, Name) else None
        if isinstance(drawing, Stream) and drawing.entries.get("Subtype") == "Form":
            self.read(drawing.content(), drawing.entries.get("Resources", resources), levels)

    def _begin_mark(self, resources: Any, operands: list[Any]) -> None:
        tag, entries = (*operands, None, None)[:2]
        if isinstance(entries, Name):
            entries = self._objects.entry(resources, "Properties", entries)
        entries = entries if isinstance(entries, dict) else {}
        content, said, language = (self._objects.get(entries.get(name)) for name in ("MCID", "ActualText", "Lang"))
        around = self._marks[-1]
        self._marks.append(
            _Mark(
                content if isinstance(content, int) else around.content,
                _text(language) if isinstance(language, bytes) else around.language,
                _text(said) if isinstance(said, bytes) else None,
                is_reversed=tag == "ReversedChars",
            )
        )

    def _end_mark(self) -> None:
        """What it says goes to the mark around it, or if that is another content, or none, to its own."""
        mark = self._marks.pop()
        texts = mark.texts()
        if self._marks and self._marks[-1].content == mark.content:
            self._marks[-1].glyphs += texts
            self._marks[-1].has_room |= mark.has_room
        else:
            self._texts.setdefault(mark.content, []).extend(texts)
        if mark.language:
            self._languages[mark.content] = mark.language


def _text(text: bytes) -> str:
    """A text of the file's own, as against one that is drawn."""
    if text.startswith(b"\xfe\xff"):
        return _utf16(text[2:])
    return text.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
