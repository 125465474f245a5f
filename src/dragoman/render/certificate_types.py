"""The data that a certificate is set from: the contract between `render/certificate.py` and the press.

Plain JSON values, all of them text to show, in English but for names, the title in the language and its own name.
"""

from __future__ import annotations

from typing import Literal, TypedDict


class CertificateLanguage(TypedDict):
    lang: str
    """ISO 639 code, as in `SheetLanguage`."""
    region: str | None
    direction: Literal["ltr", "rtl"]
    name: str
    """In English."""
    line_height: float
    """As in `SheetLanguage`."""


class Person(TypedDict):
    number: int
    """By which the table of texts names them."""
    name: str
    qualification: str
    role: str
    dates: str
    """One ISO date, or the first and the last."""
    origin: str
    """Where the texts came from, as the person stated it."""
    texts: int
    """How many they signed."""


class Row(TypedDict):
    """A label and what it is about."""

    label: str
    value: str
    own: str
    """The same in the language, set as such; empty for nothing."""


class PolicyRow(TypedDict):
    texts: str
    """Which texts it is about."""
    roles: str
    people: str
    machine: str
    renewal: str


class TextRow(TypedDict):
    hash: str
    level: str
    about: str
    """The first words of the English."""
    signed: str
    """Numbers of the people, each with the date."""
    lacks: str
    """What it lacks; empty for nothing."""


class Section(TypedDict):
    heading: str
    rows: list[TextRow]


class Certificate(TypedDict):
    guide: str
    final: bool
    paper: Literal["us-letter", "a4"]
    language: CertificateLanguage
    fonts: list[str]
    """Families in the order of trying: of the language, and what the names of people need beyond."""
    title: str
    state: str
    """One sentence."""
    day: str
    """ISO date on which all this was so."""
    rows: list[Row]
    lacking: list[str]
    """What is missing, one line each; nothing for a final handout."""
    policy: list[PolicyRow]
    people: list[Person]
    facts: list[Row]
    sections: list[Section]
