"""Addresses, numbers and code with characters in them that nobody sees, or that look like others."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.model import Severity
from dragoman.writing.addresses import ADDRESS, CODE, NUMBER, has_address
from dragoman.writing.invisible import ANY, character_name
from dragoman.writing.lookalikes import MIXED, all_alike, mended, words

_PARTS = (ADDRESS, CODE, NUMBER)
_LETTER_AND_DIGIT = re.compile(r"[OolIОоӀЗ]\d")
"""What every number with a letter in it has, but for one that begins with a plus sign."""
_LETTER_IN_NUMBER = re.compile(
    r"(?<![^\W_])\d+[OolIОоӀЗ]\d+(?![^\W\d_])|\b[OlОЗ]\d\d[-. ]\d{3}\b|(?<!\w)\+[OolIОоӀЗ]\d{0,2}(?=[ .-]?\(?\d\d)"
)
_SCHEME = re.compile(r"\w{1,12}://")
_SHORTEST = 3
"""Letters of a name that looks Latin throughout and is not."""
_RETYPE = "Type it again, without copying."


def check(pair: Pair) -> Iterator[Problem]:
    text = pair.translation
    if not text.isprintable():
        yield from _hidden(pair, text)
    if has_address(text) and not text.isascii():
        yield from _lookalike(pair, text)
    found = _LETTER_IN_NUMBER.search(text) if "+" in text or _LETTER_AND_DIGIT.search(text) else None
    if found and found[0] not in pair.source:
        yield pair.problem(f"A letter stands for a digit in “{found[0]}”.", _RETYPE, words=(found[0],))


def _hidden(pair: Pair, text: str) -> Iterator[Problem]:
    """Hidden characters between two characters of one address, number or piece of code."""
    hidden = list(ANY.finditer(text))
    if not hidden:
        return
    visible = ANY.sub("", text)
    parts = [[match.span() for match in pattern.finditer(visible)] for pattern in _PARTS]
    removed = 0
    inside: list[re.Match[str]] = []
    for match in hidden:
        place = match.start() - removed
        removed += len(match[0])
        if any(_is_within(place, spans) for spans in parts):
            inside.append(match)
    if inside:
        places = {place for match in inside for place in range(*match.span())}
        fix = "".join(character for place, character in enumerate(text) if place not in places)
        around = text[max(inside[0].start() - 1, 0) : inside[0].end() + 1]
        name = character_name(inside[0][0][0])
        yield pair.problem(f"An address, a number or a piece of code holds {name}.", _RETYPE, words=(around,), fix=fix)


def _is_within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a place is between two characters of one of some spans, which follow each other."""
    before = bisect_left(spans, place, key=lambda span: span[0]) - 1
    return before >= 0 and place < spans[before][1]


def _lookalike(pair: Pair, text: str) -> Iterator[Problem]:
    for scheme in _SCHEME.findall(text):
        if not scheme.isascii() and scheme not in pair.source:
            yield pair.problem(f"“{scheme}” holds a letter that no address begins with.", _RETYPE, words=(scheme,))
    for match in ADDRESS.finditer(text):
        address = match[0]
        if not address.isascii() and address not in pair.source and _looks_latin(address):
            yield pair.problem(f"“{address}” has letters of two scripts that look alike.", _RETYPE, words=(address,))


def _looks_latin(address: str) -> bool:
    """Whether an address has a word in two scripts, or one in another script that looks like Latin letters."""
    if MIXED.search(address):
        return any(mended(word[0], "Latn") for word in words(address))
    return any(len(word[0]) >= _SHORTEST and all_alike(word[0], "Latn") for word in words(address))


RULE = PairRule("An address or a number holds characters that are unsafe.", Severity.ERROR, check)
