"""Numbers by their value, however they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.edits.tokens import Shape, Token

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
_ORDINALS = enumerate(["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 3)
_EXACT = {word: f"{place}th" for place, word in _ORDINALS} | {"half": "0.5", "halves": "0.5"}
_TELLING = frozenset((*_SMALL, *_TENS, *_EXACT, "to", "through", "and"))
"""Words that may be a number or the sign of a range."""


def in_digits(word: str) -> str:
    """A number word in digits; any other as it is."""
    return str(_SMALL.get(word, word))


def ordinal(place: int, shown: str) -> Token:
    """`2nd` is the word `second`, which may be a unit; others are numbers of their own."""
    if place in (1, 2):
        return Token(Shape.WORD, ("first", "second")[place - 1], shown)
    return Token(Shape.NUMBER, f"{place}th", shown)


def value_of(shown: str) -> str:
    """Digits of any script as ASCII; `1,000` is 1000 and `2.50` is 2.5, and nothing else is made simpler."""
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in shown.replace("−", "-"))
    digits = f"0{digits}" if digits.startswith(".") else digits
    if digits in _FRACTIONS:
        return _FRACTIONS[digits]
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", digits):
        digits = digits.replace(",", "")
    if re.fullmatch(r"-?\d+\.\d+", digits):
        digits = digits.rstrip("0").rstrip(".")
    return digits


def with_numbers(tokens: list[Token]) -> tuple[Token, ...]:
    """Numbers in words and digits alike, and ranges: `fifteen to thirty` is `15–30`, `one and a half` is 1.5."""
    found = list(_in_digits(tokens))
    has_numbers = Shape.NUMBER in [token.shape for token in found]
    return tuple(_mixed(found) if has_numbers else found)


def _in_digits(tokens: list[Token]) -> Iterator[Token]:
    """Number words by their value, and ranges alike: `fifteen to thirty` is `15–30`."""
    position = 0
    while position < len(tokens):
        if tokens[position].key not in _TELLING:
            yield tokens[position]
            position += 1
            continue
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
    if tokens[start].shape is Shape.WORD and tokens[start].key in _EXACT:
        return _EXACT[tokens[start].key], 1
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


def full_hour(tokens: Sequence[Token], position: int) -> Token:
    """A token, with `9:00 a.m.` as `9 AM`."""
    token = tokens[position]
    is_hour = token.shape is Shape.NUMBER and token.key.endswith(":00")
    if is_hour and position + 1 < len(tokens) and tokens[position + 1].key in ("am", "pm"):
        return replace(token, key=token.key.removesuffix(":00").lstrip("0") or "0")
    return token


def _mixed(tokens: list[Token]) -> Iterator[Token]:
    """`1 1/2`, `1½` and `one and a half` as 1.5."""
    position = 0
    while position < len(tokens):
        if tokens[position].shape is not Shape.NUMBER:
            yield tokens[position]
            position += 1
            continue
        for between in ([], ["and"], ["and", "a"]):
            end = position + len(between) + 1
            found = tokens[position : end + 1]
            if [token.key for token in found[1:-1]] == between and _is_mixed(found):
                whole = "" if found[-1].shown == "half" and not between else found[0].key
                shown = " ".join(token.shown for token in found)
                yield Token(Shape.NUMBER, (whole + found[-1].key.removeprefix("0")) if whole else "0.5", shown)
                position = end + 1
                break
        else:
            yield tokens[position]
            position += 1


def _is_mixed(found: list[Token]) -> bool:
    ends = len(found) > 1 and {found[0].shape, found[-1].shape} == {Shape.NUMBER}
    if found[-1].shown == "half" and len(found) == 2:
        return ends and found[0].shown.lower() == "one"
    return ends and found[0].key.isdecimal() and found[-1].key in ("0.5", "0.25", "0.75")
