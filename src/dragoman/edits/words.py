"""Inline Markdown → the words that a reader sees, one by one, with placeholders, links and code as atoms.

Marks, white space, the form of quotes and dashes are gone here. What is left is what an edit can change.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

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


class Shape(StrEnum):
    WORD = "word"
    NUMBER = "number"
    STOP = "stop"
    """Punctuation, as one of `. , ; : ? ( ) -`."""
    SIGN = "sign"
    PLACEHOLDER = "placeholder"
    LINK = "link"
    LINK_END = "link end"
    CODE = "code"
    FOOTNOTE = "footnote"
    SCRIPT = "script"
    """Raised or lowered text begins or ends: 10² is not 102."""
    STRUCK = "struck out"


@dataclass(frozen=True, slots=True)
class Token:
    shape: Shape
    key: str
    """What it is compared by: small letters, the value of a number, the name of an atom."""
    shown: str


_TELLING = {Mark.SUPERSCRIPT: Shape.SCRIPT, Mark.SUBSCRIPT: Shape.SCRIPT, Mark.STRIKE: Shape.STRUCK}
"""Marks that change what is said."""
_APOSTROPHES = str.maketrans("’‘ʼ`´", "'" * 5)
_TOKEN = re.compile(
    r"""\0(?P<atom>\d+)\0
    |(?P<initials>(?:[^\W\d_]\.){2,})
    |(?P<number>(?<![\w.])[-−](?=\d)\d+(?:[.,:/]\d+)*|\d+(?:[.,:/]\d+)*)
    |(?P<fraction>[¼½¾⅓⅔⅛⅜⅝⅞])
    |(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)
    |(?P<ellipsis>\.{2,}|…)
    |(?P<dash>[-‐‑‒–—―−]+)
    |(?P<stop>[.,;:?!()\[\]])
    |(?P<other>\S)""",
    re.VERBOSE,
)
_QUOTES = frozenset("'\"“”„‟«»‹›*_~|/\\")
_STOPS = {"!": ".", "[": "(", "]": ")"}
_FRACTIONS = {
    "1/2": "0.5", "1/4": "0.25", "3/4": "0.75", "½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "1/3", "⅔": "2/3",
    "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8",
}  # fmt: skip
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_SMALL = {word: value for value, word in enumerate(f"{_UNITS} seventeen eighteen nineteen".split())}
_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_ENDINGS = {"n't": "not", "'re": "are", "'ll": "will", "'ve": "have", "'m": "am", "'d": "would"}
_WHOLE = {"cannot": ("can", "not"), "won't": ("will", "not"), "can't": ("can", "not"), "shan't": ("shall", "not")}
_S_IS = frozenset(("it", "that", "there", "what", "who", "here", "where", "how", "he", "she"))


def read_words(text: str, context: InlineContext) -> tuple[Token, ...]:
    """The tokens of an inline string, in order; total."""
    atoms: list[Token] = []
    flat = "".join(_flat(parse_inline(text, context), atoms))
    return tuple(_numbers(list(_tokens(flat.translate(_APOSTROPHES), atoms))))


def parts_of(token: Token) -> tuple[str, ...]:
    """The plain words of a word: `don't` is do + not, `doctor's` is doctor."""
    word = token.key
    if word in _WHOLE:
        return _WHOLE[word]
    for ending, meant in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return word.removesuffix(ending), meant
    if word.endswith("'s"):
        return (word[:-2], "is") if word[:-2] in _S_IS else (word[:-2],)
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
            case "atom":
                yield atoms[int(match["atom"])]
            case "initials":
                yield Token(Shape.WORD, shown.replace(".", "").lower(), shown)
            case "number" | "fraction":
                yield Token(Shape.NUMBER, _value(shown), shown)
            case "word":
                yield Token(Shape.WORD, shown.lower(), shown)
            case "ellipsis":
                yield Token(Shape.STOP, ".", shown)
            case "dash":
                yield from _dash(flat, match)
            case "stop":
                yield Token(Shape.STOP, _STOPS.get(shown, shown), shown)
            case _:
                yield from _other(shown)


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


def _value(shown: str) -> str:
    """Digits of any script as ASCII; `1,000` is 1000 and `2.50` is 2.5, and nothing else is made simpler."""
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in shown.replace("−", "-"))
    if digits in _FRACTIONS:
        return _FRACTIONS[digits]
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", digits):
        digits = digits.replace(",", "")
    if re.fullmatch(r"-?\d+\.\d+", digits):
        digits = digits.rstrip("0").rstrip(".")
    return digits


def _numbers(tokens: list[Token]) -> Iterator[Token]:
    """Number words by their value, and ranges alike: `fifteen to thirty` is `15–30`."""
    position = 0
    while position < len(tokens):
        value, used = _spelled(tokens, position)
        if used:
            shown = " ".join(token.shown for token in tokens[position : position + used])
            yield Token(Shape.NUMBER, value, shown)
        else:
            used = 1
            yield _range(tokens, position)
        position += used


def _spelled(tokens: list[Token], start: int) -> tuple[str, int]:
    """Value and length of a number in words."""
    total, used = 0, 0
    if tokens[start].key == "one" and _is_pronoun(tokens, start):
        return "", 0
    for token in tokens[start : start + 4]:
        word = token.key if token.shape is Shape.WORD else ""
        if used and word in ("hundred", "thousand"):
            total *= 100 if word == "hundred" else 1000
        elif word in _TENS and (not used or total % 100 == 0):
            total += _TENS[word]
        elif word in _SMALL and (not used or (total % 10 == 0 and total >= 20 and 0 < _SMALL[word] < 10)):
            total += _SMALL[word]
        else:
            break
        used += 1
    return str(total), used


def _is_pronoun(tokens: list[Token], position: int) -> bool:
    """`this one`, `any one of`, `one another`: no number."""
    around = (tokens[position - 1].key if position else "", "".join(t.key for t in tokens[position + 1 : position + 2]))
    return around[0] in ("this", "that", "which", "any") or around[1] == "another"


def _range(tokens: list[Token], position: int) -> Token:
    """`to` and `through` between two numbers, and `and` after `between`, as the sign of a range."""
    token = tokens[position]
    if token.key not in ("to", "through", "and") or not 0 < position < len(tokens) - 1:
        return token
    before, after = tokens[position - 1], tokens[position + 1]
    between = position > 1 and tokens[position - 2].key == "between"
    if (token.key != "and" or between) and _is_number(before) and _is_number(after):
        return Token(Shape.SIGN, "to", token.shown)
    return token


def _is_number(token: Token) -> bool:
    return token.shape is Shape.NUMBER or token.key in _SMALL or token.key in _TENS
