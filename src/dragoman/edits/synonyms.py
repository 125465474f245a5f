"""Phrases that say the same, each put as the first of its group: `prior to` as `before`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.edits.forms import lemmas

GAP, NUMBER, BEGINNING, LINK = "…", "#", "^", "["
_WIDEST = 4
"""Words that may stand in a gap."""
_DIGITS = re.compile(r"[-\d./]+")

_Kept = tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _Node:
    """What may follow some words of a phrase."""

    after: dict[str, _Node] = field(default_factory=dict)
    plain: tuple[str, ...] | None = None
    """What the words up to here count as together, if they are a phrase."""


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
    together: Mapping[tuple[str, str], str]
    prefixes: frozenset[str]

    def plain(self, word: str) -> str:
        """One spelling of a word in small letters."""
        if word in self.words:
            return self.words[word]
        for british, american in self.letters:
            if british in word:
                word = word.replace(british, american)
        return word


@cache
def spelling() -> Spelling:
    table = _data()["spelling"]
    return Spelling(
        words=dict(table["words"]),
        letters=tuple((british, american) for british, american in table["letters"]),
        together={(a, b): f"{a}{b}" for a, b in (words.split() for words in table["together"])},
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
    roots = [root for root in (_root(), _root().after.get(BEGINNING) if begins else None) if root]
    found = [match for root in roots if (match := _longest(root, words, start, start, ()))]
    return max(found, key=lambda match: match.used, default=None)


def _longest(node: _Node, words: Sequence[str], start: int, place: int, kept: _Kept) -> Found | None:
    best = Found(place - start, node.plain, kept) if node.plain is not None else None
    if place < len(words) and words[place]:
        word = words[place]
        if (below := node.after.get(NUMBER)) and _DIGITS.fullmatch(word):
            best = _longer(best, _longest(below, words, start, place + 1, (*kept, (NUMBER, place))))
        for lemma in lemmas(word):
            if below := node.after.get(lemma):
                best = _longer(best, _longest(below, words, start, place + 1, kept))
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
        plain = tuple(word for word in _spelt(group[0].split()) if word != BEGINNING)
        for phrase in group:
            node = root
            for word in _spelt(phrase.split()):
                node = node.after.setdefault(word, _Node())
            node.plain = plain
    return root


def _spelt(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a phrase as a text is read: in one spelling, and together."""
    known = spelling()
    done: list[str] = []
    for word in map(known.plain, words):
        if done and (done[-1], word) in known.together:
            done[-1] += word
        else:
            done.append(word)
    return tuple(done)


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = tomllib.loads(files(__package__).joinpath("synonyms.toml").read_text(encoding="utf-8"))
    return data
