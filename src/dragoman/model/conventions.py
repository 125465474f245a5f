"""What a project asks of its translations beyond the rules: terms, names and patterns of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.model.finding import Severity
from dragoman.model.text import Level, Location


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
    location: Location = field(default=Location("", 1), compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class Conventions:
    """What rules may know of a project. Each is only equal to itself, so that rules may keep what they make of it."""

    terms: tuple[Term, ...] = ()
    names: tuple[KeptName, ...] = ()


NO_CONVENTIONS = Conventions()


@dataclass(frozen=True, slots=True)
class SeverityChoice:
    """How bad the project says that findings are. Of several that fit one finding, the last counts."""

    rules: tuple[str, ...]
    """Ids, or `*` for all."""
    languages: tuple[str, ...]
    """Tags; empty for all, and for findings about the English."""
    levels: tuple[Level, ...]
    """Empty for all."""
    severity: Severity | None
    """`None` where the rules are off."""
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A named person's word that one finding may stand. It ends by itself, and with any change of the texts."""

    rule: str
    language: str
    """BCP 47 tag; empty for a finding about the English."""
    guide: str
    context: str
    """`msgctxt`; empty for none."""
    source: str
    translation: str
    by: str
    reason: str
    until: str
    """ISO date, the last day on which it holds."""
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """The table `[checks]` of `dragoman.toml`."""

    glossary: str = "glossary.toml"
    """Path of the glossary, which need not be there."""
    glossary_named: Location | None = None
    """Where the settings name it: then it must be there."""
    waivers: str = "waivers.toml"
    """Path of the waivers, which need not be there."""
    baseline: str = ""
    """Path of the findings that are known; empty where all count."""
    severities: tuple[SeverityChoice, ...] = ()
    patterns: tuple[PatternPair, ...] = ()


NO_CHECK_SETTINGS = CheckSettings()
