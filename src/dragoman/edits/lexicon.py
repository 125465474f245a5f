"""The word lists of `meaning.toml`, ready to look up: which words of a text carry its sense, and as what."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files

from dragoman.edits.forms import infinitives, singulars


class Sense(StrEnum):
    """What kind of meaning an edit touches; the value is the word for it in a report."""

    NEGATION = "negation"
    NUMBER = "number"
    UNIT = "unit"
    TIME = "time"
    SIDE = "side"
    BODY = "body part"
    ORDER = "order"
    NECESSITY = "necessity"
    COMPARISON = "comparison"
    ACTION = "action"
    MEDICINE = "medicine"
    WHOM = "whom"
    CONDITION = "condition"
    DEGREE = "degree"
    CONTRAST = "contrast"
    PERSON = "person"
    NAME = "name"
    QUESTION = "question"
    LINK = "link target"
    PLACEHOLDER = "placeholder"
    CODE = "code"
    FOOTNOTE = "footnote"
    STRUCK = "struck out"
    WORD = "word"
    """Another word of any kind, of which nothing says that it means the same."""
    ARRANGEMENT = "arrangement"
    """The same words, tied to other words than before."""


@dataclass(frozen=True, slots=True)
class Meant:
    sense: Sense
    key: str
    """What the word counts as: the first of those that mean the same."""
    mark: str = field(init=False, repr=False, compare=False)
    """Both in one."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "mark", f"{self.sense}:{self.key}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    phrases: Mapping[tuple[str, ...], Meant | None]
    """Base forms of words → what they mean together; `None` for a phrase that only looks as if it meant something."""
    nouns: frozenset[str]
    """Base forms that are found in the plural too."""
    verbs: frozenset[str]
    """Base forms that are found with -s, -ed and -ing too."""
    lengths: Mapping[str, tuple[int, ...]]
    """First word of phrases → how many words those have, the longest first."""
    contrasts: Mapping[str, tuple[tuple[int, int], ...]]
    """Word → its groups, each with its place in the group."""
    persons: Mapping[str, int]
    function: frozenset[str]
    determiners: frozenset[str]
    doses: frozenset[str]
    steady: frozenset[str]
    orders: frozenset[str]
    leaning: frozenset[str]
    joining: frozenset[str]
    openers: frozenset[str]
    questions: frozenset[str]
    abbreviations: frozenset[str]
    capitals: frozenset[str]
    confusable: frozenset[str]
    harmless: frozenset[str]


@cache
def bases(word: str) -> tuple[str, ...]:
    """The word and the words of the lists that it may be a form of, likeliest first."""
    words = lexicon()
    found = [word]
    found += (base for base in singulars(word) if base in words.nouns)
    found += (base for base in infinitives(word) if base in words.verbs)
    return tuple(found)


@cache
def lexicon() -> Lexicon:
    data = tomllib.loads(files(__package__).joinpath("meaning.toml").read_text(encoding="utf-8"))
    phrases: dict[tuple[str, ...], Meant | None] = {}
    inflected: dict[str, set[str]] = {"noun": set(), "verb": set(), "": set()}
    for name, table in data["sense"].items():
        sense = Sense(name)
        groups = [*([word] for word in table.get("words", ())), *table.get("same", ())]
        for group in groups:
            for phrase in group:
                words = _words(phrase)
                phrases[words] = Meant(sense, group[0])
                inflected[table.get("inflect", "")].update(words)
    phrases |= {_words(phrase): None for phrase in data["neutral"]["phrases"]}
    contrasts: dict[str, list[tuple[int, int]]] = {}
    for number, group in enumerate(data["contrast"]["groups"]):
        for place, alike in enumerate(group):
            for word in alike.split():
                contrasts.setdefault(word, []).append((number, place))
    persons = {word: number for number, group in enumerate(data["person"]["groups"]) for word in group.split()}
    return Lexicon(
        phrases=phrases,
        nouns=frozenset(inflected["noun"]),
        verbs=frozenset(inflected["verb"]),
        lengths=_lengths(phrases),
        contrasts={word: tuple(groups) for word, groups in contrasts.items()},
        persons=persons,
        **_sets(data["function"]),
        **_sets(data["typo"]),
    )


def _lengths(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for first, *others in phrases:
        found.setdefault(first, set()).add(1 + len(others))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _sets(table: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in table.items()}


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.replace("-", " ").split())
