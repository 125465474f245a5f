"""An address as a QR code. The only importer of segno."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

QUIET_ZONE = 4
"""Modules of white on each side, as ISO/IEC 18004 asks."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code as a drawing, quiet zone and all."""

    svg: str
    modules: int
    """On each side, with those of the quiet zone."""


@lru_cache(maxsize=64)
def qr_code(address: str) -> Code:
    """Black runs on white: one code at the middle level of error correction."""
    import segno  # noqa: PLC0415 - slow to import, and not every sheet has an address

    rows = segno.make_qr(address, error="m", boost_error=False).matrix
    size = len(rows) + 2 * QUIET_ZONE
    path = "".join(_runs(bytes(row), y) for y, row in enumerate(rows, QUIET_ZONE))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}"/></svg>'
    )
    return Code(svg, size)


def _runs(row: bytes, y: int) -> str:
    found, x = "", QUIET_ZONE
    for dark, run in groupby(row):
        length = len(list(run))
        found += f"M{x} {y}h{length}v1h-{length}z" if dark else ""
        x += length
    return found
