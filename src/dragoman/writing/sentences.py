"""Sentences of any of our languages, so that a translation can be held against its English piece by piece."""

from __future__ import annotations

import re
from functools import lru_cache

_END = re.compile(
    r"""
    [.!?…:;。！？：；؟۔؛።፧፤။។៕៖\n]  # in front, so that a search passes over all letters at once
    (?:
        (?<=[.]) (?<!\d[.]) (?= ["”’»)\]]* (?:\s|$) )  # a full stop, and no decimal point
        | (?<=\d[.]) (?= ["”’»)\]]* (?:\s+[^\d\s]|\s*$) )
        | (?<=[!?…:;]) (?= ["”’»)\]]* (?:\s|$) )
        | (?<=[。！？：；؟۔؛።፧፤။។៕៖\n])
    )
    """,
    re.VERBOSE,
)
"""Colons and semicolons end a piece too: what stands on their two sides is told apart in every language."""
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[a-zа-я]|Dra?|Mrs?|Ms|Sra?|vs|др|ex)[.]$", re.IGNORECASE)

_LONGEST = 8
"""Characters that an abbreviation and what stands before it may have, and more."""


@lru_cache(maxsize=8192)
def sentences(plain: str) -> tuple[str, ...]:
    """The pieces of a plain text that say something, with their marks at the end."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(plain):
        if match[0] == "." and _ABBREVIATION.search(plain[max(start, match.end() - _LONGEST) : match.end()]):
            continue
        found.append(plain[start : match.end()])
        start = match.end()
    found.append(plain[start:])
    return tuple(piece.strip() for piece in found if any(map(str.isalnum, piece)))


def sentence_pairs(english: str, local: str) -> tuple[tuple[str, str], ...]:
    """Sentences that belong together: one by one where there are as many on both sides, else the whole texts."""
    ours, theirs = sentences(english), sentences(local)
    if len(ours) == len(theirs) > 1:
        return tuple(zip(ours, theirs, strict=True))
    return ((english, local),)
