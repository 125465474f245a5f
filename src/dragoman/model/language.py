"""A language, and what a project promises for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    LTR = "ltr"
    RTL = "rtl"


class Breaking(StrEnum):
    """Where lines of the script may end."""

    SPACES = "spaces"
    DICTIONARY = "dictionary"
    SYLLABLE = "syllable"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class Language:
    """A row of the registry; see `languages/registry.toml` for the sources of its values."""

    tag: str
    """BCP 47, as it stands in `lang` and in the PDF."""
    gettext: str
    """Name of its folder and of `Language:` in catalogs."""
    english: str
    autonym: str
    aliases: tuple[str, ...]
    """Other codes and names by which people ask for it."""
    script: str
    """ISO 15924."""
    direction: Direction
    plural_forms: str
    """Value of `Plural-Forms:`."""
    digits: str
    """CLDR numbering system that running text of the language uses by default."""
    breaking: Breaking
    fonts: tuple[str, ...]
    """Bundled families, tried in this order."""
    line_height: float
    """Baseline to baseline, as a multiple of the font size."""
    size_factor: float
    """Multiplies the nominal size, for scripts that look small."""
    expansion: float
    """Area on paper for the same text, English = 1."""
    pdf_language: str
    """The tag that goes into the PDF: ISO 639 language, with script or region where it matters."""

    def __hash__(self) -> int:
        """By the tag alone, since what is read of texts is kept by language."""
        return hash(self.tag)

    @property
    def plural_count(self) -> int:
        return int(self.plural_forms.partition("nplurals=")[2].partition(";")[0])


class Commitment(StrEnum):
    """What the project promises for a language."""

    REQUIRED = "required"
    BEGUN = "begun"
