"""Translations in the encodings of old fonts."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.model import Severity
from dragoman.writing.legacy import legacy_encoding

_SHOWN = 3


def check(pair: Pair) -> Iterator[Problem]:
    found = legacy_encoding(pair.local.words, pair.language.tag)
    if found is not None:
        name, signs = found
        shown = tuple(sign for sign in signs if sign in pair.translation)[:_SHOWN]
        yield pair.problem(f"The text is in {name}, not in Unicode.", "Convert it to Unicode.", words=shown)


RULE = PairRule("A translation is in the encoding of an old font.", Severity.ERROR, check)
