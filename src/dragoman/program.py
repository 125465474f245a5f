"""What program this is: everything that the same input may be made into something else by."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("babel", "brotli", "fonttools", "jinja2", "markupsafe", "pyromark", "pyyaml", "segno", "typst")
"""Outside packages that have a hand in pages, sheets and findings."""
_FONTS = (".ttf", ".otf")


@cache
def program_digest(*, fonts: bool = True) -> str:
    """SHA-256 of the package's own files, of the versions of those it makes handouts with, and of Python's.

    Without the fonts, most of the bytes, for what no font has a hand in.
    """
    found = hashlib.sha256(repr((sys.version_info[:3], [(name, _version(name)) for name in _PACKAGES])).encode())
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*")):
        left_out = "__pycache__" in path.parts or (path.suffix in _FONTS and not fonts)
        if path.is_file() and not left_out:
            content = hashlib.sha256(path.read_bytes()).digest()
            found.update(path.relative_to(folder).as_posix().encode() + b"\0" + content)
    return found.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
