"""Words with letters of another script that look like their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.checks.anatomy import Pair, PairRule, Problem
from dragoman.checks.needs import beyond_ascii
from dragoman.model import Severity
from dragoman.writing.addresses import ADDRESS, CODE
from dragoman.writing.lookalikes import all_alike, is_cyrillic, may_be_mixed, mended, words

_LONGEST = 3
"""Letters of a word all in Latin letters that a slip of the keyboard made; a longer one is meant."""


def check(pair: Pair) -> Iterator[Problem]:
    text, script = pair.translation, pair.language.script
    if text.isascii() or not may_be_mixed(text, script):
        return
    wrong = list(_wrong_words(text, script, pair.source))
    if wrong:
        fix = text
        for start, end, right in reversed(wrong):
            fix = fix[:start] + right + fix[end:]
        found = tuple(dict.fromkeys(text[start:end] for start, end, _ in wrong))
        other = "Latin" if script == "Cyrl" else "Cyrillic or Greek"
        yield pair.problem(
            f"“{found[0]}” holds {other} letters that look like others.",
            "Type the word again.",
            words=found,
            fix=fix,
        )


def _wrong_words(text: str, script: str, source: str) -> Iterator[tuple[int, int, str]]:
    """Place of each word and how it should be written; addresses and code are left alone."""
    kept = {place for shape in (ADDRESS, CODE) for match in shape.finditer(text) for place in range(*match.span())}
    found = words(text)
    english = source.lower()
    said = {word: word.lower() in english for word in {match[0] for match in found}}
    for number, match in enumerate(found):
        word = match[0]
        if said[word] or match.start() in kept:
            continue
        right = mended(word, script)
        if right is None and script in ("Latn", "Cyrl") and _stands_among(found, number, script):
            right = all_alike(word, script)
        if right is not None:
            yield (*match.span(), right)


def _stands_among(found: Sequence[re.Match[str]], number: int, script: str) -> bool:
    """Whether a short word in small letters, all of the other script, stands between words of the language."""
    word = found[number][0]
    if script == "Cyrl" and not (word.islower() and len(word) <= _LONGEST):
        return False
    around = [found[place][0] for place in (number - 1, number + 1) if 0 <= place < len(found)]
    return bool(around) and all(is_cyrillic(other) == (script == "Cyrl") for other in around)


RULE = PairRule(
    "A word has mixed letters of two scripts that look alike.",
    Severity.WARNING,
    check,
    needs=beyond_ascii,
)
