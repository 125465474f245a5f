"""The part of a bundled font that a site needs, as woff2 for browsers. Only importer of uharfbuzz."""

from __future__ import annotations

from functools import lru_cache

from uharfbuzz import Blob, Face, SubsetFlags, SubsetInput

from dragoman.fonts import font_folder
from dragoman.fonts.names import renamed
from dragoman.fonts.woff2 import to_woff2

_NAMES_OF_RULES = 256
"""From this number on names are those of variants; HarfBuzz keeps the ones that the rules left over refer to."""
_RULES = "GSUB"
_MOST = 0.75


@lru_cache(maxsize=64)
def subset_font(file: str, codes: frozenset[int], rename: str = "") -> bytes:
    """The bundled font with these code points, and all glyphs that its layout rules make of them.

    The same bytes for the same input. Hinting goes: at the sizes of text no browser of today needs it. `rename` is the
    name that the font calls itself by, where its licence reserves its own for the unchanged font.
    """
    font = Face(Blob.from_file_path(font_folder() / file))
    cut = _wanted(codes).subset(font)
    if _is_lighter_with_whole_rules(cut, font):
        cut = _wanted_with_whole_rules(codes, font).subset(font)
    tables = {tag: cut.reference_table(tag).data for tag in sorted(cut.table_tags)}
    if rename:
        tables["name"] = renamed(tables["name"], rename)
    return to_woff2(tables)


def _is_lighter_with_whole_rules(cut: Face, font: Face) -> bool:
    """HarfBuzz packs what it cut in an order that compresses worse, which counts where hardly a rule goes and rules are
    most of the font: those of Nastaliq weigh 48 kB cut by a fifth, and 40 whole (2026-11-27)."""
    rules, all_rules = len(cut.reference_table(_RULES)), len(font.reference_table(_RULES))
    return rules > _MOST * all_rules and rules > len(cut.blob) / 2


def _wanted(codes: frozenset[int]) -> SubsetInput:
    wanted = SubsetInput()
    wanted.flags = SubsetFlags.NO_HINTING | SubsetFlags.NOTDEF_OUTLINE
    wanted.unicode_set.update(codes)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.invert()  # all, also those that a page must ask for
    wanted.name_id_set.update(range(_NAMES_OF_RULES))
    return wanted


def _wanted_with_whole_rules(codes: frozenset[int], font: Face) -> SubsetInput:
    """Glyphs keep their numbers, which the rules know them by, up to the last: those that are not wanted are empty."""
    wanted = _wanted(codes)
    wanted.flags |= SubsetFlags.RETAIN_GIDS
    wanted.glyph_set.add(font.glyph_count - 1)
    wanted.no_subset_table_tag_set.add(int.from_bytes(_RULES.encode(), "big"))
    return wanted
