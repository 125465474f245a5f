"""What a font calls itself by: its table `name`."""

from __future__ import annotations

from struct import iter_unpack, pack, unpack_from

__all__ = ["renamed"]

_POSTSCRIPT = 6
_OWN_NAMES = (1, 3, 4, _POSTSCRIPT, 16)
"""Family, unique name, full name, PostScript name, typographic family."""
_HEAD, _ROW = 6, 12
"""Bytes before the rows, and of a row."""


def renamed(table: bytes, name: str) -> bytes:
    """The table with this name in place of the font's own. Its names must be in Unicode, as HarfBuzz leaves them."""
    _, count, start = unpack_from(">HHH", table)
    rows, texts = bytearray(), bytearray()
    for *place, number, length, offset in iter_unpack(">6H", table[_HEAD : _HEAD + count * _ROW]):
        text = table[start + offset : start + offset + length]
        if number in _OWN_NAMES:
            text = (name.replace(" ", "") if number == _POSTSCRIPT else name).encode("utf-16-be")
        rows += pack(">6H", *place, number, len(text), len(texts))
        texts += text
    return pack(">HHH", 0, count, _HEAD + len(rows)) + bytes(rows + texts)
