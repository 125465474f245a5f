"""Phrases that say the same, each put as the first of its group: `prior to` as `before`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from dragoman.edits.forms import lemmas, singulars
from dragoman.edits.numerals import in_digits

GAP, NUMBER, BEGINNING, LINK = "…", "#", "^", "["
_WIDEST = 4
"""Words that may stand in a gap."""
_REMEMBERED = 65_536
"""Pairs of neighbours that are kept; the guides of one project have some ten thousand."""
_DIGITS = re.compile(r"[-\d./]+")

_Kept = tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _Node:
    """What may follow some words of a phrase."""

    after: dict[str, _Node] = field(default_factory=dict)
    plain: tuple[str, ...] | None = None
    """What the words up to here count as together, if they are a phrase."""
    whole: Found | None = None
    """The same as it is found where nothing is kept."""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase at a place: how many words it takes, what it counts as, and the places of the words in its gap."""

    used: int
    plain: tuple[str, ...]
    """Words, with `…` or `#` where what is kept belongs if that is not the end."""
    kept: _Kept
    """`…` or `#`, and the place of a word that is kept."""


@dataclass(frozen=True, slots=True)
class Spelling:
    words: Mapping[str, str]
    letters: Sequence[tuple[str, str]]
    together: Mapping[str, frozenset[str]]
    """Word → those that may be written as one with it."""
    prefixes: frozenset[str]


@cache
def plain(word: str) -> str:
    """One spelling of a word in small letters."""
    known = spelling()
    if word in known.words:
        return known.words[word]
    for british, american in known.letters:
        word = word.replace(british, american)
    return word


@cache
def spelling() -> Spelling:
    table = _data()["spelling"]
    together = [words.split() for words in table["together"]]
    return Spelling(
        words=dict(table["words"]),
        letters=tuple((british, american) for british, american in table["letters"]),
        together={first: frozenset(b for a, b in together if a == first) for first, _ in together},
        prefixes=frozenset(table["prefixes"]),
    )


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group) for table in _data()["same"].values() for group in table)


@cache
def vocabulary() -> frozenset[str]:
    """All words of the groups."""
    return frozenset(word for group in groups() for phrase in group for word in phrase.split())


def find(words: Sequence[str], start: int, *, begins: bool) -> Found | None:
    """The longest phrase that begins at a place. A stop is an empty word, a number its digits."""
    anywhere = _longest(_root(), words, start, start, ())
    first = _longest(_root().after[BEGINNING], words, start, start, ()) if begins else None
    if anywhere is None or first is None:
        return anywhere or first
    return first if first.used > anywhere.used else anywhere


@lru_cache(_REMEMBERED)
def may_begin(word: str, after: str) -> bool:
    """Whether a phrase can begin with a word and go on with the one after it; a stop, which is an empty one, cannot."""
    return bool(word) and any(
        node.plain is not None or GAP in node.after or NUMBER in node.after or _goes_on(node, after)
        for root in (_root(), _root().after[BEGINNING])
        for lemma in lemmas(word)
        if (node := root.after.get(lemma))
    )


def _goes_on(node: _Node, word: str) -> bool:
    return bool(word) and any(lemma in node.after for lemma in lemmas(word))


def _longest(node: _Node, words: Sequence[str], start: int, place: int, kept: _Kept) -> Found | None:
    best = node.whole
    if kept and node.plain is not None:
        best = Found(place - start, node.plain, kept)
    if not node.after:
        return best
    if place < len(words) and words[place]:
        word = words[place]
        if (below := node.after.get(NUMBER)) and _DIGITS.fullmatch(word):
            best = _longer(best, _longest(below, words, start, place + 1, (*kept, (NUMBER, place))))
        for lemma in lemmas(word):
            if below := node.after.get(lemma):
                is_last = not below.after and not kept
                best = _longer(best, below.whole if is_last else _longest(below, words, start, place + 1, kept))
    if below := node.after.get(GAP):
        for end in range(place + 1, min(place + _WIDEST, len(words) - 1) + 1):
            if not words[end - 1]:
                break
            best = _longer(best, _longest(below, words, start, end, (*kept, *((GAP, n) for n in range(place, end)))))
    return best


def _longer(one: Found | None, other: Found | None) -> Found | None:
    if one is None or other is None:
        return one or other
    return other if other.used - len(other.kept) > one.used - len(one.kept) else one


@cache
def _root() -> _Node:
    root = _Node()
    for group in groups():
        first = tuple(word for word in _spelt(group[0].split()) if word != BEGINNING)
        for phrase in group:
            node = root
            phrase_words = _in_singular(_spelt(phrase.split()))
            for word in phrase_words:
                node = node.after.setdefault(word, _Node())
            node.plain = first
            used = sum(word != BEGINNING for word in phrase_words)
            node.whole = Found(used, first, ())
    return root


def _in_singular(phrase: tuple[str, ...]) -> tuple[str, ...]:
    """A phrase so that it is found with its things in the singular too; a word alone may mean another thing so."""
    if len(phrase) < 2:
        return phrase
    return tuple(next((one for one in singulars(word) if one in vocabulary()), word) for word in phrase)


def are_together(first: str, second: str) -> bool:
    """Whether two words may be written as one."""
    known = spelling().together.get(first)
    return known is not None and (second in known or second.removesuffix("s") in known)


def _spelt(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a phrase as a text is read: in one spelling, and together."""
    done: list[str] = []
    for word in map(plain, map(in_digits, words)):
        if done and are_together(done[-1], word):
            done[-1] += word
        else:
            done.append(word)
    return tuple(done)


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = tomllib.loads(files(__package__).joinpath("synonyms.toml").read_text(encoding="utf-8"))
    return data
