"""Which letters belong to which script, and which letters of a text are none of its language's."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_RANGES = {
    "Latn": "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a\ufb00-\ufb06",
    "Cyrl": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Arab": "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Deva": "\u0900-\u097f\ua8e0-\ua8ff",
    "Ethi": "\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f",
    "Hang": "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff",
    "Hani": "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af",
    "Kana": "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d",
    "Khmr": "\u1780-\u17ff\u19e0-\u19ff",
    "Laoo": "\u0e80-\u0eff",
    "Mymr": "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f",
    "Thai": "\u0e01-\u0e7f",
}
"""ISO 15924 code → its blocks of Unicode, as the inside of a character class."""

_COMBINED = {"Hans": ("Hani",), "Hant": ("Hani",), "Jpan": ("Hani", "Kana"), "Kore": ("Hang", "Hani")}
"""Codes that stand for the writing of a language in several scripts."""

_SIGNS = (
    "\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u02b0-\u02ff"
    "\u2070-\u209c\u2100-\u218b\u2460-\u24ff\u3031-\u3035\U0001d400-\U0001d7ff"
)
"""What Unicode counts among letters and numbers, and every script uses: ª, ², µ, ½, №, ℃, ①, 𝐱."""

_MARKS = (
    "\u0300-\u036f\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b6-\u17d3"
)
"""Marks that stand on letters or between them."""

SPACELESS = frozenset({"Khmr", "Laoo", "Mymr", "Thai"})
"""Scripts without spaces between words, where U+200B may stand."""

JOINED = frozenset({"Arab", "Deva", "Khmr", "Mymr"})
"""Scripts in which U+200C and U+200D choose between forms of letters."""


@cache
def class_of(script: str) -> str:
    """The letters and marks of a script as the inside of a character class; empty for a script not known here."""
    return "".join(_RANGES.get(part, "") for part in _COMBINED.get(script, (script,)))


@cache
def letter_of(script: str) -> re.Pattern[str]:
    """One letter of a script; the marks that stand on letters do not count."""
    inside = class_of(script)
    return re.compile(f"[{inside}](?<=[^\\W\\d_])" if inside else r"[^\W\d_]")


@cache
def other_words(script: str) -> re.Pattern[str]:
    """Letters in a row that are neither of a script nor Latin."""
    own = class_of(script)
    letter = f"(?![{own}{_RANGES['Latn']}{_SIGNS}])[^\\W\\d_]"
    return re.compile(f"{letter}(?:{letter}|[{_MARKS}])*" if own else r"(?!)")


@cache
def all_usual(script: str) -> re.Pattern[str]:
    """A text without `other_words`: a cheap test."""
    return re.compile(f"[{class_of(script)}{_RANGES['Latn']}{_SIGNS}\\W\\d_]*+")


def script_name(character: str) -> str:
    """The script of a letter as a reader knows it: `Thai`, `Cyrillic`, `Chinese`."""
    name = unicodedata.name(character, "").split("-")[0].split(" ")[0]
    known = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean", "": "unknown"}
    return known.get(name, name.title())


LATIN = f"[{_RANGES['Latn']}]"
"""A Latin letter, as a part of a regular expression."""

LATIN_WORD = re.compile(f"{LATIN}+(?:['’]{LATIN}+)*")
"""A word in Latin letters."""
