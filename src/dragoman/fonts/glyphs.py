"""The outlines of a TrueType font as woff2 has them: what is alike stands together, and compresses better.

W3C's WOFF 2.0, sections 5.1 to 5.4: https://www.w3.org/TR/WOFF2/#glyf_table_format
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise
from struct import Struct, pack, unpack_from

__all__ = ["Outlines", "read_outlines"]

_HEADER = Struct(">hhhhh")
"""Of a glyph: number of contours, or -1 for one made of others; xMin, yMin, xMax, yMax."""
_OFF_CURVE = 0x80

# Flags of a point in `glyf`.
_ON_CURVE, _X_SHORT, _Y_SHORT, _REPEATED, _X_SAME, _Y_SAME, _OVERLAPS = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40
# Flags of a component in `glyf`.
_WORDS, _SCALE, _MORE, _TWO_SCALES, _FOUR_SCALES, _INSTRUCTED = 0x01, 0x08, 0x20, 0x40, 0x80, 0x100


@dataclass(frozen=True, slots=True)
class Outlines:
    """All glyphs of a font, in their order."""

    left: tuple[int, ...]
    """The least x of each, 0 of an empty one."""
    size: int
    """Bytes of a plain `glyf` with each glyph at a multiple of four, as readers of woff2 make it."""
    streams: Streams

    @property
    def needs_long_offsets(self) -> bool:
        """Whether a plain `loca` needs four bytes a glyph: with two it counts to 0xFFFF pairs of bytes."""
        return self.size > 2 * 0xFFFF

    def packed(self) -> bytes:
        """The transformed table `glyf`."""
        found = self.streams
        count = len(self.left)
        parts = (
            *(found.contours, found.points, found.flags, found.steps, found.components),
            _bits(found.boxed, count, unit=4) + found.boxes,
            found.instructions,
        )
        overlaps = _bits(found.overlapping, count, unit=1) if found.overlapping else b""
        head = pack(">HHHH7I", 0, bool(overlaps), count, self.needs_long_offsets, *map(len, parts))
        return head + b"".join(parts) + overlaps


@dataclass(frozen=True, slots=True)
class Streams:
    """What the transformed table keeps apart."""

    contours: bytearray = field(default_factory=bytearray)
    points: bytearray = field(default_factory=bytearray)
    flags: bytearray = field(default_factory=bytearray)
    steps: bytearray = field(default_factory=bytearray)
    components: bytearray = field(default_factory=bytearray)
    boxes: bytearray = field(default_factory=bytearray)
    instructions: bytearray = field(default_factory=bytearray)
    boxed: list[int] = field(default_factory=list)
    """Glyphs whose box is written down, since it is not that of their points."""
    overlapping: list[int] = field(default_factory=list)
    """Glyphs whose contours overlap."""


def read_outlines(glyf: bytes, offsets: Sequence[int]) -> Outlines:
    """`offsets` are those of `loca`, in bytes: one more than there are glyphs."""
    streams, left, size = Streams(), [], 0
    for number, (start, end) in enumerate(pairwise(offsets)):
        contours, *box = _HEADER.unpack_from(glyf, start) if end > start else (0, 0, 0, 0, 0)
        streams.contours.extend(pack(">h", contours))
        left.append(box[0])
        size += end - start + 3 & ~3
        if contours > 0:
            _add_simple(glyf, start + _HEADER.size, contours, number, tuple(box), streams)
        elif contours < 0:
            _add_composite(glyf, start + _HEADER.size, streams)
            streams.boxed.append(number)
            streams.boxes.extend(pack(">4h", *box))
    return Outlines(tuple(left), size, streams)


def _add_simple(data: bytes, at: int, contours: int, number: int, box: tuple[int, ...], streams: Streams) -> None:
    ends = unpack_from(f">{contours}H", data, at)
    for last, end in pairwise((-1, *ends)):
        streams.points.extend(_short(end - last))
    at += 2 * contours
    instructions, at = _instructions(data, at)
    flags, at = _flags(data, at, ends[-1] + 1)
    across, at = _distances(data, at, flags, _X_SHORT, _X_SAME)
    up, at = _distances(data, at, flags, _Y_SHORT, _Y_SAME)
    for flag, dx, dy in zip(flags, across, up, strict=True):
        sign, step = _triplet(dx, dy)
        streams.flags.append(sign if flag & _ON_CURVE else sign | _OFF_CURVE)
        streams.steps.extend(step)
    streams.steps.extend(_short(len(instructions)))
    streams.instructions.extend(instructions)
    if flags[0] & _OVERLAPS:
        streams.overlapping.append(number)
    xs, ys = tuple(accumulate(across)), tuple(accumulate(up))
    if box != (min(xs), min(ys), max(xs), max(ys)):
        streams.boxed.append(number)
        streams.boxes.extend(pack(">4h", *box))


def _instructions(data: bytes, at: int) -> tuple[bytes, int]:
    (length,) = unpack_from(">H", data, at)
    return data[at + 2 : at + 2 + length], at + 2 + length


def _flags(data: bytes, at: int, count: int) -> tuple[bytearray, int]:
    """One for each point, and where they end."""
    flags = bytearray()
    while len(flags) < count:
        flags.append(data[at])
        at += 1
        if flags[-1] & _REPEATED:
            flags += flags[-1:] * data[at]
            at += 1
    return flags, at


def _distances(data: bytes, at: int, flags: Iterable[int], short: int, same: int) -> tuple[list[int], int]:
    """From each point to the next in one direction, and where they end."""
    found = []
    for flag in flags:
        if flag & short:
            found.append(data[at] if flag & same else -data[at])
            at += 1
        elif flag & same:
            found.append(0)
        else:
            found.append(int.from_bytes(data[at : at + 2], "big", signed=True))
            at += 2
    return found, at


@lru_cache(maxsize=1 << 15)
def _triplet(dx: int, dy: int) -> tuple[int, bytes]:
    """The way to a point as a flag and one to four bytes: section 5.2."""
    x, y = abs(dx), abs(dy)
    right, signs = int(dx >= 0), (dx >= 0) + 2 * (dy >= 0)
    if not x and y < 1280:
        return (y >> 8 << 1) + (dy >= 0), bytes([y & 0xFF])
    if not y and x < 1280:
        return 10 + (x >> 8 << 1) + right, bytes([x & 0xFF])
    if x and y and x < 65 and y < 65:
        return 20 + (x - 1 & 0x30) + (y - 1 >> 4 << 2) + signs, bytes([(x - 1 & 0xF) << 4 | y - 1 & 0xF])
    if x and y and x < 769 and y < 769:
        return 84 + 12 * (x - 1 >> 8) + (y - 1 >> 8 << 2) + signs, bytes([x - 1 & 0xFF, y - 1 & 0xFF])
    if x < 4096 and y < 4096:
        return 120 + signs, (x << 12 | y).to_bytes(3, "big")
    return 124 + signs, pack(">HH", x, y)


def _add_composite(data: bytes, at: int, streams: Streams) -> None:
    start, flags = at, _MORE
    while flags & _MORE:
        (flags,) = unpack_from(">H", data, at)
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _FOUR_SCALES else 0
    streams.components.extend(data[start:at])
    if flags & _INSTRUCTED:
        instructions, _ = _instructions(data, at)
        streams.steps.extend(_short(len(instructions)))
        streams.instructions.extend(instructions)


def _short(number: int) -> bytes:
    """A number below 65,536 in one to three bytes: section 4.1, `255UInt16`."""
    if number < 253:
        return bytes([number])
    if number < 506:
        return bytes([255, number - 253])
    if number < 762:
        return bytes([254, number - 506])
    return pack(">BH", 253, number)


def _bits(numbers: Iterable[int], count: int, *, unit: int) -> bytes:
    """A bit for each of `count`, set for these, the first at the top; in whole units of so many bytes."""
    found = bytearray((count + 8 * unit - 1) // (8 * unit) * unit)
    for number in numbers:
        found[number >> 3] |= 0x80 >> (number & 7)
    return bytes(found)
