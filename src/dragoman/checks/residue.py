"""The English that is left in a translation, without what stays English on purpose."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.checks.anatomy import Pair
from dragoman.model import Conventions
from dragoman.writing.addresses import without_code, without_code_lines
from dragoman.writing.english import Run, english_in, english_runs
from dragoman.writing.scripts import LATIN

_LATIN = re.compile(LATIN)
_KEPT = 4096
"""More pairs of texts than a catalog has."""


def english_left(pair: Pair) -> tuple[Run, ...]:
    """English words in a row; names, addresses, code and the glossary's words are left out."""
    language = pair.language
    if language.script != "Latn" and not _LATIN.search(pair.local.words):
        return ()
    return _left(pair.local.words, pair.english.words, language.tag, language.script, pair.conventions)


@lru_cache(maxsize=_KEPT)
def _left(local: str, source: str, tag: str, script: str, conventions: Conventions) -> tuple[Run, ...]:
    """Kept for the next rule that asks."""
    if not _has_prose(source):
        return ()
    there = frozenset(source.split("\n"))
    text = without_code("\n".join(line for line in local.split("\n") if line not in there or without_code_lines(line)))
    for kept in kept_forms(conventions, tag):
        text = text.replace(kept, " \u2026 ")
    return tuple(english_runs(text, source, english_in(tag, script)))


@lru_cache(maxsize=_KEPT)
def _has_prose(english: str) -> bool:
    """Whether an English text is more than commands and settings; asked once for all languages."""
    return bool(without_code_lines(english))


@lru_cache(maxsize=256)
def kept_forms(conventions: Conventions, tag: str) -> tuple[str, ...]:
    """What may stand in a translation because the glossary says so."""
    names = (form for name in conventions.names for form in (name.name, *name.also.get(tag, ())))
    terms = (form for term in conventions.terms for form in term.use.get(tag, ()))
    return (*names, *(form for form in terms if "*" not in form and "…" not in form))
