"""An address as a QR code. The only importer of segno."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

import segno

QUIET_ZONE = 4
"""Modules of white on each side, as ISO/IEC 18004 asks."""


@lru_cache(maxsize=64)
def qr_svg(address: str) -> str:
    """An SVG of black runs on white, quiet zone and all: one code at the middle level of error correction."""
    rows = segno.make_qr(address, error="m", boost_error=False).matrix
    size = len(rows) + 2 * QUIET_ZONE
    path = "".join(_runs(bytes(row), y) for y, row in enumerate(rows, QUIET_ZONE))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}"/></svg>'
    )


def _runs(row: bytes, y: int) -> str:
    found, x = "", QUIET_ZONE
    for dark, run in groupby(row):
        length = len(list(run))
        found += f"M{x} {y}h{length}v1h-{length}z" if dark else ""
        x += length
    return found
