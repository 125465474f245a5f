"""How often two sentences deny, so that one denial too many shows beside those that are right.

Denials are counted, not only looked for: “Shower after 24 hours, but do not take a bath” denies once, and a translation
that denies twice has made one up. An English word lets a language deny once more where the word denies inside itself
(“unable”), or where the language denies by its grammar, as Russian does until something is so. Which kinds these are
stands in its word list under `[grammar]`; phrases that deny in form alone, such as “не более”, stand there by kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.checks.concepts import Compared
from dragoman.lexicons import Hit

DENIED = "not"
CONCORD = "concord"
"""Words that deny along with another of their clause, and alone where there is none: `no … nada`, `nada`."""
IMPLIED = "implied"

_DENYING_INSIDE = re.compile(
    r"\b(?:un(?!der|ion|i[tfqv]|cle|til\b|less\b|to\b)[a-z]{3,}|non[a-z]{3,}|in(?:definite|complete|valid|correct|adequate"
    r"|dependent|different|finite|visible|sensitive|formal|accurate|ability)\w*|im(?:proper|mutable|partial|practical)\w*"
    r"|dis(?:able|allow|card|regard|charge|count|engage|appear|connect)\w*|false|beyond|else|hid(?:e|es|den)"
    r"|blank|deselect\w*|omit\w*|remov\w+|delet\w+|suppress\w*|overrid\w+|optional\w*|odd)\b",
    re.IGNORECASE,
)
"""Many languages need a word of their own for the denial in it: `unformatted`, `sin formato`."""
_OTHER = re.compile(r"\b(?:or|nor)\b", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(
    r"[.!?;:]|\b(?:but|unless|until|if|when|because|while|after|before|that|who|which)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Denials:
    """What two sentences that belong together deny."""

    denied: tuple[Hit, ...]
    """Of the translation, in its order."""
    times: int
    """How often it denies, where words that deny together count once."""
    allowed: int
    """How often it may."""

    @property
    def too_many(self) -> bool:
        return self.times > self.allowed


def count_denials(both: Compared) -> Denials:
    """Denials of two sentences, whose concepts are those of the group of negations."""
    named = Counter(hit.concept for hit in both.english)
    phrases = Counter(hit.concept for hit in both.local)
    denied = tuple(hit for hit in both.local if hit.concept != IMPLIED)
    times = sum(hit.concept != CONCORD for hit in denied) or min(len(denied), 1)
    known = {place for hit in both.english for place in range(hit.start, hit.end)}
    inside = [match for match in _DENYING_INSIDE.finditer(both.english_text) if match.start() not in known]
    kinds = (
        max(count, phrases[concept]) if concept in both.lexicon.denies else phrases[concept]
        for concept, count in named.items()
        if concept not in (DENIED, CONCORD, IMPLIED)
    )
    starts = [hit.end for hit in both.english if hit.concept in (DENIED, IMPLIED)] + [match.end() for match in inside]
    allowed = named[DENIED] + named[IMPLIED] + len(inside) + sum(kinds) + _shared(both.english_text, starts)
    return Denials(denied, times, allowed)


def _shared(english: str, starts: Sequence[int]) -> int:
    """How often a denial may be said again since it holds of several things: “stop or restart”, “loss of … or …”."""
    if not starts:
        return 0
    start = min(starts)
    end = _CLAUSE_ENDS.search(english, start)
    return len(_OTHER.findall(english, start, end.start() if end else len(english)))
