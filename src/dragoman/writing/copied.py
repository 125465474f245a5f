"""English that stands in the place of its translation: what is surely so, and what may be a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from dragoman.writing.addresses import without_code, without_code_lines
from dragoman.writing.english import EnglishWords, english_in
from dragoman.writing.scripts import LATIN_WORD

_UNIT = r"(?:m?mol|m?c?g|kg|[mdcµ]?[lL]|[ckm]?m|lbs?|oz|mEq|m?IU|k?cal|kJ|mmHg|bpm|°?[CF]|min|h|s)"
_MEASURE = re.compile(rf"(?<!\w)\d[\d.,]*[ \u00a0]?{_UNIT}(?:/{_UNIT})?(?![\w'’])")
"""5 mg, 20 mmol/L, 38 °C."""
_BRAND = re.compile(r"[A-Z][\w-]+ ?[®™]? ?\([A-Z][\w-]+ ?[®™]?(?:, [A-Z][\w-]+ ?[®™]?)*\)")
"""A medicine with the names that it is sold by: Ibuprofen (Advil, Motrin)."""
_BRANDED = re.compile(r"[\w-]+ ?[®™]")
_KEPT = 8192
_PROSE = 3
"""Letters of the shortest word in small letters that is no unit and no code; also words in small letters from which
on a text is a sentence in any language."""
_LONGEST_ACRONYM = 5
_ARTICLE = "A"
"""At the head of an English text; other languages have the word, and none of them begins such a text with it."""
_ENGLISH_ENDING = re.compile(r"...(?:ing|ness|less|ful|ache)$")


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


@lru_cache(maxsize=_KEPT)
def copy_of(text: str, tag: str, script: str) -> Copy | None:
    """What a copy of an English text is in a language, by what of it is to be translated (`markup.prose`).

    `None` where that is nothing: figures with units, acronyms, brands, and words that the language is known to write
    just so.
    """
    english = english_in(tag, script)
    said = _BRANDED.sub(" ", _BRAND.sub(" ", _MEASURE.sub(" ", without_code(without_code_lines(text)))))
    words = [word for word in LATIN_WORD.findall(said) if len(word) == 1 or word.lower() not in english.own]
    small = [word for word in words if word.islower() and word.isascii() and _tells(word, english)]
    if small and (_is_prose_in_latin if english.latin else _is_prose)(words, small, english):
        return Copy.SURE
    known = [word for word in words if len(word) >= _PROSE and word.lower() in english.common]
    if known == words and known and not english.latin:
        return Copy.SURE  # Call 911
    if small:
        return Copy.LIKELY if len(words) > 1 else Copy.WORD
    named = [word for word in words if word in known or (len(word) > 1 and not _is_acronym(word))]
    if not named:
        return None
    return Copy.NAMES if len(named) > 1 and not known else Copy.WORD


def _tells(word: str, english: EnglishWords) -> bool:
    return len(word) >= _PROSE or (len(word) > 1 and word in english.common)


def _is_prose(words: Sequence[str], small: Sequence[str], english: EnglishWords) -> bool:
    """In a language of other letters: one word alone may be the name of a program."""
    return len(words) > 1 or (len(small[0]) >= _PROSE and small[0] in english.common)


def _is_prose_in_latin(words: Sequence[str], small: Sequence[str], english: EnglishWords) -> bool:
    """In a language of the same letters: Port of Spain is a name, and Cauda equina the same in many languages."""
    if len(small) >= _PROSE:
        return True
    if len(words) < 2 or any(map(str.istitle, words[1:])):
        return False
    common = any(len(word) > 1 and word.lower() in english.common for word in words)
    return common or words[0] == _ARTICLE or any(map(_ENGLISH_ENDING.search, small))


def _is_acronym(word: str) -> bool:
    """MRI, pH, COVID, iSpine."""
    return not word.istitle() and (len(word) <= _LONGEST_ACRONYM or not word.isupper())
