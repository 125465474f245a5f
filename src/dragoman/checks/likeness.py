"""When two texts, English or translated, count as the same for a check of consistency."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dragoman.checks.punctuation import ENDING_MARKS

_MARKS = re.compile(r"[*_`~\s]+")
_WORD = re.compile(r"\{[^{}\s]+\}|\w+(?:['’]\w+)*")
_LITTLE = frozenset(
    re.findall(
        r"\w+",
        "a an and any are as at be been by for from has have here his i if in into is it its me my of on or our that "
        "the their them then there these they this those to was we were will with you your",
    )
)
"""English words that other languages leave out or put into the form of the next word."""


_CLIP = 60
_JOINERS = "\u200c\u200d"
_STEM = 3
"""Letters; what is shorter without its ending is another word."""


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """A text without regard to letter case, emphasis, spaces and the marks at its end."""
    plain = unicodedata.normalize("NFC", _MARKS.sub(" ", text)).casefold()
    last = len(plain)
    while last and (plain[last - 1].isspace() or plain[last - 1] in ENDING_MARKS):
        last -= 1
    return plain[:last].lstrip()


@lru_cache(maxsize=8192)
def content(text: str) -> frozenset[str]:
    """What an English text is about: its words without little ones and without endings."""
    return frozenset(_stem(word) for word in _WORD.findall(text.casefold()) if word not in _LITTLE)


def _stem(word: str) -> str:
    for ending in ("ies", "ing", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word[: -len(ending)]
    return word


def shown(text: str) -> str:
    """The beginning of a text for a sentence, without any sign that could act on a terminal."""
    words = " ".join("".join(c if c.isprintable() or c in _JOINERS else " " for c in text).split())
    return f"“{words if len(words) <= _CLIP else words[: _CLIP - 1] + '…'}”"
