"""Concepts that a translation must answer: those of the word lists, compared sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from dragoman.checks.anatomy import Pair
from dragoman.languages import find_language
from dragoman.lexicons import Group, Hit, Lexicon, find_lexicon
from dragoman.model import SOURCE_LANGUAGE
from dragoman.writing.sentences import sentence_pairs, sentences

_KEPT = 16_384
_PAIRS_KEPT = 4096
"""Pairs of texts: more than a catalog has."""
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = frozenset({"today", "tomorrow", "yesterday"})
_FOREIGN = re.compile(r"[\u0370-\u1cff\u3040-\ud7ff]{2}")
"""Letters of other scripts than the Latin one."""
_TELLING = 4
"""Letters from which on a word that stands in two texts is the same word."""


@dataclass(frozen=True)
class Compared:
    """Two sentences that belong together, and what each names of one group; one for all rules that ask."""

    english: tuple[Hit, ...]
    local: tuple[Hit, ...]
    lexicon: Lexicon
    """Of the translation."""
    english_text: str
    place: int
    """Of the sentence in its text."""
    local_text: str

    def keeps(self, hit: Hit) -> bool:
        """Whether an English word stands in the translation as it is: in code, a name, or English left behind.

        A short one may be a word of the language: `no` is “this” in Hmong.
        """
        if len(hit.words) < _TELLING and self.local_text != self.english_text and not _FOREIGN.search(self.local_text):
            return False
        return re.search(rf"(?<![A-Za-z]){re.escape(hit.words)}(?![A-Za-z])", self.local_text) is not None

    @property
    def is_sure(self) -> bool:
        """Whether what the two texts name can be held together: one sentence each."""
        return len(sentences(self.english_text)) <= 1 and len(sentences(self.local_text)) <= 1

    @property
    def denies(self) -> bool:
        """Whether one of the texts says no."""
        read = (named(self.english_text, english_list()), named(self.local_text, self.lexicon))
        return any(hit.concept in ("not", "concord") for found in read for hit in found.get(Group.NEGATION, ()))

    @cached_property
    def lost(self) -> tuple[Hit, ...]:
        """What the English names and the translation does not, each concept once; never what its list cannot tell."""
        there = {hit.concept for hit in self.local}
        found = {
            hit.concept: hit
            for hit in reversed(self.english)
            if hit.concept not in there and self.lexicon.covers(hit.group, hit.concept)
        }
        return tuple(reversed(found.values()))

    @cached_property
    def invented(self) -> tuple[Hit, ...]:
        """What the translation names and the English does not, each concept once."""
        there = {hit.concept for hit in self.english}
        found = {hit.concept: hit for hit in reversed(self.local) if hit.concept not in there}
        return tuple(reversed(found.values()))


def compare_concepts(pair: Pair, group: Group) -> tuple[Compared, ...]:
    """Each two sentences of a pair of which one names something; nothing for a language without a word list."""
    lexicon = find_lexicon(pair.language)
    if lexicon is None or group not in lexicon.forms:
        return ()
    return _compared(pair.english.words, pair.local.words, lexicon, group)


@lru_cache(maxsize=_PAIRS_KEPT)
def _compared(english: str, local: str, lexicon: Lexicon, group: Group) -> tuple[Compared, ...]:
    return tuple(
        Compared(ours.get(group, ()), theirs.get(group, ()), lexicon, text, place, there)
        for place, (text, there, ours, theirs) in enumerate(_sentences(english, local, lexicon))
        if group in ours or group in theirs
    )


def named_groups(pair: Pair) -> frozenset[Group]:
    """The groups of which one of the two texts names a concept; nothing for a language without a word list."""
    lexicon = find_lexicon(pair.language)
    return _groups(pair.english.words, pair.local.words, lexicon) if lexicon else frozenset()


_Named = Mapping[Group, tuple[Hit, ...]]


@lru_cache(maxsize=_PAIRS_KEPT)
def _groups(english: str, local: str, lexicon: Lexicon) -> frozenset[Group]:
    return frozenset(
        group
        for _, _, ours, theirs in _sentences(english, local, lexicon)
        for named_ in (ours, theirs)
        for group in named_
        if group in lexicon.forms
    )


@lru_cache(maxsize=_PAIRS_KEPT)
def _sentences(english: str, local: str, lexicon: Lexicon) -> tuple[tuple[str, str, _Named, _Named], ...]:
    """Each two sentences, and what both name: for all rules that ask."""
    return tuple(
        (ours, theirs, named(ours, english_list()), named(theirs, lexicon))
        for ours, theirs in sentence_pairs(english, local)
    )


@cache
def english_list() -> Lexicon:
    """The list that names the concepts."""
    found = find_lexicon(find_language(SOURCE_LANGUAGE))
    assert found is not None
    return found


@lru_cache(maxsize=_KEPT)
def named(sentence: str, lexicon: Lexicon) -> _Named:
    """The concepts of a sentence by group, in its order."""
    found: dict[Group, list[Hit]] = {}
    hits = lexicon.hits(sentence)
    times = {place: hit for hit in hits if hit.group is Group.TIME for place in range(hit.start, hit.end)}
    for hit in hits:
        time = times.get(hit.start)
        if time is not None and hit.end <= time.end and _hides(time, hit):
            continue
        found.setdefault(hit.group, []).append(hit)
    return {group: tuple(all_) for group, all_ in found.items()}


def _hides(time: Hit, hit: Hit) -> bool:
    """Whether a word within the name of a time says only that.

    The hour of an afternoon that is "after the hour" does, but the day of "today" may be that of "twice a day". So does
    the back that is an Arabic noon, and the five of Thursday, *thứ Năm*.
    """
    match hit.group:
        case Group.UNIT:
            return time.concept not in _DAYS
        case Group.BODY:
            return True
        case Group.NUMBER:
            return time.concept in WEEK
        case _:
            return False
