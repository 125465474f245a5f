"""The settings of a project."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from dragoman.model.conventions import NO_CHECK_SETTINGS, CheckSettings
from dragoman.model.language import Commitment, Language
from dragoman.model.limits import USUAL_LIMITS, Limits
from dragoman.model.paper import NO_LETTERHEAD, Letterhead, SheetForm, TextSize
from dragoman.model.signoff import Policy
from dragoman.model.text import Location


class FactKind(StrEnum):
    """How a fact of the clinic is set: all are isolated left to right, unbroken, in ASCII digits."""

    TEXT = "text"
    PHONE = "phone"
    URL = "url"
    EMAIL = "email"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the clinic; an empty value is a blank that staff fill in by hand."""

    name: str
    """Dotted, as in the placeholder."""
    value: str
    kind: FactKind
    location: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Office:
    """One location of the clinic: its facts stand in for the clinic's."""

    id: str
    name: str
    facts: tuple[Fact, ...]


class Paper(StrEnum):
    LETTER = "letter"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class PageTemplates:
    """Templates by which a project changes its pages."""

    folder: str
    """In the project; empty for none."""
    files: tuple[tuple[str, str], ...]
    """Name in the folder and text of each."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`dragoman.toml`, checked."""

    name: str
    source: str
    locales: str
    output: str
    catalog_layout: str
    """Path of a catalog with `{language}`, and with `{guide}` unless one catalog holds all guides of a language."""
    template_layout: str
    languages: tuple[tuple[Language, Commitment], ...]
    facts: tuple[Fact, ...]
    offices: tuple[Office, ...]
    paper: Paper
    policy: Policy
    checks: CheckSettings = NO_CHECK_SETTINGS
    archive: str = "approved"
    """Folder of the versions that were approved."""
    limits: Limits = USUAL_LIMITS
    path: str = "dragoman.toml"
    sizes: tuple[TextSize, ...] = (TextSize.NORMAL,)
    """Sizes that a build makes sheets in; the normal one is always there."""
    web: str = ""
    """Address under which what is built can be read on the web, without a slash at its end; empty for none."""
    letterhead: Letterhead = NO_LETTERHEAD
    desk: tuple[SheetForm, ...] = ()
    """Forms of each sheet that a build makes for the front desk, beside those in all `sizes`."""
    page_templates: str = ""
    """Folder of templates that change pages; empty for none."""
    notice: str = ""
    """Id of the guide with the clinic's notice of language help; empty for none."""
    pages: int = 0
    """How many pages a sheet of normal size may have where its guide does not say; 0 for any number."""
