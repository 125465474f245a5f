"""Letters that sister languages write differently and that look almost the same: yeh, kaf and heh; đ and ð."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class ForeignLetters:
    letters: tuple[str, ...]
    """As they stand in the text."""
    language: str
    """Whose they are."""
    own: str
    """The letter of the language for the first; empty where that is not sure."""
    fix: str | None
    """The text in the language's own letters; `None` where that is not sure."""


_ARABIC, _PERSIAN, _URDU = "Arabic", "Persian and Urdu", "Urdu"
_TABLES: dict[str, dict[str, tuple[str, str]]] = {
    "fa": {"ي": ("ی", _ARABIC), "ك": ("ک", _ARABIC), "ى": ("ی", _ARABIC), "ہ": ("ه", _URDU), "ے": ("", _URDU)},
    "ur": {"ي": ("ی", _ARABIC), "ك": ("ک", _ARABIC), "ى": ("ی", _ARABIC), "ه": ("ہ", "Arabic and Persian")},
    "ps": {"ك": ("ک", _ARABIC), "ہ": ("ه", _URDU)},
    "ar": {"ی": ("ي", _PERSIAN), "ک": ("ك", _PERSIAN), "ہ": ("ه", _URDU), "ھ": ("ه", _URDU), "ے": ("", _URDU)},
    "vi": {"ð": ("đ", "Icelandic"), "Ð": ("Đ", "Icelandic"), "ɖ": ("đ", "Ewe"), "Ɖ": ("Đ", "Ewe")},
    "uk": {"ы": ("", "Russian"), "ё": ("", "Russian"), "э": ("", "Russian"), "ъ": ("", "Russian")},
    "ru": {"і": ("", "Ukrainian"), "ї": ("", "Ukrainian"), "є": ("", "Ukrainian"), "ґ": ("", "Ukrainian")},
}
_FINAL_YEH = re.compile(r"ی(?![\u0600-\u06ff])")
"""At the end of an Arabic word it may stand for either of two letters."""


def foreign_letters(text: str, tag: str) -> ForeignLetters | None:
    """The letters of a sister language in a text; `None` for none. Words of that language tell more than letters do."""
    table = _TABLES.get(tag.partition("-")[0], {})
    if not table:
        return None
    found = tuple(dict.fromkeys(_pattern(tag.partition("-")[0]).findall(text)))
    if not found:
        return None
    own, language = table[found[0]]
    unsure = (tag == "ar" and _FINAL_YEH.search(text)) or not all(table[letter][0] for letter in found)
    fix = None if unsure else text.translate({ord(letter): right for letter, (right, _) in table.items()})
    return ForeignLetters(found, language, own, fix)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(f"[{''.join(_TABLES[language])}]")
