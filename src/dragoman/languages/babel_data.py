"""What CLDR knows of a language, through Babel.

The registry does not read it at run time: CLDR lacks, or has wrong for patients, several of the languages served.
It is what the registry is compared with, and nothing else imports Babel's locale data.
Each function gives `None` for a language that CLDR does not know.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.model import Direction

if TYPE_CHECKING:
    from babel import Locale


def cldr_name(tag: str) -> str | None:
    """The English name."""
    locale = _locale(tag)
    return None if locale is None else locale.english_name


def cldr_direction(tag: str) -> Direction | None:
    locale = _locale(tag)
    return None if locale is None else Direction(locale.text_direction)


def cldr_digits(tag: str) -> str | None:
    """The default numbering system."""
    locale = _locale(tag)
    return None if locale is None else locale.default_numbering_system


def cldr_plural(tag: str, n: int) -> str | None:
    """The plural category of a whole number: `one`, `few`, `other` …"""
    locale = _locale(tag)
    return None if locale is None else locale.plural_form(n)


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale | None:
    # Babel and its data take longer to import than all the rest, and no command needs them to find a language.
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - see above

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
