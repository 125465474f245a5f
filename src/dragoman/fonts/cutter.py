"""Which cutter of fonts this is, told without importing it."""

from __future__ import annotations

from dragoman.program import package_version

CUTTER = f"uharfbuzz {package_version('uharfbuzz')}, brotli {package_version('brotli')}, way 3"
"""What the bytes of a cut font depend on beside the font and the letters; the number rises when our own part of
the work changes: `subset.py`, `names.py`, `woff2.py`, `glyphs.py`."""
