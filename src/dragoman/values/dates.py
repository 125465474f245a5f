"""Dates: with the name of the month, with its number beside a word, or in figures alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.values.formats import Format
from dragoman.values.numerals import plain_number
from dragoman.values.value import Kind, Value

_FIGURES = re.compile(
    r"(?<![\d./-])(?:(?P<y>[12]\d{3})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})"
    r"|(?P<one>\d{1,2})([-/.])(?P<two>\d{1,2})\6(?P<year>[12]\d{3}|(?<=/)\d\d))(?![\d/-]|[.]\d)"
)
_PARTED = re.compile(r"\d[/.-]\d")
"""What every date in figures alone has."""
_ORDINAL = r"(?:st|nd|rd|th|er|ta|aad|-?[еого]{1,2}|\.?º|°|\.)?"
_LINK = r"[\s\u00a0]*(?:(?:[年년]|ခုနှစ်၊?|ခု၊?)[\s\u00a0]*)?(?:(?:de|del|of|the|lub|tim|د)[\s\u00a0]+|d['’])?[\s\u00a0]*"
_YEAR_LINK = rf"[,،፣]?{_LINK}"
_DAY_BEFORE = re.compile(
    rf"(?<![\d.,:/-])(?:(?P<from>\d{{1,2}})[\s\u00a0]?-[\s\u00a0]?)?(?P<d>\d{{1,2}}){_ORDINAL}{_LINK}$"
)
_YEAR_BEFORE = re.compile(rf"(?<!\d)(?P<y>[12]\d{{3}}){_LINK}$")
_DAY_BEHIND = re.compile(
    rf"\.?{_LINK}(?P<d>\d{{1,2}})(?!\d|[:.,]\d)(?:st|nd|rd|th)?(?:[\s\u00a0]?-[\s\u00a0]?(?P<to>\d{{1,2}})(?!\d|[:.,]\d))?"
)
_YEAR_BEHIND = re.compile(rf"\.?{_YEAR_LINK}(?P<y>[12]\d{{3}})(?!\d)")
_LOOK_BACK = 24


def find_figure_dates(text: str, folded: str, form: Format) -> Iterator[Value]:
    """Dates without the name of a month."""
    for match in _FIGURES.finditer(folded) if _PARTED.search(folded) else ():
        readings = _figures(match, form)
        if readings:
            yield _date(text, match.span(), readings, tuple(re.findall(r"\d+", match[0])))
    for pattern in form.dates:
        for match in pattern.finditer(folded):
            reading = _reading(match["y"], int(match["m"]), match["d"])
            if reading:
                yield _date(text, match.span(), _years(reading, form), tuple(re.findall(r"\d+", match[0])))


def find_named_dates(text: str, folded: str, form: Format) -> Iterator[Value]:
    """Dates with the name of a month; and, spelled, such names alone."""
    end = 0
    for match in form.month.finditer(folded):
        # "نيسان/أبريل" is one month by two names.
        if not (end and match.start() == end + 1 and folded[end] == "/"):
            yield from _named(text, folded, match, form)
        end = match.end()


def date_parts(reading: str) -> tuple[str, str, str]:
    """Year, month and day as numbers without zeros in front; empty where the date does not say."""
    year, _, rest = ("", "", reading[2:]) if reading.startswith("--") else reading.partition("-")
    month, _, day = rest.partition("-")
    return year, month.lstrip("0"), day.lstrip("0")


def _date(text: str, span: tuple[int, int], readings: tuple[str, ...], figures: tuple[str, ...]) -> Value:
    start, end = span
    parts = tuple(map(plain_number, figures))
    return Value(Kind.DATE, readings, start, end, text[start:end], parts, spelled=not parts)


def _figures(match: re.Match[str], form: Format) -> tuple[str, ...]:
    """3/4/2026 is March 4 in English, and may be April 3 elsewhere."""
    if match["y"]:
        reading = _reading(match["y"], int(match["m"]), match["d"])
        return _years(reading, form) if reading else ()
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    one, two = match["one"], match["two"]
    american, other = _reading(year, int(one), two), _reading(year, int(two), one)
    found = [american or other] if form.english else [american, other]
    return tuple(reading for one in found if one for reading in _years(one, form))


def _named(text: str, folded: str, name: re.Match[str], form: Format) -> Iterator[Value]:
    """The day and the year may stand before the month or behind it."""
    month = form.months[name[0].lower()]
    start, end = name.span()
    alias = form.month.match(folded, end + 1) if folded[end : end + 1] == "/" else None
    end = alias.end() if alias else end
    opening = max(0, start - _LOOK_BACK)
    before = _DAY_BEFORE.search(folded, opening, start)
    early = None if before else _YEAR_BEFORE.search(folded, opening, start)
    behind = None if before else _DAY_BEHIND.match(folded, end)
    end = behind.end() if behind else end
    late = None if early else _YEAR_BEHIND.match(folded, end)
    end = late.end() if late else end
    year = early["y"] if early else late["y"] if late else None
    found = before or early
    start = found.start() if found else start
    days = [before["from"], before["d"]] if before else [behind["d"], behind["to"]] if behind else [None]
    # "March 4–6" is two dates in one place.
    for day in [day for day in days if day is not None] or [None]:
        reading = _reading(year, month, day)
        if reading:
            yield _date(text, (start, end), _years(reading, form), tuple(part for part in (day, year) if part))


def _reading(year: str | None, month: int, day: str | None) -> str | None:
    number = int(day) if day else 0
    if not 1 <= month <= 12 or number > 31 or (day and not number):
        return None
    rest = f"{month:02}-{number:02}" if number else f"{month:02}"
    return f"{year}-{rest}" if year else f"--{rest}"


def _years(reading: str, form: Format) -> tuple[str, ...]:
    """A year of the Buddhist calendar is a year of ours by subtraction; other calendars have other months too."""
    if len(form.years) == 1 and not reading.startswith("--"):
        year = int(reading[:4])
        return reading, f"{year - form.years[0]}{reading[4:]}"
    return (reading,)
