"""English that stands in the place of its translation: what is surely so, and what may be a name.

Texts here are what was translated of a text: without placeholders, code and addresses of links.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from dragoman.writing.addresses import without_code, without_code_lines
from dragoman.writing.english import english_in
from dragoman.writing.scripts import LATIN_WORD

_MARKS = re.compile(r"[\W_]+")
_UNIT = r"(?:m?mol|m?c?g|kg|[mdcµ]?[lL]|[ckm]?m|lbs?|oz|mEq|m?IU|k?cal|kJ|mmHg|bpm|°?[CF]|min|h|s)"
_MEASURE = re.compile(rf"(?<!\w)\d[\d.,]*[ \u00a0]?{_UNIT}(?:/{_UNIT})?(?![\w'’])")
"""5 mg, 20 mmol/L, 38 °C."""
_BRAND = re.compile(r"[A-Z][\w-]+ ?[®™]? ?\([A-Z][\w-]+ ?[®™]?(?:, [A-Z][\w-]+ ?[®™]?)*\)")
"""A medicine with the names that it is sold by: Ibuprofen (Advil, Motrin)."""
_BRANDED = re.compile(r"[\w-]+ ?[®™]")
_LETTER = re.compile(r"[^\W_]")
_KEPT = 8192
_PROSE = 3
"""Letters of the shortest word in small letters that is no unit and no code; also words in small letters from which
on a text is a sentence in any language."""
_LONGEST_ACRONYM = 5


class Copy(Enum):
    """How sure it is that a text which says just what its English says was never translated."""

    SURE = "sure"
    """Prose: words in small letters that the language does not have. A page shows such a text as English."""
    LIKELY = "likely"
    """Several words, one of them in small letters, of which each may be a word of the language too."""
    WORD = "word"
    """A word that may be a name, or the same in both languages."""
    NAMES = "names"
    """Several words that all begin with a capital."""


def is_copy(source: str, translation: str) -> bool:
    """Whether a translation is its English, without regard to letter case, spaces and marks."""
    if translation == source:
        return True
    first, theirs = _LETTER.search(source), _LETTER.search(translation)
    if not first or not theirs or first[0].casefold() != theirs[0].casefold():
        return False  # as of most: a cheap look
    return _folded(translation) == _folded(source)


@lru_cache(maxsize=_KEPT)
def _folded(text: str) -> str:
    return _MARKS.sub("", text).casefold()


@lru_cache(maxsize=_KEPT)
def copy_of(text: str, tag: str, script: str) -> Copy | None:
    """What a copy of the English is in a language; `None` where there is nothing to translate in it: figures with
    units, acronyms, brands, and words that the language is known to write just so.
    """
    english = english_in(tag, script)
    prose = _BRANDED.sub(" ", _BRAND.sub(" ", _MEASURE.sub(" ", without_code(without_code_lines(text)))))
    words = [word for word in LATIN_WORD.findall(prose) if len(word) == 1 or word.lower() not in english.own]
    long = [word for word in words if len(word) > 1 and word.isascii()]
    common = [word for word in long if word.lower() in english.common]
    small = [word for word in long if word.islower() and (len(word) >= _PROSE or word in english.common)]
    if english.latin:
        # Port of Spain is a name; a heading in capitals may be one.
        named_so = any(map(str.istitle, words[1:]))
        sure = len(small) >= _PROSE or (len(words) > 1 and not named_so and any(map(str.islower, common)))
    else:
        # Of “Call 911” every word is a common one.
        telling = [word for word in common if len(word) >= _PROSE]
        sure = len(words) > 1 and bool(small)
        sure |= bool(telling) and (common == words or any(map(str.islower, telling)))
    if sure:
        return Copy.SURE
    if small:
        return Copy.LIKELY if len(words) > 1 else Copy.WORD
    named = [word for word in long if not _is_acronym(word) or word.lower() in english.common]
    if not named:
        return None
    return Copy.NAMES if len(named) > 1 and not common else Copy.WORD


def _is_acronym(word: str) -> bool:
    """MRI, pH, COVID, iSpine."""
    return not word.istitle() and (len(word) <= _LONGEST_ACRONYM or not word.isupper())
