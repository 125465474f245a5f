"""Times of day: by the clock of twelve hours with a part of the day, or of twenty-four."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.values.formats import Daypart, Format
from dragoman.values.numerals import plain_number
from dragoman.values.value import Kind, Value

_HOUR = re.compile(
    r"(?<![\d.,/])(?P<h>[01]?\d|2[0-4])"
    r"(?:(?P<sign>:| ?[hH] ?|\.)(?P<m>[0-5]\d)(?:(?<=:\d\d):[0-5]\d)?)?"
    r"(?![\d/]|[.,:]\d)"
)
_LOOK_BACK = 24
"""Characters that a part of the day may take in front of a time."""


def find_times(text: str, folded: str, form: Format) -> Iterator[Value]:
    """Times that are written as such, or beside a part of the day; any other number is none."""
    for match in _HOUR.finditer(folded):
        value = _time(match, text, folded, form)
        if value:
            yield value


def hours_of(reading: str) -> tuple[str, ...]:
    """The hour of a time as people may write it alone: `20:30` is `20` or `8`."""
    hour = int(reading[:2])
    return tuple(dict.fromkeys((str(hour), str(hour % 12 or 12))))


def half_a_day_apart(first: str, second: str) -> bool:
    return first[3:] == second[3:] and (int(first[:2]) - int(second[:2])) % 24 == 12


def sunrise_apart(first: str, second: str) -> bool:
    """Whether one could be the other, counted from sunrise: six hours apart on the dial."""
    return first[3:] == second[3:] and (int(first[:2]) - int(second[:2])) % 12 == 6


def _time(match: re.Match[str], text: str, folded: str, form: Format) -> Value | None:
    sign = (match["sign"] or "").strip().lower()
    minute, end = match["m"] or "00", match.end()
    spoken = form.clock.match(folded, end) if not sign else None
    half = form.half.match(folded, end) if not sign else None
    if half:
        minute, end = "30", half.end()
    elif spoken:
        minute, end = spoken[1].rjust(2, "0"), spoken.end()
    written = sign in (":", "h") and match["m"] is not None
    hour = int(match["h"])
    daypart, start, stop = _daypart(folded, match.start(), end, form, written)
    if daypart is None and not written:
        return None
    readings = _in_daypart(hour, daypart.hours) if daypart else _any_half(hour, match["h"], form)
    if not readings:
        if not written:
            return None
        readings = (hour % 24,)
    parts = (plain_number(match["h"]), plain_number(minute))
    return Value(
        Kind.TIME,
        tuple(f"{reading:02}:{minute}" for reading in readings),
        start,
        stop,
        text[start:stop],
        parts if match["m"] or (spoken and not half) else parts[:1],
    )


def _daypart(folded: str, start: int, end: int, form: Format, written: bool) -> tuple[Daypart | None, int, int]:
    """The part of the day beside a time, and where the two begin and end."""
    behind = form.after.match(folded, end)
    opening = max(0, start - _LOOK_BACK)
    ahead = form.before.search(folded[opening:start])
    if not written and ahead and not (form.daypart_first or form.hour_word.match(folded, end)):
        ahead = None
    if ahead and (form.daypart_first or not behind):
        place, found = opening + ahead.start(), ahead
        if not (place and folded[place - 1].isalpha() and folded[place].isascii()):
            daypart = form.dayparts[(found.lastindex or 1) - 1]
            if written or not daypart.loose:
                return daypart, place, end
    if behind:
        daypart = form.dayparts[(behind.lastindex or 1) - 1]
        if written or not daypart.loose:
            # The full stop of "8 PM." ends the sentence; that of "8 p.m." may do both.
            ends_sentence = behind[0].endswith(".") and "." not in behind[0][:-1]
            return daypart, start, behind.end() - ends_sentence
    return None, start, end


def _in_daypart(hour: int, hours: tuple[int, int]) -> tuple[int, ...]:
    """What an hour can be in a part of the day: 8 in the evening is 20, 1 at night is 1, 12 at noon is 12."""
    first, last = hours
    meant = {hour, hour + 12, hour + 24} if hour < 12 else {hour, hour + 12, hour - 12} if hour == 12 else {hour}
    return tuple(sorted({candidate % 24 for candidate in meant if first <= candidate <= last}))


def _any_half(hour: int, written: str, form: Format) -> tuple[int, ...]:
    """Without a part of the day an hour up to twelve can be in either half; `08:30` says which.

    Twelve alone is noon wherever there are hours past it.
    """
    if hour > 12 or written.startswith("0") or (hour == 12 and not form.english):
        return (hour % 24,)
    return (hour % 12, hour % 12 + 12)
