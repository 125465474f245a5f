"""Guides that make a parser of Markdown slow, deep or wordy, if anything does: 62 classes, each of any size.

Tests make a page of each in a child with limits; `judge_times.py` measures how long it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dragoman.errors import UserError
from dragoman.languages import all_languages, find_language
from dragoman.localize import localize
from dragoman.markup.parse import parse_guide
from dragoman.model import Handout, Paper
from dragoman.page_words import page_words
from dragoman.render.html import PageFrame, render_page
from dragoman.render.sheet import make_sheet
from dragoman.render.words import Words

SIZE = 64 * 1024
SOURCE = "source/g.md"


def _filled(bit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """A bit over and over."""
    return lambda size: before + bit * max(1, (size - len(before) - len(after)) // len(bit.encode())) + after


def _nested(opening: str, closing: str, inner: str = "a") -> Callable[[int], str]:
    def made(size: int) -> str:
        depth = size // len((opening + closing).encode())
        return opening * depth + inner + closing * depth

    return made


def _lines(make: Callable[[int], str]) -> Callable[[int], str]:
    """Lines by number, as many as there is room for."""

    def made(size: int) -> str:
        lines: list[str] = []
        room = size
        while room > 0:
            lines.append(make(len(lines)))
            room -= len(lines[-1].encode()) + 1
        return "\n".join(lines)

    return made


def _references(size: int) -> str:
    """One long address, and as many links to it as there is room for."""
    return "[x]: /" + "u" * (size // 2) + "\n\n" + "[x] " * (size // 8)


def _ladder(size: int) -> str:
    """Each list in the one before."""
    depth = int(size**0.5)
    return "\n".join(f"{'  ' * level}- a" for level in range(depth))


def _wide_table(size: int) -> str:
    columns = size // 6
    return "|a" * columns + "|\n" + "|-" * columns + "|\n" + "|b" * columns + "|\n"


def _long_table(size: int) -> str:
    """Rows that leave out most of their cells."""
    return "|a" * 150 + "|\n" + "|-" * 150 + "|\n" + "|b\n" * ((size - 600) // 3)


MARKDOWN: Mapping[str, Callable[[int], str]] = {
    "open brackets": _filled("["),
    "closed brackets": _filled("]"),
    "pairs of brackets": _nested("[", "]"),
    "open links": _filled("[a]("),
    "open links with angles": _filled("[a](<b"),
    "links in links": _nested("[", "](a)"),
    "pictures in pictures": _nested("![", "](a.svg)"),
    "open pictures": _filled("!["),
    "links with a title that does not end": _filled('[a](b "'),
    "address with brackets": _nested("(", ")", "[a](b"),
    "link references": _references,
    "many references": _lines(lambda n: f"[r{n}]: /a{n}"),
    "many uses of no reference": _filled("[a][b] "),
    "references that do not end": _filled("[a]: "),
    "references over lines": _filled("[a]:\n"),
    "footnotes": _lines(lambda n: f"a[^{n}]\n\n[^{n}]: b\n"),
    "footnotes without a text": _filled("[^a] "),
    "footnotes in footnotes": _lines(lambda n: f"[^{n}]: a[^{n + 1}]\n"),
    "stars": _filled("*"),
    "stars and letters": _filled("*a"),
    "stars with spaces": _filled("a **a "),
    "emphasis in emphasis": _nested("*a **", "** a*"),
    "crossed emphasis": _filled("*a _a*_ "),
    "underscores": _filled("_a "),
    "emphasis that does not close": _filled("**a *a "),
    "three stars": _filled("***a** "),
    "tildes": _filled("~~a "),
    "ticks": _filled("`"),
    "ticks of all lengths": _lines(lambda n: "`" * (n % 400 + 1) + "a"),
    "code that does not end": _filled("`a"),
    "backslashes": _filled("\\"),
    "escaped brackets": _filled("\\["),
    "entities": _filled("&amp;"),
    "entities that do not end": _filled("&#"),
    "long entity": _filled("9", "&#", ";"),
    "open tags": _filled("<a "),
    "tags": _filled("<sub>"),
    "tags in tags": _nested("<sub>", "</sub>"),
    "attributes": _filled(' a="b"', "<a", ">"),
    "comments": _filled("<!-- -->"),
    "comments that do not end": _filled("<!--"),
    "declarations": _filled("<!A "),
    "instructions": _filled("<?"),
    "cdata": _filled("<![CDATA["),
    "addresses in angles": _filled("<http://a"),
    "addresses of mail": _filled("<a@b"),
    "quotes in quotes": _filled(">"),
    "quotes over lines": _lines(lambda n: ">" * (n % 60 + 1) + " a"),
    "lists in lists": _ladder,
    "lists on a line": _filled("- "),
    "numbered lists on a line": _filled("1. "),
    "lists and quotes on a line": _filled("- > "),
    "empty list items": _filled("-\n"),
    "items with an indented rest": _lines(lambda n: f"- a\n{' ' * (n % 40)}b"),
    "definitions": _filled("a\n: b\n\n"),
    "wide table": _wide_table,
    "long table": _long_table,
    "tables without a body": _filled("|a|\n|-|\n\n"),
    "pipes": _filled("|"),
    "headings": _lines(lambda n: f"{'#' * (n % 5 + 2)} a"),
    "underlined headings": _filled("a\n---\n"),
    "blank lines and spaces": _filled(" \n\t\n"),
}


def make_page(text: str) -> str:
    """The page of a guide in English; empty for one that is refused with its file and line."""
    english = find_language("en")
    try:
        guide = parse_guide(f"---\ntitle: T\n---\n{text}\n", SOURCE, "g")
    except UserError as error:
        if not str(error).startswith(f"{SOURCE}:"):
            raise AssertionError(f"nobody knows where: {error}") from error
        return ""
    localized = localize(guide, english, {})
    handout = Handout(localized.guide, guide, english, localized.coverage, (), {}, Paper.LETTER)
    words = Words("en", {message.key.text: message.key.text for message in page_words()})
    directions = {known.tag: known.direction for known in all_languages()}
    frame = PageFrame("", "g.pdf", (), "en", english.direction, directions)
    return render_page(make_sheet(handout, words, words), frame, words)
