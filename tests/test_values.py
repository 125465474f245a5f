"""Values of a text: what figures mean in each language, and what is found when one of them changes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from babel import Locale, UnknownLocaleError
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dragoman.languages import all_languages, find_language
from dragoman.model import Language
from dragoman.values import Kind, Nature, compare_figures, compare_words, read_figures
from dragoman.values.formats import find_format, format_tags
from hostile_texts import FIGURES
from strategies import MANY

ENGLISH = find_language("en")
LANGUAGES = [language for language in all_languages() if language is not ENGLISH]
PAIRS = tomllib.loads((Path(__file__).parent / "values" / "sound.toml").read_text("utf-8"))["pair"]

each_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
languages = st.sampled_from(LANGUAGES)
MONTHS = list(Locale.parse("en").months["format"]["wide"].values())
NAMED = [language for language in LANGUAGES if find_format(language).months and not find_format(language).dates]

DIGITS = {
    "latn": "0123456789",
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
    "deva": "०१२३४५६७८९",
    "mymr": "၀၁၂၃၄၅၆၇၈၉",
    "khmr": "០១២៣៤៥៦៧៨៩",
    "laoo": "໐໑໒໓໔໕໖໗໘໙",
    "thai": "๐๑๒๓๔๕๖๗๘๙",
    "fullwide": "０１２３４５６７８９",
}
SCRIPTS = {"Arab": ("arab", "arabext"), "Deva": ("deva",), "Mymr": ("mymr",), "Khmr": ("khmr",), "Laoo": ("laoo",)}
SCRIPTS |= {"Thai": ("thai",), "Hans": ("fullwide",), "Hant": ("fullwide",), "Jpan": ("fullwide",)}


def sound() -> Iterator[tuple[str, Language, str]]:
    for pair in PAIRS:
        for tag, text in pair.items():
            if tag != "en":
                yield pair["en"], find_language(tag), text


SOUND = [pytest.param(*case, id=f"{case[1].tag}-{number}") for number, case in enumerate(sound())]


def differences(english: str, text: str, language: Language) -> list[str]:
    found = (
        *compare_figures(english, text, ENGLISH, language),
        *compare_words(english, text, ENGLISH, language),
    )
    return [
        f"{d.nature.value} {d.kind.value}: {d.english.words if d.english else ''} → {d.local.words if d.local else ''}"
        for d in found
    ]


def numbers(text: str, language: Language) -> list[tuple[str, ...]]:
    return [value.readings for value in read_figures(text, language) if value.kind is Kind.NUMBER]


# ── The table of formats ──


def test_every_language_has_a_format_and_no_other() -> None:
    assert sorted(format_tags()) == sorted(language.tag for language in all_languages())


@each_language
def test_separators_and_months_are_those_of_cldr(language: Language) -> None:
    try:
        locale = Locale.parse(language.tag, sep="-")
    except (UnknownLocaleError, ValueError):
        pytest.skip("CLDR does not know the language")
    form = find_format(language)
    symbols = locale.number_symbols["latn"]
    assert symbols["decimal"] in form.decimal
    assert symbols["group"].replace("\u202f", "\u00a0") in form.group
    names = locale.months["format"]["wide"]
    other_letters = names[1].isascii() != (language.script == "Latn")  # CLDR has White Hmong in Hmong letters alone
    if form.months and not other_letters and not any(character.isdigit() for character in names[1]):
        assert {number: form.months[name.lower()] for number, name in names.items()} == {n: n for n in range(1, 13)}


@each_language
def test_parts_of_the_day_cover_some_hours_of_one_day_and_night(language: Language) -> None:
    for daypart in find_format(language).dayparts:
        first, last = daypart.hours
        assert 0 <= first <= last <= 30 and first < 25


# ── Right translations ──


@pytest.mark.parametrize(("english", "language", "text"), SOUND)
def test_nothing_is_found_in_a_right_translation(english: str, language: Language, text: str) -> None:
    assert differences(english, text, language) == []


@pytest.mark.parametrize(("english", "language", "text"), SOUND)
def test_every_digit_that_changes_is_found(english: str, language: Language, text: str) -> None:
    """Each digit in turn becomes the next one; conversions and years of other calendars come as other natures."""
    missed = []
    for place, character in enumerate(text):
        if character.isdecimal():
            other = chr(ord(character) + (1 if int(character) < 9 else -1))
            changed = text[:place] + other + text[place + 1 :]
            if not differences(english, changed, language):
                missed.append(changed)
    assert missed == []


@pytest.mark.parametrize(("english", "language", "text"), SOUND)
def test_every_number_that_is_dropped_is_found(english: str, language: Language, text: str) -> None:
    if "°" in english:
        return  # either half of a reading with its conversion may go
    missed = []
    for run in re.finditer(r"[1-9]\d*", text):  # 8:00 without its zeros is 8
        if run[0] == "1":
            continue  # an article says it too
        changed = text[: run.start()] + text[run.end() :]
        if not differences(english, changed, language):
            missed.append(changed)
    assert missed == []


# ── Numbers ──


def _written(whole: int, fraction: str, system: str, decimal: str, group: str) -> str:
    digits = f"{whole:,}".replace(",", group)
    text = f"{digits}{decimal}{fraction}" if fraction else digits
    return text.translate({ord(str(digit)): DIGITS[system][digit] for digit in range(10)})


@MANY
@given(
    languages,
    st.integers(0, 10**9),
    st.from_regex(r"[0-9]?[1-9]", fullmatch=True) | st.just(""),
    st.data(),
)
def test_a_number_reads_back_as_its_value_however_it_is_written(
    language: Language, whole: int, fraction: str, data: st.DataObject
) -> None:
    form = find_format(language)
    system = data.draw(st.sampled_from(["latn", *SCRIPTS.get(language.script, ())]))
    decimal = data.draw(st.sampled_from(sorted({*form.decimal, "."})))
    group = data.draw(st.sampled_from(sorted({*form.group, ",", ""} - {decimal})))
    assume(not (whole >= 1000 and fraction and {decimal, group} == {".", ","} and decimal not in form.decimal + "."))
    assume(whole not in (911, 988))  # numbers to dial, not to count
    text = _written(whole, fraction, system, decimal, group)
    found = numbers(f"( {text} )", language)
    assert len(found) == 1
    assert (f"{whole}.{fraction}" if fraction else str(whole)) in found[0]


@MANY
@given(languages, st.integers(0, 10**9), st.from_regex(r"([0-9]?[1-9])?", fullmatch=True), st.data())
def test_one_digit_that_changes_is_found(language: Language, whole: int, fraction: str, data: st.DataObject) -> None:
    """However the number is written, and whatever the language makes of its signs."""
    form = find_format(language)
    english = f"{whole:,}.{fraction}" if fraction else f"{whole:,}"
    system = data.draw(st.sampled_from(["latn", *SCRIPTS.get(language.script, ())]))
    text = _written(whole, fraction, system, form.decimal[0], data.draw(st.sampled_from(["", form.group[0]])))
    assert not [d for d in differences(english, text, language) if not d.startswith(Nature.SEPARATOR)]
    place = data.draw(st.sampled_from([n for n, character in enumerate(text) if character.isdecimal()]))
    digit = data.draw(st.sampled_from([d for d in range(10) if str(d) != str(int(text[place]))]))
    changed = text[:place] + DIGITS[system][digit] + text[place + 1 :]
    assert differences(english, changed, language)


@given(st.integers(0, 23), st.integers(0, 59), languages)
def test_a_time_of_both_clocks_is_the_same_time(hour: int, minute: int, language: Language) -> None:
    half = "AM" if hour < 12 else "PM"
    twelve = f"{hour % 12 or 12}:{minute:02} {half}"
    assert differences(f"Come at {twelve}.", f"{hour:02}:{minute:02}", language) == []
    other = (hour + 12) % 24
    assert differences(f"Come at {twelve}.", f"{other:02}:{minute:02}", language) != []


@MANY
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), languages, st.booleans())
def test_a_date_by_name_is_the_date_in_figures(day: date, language: Language, american: bool) -> None:
    english = f"Come on {MONTHS[day.month - 1]} {day.day}, {day.year}."
    figures = f"{day.month}/{day.day}/{day.year}" if american else f"{day.day:02}.{day.month:02}.{day.year}"
    assert differences(english, f"( {figures} )", language) == []
    later = day + timedelta(days=1)
    assert differences(english, f"( {later.isoformat()} )", language) != []


@MANY
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(NAMED), st.booleans())
def test_a_date_with_the_name_of_its_month_is_that_date(day: date, language: Language, year_first: bool) -> None:
    english = f"Come on {MONTHS[day.month - 1]} {day.day}, {day.year}."
    name = next(name for name, number in find_format(language).months.items() if number == day.month)
    text = f"{day.year} {name} {day.day}" if year_first else f"{day.day} {name} {day.year}"
    assert differences(english, f"( {text} )", language) == []
    wrong = next(name for name, number in find_format(language).months.items() if number == day.month % 12 + 1)
    assert differences(english, f"( {text.replace(name, wrong)} )", language) != []


# ── Any text ──

_BITS = [
    "12",
    "3",
    ".",
    ",",
    ":",
    "/",
    "-",
    "–",
    " ",
    "\u00a0",
    "½",
    "%",
    "٫",
    "٬",
    "،",
    "٣",
    "၄",
    "三十",
    "年",
    "月",
    "日",
]
_BITS += [
    "March",
    "marzo",
    "AM",
    "p. m.",
    "上午",
    "点",
    "@",
    "a.b",
    "www.",
    ".org",
    "(612)",
    "+1",
    "°F",
    "mg",
    "911",
    "h",
    "de",
]


@MANY
@given(st.lists(st.sampled_from(_BITS), max_size=12).map("".join) | st.text(max_size=30), languages)
@example("9" * 5000, ENGLISH)
@example("²₂①Ⅷ五", find_language("zh-Hans"))
def test_reading_is_total_and_values_stand_where_they_say(text: str, language: Language) -> None:
    for value in read_figures(text, language):
        assert text[value.start : value.end] == value.words
        assert value.words and value.readings and all(value.readings)
        assert set(value.foreign) <= set(value.readings)
    compare_figures(text, text, ENGLISH, language)
    compare_words(text, text, ENGLISH, language)


@MANY
@given(st.lists(st.sampled_from(_BITS), max_size=12).map(" ".join))
def test_a_text_says_the_same_as_itself(text: str) -> None:
    assert differences(text, text, ENGLISH) == []


@pytest.mark.parametrize("bit", FIGURES)
def test_a_long_text_of_figures_says_the_same_as_itself(bit: str) -> None:
    text = bit * 300
    assert differences(text, f"{text} ", ENGLISH) == []
