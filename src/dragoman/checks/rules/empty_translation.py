"""Translations that say nothing: white space and signs where the English has words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.model import Severity


def check(pair: Pair) -> Iterator[Problem]:
    # A text that begins with a letter has a word; one that begins with a sign may be a placeholder alone.
    if pair.translation[:1].isalnum() or any(map(_says, pair.local.words)):
        return
    if any(map(str.isalnum, pair.english.words)):
        yield pair.problem("The translation has no words.", "Translate the text, or empty it: then it is marked.")


def _says(character: str) -> bool:
    """Letters, numbers, and signs such as ✓ and →, which are answers too."""
    return character.isalnum() or unicodedata.category(character) in ("So", "Sm")


RULE = PairRule("A translation is empty though it is not blank.", Severity.ERROR, check)
