"""The languages that are built in, and how one is found by the name that a person types.

The rows themselves are in `registry.toml`.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from dragoman.errors import UnknownLanguage, UserError
from dragoman.languages.rows import is_code, read_row
from dragoman.model import Language, Location

_FILE = Path(__file__).with_name("registry.toml")
_LONGEST_NAME = 100
"""Characters; what is longer is no language's name, and is not compared with the names there are."""


def all_languages() -> tuple[Language, ...]:
    """Sorted by tag."""
    return _registry().languages


def find_language(
    name: str, *, where: Location | str | None = None, among: Sequence[Language] | None = None, otherwise: str = ""
) -> Language:
    """By tag, gettext name, English name, autonym or alias; case and `-` or `_` make no difference.

    `among` takes the place of the built-in languages: a project's own list. `otherwise` is what to do about a name that
    is like no other.
    """
    index = _index(all_languages() if among is None else tuple(among))
    found = index.get(_fold(name)) if len(name) <= _LONGEST_NAME else None
    if found is None:
        raise _unknown(name, index, where, otherwise)
    return found


@dataclass(frozen=True, slots=True)
class _Question:
    """Why a name stands for no single language, and what to ask the reader."""

    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _Registry:
    languages: tuple[Language, ...]
    questions: Mapping[str, _Question]
    """By folded name."""


@cache
def _registry() -> _Registry:
    content: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    languages = tuple(read_row(row, _FILE.name) for row in content["language"])
    questions = {
        _fold(code): _Question(row["reason"], row["remedy"]) for row in content["ambiguous"] for code in row["codes"]
    }
    return _Registry(languages, questions)


@lru_cache(maxsize=8)
def _index(languages: tuple[Language, ...]) -> Mapping[str, Language]:
    found: dict[str, Language] = {}
    for language in languages:
        for name in _names(language):
            other = found.setdefault(_fold(name), language)
            if other is not language:
                raise UserError(
                    f"'{name}' is a name of two languages, '{other.tag}' and '{language.tag}'.",
                    remedy="Give it to one of them: each name must lead to one language.",
                )
    return found


def _names(language: Language) -> Iterator[str]:
    yield language.tag
    yield language.gettext
    yield language.english
    yield language.autonym
    yield from language.aliases


def _fold(name: str) -> str:
    """One spelling for all that count as the same name."""
    plain = " ".join(unicodedata.normalize("NFC", name).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    return unicodedata.normalize("NFC", plain.casefold()).replace("_", "-")


def _unknown(name: str, index: Mapping[str, Language], where: Location | str | None, otherwise: str) -> UnknownLanguage:
    folded = _fold(name[:_LONGEST_NAME])
    question = _registry().questions.get(folded) or _registry().questions.get(folded.partition("-")[0])
    if question is not None:
        return UnknownLanguage(f"'{_shown(name)}' {question.reason}.", where=where, remedy=question.remedy)
    problem = f"'{_shown(name)}' is no language that Dragoman knows."
    return UnknownLanguage(problem, where=where, remedy=_remedy(folded, index, otherwise))


def _remedy(folded: str, index: Mapping[str, Language], otherwise: str) -> str:
    parent = index.get(folded.partition("-")[0])
    if parent is not None:
        return f"It has '{parent.tag}' ({parent.english})."
    # One letter changed in a short code gives another language, so only longer names are taken for misspelt.
    close = get_close_matches(folded, index, n=1, cutoff=0.75) if len(folded) > 3 else []
    close = close or _with_a_word(folded, index)
    if close:
        meant = dict.fromkeys(f"'{language.tag}' ({language.english})" for language in map(index.__getitem__, close))
        return f"Did you mean {' or '.join(meant)}?"
    if otherwise:
        return otherwise
    if is_code(folded):
        return "Use one of its codes or names, or add a [[language]] row to dragoman.toml."
    return "A language code has only letters, digits and hyphens, such as 'es' or 'zh-Hans'."


def _with_a_word(folded: str, index: Mapping[str, Language]) -> list[str]:
    """Names of which somebody wrote the beginning of one word, as `afaan` of `Afaan Oromoo`."""
    if len(folded) <= 3:
        return []
    return [name for name in index if any(word.startswith(folded) for word in name.replace("(", "").split())]


def _shown(name: str) -> str:
    """For an error sentence: no line ends, no control or direction characters, not too long."""
    short = name if len(name) <= 40 else f"{name[:39]}…"
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in short)
