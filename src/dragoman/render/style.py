"""The style sheet that gives each language its fonts and line height, on pages as on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dragoman.model import Language


def render_fonts_css(languages: Iterable[Language], files: Mapping[str, Mapping[int, str]]) -> str:
    """`@font-face` for each family and the rules of each language.

    `files` gives the file name of each weight by family. A browser fetches a file only when a page needs its letters.
    """
    chosen = list(languages)
    families = dict.fromkeys(family for language in chosen for family in language.fonts)
    faces = [
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-display: swap; '
        f'src: url("fonts/{name}"); }}'
        for family in families
        for weight, name in files.get(family, {}).items()
    ]
    rules = [
        f'[lang="{language.tag}"] {{ font-family: {_stack(language.fonts)}; line-height: {language.line_height:g}; }}'
        for language in chosen
    ]
    sizes = [
        f'html[lang="{language.tag}"] {{ font-size: {size * 100:g}%; }}\n'
        f':not(html)[lang="{language.tag}"] {{ font-size: {size:g}em; }}'
        for language in chosen
        if (size := language.size_factor) != 1
    ]
    return "\n".join((*faces, "", *rules, *sizes, ""))


def _stack(families: tuple[str, ...]) -> str:
    return ", ".join((*(f'"{family}"' for family in families), "sans-serif"))
