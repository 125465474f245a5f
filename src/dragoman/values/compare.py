"""What a translation says otherwise than its English: numbers, units, times, dates, phone numbers and addresses."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from dragoman.model import Direction, Language
from dragoman.values.digits import fold_digits
from dragoman.values.extract import read_figures, read_words
from dragoman.values.formats import Format, find_format
from dragoman.values.matching import Matching, Words, match_values
from dragoman.values.pool import Pool, family
from dragoman.values.times import sunrise_apart
from dragoman.values.value import Join, Kind, Value
from dragoman.values.words import says_number, says_unit, units_named

_KEPT = 8192
_IN_WORDS = frozenset({*map(str, range(13)), "0.25", "0.5", "0.75", "1.5", "2.5", "1/3"})
"""Numbers that people like to write out."""
_PASSING = frozenset({"one", "once", "pair", "couple", "between"})
"""English number words that other languages may say in no word of number."""
_ONE_OF_THEM = re.compile(
    r"(?<!no )(?<!this )(?<!that )(?<!which )(?<!every )(?<!another )(?<!other )(?<!by )\b(?:one|once)\b"
    r"(?! another| by | day\b)",
    re.IGNORECASE,
)
_TWOFOLD = re.compile(
    r"2|\b(?:two|both|pairs?|couple|twice|between|seconds?|either|double|halves|each other)\b", re.IGNORECASE
)
"""English words that other languages may say with a two."""
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
"""Behind an English number: other languages have words of their own for such."""
_DIMENSIONS = re.compile(r"[ -]?D\b")
"""Behind the number of 3D, which is a word: `tridimensional`."""
_DUAL = re.compile(r"[^\W\d_]{2}(?:ين|ان)(?![^\W\d_]|[\u064b-\u0652])")
"""The end of an Arabic noun that says there are two."""
_COUNTING = frozenset({"Jpan", "Kore", "Hans", "Hant"})
_COUNTED = frozenset({"1", "2", "3"})
"""Numbers with which these scripts write `each`, `the next`, `both`, `secondary`: １文字ずつ, 第2, 2차."""
_BASE = re.compile(r"[ -]?(?:進|进|진)|-(?:ричн|ков)")
"""Behind the number of 10進 and `16-ричный`, which are words: decimal, hexadecimal."""
_CLOCK = "0123456789:.٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹hH "


class Nature(StrEnum):
    """In which way two texts differ."""

    CHANGED = "changed"
    LOST = "lost"
    ADDED = "added"
    REPEATED = "repeated"
    """It stands in both, but not equally often."""
    CONVERTED = "converted"
    """The same temperature on the other scale."""
    CALENDAR = "calendar"
    """A year as another calendar counts it."""
    SUNRISE = "sunrise"
    """An hour as it is counted from sunrise."""
    DAYPART = "daypart"
    """A time that no longer says which half of the day it is in."""
    REVERSED = "reversed"
    """A range from high to low."""
    UNIT_CHANGED = "unit changed"
    UNIT_LOST = "unit lost"
    SEPARATOR = "separator"
    """Written with a sign that is not the language's."""
    SHAPE = "shape"
    """A phone number in another shape."""
    DIGITS = "digits"
    """A phone number in digits that are not on a telephone."""


@dataclass(frozen=True, slots=True)
class Difference:
    nature: Nature
    kind: Kind
    english: Value | None
    local: Value | None
    doubtful: bool = False
    """The translation may say it in words that cannot be read."""


@lru_cache(maxsize=_KEPT)
def compare_figures(english: str, local: str, source: Language, language: Language) -> tuple[Difference, ...]:
    """Differences of two texts in NFC in what they say in figures; total."""
    ours, theirs = read_figures(english, source), read_figures(local, language)
    form = find_format(language)
    words = Words(english, (), ())
    if _differ(ours, theirs):
        words = Words(english, read_words(english, source), read_words(local, language))
    matching = match_values(ours, theirs, words, form)
    return (
        *_calendars(matching, form),
        *_alone(matching, form, (english, local), language),
        *_of_pairs(matching, theirs),
        *_units(matching, form, local, language),
        *_ranges((english, ours), (local, theirs), language),
    )


def compare_words(english: str, local: str, source: Language, language: Language) -> tuple[Difference, ...]:
    """English number words that nothing answers; only those that the word list of the language has."""
    spoken = read_words(english, source)
    asked = [value for value in spoken if _is_asked(value, language)]
    one = _one_of_them(english)
    if not asked and not one:
        return ()
    figures = read_figures(local, language)
    words = [value for value in read_words(local, language) if value.kind is Kind.NUMBER]
    said = {reading for value in (*words, *figures) for reading in (*value.readings, *value.parts)}
    if "30" in said:
        said.add("0.5")  # half an hour
    said |= {str(int(reading[:2])) for value in figures if value.kind is Kind.TIME for reading in value.readings}
    meant = {reading for value in (*spoken, *read_figures(english, source)) for reading in value.readings}
    other = [value for value in words if value.number not in meant and value.number not in ("0", "1")]
    found = []
    for value in asked:
        if not said.intersection(value.readings):
            partner = other.pop(0) if other else None
            found.append(Difference(Nature.CHANGED if partner else Nature.LOST, Kind.NUMBER, value, partner, True))
    if one and "1" not in said and says_number(language, "1"):
        two = next((value for value in (*words, *figures) if "2" in (*value.readings, *value.parts)), None)
        if two:
            single = Value(Kind.NUMBER, ("1",), *one.span(), one[0], spelled=True)
            found.append(Difference(Nature.CHANGED, Kind.NUMBER, single, two, True))
    return tuple(found)


@lru_cache(maxsize=_KEPT)
def _one_of_them(english: str) -> re.Match[str] | None:
    """A “one” that must not become a two; asked once for all languages."""
    return _ONE_OF_THEM.search(english) if not _TWOFOLD.search(english) else None


def _is_asked(value: Value, language: Language) -> bool:
    """Numbers of two words are read too loosely, and in Arabic a noun alone says that there are two."""
    if value.kind is not Kind.NUMBER or value.words.lower() in _PASSING or len(value.readings) > 1:
        return False
    return says_number(language, value.number) and not (find_format(language).dual and value.number == "2")


def _differ(ours: Sequence[Value], theirs: Sequence[Value]) -> bool:
    """A first look; equal values need no words read."""
    return Counter(v.readings for v in ours if not v.spelled) != Counter(v.readings for v in theirs if not v.spelled)


# ── Values that found no other ──


def _calendars(matching: Matching, form: Format) -> Iterator[Difference]:
    """Dates whose year the translation counts by its own calendar; its names of months cannot be compared."""
    if not form.years:
        return
    days = deque(place for place, value in matching.added if value.kind is Kind.NUMBER and _is_day(value))
    by_year: dict[str, deque[int]] = defaultdict(deque)
    for place, value in matching.added:
        if value.kind in (Kind.NUMBER, Kind.DATE) and value.number[:4].isdecimal():
            by_year[value.number.partition("-")[0]].append(place)
    for place, date in matching.lost:
        if date.kind is Kind.DATE and not date.number.startswith("--"):
            years = (str(int(date.number[:4]) + years) for years in form.years)
            found = next((by_year[year].popleft() for year in years if by_year.get(year)), None)
            if found is not None:
                year = matching.added.take(found)
                if days and year.kind is Kind.NUMBER:
                    matching.added.take(days.popleft())
                yield Difference(Nature.CALENDAR, Kind.DATE, matching.lost.take(place), year)


def _is_day(value: Value) -> bool:
    return value.number.isdecimal() and len(value.number) <= 2 and 1 <= int(value.number) <= 31


def _alone(matching: Matching, form: Format, texts: tuple[str, str], language: Language) -> Iterator[Difference]:
    english, local = texts
    for place, value in matching.lost:
        if _DIMENSIONS.match(english, value.end):
            matching.lost.take(place)
    for one, other in _couples(matching.lost, matching.added):
        yield Difference(_nature(one, other, form), one.kind, one, other)
    matched = {(family(v), reading) for pair in matching.pairs for v in pair for reading in v.readings}
    for _, value in matching.lost:
        repeated = any((family(value), reading) in matched for reading in value.readings)
        if form.dual and value.number == "2" and _DUAL.search(local):
            continue
        ordinal = _ORDINAL.match(english, value.end) is not None
        doubtful = value.kind is Kind.NUMBER and (ordinal or _may_be_in_words(value, form, language))
        yield Difference(Nature.REPEATED if repeated else Nature.LOST, value.kind, value, None, doubtful)
    for _, value in matching.added:
        repeated = any((family(value), reading) in matched for reading in value.readings)
        counts = value.kind is Kind.NUMBER and language.script in _COUNTING and value.number in _COUNTED
        based = value.kind is Kind.NUMBER and _BASE.match(local, value.end) is not None
        yield Difference(Nature.REPEATED if repeated else Nature.ADDED, value.kind, None, value, counts or based)
    for one, other in matching.converted:
        yield Difference(Nature.CONVERTED, one.kind, one, other)
    for one, other in matching.redialled:
        yield Difference(Nature.SHAPE, one.kind, one, other)


def _couples(lost: Pool, added: Pool) -> Iterator[tuple[Value, Value]]:
    """What probably became what: of one kind first, then any figures, in the order of the texts."""
    for sort in (family, _is_address):
        waiting: dict[object, deque[int]] = defaultdict(deque)
        for place, value in added:
            waiting[sort(value)].append(place)
        for place, value in lost:
            partners = waiting.get(sort(value))
            if partners:
                yield lost.take(place), added.take(partners.popleft())


def _is_address(value: Value) -> bool:
    return value.kind in (Kind.EMAIL, Kind.ADDRESS)


def _nature(one: Value, other: Value, form: Format) -> Nature:
    if one.kind is Kind.TIME is other.kind and form.sunrise:
        apart = any(sunrise_apart(first, second) for first in one.readings for second in other.readings)
        return Nature.SUNRISE if apart else Nature.CHANGED
    return Nature.CHANGED


def _may_be_in_words(value: Value, form: Format, language: Language) -> bool:
    if form.dual and value.number in ("1", "2"):
        return True
    return value.number in _IN_WORDS and not says_number(language, value.number)


# ── Values that found each other ──


def _of_pairs(matching: Matching, theirs: Sequence[Value]) -> Iterator[Difference]:
    around_the_clock = any(_is_of_24_hours(value) for value in theirs)
    for one, other in matching.pairs:
        if one.kind is Kind.NUMBER and _is_read_otherwise(one, other):
            yield Difference(Nature.SEPARATOR, one.kind, one, other)
        if one.kind is Kind.TIME and _lost_half(one, other) and not around_the_clock:
            yield Difference(Nature.DAYPART, one.kind, one, other)
        if one.kind in (Kind.PHONE, Kind.EMERGENCY):
            yield from _dialled(one, other)


def _is_read_otherwise(one: Value, other: Value) -> bool:
    """Whether the reading that two numbers share is not the first that a reader of the language thinks of."""
    shared = next((reading for reading in other.readings if reading in one.readings), None)
    return shared is not None and (shared in other.foreign or shared != other.number)


def _is_of_24_hours(value: Value) -> bool:
    """08:30 and 16:30, with no part of the day beside them; 12:30 is of both clocks."""
    if value.kind is not Kind.TIME or len(value.readings) > 1 or value.words.strip(_CLOCK):
        return False
    return not value.number.startswith("12")


def _lost_half(one: Value, other: Value) -> bool:
    """Whether an hour after noon is written so that it is read as one of the morning."""
    return len(one.readings) == 1 and one.number >= "13" and len(other.readings) > 1


def _dialled(one: Value, other: Value) -> Iterator[Difference]:
    folded = fold_digits(other.words)
    if other.words != one.words and any(map(_is_foreign_digit, other.words)):
        yield Difference(Nature.DIGITS, one.kind, one, other)
    elif one.kind is Kind.PHONE and _shape(fold_digits(one.words)) != _shape(folded):
        yield Difference(Nature.SHAPE, one.kind, one, other)


def _is_foreign_digit(character: str) -> bool:
    return character.isdecimal() and not character.isascii()


def _shape(phone: str) -> str:
    return " ".join(phone.replace("\u00a0", " ").split())


def _units(matching: Matching, form: Format, local: str, language: Language) -> Iterator[Difference]:
    """A unit beside a number that is not that of the English; one is lost only where the text never names it.

    Each unit is told once: of "15 to 30 minutes" both numbers have the same.
    """
    beside: dict[str, set[str]] = defaultdict(set)
    for one, other in matching.pairs:
        beside[one.number].update(other.units, other.units_ahead)
    named: frozenset[str] | None = None
    told: set[tuple[str, ...]] = set()
    for one, other in matching.pairs:
        if not one.units or one.units in told or beside[one.number].intersection(one.units):
            continue
        if other.units or (form.unit_first and other.units_ahead):
            told.add(one.units)
            yield Difference(Nature.UNIT_CHANGED, one.kind, one, other)
            continue
        named = units_named(local, language) if named is None else named
        if not named.intersection(one.units) and all(says_unit(language, unit) for unit in one.units):
            told.add(one.units)
            yield Difference(Nature.UNIT_LOST, one.kind, one, other)


_Read = tuple[str, Sequence[Value]]
"""A text and its values."""


def _ranges(ours: _Read, theirs: _Read, language: Language) -> Iterator[Difference]:
    """From high to low where the English goes up; where text runs from right to left this may be right."""
    if language.direction is Direction.RTL:
        return
    there = {(first.number, last.number): whole for first, last, whole in _dashed(*theirs)}
    for first, last, whole in _dashed(*ours):
        turned = there.get((last.number, first.number))
        if turned and first.number != last.number and (first.number, last.number) not in there:
            yield Difference(Nature.REVERSED, Kind.NUMBER, whole, turned)


def _dashed(text: str, values: Sequence[Value]) -> Iterator[tuple[Value, Value, Value]]:
    """The two ends of each range, and the range as it is written."""
    for first, last in pairwise(values):
        if last.joined is Join.DASH:
            yield first, last, replace(first, end=last.end, words=text[first.start : last.end])
