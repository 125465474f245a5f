"""The English that is left in a translation, without what stays English on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dragoman.checks.anatomy import Pair
from dragoman.writing.addresses import without_code
from dragoman.writing.english import Run, english_in, english_runs


def english_left(pair: Pair) -> tuple[Run, ...]:
    """English words in a row; names, addresses, code and the glossary's words are left out."""
    text = without_code(pair.local.words)
    for kept in _kept(pair):
        text = text.replace(kept, " \u2026 ")
    return _left(text, pair.english.words, pair.language.tag, pair.language.script)


@lru_cache(maxsize=64)
def _left(text: str, source: str, tag: str, script: str) -> tuple[Run, ...]:
    """Kept for the next rule that asks."""
    return tuple(english_runs(text, source, english_in(tag, script)))


def _kept(pair: Pair) -> Iterator[str]:
    tag = pair.language.tag
    for name in pair.conventions.names:
        yield from (name.name, *name.also.get(tag, ()))
    for term in pair.conventions.terms:
        yield from (form for form in term.use.get(tag, ()) if "*" not in form and "…" not in form)
