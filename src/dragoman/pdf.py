"""A PDF taken apart. The only importer of pypdfium2.

It reads sheets that the press set, so it opens no file and trusts what it opens no more than it must: the names of
what could act are looked for in the bytes, whatever a reader of PDFs makes of them.
"""

from __future__ import annotations

import codecs
import ctypes
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from dragoman.errors import UserError
from dragoman.model import Letter, Passage, PrintedPage, PrintedSheet

_INLINE = frozenset(("Span", "Link", "Reference", "Annot", "Strong", "Em", "Code", "Quote", "Sub", "Ruby", "Warichu"))
"""Kinds of structure that are a part of a line; every other kind begins a passage of its own."""
_NOT_LEVEL = 0.02
"""Radians: about one degree."""
_POINTS_AN_INCH = 72
_DANGERS = (
    "AA",
    "EmbeddedFile",
    "EmbeddedFiles",
    "GoToE",
    "GoToR",
    "ImportData",
    "JS",
    "JavaScript",
    "Launch",
    "Movie",
    "OpenAction",
    "Rendition",
    "RichMedia",
    "Sound",
    "SubmitForm",
    "XFA",
)
"""Names of ISO 32000 by which a file acts, sends, or carries other files."""


def take_apart(pdf: bytes) -> PrintedSheet:
    """What is in a PDF; `UserError` for bytes that are none."""
    with _opened(pdf) as document:
        return _sheet(document, pdf)


@dataclass(frozen=True, slots=True)
class GreyPage:
    """A page as pixels."""

    width: int
    rows: tuple[bytes, ...]
    """From the top; a byte a pixel, 0 for black."""


def draw_first_page(pdf: bytes, pixels_an_inch: float) -> GreyPage:
    """`UserError` for bytes that are no PDF."""
    with _opened(pdf) as document:
        drawn = document[0].render(scale=pixels_an_inch / _POINTS_AN_INCH, grayscale=True)
        raw, width, stride = bytes(drawn.buffer), drawn.width, drawn.stride
    return GreyPage(width, tuple(raw[start : start + width] for start in range(0, len(raw), stride)))


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise UserError("The sheet cannot be read as a PDF.", remedy="Make it again.") from error
    try:
        yield document
    finally:
        document.close()


def _sheet(document: Any, pdf: bytes) -> PrintedSheet:
    pages: list[PrintedPage] = []
    parts: list[_Part] = []
    addresses: list[str] = []
    for page in document:
        marked = _read_page(page)
        width, height = page.get_size()
        pages.append(PrintedPage(width, height, marked.letters))
        parts += _parts(page, marked.pieces)
        addresses += _addresses(document.raw, page.raw)
    bones = _bones(pdf)
    bookmarks = list(document.get_toc(max_depth=100))
    return PrintedSheet(
        pages=tuple(pages),
        passages=tuple(_passages(parts)),
        title=document.get_metadata_value("Title"),
        language=_text(partial(pdfium.FPDFCatalog_GetLanguage, document.raw)),
        is_tagged=bool(pdfium.FPDFCatalog_IsTagged(document.raw)),
        shows_title=re.search(rb"/DisplayDocTitle\s+true\b", bones) is not None,
        claims=frozenset(_claims(pdf)),
        bookmarks=tuple(bookmark.get_title() for bookmark in bookmarks),
        bookmark_pages=tuple(_page_of(bookmark) for bookmark in bookmarks),
        addresses=tuple(dict.fromkeys(addresses)),
        dangers=tuple(name for name in _DANGERS if re.search(rb"/%s(?![A-Za-z0-9_.-])" % name.encode(), bones)),
    )


def _page_of(bookmark: Any) -> int:
    place = bookmark.get_dest()
    index = place.get_index() if place else None
    return -1 if index is None else index


# ── the bytes ──


def _claims(pdf: bytes) -> Iterator[str]:
    """What the XMP properties say, which archival files keep uncompressed."""
    if re.search(rb"<pdfuaid:part>1<|pdfuaid:part=.1", pdf):
        yield "PDF/UA-1"
    part = re.search(rb"<pdfaid:part>(\d)<", pdf)
    level = re.search(rb"<pdfaid:conformance>([A-Z])<", pdf)
    if part and level:
        yield f"PDF/A-{part[1].decode()}{level[1].decode()}"


def _bones(pdf: bytes) -> bytes:
    """The objects without the texts and the streams in them; those that are packed into streams are unpacked."""
    found = []
    rest = 0
    for stream in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        found.append(pdf[rest : stream.start()])
        if b"/ObjStm" in found[-1][-400:]:
            try:
                found.append(zlib.decompressobj().decompress(stream[1], 50_000_000))
            except zlib.error:
                found.append(b"/EmbeddedFile ")  # what cannot be looked into counts as the worst
        rest = stream.end()
    found.append(pdf[rest:])
    bones = re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), _without_texts(b" ".join(found)))
    return bones.replace(b"\0", b" ")


def _without_texts(objects: bytes) -> bytes:
    """Texts stand in round brackets, and may say anything."""
    kept, depth, start = [], 0, 0
    for sign in re.finditer(rb"\\.|[()]", objects, re.DOTALL):
        if sign[0] == b"(":
            if depth == 0:
                kept.append(objects[start : sign.start()])
            depth += 1
        elif sign[0] == b")" and depth:
            depth -= 1
            start = sign.end()
    kept.append(objects[start:] if depth == 0 else b"")
    return b" ".join(kept)


# ── a page ──


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one marked content of a page says."""

    text: str
    language: str
    """Empty where it has none of its own."""


@dataclass(frozen=True, slots=True)
class _Marked:
    letters: tuple[Letter, ...]
    pieces: Mapping[int, _Piece]
    """By the number of the marked content."""


@dataclass(frozen=True, slots=True)
class _Object:
    """A run of text on a page, with its marks read once."""

    content: int
    """Number of its marked content; -1 for none."""
    language: str
    said: str | None
    """What it stands for, where that is not what its glyphs say."""
    mark: int
    """Which mark says so: it may hold several runs, and says it once."""


def _read_page(page: Any) -> _Marked:
    text = page.get_textpage()
    objects: dict[int, _Object] = {}
    letters: list[Letter] = []
    texts: dict[int, list[str]] = {}
    languages: dict[int, str] = {}
    told: set[int] = set()
    for index in range(text.count_chars()):
        run = pdfium.FPDFText_GetTextObject(text.raw, index)
        if not run:
            continue  # pdfium's own idea of a space or the end of a line
        address = ctypes.addressof(run.contents)
        if address not in objects:
            objects[address] = _read_object(run)
        found = objects[address]
        # A mark that is drawn apart from its letter says nothing of its own.
        is_known = pdfium.FPDFText_HasUnicodeMapError(text.raw, index) == 0
        sign = chr(pdfium.FPDFText_GetUnicode(text.raw, index)) if is_known else ""
        is_level = abs(pdfium.FPDFText_GetCharAngle(text.raw, index)) < _NOT_LEVEL
        left, bottom, right, top = text.get_charbox(index)
        letters.append(Letter(sign, left, bottom, right, top, found.content >= 0, is_level))
        said = texts.setdefault(found.content, [])
        if found.said is None:
            said.append(sign)
        elif found.mark not in told:
            told.add(found.mark)
            said.append(found.said)
        if found.language:
            languages[found.content] = found.language
    pieces = {number: _Piece("".join(said), languages.get(number, "")) for number, said in texts.items()}
    return _Marked(tuple(letters), pieces)


def _read_object(run: Any) -> _Object:
    language, said, told_by = "", None, 0
    for number in range(max(0, pdfium.FPDFPageObj_CountMarks(run))):
        mark = pdfium.FPDFPageObj_GetMark(run, number)
        language = _parameter(mark, b"Lang") or language
        meant = _parameter(mark, b"ActualText")
        if meant is not None:
            said, told_by = meant, ctypes.addressof(mark.contents)
    return _Object(pdfium.FPDFPageObj_GetMarkedContentID(run), language, said, told_by)


def _parameter(mark: Any, name: bytes) -> str | None:
    """A text among the properties of a mark. Its bytes are decoded here: pdfium loses the half of UTF-16."""
    length = ctypes.c_ulong()
    if not pdfium.FPDFPageObjMark_GetParamBlobValue(mark, name, None, 0, length):
        return None
    room = (ctypes.c_ubyte * length.value)()
    pdfium.FPDFPageObjMark_GetParamBlobValue(mark, name, room, length.value, length)
    found = bytes(room)
    if found.startswith(codecs.BOM_UTF16_BE):
        return found[2:].decode("utf-16-be", "replace")
    return found.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")


def _text(ask: Callable[[Any, int], int]) -> str:
    """A text that pdfium writes into a room of the caller: asked for its length in bytes, then for itself."""
    length = ask(None, 0)
    if length <= 2:
        return ""
    room = (pdfium.FPDF_WCHAR * (length // 2))()
    ask(room, length)
    return bytes(room).decode("utf-16-le", "replace").rstrip("\0")


def _addresses(document: Any, page: Any) -> Iterator[str]:
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if length:
            room = ctypes.create_string_buffer(length)
            pdfium.FPDFAction_GetURIPath(document, action, room, length)
            yield room.value.decode("utf-8", "replace")


# ── the structure ──

_Path = tuple[int, ...]
"""The way from the root of the structure tree, child by child: a node has the same on each page that it stands on."""


@dataclass(frozen=True, slots=True, order=True)
class _Part:
    """One marked content, in the order of reading."""

    path: _Path
    passage: _Path
    """Of the element that it is a part of."""
    kind: str
    text: str
    language: str


def _passages(parts: list[_Part]) -> Iterator[Passage]:
    """A passage for each element, where the first of its own parts stands; one that goes over two pages is whole."""
    together: dict[_Path, list[_Part]] = {}
    for part in sorted(parts):
        together.setdefault(part.passage, []).append(part)
    for own in together.values():
        languages: Counter[str] = Counter()
        for part in own:
            languages[part.language] += sum(map(str.isalpha, part.text))
        yield Passage(own[0].kind, "".join(part.text for part in own), tuple(languages.items()))


def _parts(page: Any, pieces: Mapping[int, _Piece]) -> list[_Part]:
    """What the structure tree says of one page."""
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return []
    try:
        return list(_walk(tree, pieces))
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _walk(tree: Any, pieces: Mapping[int, _Piece]) -> Iterator[_Part]:
    roots = range(pdfium.FPDF_StructTree_CountChildren(tree))
    # Elements still to be read, each with its path, its passage (path and kind) and its language.
    waiting: list[tuple[Any, _Path, tuple[_Path, str], str]] = [
        (pdfium.FPDF_StructTree_GetChildAtIndex(tree, number), (number,), ((), ""), "") for number in roots
    ]
    while waiting:
        element, path, passage, around = waiting.pop()
        if not element:
            continue  # it stands on other pages
        kind = _text(partial(pdfium.FPDF_StructElement_GetType, element))
        language = _text(partial(pdfium.FPDF_StructElement_GetLang, element)) or around
        if kind not in _INLINE:
            passage = (path, kind)
        for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
            content = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number)
            if content < 0:
                child = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
                waiting.append((child, (*path, number), passage, language))
            elif content in pieces:
                piece = pieces[content]
                yield _Part((*path, number), *passage, piece.text, piece.language or language)
