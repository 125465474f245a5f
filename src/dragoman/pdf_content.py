"""What each marked content of a page says: its glyphs by the fonts' own tables, or the text that stands for them. The
only importer of pypdf.

pdfium reads pages too, but it takes a letter that stands nearly where the same one stood before for its shadow, and
leaves it out: in Arabic script up to one in four.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ByteStringObject, ContentStream, DictionaryObject, NameObject, StreamObject, TextStringObject

from dragoman.errors import UserError

_DEEPEST = 8
"""Drawings within drawings."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one marked content of a page says."""

    text: str
    language: str
    """Empty where it has none of its own."""


def page_pieces(pdf: bytes) -> Iterator[Mapping[int, Piece]]:
    """For each page what its marked contents say, by their numbers; -1 for all that is in none. `UserError` for bytes
    that are no PDF.
    """
    fonts: dict[int, _Font] = {}
    try:
        for page in PdfReader(io.BytesIO(pdf)).pages:
            reader = _Reader(page.pdf, fonts)
            contents = page.get_contents()
            if contents is not None:
                reader.read(contents, page["/Resources"], _DEEPEST)
            yield reader.pieces()
    except PyPdfError as error:
        raise UserError("The sheet cannot be read as a PDF.", remedy="Make it again.") from error


def _entry(value: Any, *names: str) -> Any:
    """What a dictionary in a dictionary says, name by name; `None` where one does not."""
    for name in names:
        value = value.get(name) if isinstance(value, DictionaryObject) else None
        value = value.get_object() if value is not None else None
    return value


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
_VALUES = re.compile(rb"<([0-9A-Fa-f\s]*)>|\[([^\]]*)\]")


def _font(font: Any) -> _Font:
    table = _entry(font, "/ToUnicode")
    says = dict(_says(table.get_data())) if isinstance(table, StreamObject) else {}
    if _entry(font, "/Subtype") != "/Type0":
        return _Font(1, says, {}, 1)
    own = _entry(font, "/DescendantFonts")
    own = own[0].get_object() if own else None
    usual, widths = _entry(own, "/DW"), _entry(own, "/W")
    room = dict(_widths([value.get_object() for value in widths])) if widths else {}
    return _Font(2, says, room, 1000 if usual is None else usual)


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
        values = _values(body)
        if kind == b"bfchar":
            for code, text in zip(values[::2], values[1::2], strict=False):
                yield int.from_bytes(code), _utf16(text)
        else:
            for first, last, text in zip(values[::3], values[1::3], values[2::3], strict=False):
                yield from _range(int.from_bytes(first), int.from_bytes(last), text)


def _values(table: bytes) -> list[Any]:
    """Bytes, and lists of them."""
    found = _VALUES.finditer(table)
    return [_values(match[2]) if match[1] is None else bytes.fromhex(match[1].decode()) for match in found]


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

    def __init__(self, file: Any, fonts: dict[int, _Font]) -> None:
        self._file = file
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

    def read(self, content: Any, resources: Any, levels: int) -> None:
        """The operators of a page or of a drawing on it."""
        for operands, operator in ContentStream(content, self._file).operations:
            match operator:
                case b"Tj" | b"'" | b'"' | b"TJ":
                    shown = operands[-1]
                    for codes in shown if isinstance(shown, list) else [shown]:
                        if isinstance(codes, (TextStringObject, ByteStringObject)):
                            self._show(codes.original_bytes)
                case b"Tf":
                    self._set_font(resources, operands[0])
                case b"BDC" | b"BMC":
                    self._begin_mark(resources, *operands)
                case b"EMC" if len(self._marks) > 1:
                    self._end_mark()
                case b"Do" if levels:
                    self._draw(resources, operands[0], levels - 1)
                case _:
                    pass

    def _show(self, codes: bytes) -> None:
        mark = self._marks[-1]
        for text, is_mark in self._font.glyphs(codes):
            mark.has_room = mark.has_room or not is_mark
            if not is_mark:
                mark.glyphs.append(text)

    def _set_font(self, resources: Any, name: str) -> None:
        font = _entry(resources, "/Font", name)
        if id(font) not in self._fonts:
            self._fonts[id(font)] = _font(font)
        self._font = self._fonts[id(font)]

    def _draw(self, resources: Any, name: str, levels: int) -> None:
        drawing = _entry(resources, "/XObject", name)
        if _entry(drawing, "/Subtype") == "/Form":
            self.read(drawing, _entry(drawing, "/Resources") or resources, levels)

    def _begin_mark(self, resources: Any, tag: str, entries: Any = None) -> None:
        if isinstance(entries, NameObject):
            entries = _entry(resources, "/Properties", entries)
        content, said, language = (_entry(entries, name) for name in ("/MCID", "/ActualText", "/Lang"))
        around = self._marks[-1]
        self._marks.append(
            _Mark(
                around.content if content is None else content,
                around.language if language is None else _text(language),
                None if said is None else _text(said),
                is_reversed=tag == "/ReversedChars",
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


def _text(text: TextStringObject | ByteStringObject) -> str:
    """A text of the file's own, as against one that is drawn; pypdf leaves one as bytes that it cannot decode."""
    return text if isinstance(text, TextStringObject) else text.decode("utf-8", "replace")
