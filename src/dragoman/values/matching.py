"""Which value of a translation answers which of the English, in any order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from dragoman.values.dates import date_parts
from dragoman.values.digits import fold_digits
from dragoman.values.formats import Format
from dragoman.values.numerals import plain_number
from dragoman.values.pool import Pool
from dragoman.values.times import hours_of
from dragoman.values.value import Kind, Value

_ONE = re.compile(r"\b(?:an?|one|once|each|every|per|single|daily)\b", re.IGNORECASE)
"""English words that another language may say with the digit 1."""
_ORDINALS = {
    "2": r"second|secondly|both|double|twice|dual|another|pair",
    "3": r"third|thirdly|triple",
    **dict(zip("456789", ("fourth", "fifth", "sixth", "seventh", "eighth", "ninth"), strict=True)),
    "10": "tenth",
    "1": "first|firstly|single|unique",
}
_ORDINAL_WORDS = tuple((number, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for number, words in _ORDINALS.items())
"""English words that another language may say with a digit: 第2, 2番目, 제3자."""
_HALF_HOUR = re.compile(r"\bhalf(?:[ -]an?)?[ -]hour\b", re.IGNORECASE)
"""Thirty minutes, in nearly every language."""
_RAISED = {"¹": "1", "²": "2", "³": "3"}
_HALF_DEGREE = 0.5
_FEW = 50
"""Temperatures and phone numbers of a text that are held against each other: more than any instruction has."""
_GROUPED = 5
"""Digits from which on a number is written in groups."""
_SCALES = frozenset({"fahrenheit", "celsius"})


@dataclass(slots=True)
class Matching:
    """Values that are still alone, and those that found each other."""

    lost: Pool
    """Of the English."""
    added: Pool
    """Of the translation."""
    pairs: list[tuple[Value, Value]] = field(default_factory=list)
    converted: list[tuple[Value, Value]] = field(default_factory=list)
    """Temperatures of the other scale in the place of the English."""
    redialled: list[tuple[Value, Value]] = field(default_factory=list)
    """A phone number whose digits are cut in other places in the translation, and the first piece."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the two texts say in words."""

    source: str
    english: tuple[Value, ...]
    local: tuple[Value, ...]


def match_values(english: Sequence[Value], local: Sequence[Value], words: Words, form: Format) -> Matching:
    """Each step looks only at what those before it left."""
    matching = Matching(Pool(v for v in english if not v.spelled), Pool(v for v in local if not v.spelled))
    _match_equal(matching)
    if matching.lost or matching.added:
        spelled_english = [*(v for v in english if v.spelled), *words.english]
        spelled_local = [*(v for v in local if v.spelled), *words.local]
        _match_spelled(matching, spelled_english, spelled_local, words.source)
        _match_conversions(matching)
        _match_phones(matching)
        _match_grouped(matching)
        _match_years(matching.lost, matching.added)
        _match_years(matching.added, matching.lost)
        _match_parts(matching.lost, matching.added, form, _months(spelled_local))
        _match_parts(matching.added, matching.lost, form, _months(spelled_english))
    return matching


def ordinals(english: str) -> frozenset[str]:
    """Numbers that an English text names as `second`, `third`, `double`."""
    return frozenset(number for number, words in _ORDINAL_WORDS if words.search(english))


def _match_equal(matching: Matching) -> None:
    for place, value in matching.lost:
        kind = Kind.NUMBER if value.kind is Kind.EMERGENCY else value.kind
        found = matching.added.find(kind, *value.readings)
        if found is not None:
            matching.pairs.append((matching.lost.take(place), matching.added.take(found)))


def _match_spelled(matching: Matching, english: Sequence[Value], local: Sequence[Value], source: str) -> None:
    """Digits that the other text has in words; a word may answer more than once.

    Where another number came in, a word that answers one of the English is no answer to a digit: "0 to 10, zero" is not
    "1 to 10, zero".
    """
    says_english = {(value.kind, reading) for value in english for reading in value.readings}
    says_local = {(value.kind, reading) for value in local for reading in value.readings}
    if _ONE.search(source):
        says_english.add((Kind.NUMBER, "1"))
    says_english.update((Kind.NUMBER, number) for number in (*ordinals(source), *_raised(source)))
    if _HALF_HOUR.search(source):
        says_english.add((Kind.NUMBER, "30"))
    for place, value in matching.lost:
        if value.number == "30" and "minute" in value.units and (Kind.NUMBER, "0.5") in says_local:
            matching.lost.take(place)
    changed = any(value.kind is Kind.NUMBER for _, value in matching.added)
    in_english, in_local = _counted(english), _counted(local)
    for place, value in matching.lost:
        said = any((value.kind, reading) in says_local for reading in value.readings)
        if said and (not changed or _most(value, in_local) > _most(value, in_english)):
            matching.lost.take(place)
    if any(value.kind is Kind.NUMBER for _, value in matching.lost):
        says_english.discard((Kind.NUMBER, "1"))
    for place, value in matching.added:
        if any((value.kind, reading) in says_english for reading in value.readings):
            matching.added.take(place)


def _raised(text: str) -> set[str]:
    """Numbers that stand above the line, as in m²."""
    return {_RAISED[sign] for sign in _RAISED if sign in text}


def _counted(words: Iterable[Value]) -> Counter[tuple[Kind, str]]:
    """How many words of a text may say each value."""
    return Counter((word.kind, reading) for word in words for reading in set(word.readings))


def _most(value: Value, counted: Mapping[tuple[Kind, str], int]) -> int:
    return max((counted.get((value.kind, reading), 0) for reading in value.readings), default=0)


def _match_conversions(matching: Matching) -> None:
    """100.4 °F and 38 °C: beside what it converts it is the same reading, in the place of it a converted one."""
    lost, added = _temperatures(matching.lost), _temperatures(matching.added)
    matched = [value for pair in matching.pairs for value in pair if _SCALES.intersection(value.units)][:_FEW]
    for alone, others, pool in ((lost, added, matching.lost), (added, lost, matching.added)):
        scales = {unit for _, value in others for unit in value.units}
        for place, value in alone:
            # Where the other text has a reading of this scale too, one became the other.
            if not scales.intersection(value.units) and any(_converts(value, other) for other in matched):
                pool.take(place)
    for place, value in _temperatures(matching.lost):
        twin = next((found for found, other in _temperatures(matching.added) if _converts(value, other)), None)
        if twin is not None:
            matching.converted.append((matching.lost.take(place), matching.added.take(twin)))


def _temperatures(pool: Pool) -> list[tuple[int, Value]]:
    return list(islice(((place, value) for place, value in pool if _SCALES.intersection(value.units)), _FEW))


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
    phones = list(islice(((place, value) for place, value in matching.lost if value.kind is Kind.PHONE), _FEW))
    for place, phone in phones:
        pieces = [(found, _digits_of(value)) for found, value in matching.added]
        if phone.number in "".join(digits for _, digits in pieces):
            taken = [matching.added.take(found) for found, digits in pieces if digits and digits in phone.number]
            if taken:
                matching.redialled.append((matching.lost.take(place), taken[0]))


def _match_grouped(matching: Matching) -> None:
    """10 200 000 is one number also where the language groups otherwise, and `64 512 300` may be three."""
    for place, value in islice(matching.lost, _FEW):
        if value.kind is Kind.NUMBER and len(value.number) >= _GROUPED:
            run = _run_of(value.number, list(islice(matching.added, _FEW)))
            if run:
                matching.lost.take(place)
            for piece in run:
                matching.added.take(piece)
    for place, value in islice(matching.added, _FEW):
        groups = fold_digits(value.words).split()
        if value.kind is not Kind.NUMBER or len(groups) == 1 or not all(map(str.isdecimal, groups)):
            continue
        if _take_all(tuple((plain_number(group),) for group in groups), "", matching.lost):
            matching.added.take(place)


def _run_of(number: str, values: Sequence[tuple[int, Value]]) -> list[int]:
    """Places of values side by side whose digits are those of a number; none where there are no such."""
    for start in range(len(values)):
        digits, places = "", []
        for place, value in values[start:]:
            digits += _digits_of(value)
            places.append(place)
            if digits == number and len(places) > 1:
                return places
            if not number.startswith(digits):
                break
    return []


def _digits_of(value: Value) -> str:
    return "".join(filter(str.isdecimal, fold_digits(value.words)))


def _match_years(dates: Pool, others: Pool) -> None:
    """The year of a date may stand apart from its day: "4 de marzo del año 2026"."""
    for place, date in dates:
        if date.kind is Kind.DATE and not date.number.startswith("--"):
            short = others.find(Kind.DATE, f"--{date.number[5:]}")
            year = others.find(Kind.NUMBER, date.number[:4])
            if short is not None and year is not None:
                dates.take(place)
                others.take(short)
                others.take(year)


def _months(words: Iterable[Value]) -> frozenset[str]:
    """Months that a text names without a day beside them."""
    return frozenset(date_parts(value.number)[1] for value in words if value.kind is Kind.DATE)


def _match_parts(wholes: Pool, plain: Pool, form: Format, months: frozenset[str]) -> None:
    """A time, a date or a fraction of one text may be plain numbers in the other; never a time against a time.

    A date is not answered by a text that names other months alone.
    """
    for place, whole in wholes:
        if whole.kind is Kind.DATE and months and date_parts(whole.number)[1] not in months:
            continue
        if whole.parts and any(_take_all(needed, optional, plain) for needed, optional in _ways(whole, form)):
            wholes.take(place)


_Needed = tuple[tuple[str, ...], ...]
"""For each number of a value the ways to write it."""


def _ways(value: Value, form: Format) -> Iterator[tuple[_Needed, str]]:
    """What must stand alone in the other text, and what may: the month of a date is mostly a word."""
    if value.kind is Kind.TIME:
        hours = tuple(dict.fromkeys(hour for reading in value.readings for hour in hours_of(reading)))
        minutes = value.number[3:]
        bare = minutes.lstrip("0")
        yield ((hours, (bare,)) if bare else (hours,)), ""
        yield (tuple(plain_number(hour, minutes) for hour in hours),), ""  # 8.30
    elif value.kind is Kind.DATE:
        year, month, day = date_parts(value.number)
        numbered = (day, month, year) if form.dates else (day, year)
        yield tuple((part,) for part in numbered if part), "" if form.dates else month
    else:
        yield tuple((plain_number(part) if part.isdecimal() else part,) for part in value.parts), ""


def _take_all(needed: _Needed, optional: str, plain: Pool) -> bool:
    """Takes the plain numbers that are needed, all or none."""
    taken: list[int] = []
    for writings in needed:
        found = plain.find(Kind.NUMBER, *writings)
        if found is None:
            break
        plain.take(found)
        taken.append(found)
    if not taken or len(taken) < len(needed):
        for place in taken:
            plain.put_back(place)
        return False
    extra = plain.find(Kind.NUMBER, optional) if optional else None
    if extra is not None:
        plain.take(extra)
    return True
