"""Punctuation of each language and script: which marks end what, which are its own, how sentences are counted.

Sources: the Unicode Standard 16.0, chapters 6 (punctuation), 9 (Arabic), 12 (Devanagari), 16 (Thai, Lao, Burmese,
Khmer), 18 (East Asia) and 19 (Ethiopic); the `punctuation` exemplars of CLDR 48. Habits that a table of characters
cannot show are named beside their row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from dragoman.model import Language


class Ending(StrEnum):
    """What a text ends with; the value is how a report names it."""

    STOP = "a full stop"
    QUESTION = "a question mark"
    EXCLAMATION = "an exclamation mark"
    COLON = "a colon"
    SEMICOLON = "a semicolon"
    COMMA = "a comma"
    ELLIPSIS = "an ellipsis"
    DASH = "a dash"
    NOTHING = "no mark"


_KINDS: Mapping[Ending, str] = {
    Ending.STOP: ".．｡。۔।॥။።។៕",
    Ending.QUESTION: "?？؟፧՞⁇⸮",
    Ending.EXCLAMATION: "!！՜‼",
    Ending.COLON: ":：፦፥៖",
    Ending.SEMICOLON: ";；؛፤",
    Ending.COMMA: ",，、،፣၊",
    Ending.ELLIPSIS: "…⋯",
    Ending.DASH: "-–—",
}
_ENDING: Mapping[str, Ending] = {mark: ending for ending, marks in _KINDS.items() for mark in marks}

ENDING_MARKS = "".join(_KINDS.values())
"""All of them, of every script."""

_CLOSING = " \t\n\r\u00a0\u202f\u3000\u200b\u200c\u200d\u200e\u200f\u2069\u202c)）]】〕\"”“’'»«›」』》〉*_"
"""What may stand behind the mark at the end of a text: closing quotation marks, brackets, and what is not seen."""
_ABBREVIATED = re.compile(r"(?:\w\.)*(?:\w|etc|vs|approx|max|min|tel|no|ext|dr|st|mr|mrs)\.", re.I)
_SHORT = re.compile(r"\w{1,5}\.")


class End(NamedTuple):
    """The end of a text."""

    ending: Ending
    mark: str
    """As it stands there; empty for none."""
    doubtful: bool = False
    """Whether the stop may belong to an abbreviation alone."""


@lru_cache(maxsize=8192)
def end_of(plain: str) -> End:
    """How a plain text ends, whatever the script."""
    text = plain.rstrip(_CLOSING)
    if text.endswith(("...", "。。。")):
        return End(Ending.ELLIPSIS, text[-3:])
    if text.endswith(("፡፡", "::")):
        return End(Ending.STOP, text[-2:])
    mark = text[-1:]
    ending = _ENDING.get(mark, Ending.NOTHING)
    if ending is Ending.NOTHING:
        return End(ending, "")
    return End(ending, mark, mark == "." and _is_abbreviated(text))


def _is_abbreviated(text: str) -> bool:
    """Whether the stop at the end of a text belongs to its last word, or to its only one: it ends no sentence then."""
    last = text.rsplit(None, 1)[-1].rpartition("(")[2]
    return _ABBREVIATED.fullmatch(last) is not None or _SHORT.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Punctuation:
    """How a language ends its sentences, and what it writes in place of English marks."""

    own: Mapping[str, str] = field(default_factory=dict)
    """English mark → the mark that the language writes in its place."""
    tolerated: str = ""
    """English marks of `own` that many readers are used to as well."""
    also: frozenset[tuple[Ending, Ending]] = frozenset()
    """What the English may end with, and what the translation may end with all the same."""
    letters: str = r"\w"
    """Class of regular expressions: letters of its script, no digits, behind which a mark is its own."""
    marks: str = ""
    """Marks of other scripts than Latin that it uses."""
    wide: bool = False
    """Whether its marks hold their space in themselves."""
    spaced: bool = False
    """Whether some put a space before its marks."""


_ARAB = r"\u0620-\u065f\u066e-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06ff\u200c"
_HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_MYANMAR = r"\u1000-\u103f\u104c-\u108f\u109a-\u109f"
_KHMER = r"\u1780-\u17d3\u17d7\u17dc\u17dd"
_ETHIOPIC = r"\u1200-\u135f\u1380-\u138f"
_DEVANAGARI = r"\u0900-\u0963\u0970-\u097f"

_UNMARKED = frozenset((ending, Ending.NOTHING) for ending in (Ending.STOP, Ending.QUESTION, Ending.EXCLAMATION))
"""Where a space ends a sentence and a particle makes the question."""
_STOPPED = frozenset({(Ending.QUESTION, Ending.STOP)})
"""Where a particle makes the question, and a full stop may end it."""
_ARABIC = {"?": "؟", ",": "،", ";": "؛"}
_CJK = {".": "。", ",": "，", "?": "？", "!": "！", ":": "：", ";": "；"}

_LATIN = Punctuation()
_BY_SCRIPT: Mapping[str, Punctuation] = {
    "Arab": Punctuation(_ARABIC, letters=_ARAB, marks="؟،؛۔"),
    "Armn": Punctuation(marks="՞՜։՝"),
    # A colon at the end may be a visarga that was typed as one.
    "Deva": Punctuation(
        {".": "।"}, letters=_DEVANAGARI, marks="।॥", spaced=True, also=frozenset({(Ending.NOTHING, Ending.COLON)})
    ),
    # Twice the word space ፡ was the full stop of typewriters; ? is as common as ፧, and : as ፦.
    "Ethi": Punctuation(
        {".": "።", ",": "፣", ";": "፤", "?": "፧", ":": "፦"}, "?:", letters=_ETHIOPIC, marks="።፣፤፥፦፧፡", spaced=True
    ),
    "Grek": Punctuation(also=frozenset({(Ending.QUESTION, Ending.SEMICOLON)})),
    "Hans": Punctuation(_CJK, letters=_HAN, marks="。，、？！：；．", wide=True),
    "Hant": Punctuation(_CJK, letters=_HAN, marks="。，、？！：；．", wide=True),
    # In horizontal Japanese the comma is 、 or ，, and a narrow colon is as common as a wide one.
    "Jpan": Punctuation({**_CJK, ",": "、"}, ":;", letters=_HAN, marks="。，、？！：；．", wide=True,
                        also=_STOPPED | {(Ending.COLON, Ending.STOP)}),
    "Khmr": Punctuation(
        {".": "។", ":": "៖"}, ":", letters=_KHMER, marks="។៖៕", also=_STOPPED, spaced=True
    ),
    "Kore": Punctuation(marks="。，、．"),
    "Laoo": Punctuation(also=_UNMARKED | _STOPPED),
    "Mymr": Punctuation(
        {".": "။", ",": "၊"}, letters=_MYANMAR, marks="။၊", spaced=True,
        also=_STOPPED | {(Ending.COLON, Ending.STOP), (Ending.COLON, Ending.COMMA), (Ending.COLON, Ending.DASH)},
    ),
    "Thai": Punctuation(also=_UNMARKED | _STOPPED),
}  # fmt: skip
_BY_LANGUAGE: Mapping[str, Punctuation] = {
    "ar": Punctuation(_ARABIC, letters=_ARAB, marks="؟،؛"),
    "fa": Punctuation(_ARABIC, letters=_ARAB, marks="؟،؛"),
    # Much of Hindi is printed with the Latin stop.
    "hi": Punctuation({".": "।"}, ".", letters=_DEVANAGARI, marks="।॥", spaced=True),
    "ur": Punctuation({**_ARABIC, ".": "۔"}, letters=_ARAB, marks="؟،؛۔"),
}


def punctuation_of(language: Language) -> Punctuation:
    """By its language where that has habits of its own, else by its script."""
    return punctuation(language.tag, language.script)


@lru_cache(maxsize=256)
def punctuation(tag: str, script: str) -> Punctuation:
    """The same by tag and script."""
    return _BY_LANGUAGE.get(tag.partition("-")[0]) or _BY_SCRIPT.get(script, _LATIN)


NATIVE_MARKS = frozenset("".join(punctuation.marks for punctuation in _BY_SCRIPT.values()))
"""Marks of other scripts than Latin: each is foreign to a language that does not name it."""

CASED = frozenset({"Armn", "Cyrl", "Grek", "Latn"})
"""Scripts that have capitals, of those that patients' languages are written in."""

_FINAL = "".join(_KINDS[ending] for ending in (Ending.STOP, Ending.QUESTION, Ending.EXCLAMATION))
_SENTENCE = re.compile(f"[{_FINAL}]|፡፡")
_NO_SENTENCE = re.compile(r"(?:^|[\s(\u00a0])(?:\w|[ap]\.?\s?m|etc|vs|approx|Dra?|Sra?|Mrs?|Ms|St|др|т|н)$", re.I)


@lru_cache(maxsize=8192)
def sentence_count(plain: str) -> int:
    """How many sentences a plain text has; a rest without a mark counts as one."""
    count, start = 0, 0
    for match in _SENTENCE.finditer(plain):
        if match[0] in ".?!" and not _ends_sentence(plain, start, match.start()):
            continue
        count += any(map(str.isalnum, plain[start : match.start()]))
        start = match.end()
    return count + any(map(str.isalnum, plain[start:]))


def _ends_sentence(plain: str, start: int, at: int) -> bool:
    """Whether a Latin mark ends the sentence that begins at `start`, and no number, address or abbreviation."""
    after = plain[at + 1 : at + 2]
    if after.isalnum() or after == "_":
        return False
    if plain[at] != ".":
        return True
    if plain[at - 1 : at].isdigit() and plain[at + 1 :].lstrip()[:1].isdigit():
        return False
    return _NO_SENTENCE.search(plain, max(start, at - 8), at) is None
