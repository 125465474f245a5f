"""Numbers in digits: their signs of decimals and groups, fractions, and how each of them can be read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.values.formats import Format

_COMMAS = ".,،"
"""Signs that are for decimals in one language and for groups in another."""
_QUOTES = "'’٬，"
"""Signs that only ever stand between groups."""
_WIDE_COMMA = "，"
_LISTING = ",،， \u00a0"
"""Signs that may also part two numbers."""
_VULGAR = "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"
_VULGAR_VALUES = {
    **{sign: format(unicodedata.numeric(sign), "g") for sign in "½¼¾⅕⅖⅗⅘⅛⅜⅝⅞⅒"},
    "⅓": "1/3",
    "⅔": "2/3",
    "⅙": "1/6",
    "⅚": "5/6",
    "⅐": "1/7",
    "⅑": "1/9",
}
_DENOMINATORS = frozenset({"2", "3", "4", "5", "6", "8", "10", "16"})

NUMERAL = re.compile(
    # a whole number before a fraction, and the fraction
    rf"(?:(?P<whole>(?<![\d.,/])\d{{1,6}})[ \u00a0-]?)?(?P<sign>[{_VULGAR}])"
    r"|(?:(?P<mixed>(?<![\d.,/])\d{1,3})[ \u00a0-])?"
    r"(?P<above>(?<![\d.,/])\d{1,3}) ?/ ?(?P<below>\d{1,3})(?![\d/]|[.,]\d)"
    # digits with signs among them; a space only before three digits
    rf"|\d+(?:[{_COMMAS}{_QUOTES}٫]\d+|[ \u00a0]\d{{3}}(?!\d))*"
    # a fraction without its zero; behind a letter the sign is a full stop or a comma
    r"|(?<![A-Za-z0-9_.,\u00c0-\u1cff])(?:[.٫]\d+|,\d+(?![.,]?\d))"
)


class Numeral(NamedTuple):
    readings: tuple[str, ...]
    start: int
    end: int
    parts: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


def read_numeral(match: re.Match[str], form: Format) -> Iterator[Numeral]:
    """A match of `NUMERAL` as one number, or as several where it cannot be one."""
    if match["sign"]:
        yield _vulgar(match)
    elif match["above"]:
        yield from _fraction(match, form)
    else:
        yield from _digits(match[0], match.start(), form)


def plain_number(digits: str, fraction: str = "") -> str:
    """The one spelling of a number: no zeros that say nothing."""
    whole = digits.lstrip("0") or "0"
    rest = fraction.rstrip("0")
    return f"{whole}.{rest}" if rest else whole


def sum_of(whole: str, fraction: str) -> str:
    """Of a whole number and what is less than one: `1` and `0.5`, or `1` and `1/3`, which stays a sum."""
    return f"{whole}{fraction[1:]}" if fraction.startswith("0.") else f"{whole}+{fraction}"


def ratio(above: str, below: str) -> str:
    """A fraction as a decimal number, where it is one."""
    numerator, denominator = int(above), int(below)
    for places in range(5):
        power = 10**places
        if denominator and numerator * power % denominator == 0:
            digits = str(numerator * power // denominator).rjust(places + 1, "0")
            return plain_number(digits[: len(digits) - places], digits[len(digits) - places :])
    return f"{numerator}/{denominator}"


def _vulgar(match: re.Match[str]) -> Numeral:
    fraction = _VULGAR_VALUES[match["sign"]]
    if match["whole"] is None:
        return Numeral((fraction,), match.start(), match.end())
    whole = plain_number(match["whole"])
    reading = fraction if whole == "0" else sum_of(whole, fraction)
    return Numeral((reading,), match.start(), match.end(), (whole, fraction))


def _fraction(match: re.Match[str], form: Format) -> Iterator[Numeral]:
    """`1/2` and `1 1/2`; `120/80`, `24/7` and `50/50` are two numbers."""
    above, below = plain_number(match["above"]), plain_number(match["below"])
    if not (below in _DENOMINATORS and 0 < int(above) < int(below)):
        for name in ("mixed", "above", "below"):
            if match[name]:
                yield from _digits(match[name], match.start(name), form)
        return
    value = ratio(above, below)
    if match["mixed"] is None:
        yield Numeral((value,), match.start(), match.end(), (above, below))
    else:
        whole = plain_number(match["mixed"])
        yield Numeral((sum_of(whole, value),), match.start(), match.end(), (whole, above, below))


def _digits(text: str, start: int, form: Format) -> Iterator[Numeral]:
    pieces = re.split(r"(\D)", text)
    digits, signs = pieces[::2], pieces[1::2]
    end = start + len(text)
    if not digits[0]:
        yield from _without_zero(digits[1], signs[0], start, form)
        return
    if not signs:
        yield Numeral((plain_number(text),), start, end)
        return
    readings, foreign = _readings(digits, signs, form)
    if readings:
        # "1,5" may be a list and "2 500" two numbers side by side; "1.5" is neither.
        listed = len(signs) == 1 and signs[0] in _LISTING and not form.english
        yield Numeral(readings, start, end, tuple(map(plain_number, digits)) if listed else (), foreign)
    elif _WIDE_COMMA in signs:
        yield from _split(text, start, re.compile(f"[^{_WIDE_COMMA}]+"), form)
    elif " " in signs or "\u00a0" in signs:
        yield from _split(text, start, re.compile(r"[^ \u00a0]+"), form)
    else:
        yield from _split(text, start, re.compile(r"\d+"), form)


def _without_zero(digits: str, sign: str, start: int, form: Format) -> Iterator[Numeral]:
    """`.5`, and `,5` where a comma is for decimals; it may also be a comma whose space is missing."""
    end = start + 1 + len(digits)
    fraction, whole = plain_number("0", digits), plain_number(digits)
    if sign != ",":
        yield Numeral((fraction,), start, end)
    elif _divides(sign, form):
        yield Numeral((fraction, whole), start, end)
    else:
        yield Numeral((whole,), start + 1, end)


def _split(text: str, start: int, piece: re.Pattern[str], form: Format) -> Iterator[Numeral]:
    for match in piece.finditer(text):
        yield from _digits(match[0], start + match.start(), form)


def _readings(digits: list[str], signs: list[str], form: Format) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All readings, the language's own first, and those that are not its own; none where it is no number."""
    last = signs[-1]
    if len(signs) > 1 and len(set(signs)) == 1:
        return _own(plain_number("".join(digits)), _groups(last, form)) if _grouped(digits, last, form) else ((), ())
    if len(signs) > 1:
        good = len(set(signs[:-1])) == 1 and _grouped(digits[:-1], signs[0], form) and _may_be_decimal(last)
        number = plain_number("".join(digits[:-1]), digits[-1])
        return _own(number, _divides(last, form) and _groups(signs[0], form)) if good else ((), ())
    return _one_sign(digits[0], digits[1], last, form)


def _one_sign(before: str, after: str, sign: str, form: Format) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sign of `1,000` or `1.5`: for groups, for decimals, or either."""
    grouped = plain_number(before + after) if _grouped([before, after], sign, form) else None
    decimal = plain_number(before, after) if _may_be_decimal(sign) else None
    if form.english:
        # English is what everything is held against: a comma is for groups, a point for decimals, and nothing else.
        decimal = decimal if sign == "." else None
        grouped = grouped if sign != "." else None
    own = [
        reading
        for reading, mine in ((grouped, _groups(sign, form)), (decimal, _divides(sign, form)))
        if reading is not None and mine
    ]
    other = [reading for reading in (grouped, decimal) if reading is not None and reading not in own]
    return (*own, *other), tuple(other)


def _own(reading: str, own: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (reading,), () if own else (reading,)


def _groups(sign: str, form: Format) -> bool:
    """Whether the language has the sign between groups of digits."""
    return sign in form.group or sign in _QUOTES


def _divides(sign: str, form: Format) -> bool:
    """Whether the language has the sign before a fraction."""
    return sign in form.decimal or sign == "٫"


def _may_be_decimal(sign: str) -> bool:
    return sign in _COMMAS or sign == "٫"


def _grouped(digits: list[str], sign: str, form: Format) -> bool:
    """Whether signs stand where groups are: before each three digits; in South Asia before two, but for the last."""
    first, *middle, last = digits
    if sign == "٫" or (sign == " " and " " not in form.group) or (sign in _COMMAS and form.english and sign != ","):
        return False
    if first.startswith("0") or len(last) != 3:
        return False
    thousands = len(first) <= 3 and all(len(group) == 3 for group in middle)
    lakhs = len(first) <= 2 and all(len(group) == 2 for group in middle)
    return thousands or lakhs
