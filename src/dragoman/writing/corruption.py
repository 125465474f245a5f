"""Text that was read with the wrong encoding, or lost letters on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WINDOWS = {bytes([byte]).decode("cp1252", "replace"): byte for byte in range(0x80, 0xA0)}
_WINDOWS.pop("\ufffd", None)
_FOLLOWERS = "\x80-\xbf" + "".join(_WINDOWS)
_WESTERN = re.compile(
    # The first byte stands alone in front, so that a search passes over all other letters at once.
    f"[\xc2-\xf4](?:(?<=[\xc2-\xdf])[{_FOLLOWERS}]|(?<=[\xe0-\xef])[{_FOLLOWERS}]{{2}}|(?<=[\xf0-\xf4])[{_FOLLOWERS}]{{3}})"
    f"(?:[\xc2-\xdf][{_FOLLOWERS}]|[\xe0-\xef][{_FOLLOWERS}]{{2}}|[\xf0-\xf4][{_FOLLOWERS}]{{3}})*"
)
"""UTF-8 that was read as Latin-1 or Windows-1252: first byte and the bytes that follow it."""

_CYRILLIC_FOLLOWERS = bytes(byte for byte in range(0x80, 0xC0) if byte != 0x98).decode("cp1251")
_CYRILLIC = re.compile(f"(?:[РС][{re.escape(_CYRILLIC_FOLLOWERS)}]){{3,}}")
"""Cyrillic UTF-8 that was read as Windows-1251: `РџСЂРё` for `При`."""

_ENDINGS = frozenset("‘’“”‚„…–—•™›‹\xa0»«")
"""What may well stand behind a capital letter: one of these alone proves nothing."""

_LOST = re.compile(r"[\ufffc\ufffd]|锟斤拷|[^\W\d_]\?[^\W\d_]|\?{3,}")
"""Letters that were replaced: by the sign for that, by what it becomes in Chinese, by question marks."""

_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", re.IGNORECASE)


def misread(text: str) -> tuple[str, str] | None:
    """Letters that were read with the wrong encoding, and what they were; `None` if there are none."""
    if text.isascii():
        return None
    for match in _WESTERN.finditer(text):
        meant = _western(match[0])
        if meant is not None:
            return match[0], meant
    found = _CYRILLIC.search(text) if "Р" in text or "С" in text else None
    if found is None:
        return None
    try:
        return found[0], found[0].encode("cp1251").decode()
    except UnicodeError:
        return None


def _western(shown: str) -> str | None:
    try:
        meant = bytes(_WINDOWS.get(character, ord(character) & 0xFF) for character in shown).decode()
    except UnicodeError:
        return None
    if len(shown) == 2 and shown[1] in _ENDINGS and not (shown[0] in "Â" and shown[1] in "\xa0»«°·©®"):
        return None
    # What French puts before a closing quotation mark reads as one Chinese character.
    return None if len(meant) == 1 and len(shown) == 3 and shown[1:] in ("\xa0»", "\xa0\xa0") else meant


def lost_letters(text: str) -> Iterator[str]:
    """What stands where letters got lost."""
    for match in _LOST.finditer(text):
        yield match[0]


def entities(text: str) -> tuple[str, ...]:
    """References like `&eacute;` that are seen as they are written."""
    return tuple(_ENTITY.findall(text)) if "&" in text else ()
