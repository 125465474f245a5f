"""Cheap tests of a pair, so that a rule looks only at texts in which it can find something.

A test holds of too many pairs rather than of too few. It is a value that rules share: of each pair it is asked once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from dragoman.checks.anatomy import Pair
from dragoman.checks.concepts import named_groups
from dragoman.checks.figures import differences
from dragoman.checks.reading import SIGNS
from dragoman.lexicons import Group
from dragoman.writing.first_look import is_copy

Test = Callable[[Pair], bool]


@cache
def local_signs(signs: str) -> Test:
    """Whether the translation has one of some `SIGNS`."""
    wanted = _known(signs)
    return lambda pair: not wanted.isdisjoint(pair.local.signs)


@cache
def english_signs(signs: str) -> Test:
    """Whether the English has one of some `SIGNS`."""
    wanted = _known(signs)
    return lambda pair: not wanted.isdisjoint(pair.english.signs)


@cache
def any_signs(signs: str) -> Test:
    """Whether one of the two texts has one of some `SIGNS`."""
    wanted = _known(signs)
    return lambda pair: not (wanted.isdisjoint(pair.local.signs) and wanted.isdisjoint(pair.english.signs))


def _known(signs: str) -> frozenset[str]:
    assert set(signs) <= set(SIGNS)
    return frozenset(signs)


@cache
def names(group: Group) -> Test:
    """Whether one of the two texts names a concept of a group."""
    return lambda pair: group in named_groups(pair)


def differs_in_figures(pair: Pair) -> bool:
    return bool(differences(pair))


def beyond_ascii(pair: Pair) -> bool:
    """Whether the translation has a character that is not of ASCII."""
    return not pair.local.raw.isascii()


def unprintable(pair: Pair) -> bool:
    """Whether the translation has a character that nobody sees."""
    return not pair.local.raw.isprintable()


def says_its_english(pair: Pair) -> bool:
    """Whether the translation is the English, but for letter case, spaces and marks."""
    return is_copy(pair.source, pair.translation)


def is_no_copy(pair: Pair) -> bool:
    """Whether the translation is another text than the English, letter for letter."""
    return pair.translation.strip() != pair.source.strip()
