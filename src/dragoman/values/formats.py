"""How a language writes numbers, dates and times of day: the rows of `formats.toml`, ready to look up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.model import SOURCE_LANGUAGE, Breaking, Language

_SPACE = r"[\s\u00a0]"
Hours = tuple[int, int]
"""First and last hour that a part of the day may mean; past 24 in the night that follows."""


@dataclass(frozen=True, slots=True)
class Daypart:
    form: str
    """As it is written; a full stop and a space may be left out."""
    hours: Hours
    loose: bool = False
    """Makes a number a time only where it is written as one."""


_EVERYWHERE = (Daypart("a. m.", (0, 11)), Daypart("p. m.", (12, 23)))
"""The two halves of the day, which an English clock has taken into every language."""


@dataclass(frozen=True, slots=True, eq=False)
class Format:
    """How one language writes values."""

    english: bool
    decimal: str
    """Signs before a fraction, the usual one first."""
    group: str
    """Signs between groups of three digits, the usual one first; all no-break spaces are one sign here."""
    months: Mapping[str, int]
    """Name in small letters → 1 to 12; empty where names are not known."""
    month: re.Pattern[str]
    dates: tuple[re.Pattern[str], ...]
    """Dates whose month is a number beside a word."""
    clock: re.Pattern[str]
    """Behind an hour: an hour word, minutes and, or not, a minute word."""
    ahead: re.Pattern[str]
    """In front of an hour: words that say minutes past it or to it. The group that matched, less one, is the place in
    `minutes_ahead`."""
    minutes_ahead: tuple[int, ...]
    behind: re.Pattern[str]
    """The same behind an hour."""
    minutes_behind: tuple[int, ...]
    hour_word: re.Pattern[str]
    after: re.Pattern[str]
    """Behind a time: its part of the day. The group that matched, less one, is the place in `dayparts`."""
    before: re.Pattern[str]
    """The same in front of a time, to the end of the text."""
    dayparts: tuple[Daypart, ...]
    daypart_first: bool
    sunrise: bool
    """Many speakers count hours from sunrise."""
    years: tuple[int, ...]
    """What the calendar of the country adds to a Gregorian year."""
    dual: bool
    """One and two of a thing are often said by the form of the noun alone."""
    unit_first: bool
    """A unit stands in front of its number."""


def find_format(language: Language) -> Format:
    """The format of a language; one that the table does not have writes as English does, and names no months."""
    return _format(language.tag, language.breaking is Breaking.SPACES)


@cache
def format_tags() -> tuple[str, ...]:
    """Languages of the table."""
    return tuple(_rows())


@cache
def _rows() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("formats.toml").read_text(encoding="utf-8"))


@cache
def _format(tag: str, spaced: bool) -> Format:
    row = _rows().get(tag, {})
    months = {form.lower(): number for number, forms in enumerate(row.get("months", ()), 1) for form in forms}
    dayparts = _dayparts(row)
    hour, minute = _either(row.get("hour", ())), _either(row.get("minute", ()))
    words = "|".join(f"({_loosely(daypart.form)})" for daypart in dayparts)
    start, edge = (r"(?<![^\W\d_])", r"(?![^\W\d_])") if spaced else ("", "")
    ahead, minutes_ahead = _minutes(row.get("ahead", {}))
    behind, minutes_behind = _minutes({"30": row.get("half", ()), **row.get("behind", {})})
    return Format(
        english=tag == SOURCE_LANGUAGE,
        decimal=row.get("decimal", "."),
        group=row.get("group", ","),
        months=months,
        month=_months(months, tag, edge),
        dates=tuple(re.compile(pattern) for pattern in row.get("dates", ())),
        clock=re.compile(rf"{_SPACE}?{hour}{_SPACE}?([0-5]?\d)(?![\d:])(?:{_SPACE}?{minute})?"),
        ahead=re.compile(rf"{start}{ahead}{_SPACE}{{1,2}}$", re.IGNORECASE),
        minutes_ahead=minutes_ahead,
        behind=re.compile(rf"{_SPACE}?(?:{hour}{_SPACE}?)?{behind}{edge}", re.IGNORECASE),
        minutes_behind=minutes_behind,
        hour_word=re.compile(rf"{_SPACE}?{hour}"),
        after=re.compile(rf"{_SPACE}{{0,2}}(?:{hour}{_SPACE}{{0,2}})?(?:{words}){edge}", re.IGNORECASE),
        before=re.compile(rf"(?:{words}){_SPACE}{{0,2}}(?:{hour}{_SPACE}{{0,2}})?$", re.IGNORECASE),
        dayparts=dayparts,
        daypart_first=row.get("daypart_first", False),
        sunrise=row.get("sunrise", False),
        years=tuple(row.get("years", ())),
        dual=row.get("dual", False),
        unit_first=row.get("unit_first", False),
    )


def _dayparts(row: Mapping[str, Any]) -> tuple[Daypart, ...]:
    """Longest form first, since a regular expression takes the first that fits."""
    found = [
        Daypart(form, _hours(key), name == "loose_dayparts")
        for name in ("dayparts", "loose_dayparts")
        for key, forms in row.get(name, {}).items()
        for form in forms
    ]
    found += [mark for mark in _EVERYWHERE if mark.form not in {daypart.form for daypart in found}]
    return tuple(sorted(found, key=lambda daypart: -len(daypart.form)))


def _minutes(table: Mapping[str, Sequence[str]]) -> tuple[str, tuple[int, ...]]:
    """A pattern of words that say minutes past an hour, and how many each of its groups says."""
    listed = sorted(((form, int(key)) for key, forms in table.items() for form in forms), key=lambda one: -len(one[0]))
    words = "|".join(f"({_loosely(form)})" for form, _ in listed)
    return f"(?:{words})" if words else "(?!)", tuple(minutes for _, minutes in listed)


def _hours(key: str) -> Hours:
    first, _, last = key.partition("-")
    return int(first), int(last)


def _either(forms: Sequence[str]) -> str:
    """A pattern of any of the forms; of none, one that never matches."""
    longest = sorted(forms, key=len, reverse=True)
    return f"(?:{'|'.join(map(_loosely, longest))})" if forms else "(?!)"


def _loosely(form: str) -> str:
    """A full stop and a space may be left out: `a. m.` is `am`, `AM` and `a.m.` too."""
    return re.escape(form).replace(r"\.", r"\.?").replace(r"\ ", rf"{_SPACE}{{0,2}}")


def _months(months: Mapping[str, int], tag: str, edge: str) -> re.Pattern[str]:
    if not months:
        return re.compile("(?!)")
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    if tag == SOURCE_LANGUAGE:  # "may" and "march" are verbs: only in capitals are they months
        names = "|".join(re.escape(name.capitalize()) for name in sorted(months, key=len, reverse=True))
        return re.compile(rf"\b(?:{names})\b")
    # Prepositions are joined to the name in Amharic, Tigrinya and Arabic.
    start = r"(?<![^\W\d_])" if edge and tag not in _JOINED else ""
    return re.compile(rf"{start}(?:{names}){edge or _SYLLABLE}", re.IGNORECASE)


_SYLLABLE = r"(?![\u102b-\u103e])"
"""No Burmese vowel or tone goes on with the syllable: မေ is May, and မေး to ask."""
_JOINED = frozenset({"am", "ti", "ar"})
