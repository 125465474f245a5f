"""Control characters, private characters and others that no text may hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import unprintable
from dragoman.model import Severity
from dragoman.writing.invisible import CONTROL, character_name


def check(pair: Pair) -> Iterator[Problem]:
    text = pair.translation
    found = [match[0] for match in CONTROL.finditer(text)]
    if found:
        first = found[0][0]
        # A private character has a shape in somebody's font: what it stood for is not known.
        known = all(unicodedata.category(character) not in ("Co", "Cn") for run in found for character in run)
        fix = (CONTROL.sub("", text) or None) if known else None
        remedy = "Remove it." if known else "Write the character that it stood for."
        yield pair.problem(
            f"The text holds {character_name(first)}.", remedy, words=tuple(dict.fromkeys(found)), fix=fix
        )


RULE = PairRule("A translation holds a stray control character.", Severity.ERROR, check, needs=unprintable)
