"""The style sheet that gives each language its fonts and line height, on pages as on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.model import Language

_GAP = 0x200
"""Runs of code points with fewer missing between them are written as one range: Chinese would have hundreds."""


@dataclass(frozen=True, slots=True)
class Face:
    """A file of a site: one weight of a family."""

    family: str
    weight: int
    """400 or 700, as CSS counts."""
    file: str
    """Name in the folder of fonts."""
    codes: frozenset[int]
    """Code points that it has."""


def render_fonts_css(languages: Iterable[Language], faces: Iterable[Face]) -> str:
    """`@font-face` for each file and the rules of each language, whose `fonts` are its whole stack.

    A browser fetches a file only for a page with a letter of its ranges. `any-script` is for fields into which people
    type words of any language.
    """
    chosen = list(languages)
    shown = [
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-display: swap; '
        f'src: url("fonts/{face.file}") format("woff2"); unicode-range: {_ranges(face.codes)}; }}'
        for face in faces
    ]
    rules = [
        f'[lang="{language.tag}"] {{ font-family: {_stack(language.fonts)}; line-height: {language.line_height:g}; }}'
        for language in chosen
    ]
    every = tuple(dict.fromkeys(family for language in chosen for family in language.fonts))
    rules.append(f".any-script {{ font-family: {_stack(every)}; }}")
    sizes = [
        f'html[lang="{language.tag}"] {{ font-size: {size * 100:g}%; }}\n'
        f':not(html)[lang="{language.tag}"] {{ font-size: {size:g}em; }}'
        for language in chosen
        if (size := language.size_factor) != 1
    ]
    return "\n".join((*shown, "", *rules, *sizes, ""))


def _stack(families: tuple[str, ...]) -> str:
    return ", ".join((*(f'"{family}"' for family in families), "sans-serif"))


def _ranges(codes: Iterable[int]) -> str:
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and code - runs[-1][1] <= _GAP:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ", ".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in runs)
