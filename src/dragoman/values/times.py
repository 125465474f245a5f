"""Times of day: by the clock of twelve hours with a part of the day, or of twenty-four; in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.values.formats import Daypart, Format
from dragoman.values.numerals import plain_number
from dragoman.values.value import Kind, Value

_HOUR = re.compile(
    r"(?<![\d.,/])(?P<h>[01]?\d|2[0-4])"
    r"(?:(?P<sign>:| ?[hH] ?|\.)(?P<m>[0-5]\d)(?:(?<=:\d\d):[0-5]\d)?)?"
    r"(?![\d/]|[.,:]\d)"
)
_DIAL = frozenset(map(str, range(1, 13)))
_LOOK_BACK = 24
"""Characters that a part of the day may take in front of a time."""


def find_times(text: str, folded: str, form: Format) -> Iterator[Value]:
    """Times that are written as such, or beside a part of the day; any other number is none."""
    for match in _HOUR.finditer(folded):
        value = _time(match, text, folded, form)
        if value:
            yield value


def find_spoken_times(text: str, folded: str, numbers: Iterable[Value], form: Format) -> Iterator[Value]:
    """Times whose hour is a number in words beside a word for the hour, or for a share of it: 七点三刻, "پونے آٹھ"."""
    there = {number.start: number for number in numbers if number.kind is Kind.NUMBER}
    for number in there.values():
        whole, _, half = number.number.partition(".")
        if whole not in _DIAL or half not in ("", "5"):
            continue
        minutes, start, end = _share(folded, number.start, number.end, form)
        minutes += 30 * bool(half)  # in Urdu one word says two and a half
        word = form.hour_word.match(folded, number.end)
        if not word and start == number.start and end == number.end:
            continue
        end = max(end, word.end()) if word else end
        counted = there.get(end)
        if counted and not minutes and counted.number.isdecimal() and int(counted.number) < 60:
            minutes, end = int(counted.number), counted.end
        daypart, start, end = _daypart(folded, start, end, form, written=True)
        hour = int(whole)
        hours = _in_daypart(hour, daypart.hours) if daypart else (hour % 12, hour % 12 + 12)
        inside = tuple(other.number for place, other in there.items() if start <= place < end)
        readings = tuple(_clock(hour, minutes) for hour in hours)
        if readings:
            yield Value(Kind.TIME, readings, start, end, text[start:end], inside, spelled=True)


def hours_of(reading: str) -> tuple[str, ...]:
    """The hour of a time as people may write it alone: `20:30` is `20` or `8`."""
    hour = int(reading[:2])
    return tuple(dict.fromkeys((str(hour), str(hour % 12 or 12))))


def sunrise_apart(first: str, second: str) -> bool:
    """Whether one could be the other, counted from sunrise: six hours apart on the dial."""
    return first[3:] == second[3:] and (int(first[:2]) - int(second[:2])) % 12 == 6


def _time(match: re.Match[str], text: str, folded: str, form: Format) -> Value | None:
    sign = (match["sign"] or "").strip().lower()
    minute, end = match["m"] or "00", match.end()
    spoken = form.clock.match(folded, end) if not sign else None
    first = match.start()
    share, first, end = _share(folded, first, end, form) if not sign else (0, first, end)
    if spoken and not share:
        minute, end = spoken[1].rjust(2, "0"), spoken.end()
    written = sign in (":", "h") and match["m"] is not None
    hour = int(match["h"])
    daypart, start, stop = _daypart(folded, first, end, form, written)
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
        tuple(_clock(reading, share or int(minute)) for reading in readings),
        start,
        stop,
        text[start:stop],
        parts if match["m"] or (spoken and not share) else parts[:1],
    )


def _share(folded: str, start: int, end: int, form: Format) -> tuple[int, int, int]:
    """Minutes past an hour, or to it, that words beside it say, and where these begin and end."""
    if behind := form.behind.match(folded, end):
        return form.minutes_behind[(behind.lastindex or 1) - 1], start, behind.end()
    opening = max(0, start - _LOOK_BACK)
    if ahead := form.ahead.search(folded[opening:start]):
        return form.minutes_ahead[(ahead.lastindex or 1) - 1], opening + ahead.start(), end
    return 0, start, end


def _clock(hour: int, minutes: int) -> str:
    """A quarter to eight is 07:45."""
    hours, minute = divmod(hour * 60 + minutes, 60)
    return f"{hours % 24:02}:{minute:02}"


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
