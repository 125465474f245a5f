"""Which value of a translation answers which of the English, in any order."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.values.dates import date_parts
from dragoman.values.digits import fold_digits
from dragoman.values.numerals import plain_number
from dragoman.values.times import hours_of
from dragoman.values.value import Kind, Value

_ONE = re.compile(r"\b(?:an?|one|once|each|every|per|single|daily)\b", re.IGNORECASE)
"""English words that another language may say with the digit 1."""
_HALF_DEGREE = 0.5


@dataclass(slots=True)
class Matching:
    """Values that are still alone, and those that found each other."""

    lost: list[Value]
    """Of the English."""
    added: list[Value]
    """Of the translation."""
    pairs: list[tuple[Value, Value]] = field(default_factory=list)
    converted: list[tuple[Value, Value]] = field(default_factory=list)
    """Temperatures of the other scale in the place of the English."""
    redialled: list[tuple[Value, Value]] = field(default_factory=list)
    """A phone number whose digits stand in the translation in another shape, and where they begin."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the two texts say in words."""

    source: str
    english: tuple[Value, ...]
    local: tuple[Value, ...]


def match_values(english: Sequence[Value], local: Sequence[Value], words: Words) -> Matching:
    """Each step looks only at what those before it left."""
    matching = Matching([v for v in english if not v.spelled], [v for v in local if not v.spelled])
    _match_equal(matching)
    if matching.lost or matching.added:
        spelled_english = [*(v for v in english if v.spelled), *words.english]
        spelled_local = [*(v for v in local if v.spelled), *words.local]
        _match_spelled(matching, spelled_english, spelled_local, words.source)
        _match_conversions(matching)
        _match_phones(matching)
        _match_years(matching)
        _match_parts(matching)
    return matching


def family(value: Value) -> Kind:
    """911 is a number like any other where it is looked for."""
    return Kind.NUMBER if value.kind is Kind.EMERGENCY else value.kind


def _match_equal(matching: Matching) -> None:
    by_reading: dict[tuple[Kind, str], deque[int]] = defaultdict(deque)
    for number, value in enumerate(matching.added):
        for reading in value.readings:
            by_reading[family(value), reading].append(number)
    used: set[int] = set()
    lost: list[Value] = []
    for value in matching.lost:
        place = _first_free(value, by_reading, used)
        if place is None:
            lost.append(value)
        else:
            used.add(place)
            matching.pairs.append((value, matching.added[place]))
    matching.lost = lost
    matching.added = [value for number, value in enumerate(matching.added) if number not in used]


def _first_free(value: Value, by_reading: dict[tuple[Kind, str], deque[int]], used: set[int]) -> int | None:
    for reading in value.readings:
        places = by_reading.get((family(value), reading))
        while places and places[0] in used:
            places.popleft()
        if places:
            return places.popleft()
    return None


def _match_spelled(matching: Matching, english: Iterable[Value], local: Iterable[Value], source: str) -> None:
    """Digits that the other text has in words; a word may answer more than once."""
    says_english = {(value.kind, reading) for value in english for reading in value.readings}
    says_local = {(value.kind, reading) for value in local for reading in value.readings}
    if any(value.number == "1" for value in matching.added) and _ONE.search(source):
        says_english.add((Kind.NUMBER, "1"))
    matching.lost = [value for value in matching.lost if not _is_said(value, says_local)]
    matching.added = [value for value in matching.added if not _is_said(value, says_english)]


def _is_said(value: Value, said: set[tuple[Kind, str]]) -> bool:
    return any((value.kind, reading) in said for reading in value.readings)


def _match_conversions(matching: Matching) -> None:
    """100.4 °F and 38 °C: beside what it converts it is the same reading, in the place of it a converted one."""
    matched = [value for pair in matching.pairs for value in pair]
    matching.lost = [value for value in matching.lost if not _converts_any(value, matched)]
    matching.added = [value for value in matching.added if not _converts_any(value, matched)]
    for value in tuple(matching.lost):
        twin = next((other for other in matching.added if _converts(value, other)), None)
        if twin is not None:
            matching.converted.append((value, twin))
            matching.lost.remove(value)
            matching.added.remove(twin)


def _converts_any(value: Value, others: Iterable[Value]) -> bool:
    return bool(value.units) and any(_converts(value, other) for other in others)


def _converts(first: Value, second: Value) -> bool:
    for hot, mild in ((first, second), (second, first)):
        if "fahrenheit" in hot.units and "celsius" in mild.units:
            try:
                return abs(float(hot.number) - (float(mild.number) * 9 / 5 + 32)) <= _HALF_DEGREE
            except ValueError:  # a fraction such as 1/3
                return False
    return False


def _match_phones(matching: Matching) -> None:
    """A phone number may be cut in other places than a telephone company cuts it: 61 25 55 01 42."""
    phones = [value for value in matching.lost if value.kind is Kind.PHONE]
    if not phones or not matching.added:
        return
    digits = "".join(_digits_of(value) for value in matching.added)
    for phone in phones:
        pieces = [value for value in matching.added if _digits_of(value) and _digits_of(value) in phone.number]
        if pieces and phone.number in digits:
            matching.redialled.append((phone, pieces[0]))
            matching.lost.remove(phone)
            matching.added = [value for value in matching.added if value not in pieces]


def _digits_of(value: Value) -> str:
    return "".join(filter(str.isdecimal, fold_digits(value.words)))


def _match_years(matching: Matching) -> None:
    """The year of a date may stand apart from its day: "4 de marzo del año 2026"."""
    for dates, others in ((matching.lost, matching.added), (matching.added, matching.lost)):
        for date in [value for value in dates if value.kind is Kind.DATE and not value.number.startswith("--")]:
            year, rest = date.number[:4], f"--{date.number[5:]}"
            short = next((value for value in others if value.kind is Kind.DATE and rest in value.readings), None)
            number = next((value for value in others if value.kind is Kind.NUMBER and value.number == year), None)
            if short is not None and number is not None:
                dates.remove(date)
                others.remove(short)
                others.remove(number)


def _match_parts(matching: Matching) -> None:
    """A time, a date or a fraction of one text may be plain numbers in the other; never a time against a time."""
    for wholes, plain in ((matching.lost, matching.added), (matching.added, matching.lost)):
        free: dict[str, list[Value]] = defaultdict(list)
        for value in plain:
            if value.kind is Kind.NUMBER:
                free[value.number].append(value)
        if not free:
            continue
        for whole in [value for value in wholes if value.parts]:
            taken = _take_first(_ways(whole), free)
            if taken:
                wholes.remove(whole)
                for value in taken:
                    plain.remove(value)


_Needed = tuple[tuple[str, ...], ...]
"""For each number of a value the ways to write it."""


def _ways(value: Value) -> Iterator[tuple[_Needed, str]]:
    """What must stand alone in the other text, and what may: the month of a date is often a word."""
    if value.kind is Kind.TIME:
        hours = tuple(dict.fromkeys(hour for reading in value.readings for hour in hours_of(reading)))
        minutes = value.number[3:]
        bare = minutes.lstrip("0")
        yield ((hours, (bare,)) if bare else (hours,)), ""
        yield (tuple(plain_number(hour, minutes) for hour in hours),), ""  # 8.30
    elif value.kind is Kind.DATE:
        year, month, day = date_parts(value.number)
        yield tuple((part,) for part in (day, year) if part), month
    elif value.kind is Kind.PHONE:
        yield tuple((plain_number(part),) for part in value.parts), ""
    else:
        yield tuple((part,) for part in value.parts), ""


def _take_first(ways: Iterable[tuple[_Needed, str]], free: dict[str, list[Value]]) -> list[Value]:
    """The plain numbers that answer in the first way that can be found; they are no longer free."""
    for needed, optional in ways:
        taken: list[Value] = []
        for writings in needed:
            found = next((free[writing].pop() for writing in writings if free.get(writing)), None)
            if found is None:
                break
            taken.append(found)
        if taken and len(taken) == len(needed):
            return taken + ([free[optional].pop()] if free.get(optional) else [])
        for value in taken:
            free[value.number].append(value)
    return []
