"""A small grey picture out of the large one in colour that Typst draws: of a page, for a list of sheets.

Sheets are made for printers without colour, so one channel says enough, and black, white and two greys make an eighth
of the bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREEN = 1
_CHANNELS = 4
_RGBA = 6
_GREY = 0
_DEPTH = 2
_SHADES = bytes(0 if value < 56 else 1 if value < 136 else 2 if value < 232 else 3 for value in range(256))
"""Of a value of 8 bits: the mark of a draft, which is a light grey, stays one."""


def grey_picture(png: bytes) -> bytes:
    """A PNG of red, green, blue and alpha, 8 bits each and not interlaced, as one of four shades of grey."""
    chunks = list(_chunks(png))
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    assert (depth, colour, interlaced) == (8, _RGBA, 0), "Typst draws in colour with alpha"
    raw = zlib.decompress(b"".join(content for kind, content in chunks if kind == b"IDAT"))
    rows = b"".join(b"\0" + _pack(row) for row in _rows(raw, width, height))
    head = struct.pack(">IIBBBBB", width, height, _DEPTH, _GREY, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(kind, content) for kind, content in parts)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    assert png.startswith(SIGNATURE), "a PNG has its signature"
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _rows(raw: bytes, width: int, height: int) -> Iterator[bytes]:
    """The green of each row. The filters of PNG know channels apart, so the others need not be undone."""
    step = width * _CHANNELS + 1
    above = bytes(width)
    for start in range(0, height * step, step):
        above = _undo(raw[start], raw[start + 1 + _GREEN : start + step : _CHANNELS], above)
        yield above


def _undo(kind: int, row: bytes, above: bytes) -> bytes:
    """One row without its filter (PNG specification, section 9.2)."""
    done = bytearray(row)
    left = corner = 0
    match kind:
        case 1:
            for at, value in enumerate(row):
                done[at] = left = (value + left) & 255
        case 2:
            done = bytearray((value + up) & 255 for value, up in zip(row, above, strict=True))
        case 3:
            for at, (value, up) in enumerate(zip(row, above, strict=True)):
                done[at] = left = (value + (left + up) // 2) & 255
        case 4:
            for at, (value, up) in enumerate(zip(row, above, strict=True)):
                done[at] = left = (value + _nearest(left, up, corner)) & 255
                corner = up
        case _:
            assert kind == 0, "PNG has five filters"
    return bytes(done)


def _nearest(left: int, up: int, corner: int) -> int:
    """Paeth's guess: whichever of the three is nearest to left + up - corner."""
    if left == corner:
        return up
    if up == corner:
        return left
    by_left, by_up, by_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
    if by_left <= by_up and by_left <= by_corner:
        return left
    return up if by_up <= by_corner else corner


def _pack(row: bytes) -> bytes:
    """Four pixels a byte, the first in the highest bits."""
    shades = row.translate(_SHADES) + b"\3" * (-len(row) % 4)
    fours = zip(shades[::4], shades[1::4], shades[2::4], shades[3::4], strict=True)
    return bytes(a << 6 | b << 4 | c << 2 | d for a, b, c, d in fours)
