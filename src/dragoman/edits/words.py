"""Inline Markdown → the words that a reader sees, one by one, with placeholders, links and code as atoms.

Marks, white space, the form of quotes and dashes are gone here. What is left is what an edit can change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import assert_never

from dragoman.edits.numerals import full_hour, ordinal, value_of, with_numbers
from dragoman.edits.synonyms import are_together, plain, spelling
from dragoman.edits.tokens import Shape, Token
from dragoman.markup.inline import InlineContext, parse_inline
from dragoman.model import (
    CodeSpan,
    FootnoteMark,
    InlineImage,
    LineBreak,
    Link,
    Mark,
    Marked,
    Placeholder,
    Span,
    Text,
)

_TELLING = {Mark.SUPERSCRIPT: Shape.SCRIPT, Mark.SUBSCRIPT: Shape.SCRIPT, Mark.STRIKE: Shape.STRUCK}
"""Marks that change what is said."""
_APOSTROPHES = str.maketrans("’‘ʼ`´", "'" * 5)
_TOKEN = re.compile(
    r"""\0(?P<atom>\d+)\0
    |(?P<initials>(?:[^\W\d_]\.){2,})
    |(?P<ordinal>\d+(?:st|nd|rd|th)\b)
    |(?P<number>(?<![\w.])[-−](?=\d)\d+(?:[.,:/]\d+)*|\d+(?:[.,:/]\d+)*|(?<![\w.])\.\d+)
    |(?P<fraction>[¼½¾⅓⅔⅛⅜⅝⅞])
    |(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)
    |(?P<ellipsis>\.{2,}|…)
    |(?P<dash>[-‐‑‒–—―−]+)
    |(?P<stop>[.,;:?!()\[\]])
    |(?P<other>\S)""",
    re.VERBOSE,
)
_BLOCK_MARK = re.compile(r"^[ \t]*(?:(?:#{1,6}|>|[-*+•])[ \t]+(?![\d.]))+", re.MULTILINE)
"""A heading, a quote or an item; `> 5` is none."""
_HTML = re.compile(r"</?(?:b|i|u|em|strong|span|p|small|big)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_QUOTES = frozenset("'\"“”„‟«»‹›*_~|/\\")
_STOPS = {"!": ".", "[": "(", "]": ")"}
_HYPHEN = re.compile(r"(?P<first>[^\W\d_]+)[-‐‑](?=[^\W\d_])")
_ENDINGS = {"n't": "not", "'re": "are", "'ll": "will", "'ve": "have", "'m": "am", "'d": "would"}
_WHOLE = {"cannot": ("can", "not"), "won't": ("will", "not"), "can't": ("can", "not"), "shan't": ("shall", "not")}
_OWNING = "'s"
_REMEMBERED = 16_384
"""Words of one writing that are kept; texts of one project have a few thousand."""
_S_IS = frozenset(("it", "that", "there", "what", "who", "here", "where", "how", "he", "she"))


def read_words(text: str, context: InlineContext) -> tuple[Token, ...]:
    """The tokens of an inline string, in order; total."""
    atoms: list[Token] = []
    flat = "".join(_flat(parse_inline(_HTML.sub("", _BLOCK_MARK.sub("", text)), context), atoms))
    tokens = list(_tokens(_HYPHEN.sub(_glued, flat.translate(_APOSTROPHES)), atoms))
    return with_numbers(list(_spelt(tokens)))


def parts_of(word: str) -> tuple[str, ...]:
    """The plain words of a word in small letters: `don't` is do + not, `doctor's` is doctor."""
    if word in _WHOLE:
        return _WHOLE[word]
    for ending, meant in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return word.removesuffix(ending), meant
    if word.endswith("'s"):
        return (word[:-2], "is" if word[:-2] in _S_IS else _OWNING)
    return (word.replace("'", ""),)


def _flat(spans: tuple[Span, ...], atoms: list[Token]) -> Iterator[str]:
    """One string to be cut into words, with atoms as numbers between NULs, which no text can hold."""

    def atom(shape: Shape, key: str, shown: str = "") -> str:
        atoms.append(Token(shape, key, shown or key))
        return f"\0{len(atoms) - 1}\0"

    for span in spans:
        match span:
            case Text() | LineBreak():
                yield span.text.replace("\0", "\ufffd") if isinstance(span, Text) else " "
            case Placeholder(name):
                yield atom(Shape.PLACEHOLDER, name, f"{{{name}}}")
            case CodeSpan(text):
                yield atom(Shape.CODE, " ".join(text.split()), f"`{text}`")
            case FootnoteMark(label):
                yield atom(Shape.FOOTNOTE, label, f"[^{label}]")
            case InlineImage(url, alt):
                yield from (atom(Shape.LINK, url), alt.replace("\0", "\ufffd"), atom(Shape.LINK_END, ""))
            case Link(url, title, inner):
                yield from (atom(Shape.LINK, url), *_flat(inner, atoms), atom(Shape.LINK_END, ""), f" {title} ")
            case Marked(mark, inner):
                shape = _TELLING.get(mark)
                yield atom(shape, mark.value, f"<{mark.value}>") if shape else ""
                yield from _flat(inner, atoms)
                yield atom(shape, f"/{mark.value}", f"</{mark.value}>") if shape else ""
            case _:
                assert_never(span)


def _tokens(flat: str, atoms: list[Token]) -> Iterator[Token]:
    for match in _TOKEN.finditer(flat):
        shown = match[0]
        match match.lastgroup:
            case "word":
                yield _word(shown.lower(), shown)
            case "atom":
                yield atoms[int(match["atom"])]
            case "initials":
                yield Token(Shape.WORD, shown.replace(".", "").lower(), shown)
            case "ordinal":
                yield ordinal(int(shown[:-2]), shown)
            case "number" | "fraction":
                yield Token(Shape.NUMBER, value_of(shown), shown)
            case "ellipsis":
                yield Token(Shape.STOP, ".", shown)
            case "dash":
                yield from _dash(flat, match)
            case "stop":
                yield _stop(shown)
            case _:
                yield from _other(shown)


@lru_cache(_REMEMBERED)
def _word(key: str, shown: str) -> Token:
    return Token(Shape.WORD, key, shown)


@cache
def _stop(shown: str) -> Token:
    return Token(Shape.STOP, _STOPS.get(shown, shown), shown)


def _glued(match: re.Match[str]) -> str:
    """`non-urgent` is `nonurgent`, and `e-mail` is `email`."""
    return match["first"] if match["first"].lower() in spelling().prefixes else match[0]


def _spelt(tokens: list[Token]) -> Iterator[Token]:
    """Words in one spelling; `check up` and `health care` as one word."""
    firsts, is_word = spelling().together, Shape.WORD
    position = 0
    while position < len(tokens):
        token = tokens[position]
        position += 1
        if token.shape is not is_word:
            yield full_hour(tokens, position - 1)
            continue
        key = plain(token.key)
        after = tokens[position] if key in firsts and position < len(tokens) else None
        if after and after.shape is is_word and are_together(key, after.key):
            yield Token(is_word, key + after.key, f"{token.shown} {after.shown}")
            position += 1
        else:
            yield _word(key, token.shown)


def _dash(flat: str, match: re.Match[str]) -> Iterator[Token]:
    """A dash between numbers is a range, a dash between spaces a pause; a hyphen in a word only parts it."""
    before, after = flat[: match.start()].rstrip(), flat[match.end() :].lstrip()
    if before[-1:].isdecimal() and after[:1].isdecimal():
        yield Token(Shape.SIGN, "to", match[0])
    elif len(match[0]) > 1 or match[0] in "–—―" or not (flat[match.start() - 1 : match.start()].strip() and after):
        yield Token(Shape.STOP, "-", match[0])


def _other(shown: str) -> Iterator[Token]:
    if shown == "&":
        yield Token(Shape.WORD, "and", shown)
    elif shown in "%°":
        yield Token(Shape.WORD, shown, shown)
    elif shown not in _QUOTES:
        yield Token(Shape.SIGN, shown, shown)
