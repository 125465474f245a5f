"""How catalogs are laid out: by which names of a language its folders and files go, and which are strange."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from dragoman.errors import UserError
from dragoman.languages import all_languages, find_language
from dragoman.model import SOURCE_LANGUAGE, Language, Settings

ALL_GUIDES = "guides"
"""Name of the one catalog a language, where the layout has no `{guide}`."""
_MOST_COMPARED = 10_000
"""Pairs of names: more take longer than to look at the catalogs."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of a project, which `folder.py` has found to be inside."""

    folder: Path
    relative: Callable[[Path], str]
    """Name in the project of what is in the folder."""


def names_in_use(layout: str, domain: str, language: Language, place_of: Callable[[str], Place]) -> Mapping[str, str]:
    """Each name of the language under which there are catalogs, with its folder or file."""
    before, _, after = layout.partition("{language}")
    folder, _, head = before.replace("{guide}", domain).rpartition("/")
    tail, _, rest = after.partition("/")
    tail = tail.replace("{guide}", domain)
    found: dict[Path, tuple[bool, str, str]] = {}
    place, codes = place_of(folder), _codes_of(language)
    for name in _middles(place.folder, head, tail):
        if _folded(name) not in codes:
            continue
        path = place.folder / f"{head}{name}{tail}"
        below = rest.replace("{guide}", "*").replace("{language}", name)
        if any(path.glob(below)) if below else path.is_file():
            # A link from one name to another is one place.
            rank = (name != language.gettext, name, place.relative(path))
            found[path.resolve()] = min(rank, found.get(path.resolve(), rank))
    return {name: used for _, name, used in sorted(found.values())}


def _middles(folder: Path, head: str, tail: str) -> Iterator[str]:
    """What stands between the two in the names of what is in a folder: there may be thousands of templates."""
    with suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208 - a path for each costs more than all else here
            if len(name) >= len(head) + len(tail) and name.startswith(head) and name.endswith(tail):
                yield name[len(head) : len(name) - len(tail)]


def refuse_strange_catalogs(
    settings: Settings, languages: tuple[Language, ...], domains: tuple[str, ...], place_of: Callable[[str], Place]
) -> None:
    """Stops at a catalog of a language that the project does not know, or in a folder of a name it does not know."""
    layout = settings.catalog_layout
    folder = layout.partition("{")[0].rpartition("/")[0]
    pattern = layout[len(folder) :].lstrip("/").replace("{guide}", "*").replace("{language}", "*")
    # Where a guide and a language share a name, only the guides themselves tell where one ends.
    beside = any("{guide}" in part and "{language}" in part for part in layout.split("/"))
    guide = f"(?:{'|'.join(map(re.escape, domains))})" if beside else "[^/]+"
    shape = re.escape(layout).replace(r"\{guide\}", guide).replace(r"\{language\}", "(?P<language>[^/]+?)", 1)
    shape = shape.replace(r"\{language\}", "(?P=language)")
    place = place_of(folder)
    known: set[str] = set()
    for path in sorted(_catalogs(place.folder, layout[len(folder) :].lstrip("/"), pattern, languages)):
        name = place.relative(path)
        match = re.fullmatch(shape, name)
        if match is None or match["language"] in known:
            continue
        known.add(match["language"])
        language = find_language(match["language"], where=name, among=(*languages, *other_languages(languages)))
        if language not in languages:
            raise UserError(
                f"{language.english} ('{language.tag}') is not a language of this project.",
                where=name,
                remedy=f"Add it to [languages] in {settings.path}, or move the catalog away.",
            )
        if not is_code_of(match["language"], language):
            raise UserError(
                f"The folder of {language.english} is named '{language.gettext}', not '{match['language']}'.",
                where=name,
                remedy="Rename it.",
            )


def refuse_misnamed_catalogs(layout: str, domains: tuple[str, ...], folder: Place) -> None:
    """Stops at a catalog in the folder of a language whose name is that of a guide but for its spelling.

    It would be passed over in silence. Other names are those of guides that were taken away.
    """
    head, _, tail = layout.rpartition("/")[2].partition("{guide}")
    names = frozenset(_middles(folder.folder, head, tail))
    spellings = {_folded(domain): domain for domain in domains}
    missing = [domain for domain in domains if domain not in names]
    odd = sorted(names.difference(domains))
    for name in odd:
        close = get_close_matches(name, missing, n=1, cutoff=0.8) if len(odd) * len(missing) < _MOST_COMPARED else []
        meant = spellings.get(_folded(name)) or next(iter(close), None)
        if meant is not None:
            raise UserError(
                f"There is no guide '{name}'.",
                where=folder.relative(folder.folder / f"{head}{name}{tail}"),
                remedy=f"Did you mean {head}{meant}{tail}? Rename the catalog, or move it away.",
            )


def _catalogs(folder: Path, layout: str, pattern: str, languages: tuple[Language, ...]) -> Iterator[Path]:
    """The catalogs of a layout, but for those in folders that are named as languages of the project are: there may be
    thousands, and none of them is strange."""
    first, _, rest = layout.partition("/")
    if not rest or "{guide}" in first or first.count("{language}") != 1:
        yield from folder.glob(pattern)
        return
    head, _, tail = first.partition("{language}")
    names = {language.gettext for language in languages}
    below = pattern.partition("/")[2]
    for name in _middles(folder, head, tail):
        if name not in names:
            yield from (folder / f"{head}{name}{tail}").glob(below)


def is_code_of(name: str, language: Language) -> bool:
    """Whether a folder of this name holds the language: its gettext name, its tag or an alias, `_` or `-` in it."""
    return _folded(name) in _codes_of(language)


def _codes_of(language: Language) -> frozenset[str]:
    return frozenset(map(_folded, (language.gettext, language.tag, *language.aliases)))


def _folded(code: str) -> str:
    return code.replace("_", "-").casefold()


def other_languages(languages: tuple[Language, ...]) -> Iterator[Language]:
    """The registry without the tags that the project has rows for."""
    tags = {language.tag for language in languages}
    return (language for language in all_languages() if language.tag not in tags and language.tag != SOURCE_LANGUAGE)
