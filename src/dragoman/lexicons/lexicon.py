"""A language's word list: which concepts a text names, and where.

A form of a word is written as people write it, in small letters, with three signs: `*` stands for letters within a
word, a space for any white space, and `…` for some words of the same sentence (at most 60 characters). Where words are
divided by spaces, a form is found as whole words only; in other scripts anywhere. The longest form wins, and a phrase
of `[neutral]` hides the words in it.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from dragoman.lexicons.forms import FormSearch
from dragoman.model import Breaking, Language

_KEPT = 16_384
"""Texts of which the concepts are held at once."""


class Group(StrEnum):
    """Kinds of concepts; the value is the word for it in a report."""

    NEGATION = "negation"
    SIDE = "side"
    ORDER = "order"
    TIME = "time"
    UNIT = "unit"
    NUMBER = "number"
    BODY = "body part"
    AMOUNT = "amount"
    MEDICINE = "medicine"


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that a text names."""

    group: Group
    concept: str
    """`left`, `before`, `minute`, `2` … : the same in the list of each language."""
    start: int
    end: int
    words: str
    """As they stand in the text."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The word list of one language, ready to look up."""

    language: str
    """BCP 47 tag."""
    source: str
    """Where the words come from."""
    reviewed: str
    """Who reviewed the list and when; empty for nobody."""
    forms: Mapping[Group, Mapping[str, tuple[str, ...]]]
    """Concept → its forms, as they are written in the file."""
    neutral: tuple[str, ...]
    spaced: bool
    """Whether the script divides words by spaces."""
    denies: frozenset[str] = frozenset()
    """Concepts of negation that the grammar of the language denies where English does not: `pending` in Russian."""

    def covers(self, group: Group, concept: str) -> bool:
        """Whether the list has words for a concept; where it has none, nothing can be said about it."""
        return bool(self.forms.get(group, {}).get(concept))

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Concepts in the order of the text, which is in NFC; of forms of one group that overlap, the longest.

        A word may be of two groups: `until` is a word of order, and says that something is not so.
        """
        return _hits(self, text)

    @cached_property
    def search(self) -> FormSearch:
        """The forms of each group, and behind them the neutral phrases; of each the longest first."""
        groups = [[form for form, _ in self.listed[group]] for group in self.forms]
        return FormSearch([*groups, sorted(self.neutral, key=len, reverse=True)], spaced=self.spaced)

    @cached_property
    def listed(self) -> Mapping[Group, tuple[tuple[str, str], ...]]:
        """Forms with their concepts, the longest first."""
        return {
            group: tuple(
                sorted(
                    ((form, concept) for concept, forms in concepts.items() for form in forms),
                    key=lambda pair: -len(pair[0]),
                )
            )
            for group, concepts in self.forms.items()
        }


@lru_cache(maxsize=_KEPT)
def _hits(lexicon: Lexicon, text: str) -> tuple[Hit, ...]:
    groups = tuple(lexicon.forms)
    found = tuple(lexicon.search.find(_folded(text)))
    hidden = sorted((one.start, one.end) for one in found if one.list == len(groups))
    starts = [start for start, _ in hidden]
    hits = [
        Hit(group, lexicon.listed[group][one.place][1], one.start, one.end, text[one.start : one.end])
        for one in found
        if one.list < len(groups) and not _is_hidden((one.start, one.end), hidden, starts)
        for group in (groups[one.list],)
    ]
    return tuple(sorted(hits, key=lambda hit: (hit.start, hit.group)))


def _is_hidden(word: tuple[int, int], phrases: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    """Whether a phrase that means nothing holds a word; a longer form that begins or ends in it is another matter.

    `phrases` follow each other, and begin at `starts`.
    """
    before = bisect_right(starts, word[0]) - 1
    return before >= 0 and word[1] <= phrases[before][1]


def find_lexicon(language: Language) -> Lexicon | None:
    """The word list of a language; `None` where none ships."""
    return _read(language.gettext, language.tag, language.breaking is Breaking.SPACES)


@cache
def lexicon_languages() -> tuple[str, ...]:
    """Gettext names of the languages that have a word list, English among them."""
    folder = files(__package__).joinpath("words")
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def _read(name: str, tag: str, spaced: bool) -> Lexicon | None:
    if name not in lexicon_languages():
        return None
    data = tomllib.loads(files(__package__).joinpath("words", f"{name}.toml").read_text(encoding="utf-8"))
    about = data.pop("about")
    neutral = data.pop("neutral", {}).get("phrases", [])
    denies = data.pop("grammar", {}).get("denies", [])
    forms = {
        Group(group): {concept: tuple(map(_folded, words)) for concept, words in concepts.items()}
        for group, concepts in data.items()
    }
    return Lexicon(
        language=tag,
        source=about["source"],
        reviewed=about["reviewed"],
        forms=forms,
        neutral=tuple(map(_folded, neutral)),
        spaced=spaced,
        denies=frozenset(denies),
    )


def find_forms(text: str, forms: tuple[str, ...], *, spaced: bool) -> tuple[str, ...]:
    """The words of a text, which is in NFC, that are one of some forms; for lists other than those of a language."""
    if not forms:
        return ()
    return tuple(text[found.start : found.end] for found in _search(forms, spaced).find(_folded(text)))


@lru_cache(maxsize=1024)
def _search(forms: tuple[str, ...], spaced: bool) -> FormSearch:
    return FormSearch([sorted(map(_folded, forms), key=len, reverse=True)], spaced=spaced)


def _folded(text: str) -> str:
    """In small letters, and the same length as the text, so that places in it are places in the text."""
    low = text.lower()
    if len(low) == len(text) and "Σ" not in text:
        return low
    # A letter may have two small ones, and the small sigma has another form at the end of a word.
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)
