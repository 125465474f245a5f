"""Which cutter of fonts this is, told without importing it."""

from __future__ import annotations

from dragoman.program import package_version

CUTTER = f"fontTools {package_version('fonttools')}, way 2"
"""What the bytes of a cut font depend on beside the font and the letters; the number rises when the function in
`subset.py` changes."""
