"""Characters without a shape, where they have no use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.model import Direction, Severity
from dragoman.writing.invisible import HIDDEN, MARKS, character_name
from dragoman.writing.scripts import JOINED, SPACELESS, letter_of

_RUN = re.compile(f"{HIDDEN.pattern}+")
_SPACE = "\u200b"
_JOINERS = "\u200c\u200d"
_PICTURE = "\ufe0e\ufe0f"


def check(pair: Pair) -> Iterator[Problem]:
    text = pair.translation
    if text.isprintable() and not _SELECTOR.search(text):
        return
    places = sorted(_useless(pair, text))
    if places:
        name = character_name(text[places[0]])
        yield pair.problem(
            f"The text holds {name} where it has no use.",
            "Remove it.",
            words=tuple(dict.fromkeys(text[place] for place in places)),
            fix=_without(text, places) or None,
        )


def _useless(pair: Pair, text: str) -> Iterator[int]:
    """Places of hidden characters without a use. All of a run have the neighbours of the run."""
    for run in _RUN.finditer(text):
        before, after = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
        for place in range(*run.span()):
            if not _is_useful(pair, text[place], before, after):
                yield place


def _without(text: str, places: Sequence[int]) -> str:
    kept = [text[before + 1 : place] for before, place in pairwise((-1, *places, len(text)))]
    return "".join(kept)


_SELECTOR = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u3164\ufe00-\ufe0f\uffa0]")
"""Those that Python counts as printable."""


def _is_useful(pair: Pair, character: str, before: str, after: str) -> bool:
    """Whether a hidden character may stand where it stands, by its kind, the script, and its neighbours."""
    script = pair.language.script
    if character == _SPACE:
        return script in SPACELESS and _divides(before, after)
    if character in _JOINERS:
        return (script in JOINED and not _is_latin(before + after)) or _is_picture(before)
    if character in _PICTURE:
        return not before.isalpha()
    if character in MARKS:
        rtl = pair.language.direction is Direction.RTL
        return rtl and not (before.isalpha() and after.isalpha() and not _is_latin(before + after))
    return False


def _divides(before: str, after: str) -> bool:
    """Whether a break of lines may be between two characters: not before a mark, nor within a foreign word."""
    if after and unicodedata.category(after).startswith("M"):
        return False
    return not (_is_latin(before) and _is_latin(after)) and not (before.isdigit() and after.isdigit())


def _is_latin(text: str) -> bool:
    return bool(letter_of("Latn").search(text))


def _is_picture(character: str) -> bool:
    """Whether a joiner makes one picture of two."""
    return bool(character) and (unicodedata.category(character) in ("So", "Sk") or character == "\ufe0f")


RULE = PairRule("A translation holds an invisible character.", Severity.WARNING, check)
