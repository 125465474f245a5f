"""Numbers and units in words: by the word list of the language, and Chinese numerals by their own arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from dragoman.lexicons import Group, Hit, Lexicon, find_lexicon
from dragoman.model import Language
from dragoman.values.formats import find_format
from dragoman.values.value import Join, Kind, Value

_HAN = {**dict(zip("〇零一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)), "两": 2, "兩": 2}
_HAN_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "萬": 10_000}
_HAN_NUMBER = re.compile(
    r"(?<!\d)(?<![周週])(?<!星期|礼拜|禮拜)(?!百分之)[〇零一二三四五六七八九十百千万萬两兩]{1,12}|半"
)
_CHINESE = frozenset({"Hans", "Hant"})
_HAN_SCRIPTS = _CHINESE | {"Jpan"}
_JOINT = re.compile(r"[\s\u00a0-]{0,2}(?:[^\W\d_]{1,2}[\s\u00a0])?")
"""Between the words of one number: "treinta y cinco", "thirty-five", "خمسة وثلاثون"."""

_HAN_DATE = re.compile(
    r"(?:(?P<y>[〇零一二三四五六七八九]{4})年)?(?P<m>十[一二]?|[一二三四五六七八九])月"
    r"(?P<d>三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])[日号號]"
)
_DUAL_AND_HALF = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,}(?:ين|ان)(?= و[ \u00a0]?(?:ال)?نصف)")
"""A dual before "and a half": in Arabic two of a thing, "ساعتين ونصف"."""
_ANY_DUAL = re.compile(r"(?<=أي )(?!ال)[^\W\d_]{3,}(?:ين|ان)(?![^\W\d_])")
"""A dual behind "any", which takes no plural."""

_SIGN = re.compile(
    r"[ \u00a0]?(?:(?P<percent>%)|(?P<fahrenheit>°[ \u00a0]?F\b|℉)|(?P<celsius>°[ \u00a0]?C\b|℃)"
    r"|(?:(?P<mg>mg)|(?P<mcg>mcg|[μu]g)|(?P<kg>kg)|(?P<gram>g)|(?P<ml>m[lL])|(?P<liter>[lL])"
    r"|(?P<mm>mm)|(?P<cm>cm)|(?P<pound>lbs?)|(?P<ounce>oz)|(?P<mmHg>mm ?Hg)|(?P<minute>min)|(?P<hour>hr?s?))(?![^\W_]))"
)
"""Signs of units that are the same in every language, behind a number."""
_PERCENT_BEFORE = re.compile(r"(?:%|百分之)[ \u00a0]?$")
_GAPS = " \u00a0\n-个個かヶケ개"
"""What may stand between a number and its unit: spaces, a hyphen, a measure word."""
_FARTHEST = 3
_SPELLED_TIMES = {"noon": "12:00", "midnight": "00:00"}


def find_words(text: str, language: Language) -> Iterator[Value]:
    """Noon, midnight and numbers in words, each number with what it may say together with its neighbour."""
    han = tuple(_han_numbers(text)) if language.script in _HAN_SCRIPTS else ()
    yield from han
    yield from _han_dates(text) if han else ()
    yield from _duals(text) if find_format(language).dual else ()
    lexicon = _quantities(language)
    found = lexicon.hits(text) if lexicon else ()
    for hit in found:
        if hit.group is Group.TIME:
            yield Value(Kind.TIME, (_SPELLED_TIMES[hit.concept],), hit.start, hit.end, hit.words, spelled=True)
    taken = {place for value in han for place in range(value.start, value.end)}
    hits = [
        hit for hit in found if hit.group is Group.NUMBER and hit.start not in taken and not _counts_nothing(hit, text)
    ]
    together = [_together(one, two, text) for one, two in pairwise(hits)]
    for hit, before, behind in zip(hits, [(), *together], [*together, ()], strict=False):
        readings = tuple(dict.fromkeys((hit.concept, *before, *behind)))
        whole, _, half = hit.concept.partition(".")
        parts = (whole, "0.5") if half and whole != "0" else ()
        yield Value(Kind.NUMBER, readings, hit.start, hit.end, hit.words, parts, spelled=True)


def _counts_nothing(hit: Hit, text: str) -> bool:
    """Before digits, or in the name of a day: "năm" is five, but "năm 2026" a year and "thứ Năm" Thursday."""
    before, behind = text[max(0, hit.start - 4) : hit.start], text[hit.end : hit.end + 2]
    return behind.strip()[:1].isdecimal() or before.lower() == "thứ "


def _han_numbers(text: str) -> Iterator[Value]:
    for match in _HAN_NUMBER.finditer(text):
        reading = "0.5" if match[0] == "半" else str(_han_value(match[0]))
        yield Value(Kind.NUMBER, (reading,), match.start(), match.end(), match[0], spelled=True)


def _han_dates(text: str) -> Iterator[Value]:
    for match in _HAN_DATE.finditer(text):
        month, day = _han_value(match["m"]), _han_value(match["d"])
        year = str(_han_value(match["y"])) if match["y"] else "-"
        yield Value(Kind.DATE, (f"{year}-{month:02}-{day:02}",), *match.span(), match[0], spelled=True)


def _duals(text: str) -> Iterator[Value]:
    """Twos of a thing by the form of the noun, where its place leaves no doubt that this is no plural."""
    for pattern in (_DUAL_AND_HALF, _ANY_DUAL):
        for match in pattern.finditer(text):
            yield Value(Kind.NUMBER, ("2",), *match.span(), match[0], spelled=True)


def says_number(language: Language, value: str) -> bool:
    """Whether the word list of a language has words for a value: where it has none, nothing can be said."""
    lexicon = _quantities(language)
    return language.script in _CHINESE or bool(lexicon and lexicon.covers(Group.NUMBER, value))


def says_unit(language: Language, unit: str) -> bool:
    lexicon = _quantities(language)
    return bool(lexicon and lexicon.covers(Group.UNIT, unit))


def units_named(text: str, language: Language) -> frozenset[str]:
    """Every unit that a text names, beside a number or not."""
    lexicon = find_lexicon(language)
    named = {hit.concept for hit in lexicon.hits(text) if hit.group is Group.UNIT} if lexicon else set()
    return frozenset(named)


def add_units(values: list[Value], text: str, folded: str, language: Language) -> list[Value]:
    """Numbers with the units that stand right beside them; in some languages the unit comes first."""
    if not values:
        return values
    lexicon = find_lexicon(language)
    hits = [hit for hit in lexicon.hits(text) if hit.group is Group.UNIT] if lexicon else []
    behind = {hit.start: hit.concept for hit in hits}
    ahead = {hit.end: hit.concept for hit in hits}
    found = [_with_units(value, folded, behind, ahead) if value.kind is Kind.NUMBER else value for value in values]
    return _shared_by_ranges(found)


def _with_units(value: Value, folded: str, behind: Mapping[int, str], ahead: Mapping[int, str]) -> Value:
    sign = _SIGN.match(folded, value.end)
    after = (sign and sign.lastgroup) or _nearest(behind, folded, value.end, 1)
    if not after and _PERCENT_BEFORE.search(folded, max(0, value.start - 5), value.start):
        after = "percent"
    before = _nearest(ahead, folded, value.start, -1)
    if not (after or before):
        return value
    return replace(value, units=(after,) if after else (), units_ahead=(before,) if before else ())


def _nearest(units: Mapping[int, str], folded: str, place: int, step: int) -> str | None:
    """The unit that begins or ends at a place, or beyond a few signs that may stand between."""
    for _ in range(_FARTHEST + 1):
        if place in units:
            return units[place]
        passed = folded[place : place + 1] if step > 0 else folded[place - 1 : place]
        if not passed or passed not in _GAPS:
            return None
        place += step
    return None


def _shared_by_ranges(values: list[Value]) -> list[Value]:
    """In "15–30 minutes" the unit is that of both ends."""
    for place in range(len(values) - 1, 0, -1):
        if values[place].joined is not Join.NOT and values[place].units and not values[place - 1].units:
            values[place - 1] = replace(values[place - 1], units=values[place].units)
    return values


def _together(first: Hit, second: Hit, text: str) -> tuple[str, ...]:
    """What two words in a row may say: twenty-five, two hundred, two and a half."""
    gap = text[first.end : second.start]
    if len(gap) > 4 or not _JOINT.fullmatch(gap):
        return ()
    one, two = float(first.concept), float(second.concept)
    tens = 10 <= one < 100 and two < 10, 10 <= two < 100 and one < 10
    sums = [one + two] if any(tens) or one == 100 or two == 0.5 else []
    products = [one * two] if two == 100 and 1 < one < 10 else []
    return tuple(f"{number:g}" for number in (*sums, *products))


def _han_value(numeral: str) -> int:
    """三十五 is 35, and so is 三五 in a row of digits."""
    if not any(character in _HAN_POWERS for character in numeral):
        return int("".join(str(_HAN[character]) for character in numeral))
    total, section, digit = 0, 0, 0
    for character in numeral:
        power = _HAN_POWERS.get(character)
        if power is None:
            digit = _HAN[character]
        elif power < 10_000:
            section += (digit or 1) * power
            digit = 0
        else:
            total += (section + digit or 1) * power
            section, digit = 0, 0
    return total + section + digit


@lru_cache(maxsize=64)
def _quantities(language: Language) -> Lexicon | None:
    """The word list of a language with nothing but numbers, units, noon and midnight."""
    lexicon = find_lexicon(language)
    if lexicon is None:
        return None
    forms = {group: lexicon.forms.get(group, {}) for group in (Group.NUMBER, Group.UNIT)}
    times = {
        concept: words for concept, words in lexicon.forms.get(Group.TIME, {}).items() if concept in _SPELLED_TIMES
    }
    return replace(lexicon, forms={**forms, Group.TIME: times})
