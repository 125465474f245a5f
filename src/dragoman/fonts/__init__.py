"""The fonts that handouts are set in: where they are, which characters they have, and which a language uses."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from dragoman.errors import UserError
from dragoman.model import Language

__all__ = [
    "LATIN_FAMILY",
    "SIGN_FAMILY",
    "FontFamily",
    "FontFile",
    "coverage",
    "families",
    "font_files",
    "font_folder",
    "font_stack",
    "missing_glyphs",
    "widened_stack",
]

LATIN_FAMILY = "Noto Sans"
"""In every stack: facts of the clinic are in Latin letters and ASCII digits whatever the language."""

SIGN_FAMILY = "Dragoman Signs"
"""Last in every stack: arrows, ≥ and the like, which `LATIN_FAMILY` lacks."""


@dataclass(frozen=True, slots=True)
class FontFile:
    name: str
    weight: int
    """400 or 700, as CSS counts."""
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class FontFamily:
    """A row of `fonts.toml`."""

    name: str
    scripts: tuple[str, ...]
    """ISO 15924."""
    licence: str
    """SPDX."""
    copyright: str
    origin: str
    """Package and version that the files come from."""
    change: str
    """What was done to the files since."""
    files: tuple[FontFile, ...]


def font_folder() -> Path:
    return Path(__file__).parent / "files"


@cache
def families() -> tuple[FontFamily, ...]:
    with (Path(__file__).parent / "fonts.toml").open("rb") as table:
        rows = tomllib.load(table)["family"]
    return tuple(
        FontFamily(
            name=row["name"],
            scripts=tuple(row["scripts"]),
            licence=row["licence"],
            copyright=row["copyright"],
            origin=row["origin"],
            change=row["change"],
            files=tuple(FontFile(**file) for file in row["file"]),
        )
        for row in rows
    )


@cache
def _ranges() -> dict[str, list[int]]:
    found: dict[str, list[int]] = json.loads((Path(__file__).parent / "coverage.json").read_text("utf-8"))
    return found


@cache
def coverage(family: str) -> frozenset[int]:
    """Code points that the family has in every weight."""
    ranges = _ranges().get(family)
    if ranges is None:
        raise _not_bundled(family)
    edges = zip(ranges[::2], ranges[1::2], strict=True)
    return frozenset(chain.from_iterable(range(first, last + 1) for first, last in edges))


def _not_bundled(family: str, user: str = "") -> UserError:
    names = ", ".join(f"'{name}'" for name in _ranges() if name != SIGN_FAMILY)
    return UserError(f"The font family '{family}'{user} is not bundled.", remedy=f"Choose from {names}.")


_UNSEEN = frozenset(
    code
    for span in (
        range(0x00AD, 0x00AE),
        range(0x034F, 0x0350),
        range(0x061C, 0x061D),
        range(0x115F, 0x1161),
        range(0x17B4, 0x17B6),
        range(0x180B, 0x1810),
        range(0x200B, 0x2010),
        range(0x2028, 0x202F),
        range(0x2060, 0x2070),
        range(0x3164, 0x3165),
        range(0xFE00, 0xFE10),
        range(0xFEFF, 0xFF00),
        range(0xFFA0, 0xFFA1),
        range(0x1BCA0, 0x1BCA4),
        range(0x1D173, 0x1D17B),
        range(0xE0000, 0xE1000),
    )
    for code in span
)
"""Unicode's Default_Ignorable_Code_Point and line separators: they shape or break text, and are not drawn."""


_BEYOND_SPACES = 0x3001


def missing_glyphs(text: str, stack: Sequence[str]) -> tuple[str, ...]:
    """Characters of the text that no family of the stack has, each once, in order of appearance.

    Spaces of any width count as present: where a font lacks one it is set as a gap of the right size.
    """
    if _drawn(tuple(stack)).issuperset(text):
        return ()
    present = [coverage(family) for family in stack]
    return tuple(
        character
        for character in dict.fromkeys(text)
        if not any(ord(character) in codes for codes in present)
        and not (character.isspace() or ord(character) in _UNSEEN)
    )


@lru_cache(maxsize=32)
def _drawn(stack: tuple[str, ...]) -> frozenset[str]:
    """All characters that these families draw, and those that are not drawn."""
    spaces = (code for code in range(_BEYOND_SPACES) if chr(code).isspace())
    return frozenset(map(chr, chain(_UNSEEN, spaces, *map(coverage, stack))))


def font_stack(language: Language) -> tuple[str, ...]:
    """The families that the language is set in, in the order of trying, with Latin letters and signs for all."""
    if not language.fonts:
        raise UserError(
            f"{language.english} ({language.tag}) cannot be printed: no bundled font has its script.",
            remedy="Name bundled fonts for it in dragoman.toml, or make only its HTML page.",
        )
    for family in language.fonts:
        if family not in _ranges():
            raise _not_bundled(family, f" of {language.english} ({language.tag})")
    return tuple(dict.fromkeys((*language.fonts, LATIN_FAMILY, SIGN_FAMILY)))


def widened_stack(stack: Sequence[str], texts: Iterable[str]) -> tuple[str, ...]:
    """The stack with the families that the texts need beyond it: a name may be of any script."""
    widened = list(stack)
    for character in missing_glyphs("".join(texts), stack):
        if missing_glyphs(character, widened):
            widened += [family for family in _ranges() if ord(character) in coverage(family)][:1]
    return tuple(widened)


def font_files(names: Iterable[str]) -> tuple[Path, ...]:
    """Files of the named families, in the order given, Regular before Bold."""
    known = {family.name: family for family in families()}
    found: list[Path] = []
    for name in dict.fromkeys(names):
        if name not in known:
            raise _not_bundled(name)
        found += [font_folder() / file.name for file in known[name].files]
    return tuple(found)
