"""A small grey picture of the first page of a sheet, for a list of sheets.

Sheets are made for printers without colour, so one channel says enough, and black, white and two greys make an eighth
of the bytes.
"""

from __future__ import annotations

import struct
import zlib

from dragoman.pdf import draw_first_page

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PPI = 34.0
"""A page of letter paper is 289 pixels wide, and has about 7 kB in four greys."""
_GREY = 0
_DEPTH = 2
_SHADES = bytes(0 if value < 56 else 1 if value < 136 else 2 if value < 232 else 3 for value in range(256))
"""Of a value of 8 bits: the mark of a draft, which is a light grey, stays one."""


def thumbnail(pdf: bytes) -> bytes:
    """A PNG in four shades of grey of the first page of a PDF; what stands at its foot cannot be read."""
    page = draw_first_page(pdf, _PPI)
    rows = b"".join(b"\0" + _pack(row) for row in page.rows)
    head = struct.pack(">IIBBBBB", page.width, len(page.rows), _DEPTH, _GREY, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, content) for kind, content in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _pack(row: bytes) -> bytes:
    """Four pixels a byte, the first in the highest bits."""
    shades = row.translate(_SHADES) + b"\3" * (-len(row) % 4)
    fours = zip(shades[::4], shades[1::4], shades[2::4], shades[3::4], strict=True)
    return bytes(a << 6 | b << 4 | c << 2 | d for a, b, c, d in fours)
