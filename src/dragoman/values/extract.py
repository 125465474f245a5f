"""Text to values: everything that a text says in figures, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dragoman.model import Language
from dragoman.values.contacts import EMERGENCY, find_addresses, find_phones
from dragoman.values.dates import find_figure_dates, find_named_dates
from dragoman.values.digits import fold_digits
from dragoman.values.formats import Format, find_format
from dragoman.values.numerals import NUMERAL, plain_number, read_numeral
from dragoman.values.times import find_spoken_times, find_times
from dragoman.values.value import Join, Kind, Value
from dragoman.values.words import add_units, find_words

_FIGURE = re.compile(r"[\d½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒@]")
_HOST = re.compile(r"\.(?:(?<=www\.)|(?:com|org|net|gov|edu|mil|info|health|care|clinic|us|io)\b)", re.IGNORECASE)
_TAKEN = "_"
"""Stands in the place of what is read already: neither digit, letter nor space."""
_MINUS = re.compile(r"(?:^|[\s\u00a0(\[=:])-$")
_DIGIT_BEFORE = re.compile(r"\d[\s\u00a0]*-$")
_BETWEEN = re.compile(r"[\s\u00a0]?(?:(?P<dash>[-~])|[^\W\d_]{1,6})[\s\u00a0]?")
_POWERS = {"十": 1, "십": 1, "百": 2, "백": 2, "千": 3, "천": 3, "万": 4, "萬": 4, "만": 4, "亿": 8, "億": 8, "억": 8}
_POWER = re.compile("[十십百백千천]?[万萬만]|[千천]|[亿億억]")
_ALONE = "만"
"""Ten thousand; also `only`, and `as much as` in `만큼`."""
_ENGLISH_POWERS = {"thousand": 3, "million": 6, "billion": 9}
_ENGLISH_POWER = re.compile("[ \u00a0-]?(" + "|".join(_ENGLISH_POWERS) + r")\b", re.IGNORECASE)
"""Other languages may count in units of their own: 10 million are 1천만."""
_KEPT = 4096
"""Texts whose values are held at once: the English of a large guide for all its languages, and a catalog beside it."""


@lru_cache(maxsize=2 * _KEPT)
def may_hold_figures(text: str) -> bool:
    """A cheap look: whether it is worth while to read a text. Most texts hold no figure at all."""
    if _FIGURE.search(text) or "://" in text:
        return True
    return _HOST.search(text) is not None


@lru_cache(maxsize=_KEPT)
def read_figures(text: str, language: Language) -> tuple[Value, ...]:
    """Values of a text in NFC, in its order; months, noon and midnight alone are spelled ones.

    Total, and takes time in step with the length of the text.
    """
    form = find_format(language)
    folded = fold_digits(text)
    found: list[Value] = []
    rest = folded
    rest = _take(rest, find_addresses(text), found)
    rest = _take(rest, find_phones(text, rest), found)
    rest = _take(rest, _emergencies(text, rest), found)
    rest = _take(rest, find_figure_dates(text, rest, form), found)
    rest = _take(rest, find_named_dates(text, rest, form), found)
    rest = _take(rest, find_times(text, rest, form), found)
    numbers = list(_numbers(text, folded, rest, form))
    found += add_units(numbers, text, folded, language)
    return tuple(sorted(found, key=lambda value: value.start))


@lru_cache(maxsize=_KEPT)
def read_words(text: str, language: Language) -> tuple[Value, ...]:
    """Numbers, times and dates in words; nothing in a language without a word list."""
    found = tuple(find_words(text, language))
    return (*found, *find_spoken_times(text, fold_digits(text), found, find_format(language)))


def _take(rest: str, values: Iterable[Value], found: list[Value]) -> str:
    """Notes values and covers their places, so that what stands there is read once."""
    in_order = sorted(values, key=lambda value: (value.start, -value.end))
    if not in_order:
        return rest
    pieces: list[str] = []
    position = 0
    last = (0, 0)
    for value in in_order:
        # Two dates of "March 4–6" stand in one place; of any others that overlap, the first counts.
        if value.start < position and (value.start, value.end) != last:
            continue
        found.append(value)
        if value.start >= position and not value.spelled:
            last = value.start, value.end
            pieces += (rest[position : value.start], _TAKEN * (value.end - value.start))
            position = value.end
    pieces.append(rest[position:])
    return "".join(pieces)


def _emergencies(text: str, rest: str) -> Iterator[Value]:
    for match in EMERGENCY.finditer(rest) if "9" in rest else ():
        yield Value(Kind.EMERGENCY, (match[0].replace("-", ""),), *match.span(), text[match.start() : match.end()])


def _numbers(text: str, folded: str, rest: str, form: Format) -> Iterator[Value]:
    before: Value | None = None
    for match in NUMERAL.finditer(rest):
        for numeral in read_numeral(match, form):
            start, end = numeral.start, numeral.end
            readings = numeral.readings
            power = _POWER.match(folded, end)
            if power:
                end = power.end()
                by = sum(_POWERS[sign] for sign in power[0])
                plain = readings if power[0] == _ALONE else ()
                readings = (*(_times_ten(reading, by) for reading in readings), *plain)
            counted = _ENGLISH_POWER.match(folded, end) if form.english else None
            if counted:
                by = _ENGLISH_POWERS[counted[1].lower()]
                readings = (*readings, *(_times_ten(reading, by) for reading in readings))
            head = folded[max(0, start - 4) : start]
            if _MINUS.search(head) and not _DIGIT_BEFORE.search(head):
                start -= 1
                readings = tuple(f"-{reading}" for reading in readings)
            joined = _joined(folded[before.end : start]) if before else Join.NOT
            before = Value(
                Kind.NUMBER,
                readings,
                start,
                end,
                text[start:end],
                numeral.parts,
                tuple(reading for reading in readings if reading.lstrip("-") in numeral.foreign),
                joined=joined,
            )
            yield before


def _joined(gap: str) -> Join:
    between = _BETWEEN.fullmatch(gap) if len(gap) <= 8 else None
    return Join.NOT if between is None else Join.DASH if between["dash"] else Join.WORD


def _times_ten(reading: str, power: int) -> str:
    whole, _, fraction = reading.partition(".")
    digits = fraction.ljust(power, "0")
    return plain_number(whole + digits[:power], digits[power:]) if "/" not in reading else reading
