"""The part of a bundled font that a site needs, as woff2 for browsers. Only importer of fontTools."""

from __future__ import annotations

import io
from functools import lru_cache, partial
from types import SimpleNamespace

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, woff2

from dragoman.fonts import font_folder

_NAMES_OF_RULES = 256
"""From this number on names are those of variants, and rules of layout refer to them."""
_ENGLISH = 0x409
_OWN_NAMES = (1, 3, 4, 6, 16)
"""Of the table `name`: family, unique name, full name, PostScript name, typographic family."""

_QUALITY = 10
"""Of brotli, of at most 11. Of one weight of each bundled font, 10 makes 1.7 % more bytes and takes a fifth less of the
time of all that is done to a font; 9 makes 9.3 % more and takes a third less (2026-11-27)."""
# fontTools gives no choice of the quality.
woff2.brotli = SimpleNamespace(
    **{**vars(woff2.brotli), "compress": partial(woff2.brotli.compress, quality=_QUALITY)},
)


@lru_cache(maxsize=64)
def subset_font(file: str, codes: frozenset[int], rename: str = "") -> bytes:
    """The bundled font with these code points, and all glyphs that its layout rules make of them.

    The same bytes for the same input. Hinting goes: at the sizes of text no browser of today needs it. `rename` is the
    name that the font calls itself by, where its licence reserves its own for the unchanged font.
    """
    options = Options(layout_features=["*"], hinting=False, name_IDs=["*"], notdef_outline=True)
    with TTFont(font_folder() / file, recalcTimestamp=False, lazy=True) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=sorted(codes))
        names = font["name"]
        # Otherwise all rules are read once more to see which names they need: a fifth of the work.
        is_free_of_rules = all(record.nameID < _NAMES_OF_RULES for record in names.names)
        if is_free_of_rules:
            del font["name"]
        subsetter.subset(font)
        if is_free_of_rules:
            font["name"] = names
            names.names = [one for one in names.names if one.isUnicode() and one.langID == _ENGLISH]
        if rename:
            _rename(font, rename)
        font.flavor = "woff2"
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


def _rename(font: TTFont, name: str) -> None:
    for record in font["name"].names:
        if record.nameID in _OWN_NAMES:
            record.string = name.replace(" ", "") if record.nameID == 6 else name
