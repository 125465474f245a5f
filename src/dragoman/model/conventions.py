"""What a project asks of its translations beyond the rules: terms, names and patterns of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary. Forms are written as in the word lists: `*` for letters, `…` for some words."""

    english: tuple[str, ...]
    """Forms of the term in English."""
    use: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Language tag → forms, one of which stands for the term."""
    avoid: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Language tag → forms that must not stand for it."""
    note: str = ""
    """For the translator."""


@dataclass(frozen=True, slots=True)
class KeptName:
    """A name that stays as it is in every language: a brand, an office."""

    name: str
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Language tag → other spellings that are right there."""


@dataclass(frozen=True, slots=True)
class PatternPair:
    """A rule of the project's own: where the English matches, the translation must match, and the other way round."""

    id: str
    problem: str
    remedy: str
    source: str
    """Regular expression, as Python has them."""
    translation: str
    languages: tuple[str, ...] = ()
    """Tags; empty for all."""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Conventions:
    terms: tuple[Term, ...] = ()
    names: tuple[KeptName, ...] = ()
    patterns: tuple[PatternPair, ...] = ()


NO_CONVENTIONS = Conventions()
