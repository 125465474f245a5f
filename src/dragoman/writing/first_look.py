"""Cheap looks at a translation beside its English: nearly all pass them, and are spared the thorough ones."""

from __future__ import annotations

import re
from functools import lru_cache

_MARKS = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W_]")
_DIALLED = re.compile(r"\d[\d-]*\d")
_TOKEN = re.compile(r"[A-Za-z0-9_%+@:/.?=&#-]+")
_HOST = re.compile(r"\.[A-Za-z0-9]{2}")
_KEPT = 8192


def is_copy(source: str, translation: str) -> bool:
    """Whether a translation is its English, without regard to letter case, spaces and marks."""
    if translation == source:
        return True
    # Most texts begin with a letter, and with another one than their English.
    return _first(translation) == _first(source) and _folded(translation) == _folded(source)


def may_differ_in_contacts(source: str, translation: str) -> bool:
    """Whether one of the two may name a phone number, an emergency number or an address that the other does not."""
    return _signs_of_english(source) != _signs(translation)


@lru_cache(maxsize=_KEPT)
def _folded(text: str) -> str:
    return _MARKS.sub("", text).casefold()


def _first(text: str) -> str:
    """The first letter, folded; empty for none."""
    head = text[:1]
    if not head.isalnum():
        found = _LETTER.search(text)
        head = found[0] if found else ""
    return head.casefold()


@lru_cache(maxsize=_KEPT)
def _signs_of_english(text: str) -> list[str]:
    """Asked once for all languages."""
    return _signs(text)


def _signs(text: str) -> list[str]:
    """Digits in a row and all that is like an address, as they are written."""
    signs = _DIALLED.findall(text)
    if _may_be_address(text):
        signs += [token.rstrip(".:?") for token in _TOKEN.findall(text) if _may_be_address(token)]
    return sorted(signs) if len(signs) > 1 else signs


def _may_be_address(text: str) -> bool:
    return "@" in text or "://" in text or _HOST.search(text) is not None
