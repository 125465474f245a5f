"""Reads what a build made, as a browser, a reader of PDF and a ruler would: for tests."""

from __future__ import annotations

import ctypes
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from pypdfium2 import raw

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
SPOKEN = ("aria-label", "alt", "title")
UNSEEN = frozenset({"head", "script", "style"})


class Passage(NamedTuple):
    """A piece of text that people see or hear, with the language and direction it is marked with."""

    text: str
    lang: str
    dir: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str, str]] = [("", "", "")]
        self.passages: list[Passage] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        _, lang, direction = self.open[-1]
        lang, direction = given.get("lang") or lang, given.get("dir") or direction
        if tag not in VOID:
            self.open.append((tag, lang, direction))
        self.passages += [Passage(str(given[name]), lang, direction) for name in SPOKEN if given.get(name)]

    def handle_endtag(self, tag: str) -> None:
        while self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        _, lang, direction = self.open[-1]
        text = " ".join(data.replace("\N{LEFT-TO-RIGHT MARK}", "").split())
        if text and not UNSEEN & {tag for tag, _, _ in self.open}:
            self.passages.append(Passage(text, lang, direction))


def passages(page: str) -> list[Passage]:
    """All visible and spoken text of a page in order; text without a mark of its own is in that of what holds it."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.passages


def text_in(page: str, lang: str) -> str:
    """All that a page says in one language."""
    return " ".join(passage.text for passage in passages(page) if passage.lang == lang)


# ── sheets ──


def sheet_pages(pdf: bytes) -> Iterator[tuple[Any, str]]:
    """Each page of a sheet with its text."""
    for page in pypdfium2.PdfDocument(pdf):
        yield page, " ".join(page.get_textpage().get_text_range().split())


def words_of(text: str) -> set[str]:
    """Where a page reads from the right, its text comes out in another order: words are what can be relied on."""
    return set(re.findall(r"\w+", text))


def lines_of_digits(page: Any) -> Iterator[str]:
    """Digits, brackets and hyphens as they stand on each line of the paper, from left to right.

    PDFium turns brackets round in text from right to left, so each bracket is a bar here.
    """
    text = page.get_textpage()
    lines: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        if character and character in "0123456789()-":
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text.raw, index, ctypes.byref(x), ctypes.byref(y))
            lines[round(y.value)].append((x.value, "|" if character in "()" else character))
    for line in lines.values():
        yield "".join(character for _, character in sorted(line))


def boxes(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each glyph."""
    text = page.get_textpage()
    for index in range(text.count_chars()):
        yield text.get_charbox(index)


def embedded_fonts(pdf: bytes) -> set[str]:
    """Names of the fonts of a sheet; each must have its file in the sheet."""
    names: set[str] = set()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for element in opened.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/Type") == "/FontDescriptor":
                assert "/FontFile2" in element or "/FontFile3" in element, element.FontName
                names.add(str(element.FontName).partition("+")[2])
    return names
