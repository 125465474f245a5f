"""A font in the form for browsers: W3C's WOFF 2.0, https://www.w3.org/TR/WOFF2/. Only importer of brotli."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from struct import Struct, pack, pack_into, unpack_from

import brotli

from dragoman.fonts.glyphs import Outlines, read_outlines

__all__ = ["to_woff2"]

_HEAD = Struct(">4s4sIH2xII24x")
"""Signature, kind of outlines, length of the file, number of tables, length of the plain font, of what is compressed;
a version and further data are left out."""
_TRUETYPE, _OPENTYPE = b"\0\1\0\0", b"OTTO"
_PLAIN_HEAD, _PLAIN_ROW = 12, 16
"""Bytes of the head of a plain font, and of each row of its directory."""
_KNOWN = (
    "cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT "
    "VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix"
)
"""Tables that have a number, each of four letters and a space: section 4.1. Those after them no font of ours has."""
_NUMBERS = {_KNOWN[start : start + 4]: start // 5 for start in range(0, len(_KNOWN), 5)}
_NO_NUMBER = 0x3F
_FLAGS, _CHANGED, _INDEX_FORMAT = 16, 1 << 11, 50
"""Of the table `head`: where its flags are, the one of a font that went through a lossless change, and where it says of
how many bytes `loca` is."""
_QUALITY = 10
"""Of brotli, of at most 11. Of one weight of each bundled font, 10 makes 1.7 % more bytes and takes a fifth less of the
time of all that is done to a font; 9 makes 9.3 % more and takes a third less (2026-11-27)."""


@dataclass(frozen=True, slots=True)
class _Table:
    tag: str
    plain: int
    """Bytes that it has in a plain font."""
    content: bytes
    form: int = 0
    """0 and 3 of `glyf` and `loca`: transformed, and as it is; 1 and 0 of all others."""
    transformed: bool = False


def to_woff2(tables: Mapping[str, bytes]) -> bytes:
    """A font with one face, given by its tables in the order of their tags. The same bytes for the same font."""
    rows = _transformed(tables)
    directory = b"".join(map(_directory_row, rows))
    content: bytes = brotli.compress(b"".join(row.content for row in rows), mode=brotli.MODE_FONT, quality=_QUALITY)
    plain = _PLAIN_HEAD + sum(_PLAIN_ROW + _padded(row.plain) for row in rows)
    length = _padded(_HEAD.size + len(directory) + len(content))
    flavor = _OPENTYPE if "CFF " in tables else _TRUETYPE
    head = _HEAD.pack(b"wOF2", flavor, length, len(rows), plain, len(content))
    return (head + directory + content).ljust(length, b"\0")


def _transformed(tables: Mapping[str, bytes]) -> list[_Table]:
    head = bytearray(tables["head"])
    pack_into(">H", head, _FLAGS, unpack_from(">H", head, _FLAGS)[0] | _CHANGED)
    made: dict[str, _Table] = {}
    if "glyf" in tables:
        offsets = _offsets(tables["loca"], long=bool(unpack_from(">h", head, _INDEX_FORMAT)[0]))
        outlines = read_outlines(tables["glyf"], offsets)
        pack_into(">h", head, _INDEX_FORMAT, outlines.needs_long_offsets)
        width = 4 if outlines.needs_long_offsets else 2
        made["glyf"] = _Table("glyf", outlines.size, outlines.packed(), transformed=True)
        made["loca"] = _Table("loca", width * len(offsets), b"", transformed=True)
        made["hmtx"] = _widths(tables["hmtx"], unpack_from(">H", tables["hhea"], 34)[0], outlines)
    made["head"] = _Table("head", len(head), bytes(head))
    return [made.get(tag) or _Table(tag, len(content), content) for tag, content in tables.items()]


def _offsets(loca: bytes, *, long: bool) -> Sequence[int]:
    if long:
        return unpack_from(f">{len(loca) // 4}I", loca)
    return [2 * half for half in unpack_from(f">{len(loca) // 2}H", loca)]


def _widths(hmtx: bytes, count: int, outlines: Outlines) -> _Table:
    """Of the table `hmtx`, which has a width and a left edge of so many glyphs, and left edges of the rest, the widths
    alone, if all edges are those of the outlines: section 5.4."""
    values = unpack_from(f">{len(hmtx) // 2}h", hmtx)
    if (*values[1 : 2 * count : 2], *values[2 * count :]) != outlines.left:
        return _Table("hmtx", len(hmtx), hmtx)
    return _Table("hmtx", len(hmtx), pack(f">B{count}h", 0b11, *values[: 2 * count : 2]), form=1, transformed=True)


def _directory_row(table: _Table) -> bytes:
    number = _NUMBERS.get(table.tag, _NO_NUMBER)
    name = table.tag.encode("ascii") if number == _NO_NUMBER else b""
    length = _base128(len(table.content)) if table.transformed else b""
    return bytes([table.form << 6 | number]) + name + _base128(table.plain) + length


def _base128(number: int) -> bytes:
    """Seven bits a byte, the highest first; all but the last have the top bit: section 4.1, `UIntBase128`."""
    found = [number & 0x7F]
    while number := number >> 7:
        found.insert(0, number & 0x7F | 0x80)
    return bytes(found)


def _padded(length: int) -> int:
    return length + 3 & ~3
