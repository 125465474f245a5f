"""Concepts that a translation must answer: those of the word lists, compared sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.checks.anatomy import Pair
from dragoman.checks.sentences import sentence_pairs
from dragoman.languages import find_language
from dragoman.lexicons import Group, Hit, Lexicon, find_lexicon
from dragoman.model import SOURCE_LANGUAGE

_KEPT = 16_384
_PAIRS_KEPT = 4096
"""Pairs of texts: more than a catalog has."""
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = frozenset({"today", "tomorrow", "yesterday"})


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sentences that belong together, and what each names of one group."""

    english: tuple[Hit, ...]
    local: tuple[Hit, ...]
    lexicon: Lexicon
    """Of the translation."""
    english_text: str
    place: int
    """Of the sentence in its text."""

    @property
    def lost(self) -> tuple[Hit, ...]:
        """What the English names and the translation does not, each concept once; never what its list cannot tell."""
        there = {hit.concept for hit in self.local}
        found = {
            hit.concept: hit
            for hit in reversed(self.english)
            if hit.concept not in there and self.lexicon.covers(hit.group, hit.concept)
        }
        return tuple(reversed(found.values()))

    @property
    def invented(self) -> tuple[Hit, ...]:
        """What the translation names and the English does not, each concept once."""
        there = {hit.concept for hit in self.english}
        found = {hit.concept: hit for hit in reversed(self.local) if hit.concept not in there}
        return tuple(reversed(found.values()))


def compare_concepts(pair: Pair, group: Group) -> Iterator[Compared]:
    """Each two sentences of a pair of which one names something; nothing for a language without a word list."""
    lexicon = find_lexicon(pair.language)
    if lexicon is None or group not in lexicon.forms:
        return
    for place, (text, ours, theirs) in enumerate(_sentences(pair.english.words, pair.local.words, lexicon)):
        if group in ours or group in theirs:
            yield Compared(ours.get(group, ()), theirs.get(group, ()), lexicon, text, place)


_Named = Mapping[Group, tuple[Hit, ...]]


@lru_cache(maxsize=_PAIRS_KEPT)
def _sentences(english: str, local: str, lexicon: Lexicon) -> tuple[tuple[str, _Named, _Named], ...]:
    """The English of each two sentences, and what both name: for all rules that ask."""
    return tuple(
        (ours, named(ours, english_list()), named(theirs, lexicon)) for ours, theirs in sentence_pairs(english, local)
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
