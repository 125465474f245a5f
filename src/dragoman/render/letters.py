"""Which letters the pages of a site show, in which language: what its fonts must have.

What a browser's shaping may ask for beyond the letters of a text is counted too: composed and decomposed forms, the
other of a pair of brackets, the parts of split vowels.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from dragoman.model import SOURCE_LANGUAGE

Letters = tuple[tuple[str, str], ...]
"""Tag of a language, and each letter of its texts once, in order."""

COMMON = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) | frozenset(
    "\u0300\u0301\u0302\u0303\u0308\u030a\u0327"
    "\u2010\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2032\u2033\u2039\u203a\u20ac\u2212\u25cc"
)
"""In the first font of each language that has them: a name or a number changed in a text then changes no font."""

_SHOWN_ATTRIBUTES = frozenset({"data-column"})
_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_PAIRS = ("«»", "‹›", "≤≥", "≪≫", "⟨⟩", "⟪⟫", "〈〉", "《》", "「」", "『』", "【】", "〔〕", "⁽⁾", "₍₎", "⌈⌉", "⌊⌋")
_OTHER_OF_PAIR = {pair[place]: pair[1 - place] for pair in _PAIRS for place in (0, 1)}
_CONTROLS = frozenset(map(chr, range(0x20)))
# HarfBuzz takes these apart before it looks into the font; Unicode has no canonical decomposition of them.
_PARTS = {
    "\u0e33": "\u0e4d\u0e32",  # Thai am
    "\u0eb3": "\u0ecd\u0eb2",  # Lao am
    **dict.fromkeys("\u17be\u17bf\u17c0\u17c4\u17c5", "\u17c1"),  # Khmer vowels on both sides
    "\u00ad": "\u2010",
    "\u2011": "\u2010",
    "\u202f": " ",
}


def page_letters(html: str) -> Letters:
    """The letters of a page of ours, by language."""
    texts = _plain_texts(html)
    if texts is None:
        texts = _read_texts(html)
    return tuple((tag, _with_forms("".join(shown))) for tag, shown in sorted(texts.items()))


def needed_codes(
    pages: Iterable[Letters], stacks: Mapping[str, Sequence[str]], coverage: Callable[[str], frozenset[int]]
) -> dict[str, frozenset[int]]:
    """Code points that each family must have for these pages; `stacks` gives the families of each language.

    A letter is taken from the first family of the stack that has it, as browsers do; marks and joiners from all,
    since they are shaped with the letter before them. A language without a stack is left to the reader's system.
    """
    texts: dict[str, set[str]] = {tag: set(COMMON) for tag in stacks}
    for tag, letters in (pair for page in pages for pair in page):
        if tag in texts:
            texts[tag].update(letters)
    found: dict[str, set[int]] = {family: set() for stack in stacks.values() for family in stack}
    for tag, shown in texts.items():
        for letter in shown:
            having = [family for family in stacks[tag] if ord(letter) in coverage(family)]
            shaped_with_others = unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf") and letter not in COMMON
            for family in having if shaped_with_others else having[:1]:
                found[family].add(ord(letter))
    return {family: frozenset(codes) for family, codes in found.items()}


@lru_cache(maxsize=256)
def _with_forms(text: str) -> str:
    """Letters in order; names of languages, a few letters each, stand on every page."""
    letters = set(text)
    if not unicodedata.is_normalized("NFC", text):
        letters.update(unicodedata.normalize("NFC", text))
    letters.update(unicodedata.normalize("NFD", "".join(letters)))  # it takes each letter apart by itself
    letters.update([_OTHER_OF_PAIR[letter] for letter in letters & _OTHER_OF_PAIR.keys()])
    letters.update(*[_PARTS[letter] for letter in letters & _PARTS.keys()])
    return "".join(sorted(letters - _CONTROLS))


_TAG = re.compile(r'(/?)([a-z][a-z0-9]*)((?: [a-z][a-z0-9:-]*(?:="[^"<>]*")?)*)( ?/)?')
_ATTRIBUTE = re.compile(r' ([a-z][a-z0-9:-]*)(?:="([^"]*)")?')
_DOCTYPE = re.compile("<!doctype html>", re.IGNORECASE)
_RAW = frozenset({"iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "xmp"})
"""In these a `<` may be a letter; in a title too."""


class _Tag(NamedTuple):
    name: str
    closes: bool
    opens: bool
    """Whether texts may be in it."""
    language: str = ""
    """Of what is in it; empty for the one around it."""
    shown: tuple[str, ...] = ()
    """Values of attributes that a page shows."""


def _plain_texts(html: str) -> Mapping[str, list[str]] | None:
    """Texts by language, as `_read_texts` finds them, of a page that is written as ours are: in a fifth of the time.

    `None` for any other: attributes in other quotes or on several lines, comments, scripts, a stray `<`.
    """
    texts: dict[str, list[str]] = {}
    opened, language = [("", SOURCE_LANGUAGE)], SOURCE_LANGUAGE
    start = _DOCTYPE.match(html)
    before, *parts = html[start.end() if start else 0 :].split("<")
    if before:
        texts[language] = [unescape(before)]
    for part in parts:
        said, end, text = part.partition(">")
        tag = _tag(said) if end else None
        if tag is None or (opened[-1][0] == "title" and not tag.closes):
            return None
        if tag.closes:
            if tag.name == opened[-1][0]:
                opened.pop()
                language = opened[-1][1]
        else:
            own = tag.language or language
            if tag.shown:
                texts.setdefault(own, []).extend(tag.shown)
            if tag.opens:
                opened.append((tag.name, own))
                language = own
        if text:
            texts.setdefault(language, []).append(unescape(text) if "&" in text else text)
    return texts


@lru_cache(maxsize=1024)
def _tag(said: str) -> _Tag | None:
    """A tag by what is between its brackets; `None` if it is not written as ours are. Most stand on every page."""
    match = _TAG.fullmatch(said)
    if match is None:
        return None
    slash, name, attributes, alone = match.groups()
    if slash:
        return None if attributes or alone else _Tag(name, closes=True, opens=False)
    if name in _RAW:
        return None
    if alone:
        return _Tag(name, closes=False, opens=False)
    values = dict(_ATTRIBUTE.findall(attributes))
    shown = tuple(values[name] for name in _SHOWN_ATTRIBUTES & values.keys())
    language = values.get("lang", "")
    if any("&" in value for value in (language, *shown)):
        return None
    return _Tag(name, closes=False, opens=name not in _VOID, language=language, shown=shown)


def _read_texts(html: str) -> Mapping[str, list[str]]:
    """Texts by language, of any page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.texts


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {}
        self._open = [("", SOURCE_LANGUAGE)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        language = values.get("lang") or self._open[-1][1]
        for name in _SHOWN_ATTRIBUTES & values.keys():
            self.texts.setdefault(language, []).append(values[name] or "")
        if tag not in _VOID:
            self._open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<path/>` of a drawing: it has no text."""

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open[-1][0]:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self._open[-1][1], []).append(data)
