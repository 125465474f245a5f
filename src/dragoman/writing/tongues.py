"""Which language a text looks like, of those that share a script. The signs are in `tongues.toml`."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_BETWEEN = re.compile(r"[\s\d.,;:!?()\[\]{}«»“”‘’\"„…،؛؟۔।፣።፤፥፡¿¡*_`/<>=+%|—–-]+")
_ARABIC_FORMS = str.maketrans("يىك", "ییک", "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640\u200c\u200d")
_FEWEST = 3
"""Words that must speak for another language; fewer are a name or a quotation."""
_TIMES = 4
"""How many times as many as speak for the text's own language."""
_HALF = 0.4
"""The share of all words that is enough where fewer than that speak, and none for the text's own language."""
_SHARE = 0.12
"""How many of all words must speak for it; of texts in the shipped languages it is a third."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a text looks like, and why."""

    language: str
    """In English: `Traditional Chinese`."""
    words: tuple[str, ...]
    """Words or letters that say so, as they stand in the text."""


@dataclass(frozen=True, slots=True)
class _Tongue:
    name: str
    script: str
    words: frozenset[str]
    letters: frozenset[str]


def other_language(text: str, tag: str, script: str) -> Likeness | None:
    """The language that a text looks like instead of its own; `None` where nothing speaks for another one."""
    own = tag.partition("-")[0]
    match script:
        case "Hans" | "Hant":
            return _other_chinese(text, script)
        case "Mymr":
            return _other_burmese(text, own)
        case _:
            return _other_tongue(text, own, script)


def _other_tongue(text: str, own: str, script: str) -> Likeness | None:
    """The language with the most words that the text's own has not, where hardly a word is the text's own alone."""
    tongues = _tongues(script)
    if own not in tongues:
        return None
    words = list(filter(None, _BETWEEN.split(text.lower())))
    speaking = [(word, names) for word in words if (names := _speaks_for(word, script))]
    mine = sum(own in names for _, names in speaking)
    if mine == len(speaking):
        return None
    found: dict[str, list[str]] = {}
    for word, names in speaking:
        for name in () if own in names else names:
            found.setdefault(name, []).append(word)
    best = max(found, key=lambda name: len(found[name]))
    against = sum(own in names and best not in names for _, names in speaking)
    if not _is_enough(found[best], against, len(words)):
        return None
    return Likeness(tongues[best].name, tuple(dict.fromkeys(found[best])))


def _is_enough(words: list[str], against: int, of_all: int) -> bool:
    many = len(words)
    if len(set(words)) < 2 or (many < _FEWEST and min(map(len, words)) < _FEWEST):
        return False
    return (many >= _FEWEST and many >= max(_TIMES * against, _SHARE * of_all)) or (
        not against and many >= _HALF * of_all
    )


@lru_cache(maxsize=4096)
def _speaks_for(word: str, script: str) -> tuple[str, ...]:
    """The languages that have a word in the table, or its letters for themselves."""
    plain = word.translate(_ARABIC_FORMS) if script == "Arab" else word
    return _signs(script).get(plain) or tuple(name for name, sign in _letters(script).items() if sign.search(word))


@cache
def _rows() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("tongues.toml").read_text(encoding="utf-8"))


@cache
def _tongues(script: str) -> Mapping[str, _Tongue]:
    return {
        tag: _Tongue(row["name"], row["script"], frozenset(row["words"].split()), frozenset(row.get("letters", "")))
        for tag, row in _rows().items()
        if row["script"] == script
    }


@cache
def _signs(script: str) -> Mapping[str, tuple[str, ...]]:
    """Word → the languages that have it."""
    signs: dict[str, tuple[str, ...]] = {}
    for tag, tongue in _tongues(script).items():
        for word in tongue.words:
            signs[word] = (*signs.get(word, ()), tag)
    return signs


@cache
def _letters(script: str) -> Mapping[str, re.Pattern[str]]:
    tongues = _tongues(script).items()
    return {tag: re.compile(f"[{''.join(sorted(row.letters))}]") for tag, row in tongues if row.letters}


def _other_chinese(text: str, script: str) -> Likeness | None:
    """Simplified or Traditional, by the two national character sets; Japanese, by its own letters."""
    if _only(text, "gb2312" if script == "Hans" else "big5"):
        return None
    kana = _KANA.findall(text)
    if len(kana) >= _FEWEST:
        return Likeness("Japanese", tuple(dict.fromkeys(kana)))
    simplified, traditional = only_simplified(text), only_traditional(text)
    mine, other = (simplified, traditional) if script == "Hans" else (traditional, simplified)
    if len(other) < 2 or len(other) <= len(mine):
        return None
    name = "Traditional Chinese" if script == "Hans" else "Simplified Chinese"
    return Likeness(name, tuple(dict.fromkeys(other)))


def _only(text: str, encoding: str) -> bool:
    """Whether a character set has all of a text, which then has no kana either: a cheap test."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return not _KANA.search(text)


_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]+")
_HAN = re.compile("[\u4e00-\u9fff]")


def only_simplified(text: str) -> tuple[str, ...]:
    """Characters that GB 2312, the set for simplified characters, has and Big5 has not."""
    return _beyond(text, "big5", "gb2312")


def only_traditional(text: str) -> tuple[str, ...]:
    """Characters that Big5, the set for traditional characters, has and GB 2312 has not."""
    return _beyond(text, "gb2312", "big5")


def _beyond(text: str, without: str, within: str) -> tuple[str, ...]:
    kept = Counter(text.encode(without, "ignore").decode(without))
    odd = {c for c, times in Counter(text).items() if times > kept[c] and _HAN.match(c)}
    have = set("".join(odd).encode(within, "ignore").decode(within))
    return tuple(c for c in text if c in odd and c in have)


_KAREN = re.compile("[\u1062\u1063]\u103a|[\u1060\u1061\u1064]")
_BURMESE = re.compile("သည်|များ|ကို|တွင်|သော|ပါ|၏|၍|မှု")


def _other_burmese(text: str, own: str) -> Likeness | None:
    """Burmese or S'gaw Karen: the one has endings that the other lacks, the other signs for its tones."""
    karen, burmese = _KAREN.findall(text), _BURMESE.findall(text)
    mine, other, name = (burmese, karen, "S'gaw Karen") if own == "my" else (karen, burmese, "Burmese")
    if own not in ("my", "ksw") or len(other) < _FEWEST or len(other) < _TIMES * len(mine):
        return None
    return Likeness(name, tuple(dict.fromkeys(other)))
