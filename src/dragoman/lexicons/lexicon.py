"""A language's word list: which concepts a text names, and where.

A form of a word is written as people write it, in small letters, with three signs: `*` stands for letters within a
word, a space for any white space, and `…` for some words of the same sentence (at most 60 characters). Where words are
divided by spaces, a form is found as whole words only, and so is each side of a ` … `; in other scripts anywhere. The
longest form wins, and a phrase of `[neutral]` hides the words in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from dragoman.lexicons.matcher import Matcher
from dragoman.model import Breaking, Language

"""A letter without the marks that may follow it."""


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

    def covers(self, group: Group, concept: str) -> bool:
        """Whether the list has words for a concept; where it has none, nothing can be said about it."""
        return bool(self.forms.get(group, {}).get(concept))

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Concepts in the order of the text, which is in NFC; of forms of one group that overlap, the longest.

        A word may be of two groups: `until` is a word of order, and says that something is not so.
        """
        folded = _folded(text)
        hidden = list(self._neutral.spans(folded))
        found = [
            Hit(group, concept, start, end, text[start:end])
            for group, matcher in self._matchers.items()
            for start, end, concept in matcher.spans(folded)
            if not any(_hides((first, last), (start, end)) for first, last, _ in hidden)
        ]
        return tuple(sorted(found, key=lambda hit: (hit.start, hit.group)))

    @cached_property
    def _matchers(self) -> Mapping[Group, Matcher]:
        return {
            group: Matcher([(form, concept) for concept, forms in concepts.items() for form in forms], self.spaced)
            for group, concepts in self.forms.items()
        }

    @cached_property
    def _neutral(self) -> Matcher:
        return Matcher([(phrase, "") for phrase in self.neutral], self.spaced)


def _hides(phrase: tuple[int, int], word: tuple[int, int]) -> bool:
    """Whether a phrase that means nothing holds a word; a longer form that begins or ends in it is another matter."""
    return phrase[0] <= word[0] and word[1] <= phrase[1]


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
    )


def find_forms(text: str, forms: tuple[str, ...], *, spaced: bool) -> tuple[str, ...]:
    """The words of a text, which is in NFC, that are one of some forms; for lists other than those of a language."""
    return tuple(text[start:end] for start, end, _ in _matcher(forms, spaced).spans(_folded(text)))


@lru_cache(maxsize=1024)
def _matcher(forms: tuple[str, ...], spaced: bool) -> Matcher:
    return Matcher([(_folded(form), "") for form in forms], spaced)


def _folded(text: str) -> str:
    """The same length as the text, so that places in it are places in the text."""
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)
