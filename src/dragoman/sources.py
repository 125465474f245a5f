"""What the people of a project write themselves: guides with their drawings, templates of pages, the logo."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from dragoman.errors import UserError
from dragoman.folder import ProjectFolder
from dragoman.layout import ALL_GUIDES
from dragoman.markup.drawing import parse_drawing
from dragoman.markup.join import figure_sources, join_drawings, join_parts
from dragoman.markup.logo import vetted_logo
from dragoman.markup.parse import parse_guide
from dragoman.model import Drawing, Guide, Location, PageTemplates
from dragoman.ondemand import OnDemand
from dragoman.render.words import PAGE_DOMAIN

_GUIDE_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_parsed = lru_cache(maxsize=2_000)(parse_guide)
"""Copies of this process, which read the project again to make handouts, need not parse what it has parsed."""


def read_guides(folder: ProjectFolder) -> Mapping[str, Guide]:
    """All guides by id, joined with their drawings and parts; each is read when it is first asked for."""
    source = folder.inside(folder.settings.source, folder.settings.path)
    if not source.is_dir():
        raise UserError(
            f"There is no folder '{folder.settings.source}' with guides.",
            where=folder.settings.path,
            remedy='Make it, or name another one: source = "…" in [project].',
        )
    paths = {path.stem: path for path in sorted(source.glob("*.md"))}
    if not paths:
        raise UserError("There are no guides.", where=folder.settings.source, remedy="Put one there: my-guide.md.")
    for path in paths.values():
        _require_guide_name(folder, path)
    alone = OnDemand(tuple(paths), lambda id_: _read_guide(folder, paths[id_]))
    return OnDemand(tuple(paths), lambda id_: join_parts(alone[id_], alone))


def read_page_templates(folder: ProjectFolder) -> PageTemplates:
    """The templates by which the project changes its pages; none where it names no folder of them."""
    named = folder.settings.page_templates
    if not named:
        return PageTemplates("", ())
    path = folder.inside(named, folder.settings.path)
    if not path.is_dir():
        raise UserError(
            f"There is no folder '{named}' of page templates.",
            where=folder.settings.path,
            remedy="Make it, or take 'page_templates' out of [project].",
        )
    name = folder.relative(path)
    files = sorted(file.name for file in path.glob("*.j2"))
    return PageTemplates(name, tuple((file, folder.read_text(f"{name}/{file}")) for file in files))


def read_logo(folder: ProjectFolder) -> str:
    """A vetted SVG of the letterhead's logo; empty where there is none."""
    path = folder.settings.letterhead.logo
    if not path:
        return ""
    if not folder.inside(path, folder.settings.path).is_file():
        raise UserError(f"There is no logo '{path}'.", where=folder.settings.path, remedy="Check [letterhead] logo.")
    return vetted_logo(folder.read_bytes(path), path)


def _require_guide_name(folder: ProjectFolder, path: Path) -> None:
    if not _GUIDE_ID.fullmatch(path.stem) or path.stem in (PAGE_DOMAIN, ALL_GUIDES):
        raise UserError(
            f"'{path.name}' cannot be the name of a guide.",
            where=folder.relative(path),
            remedy=f"Use small letters, digits and hyphens, and neither '{PAGE_DOMAIN}' nor '{ALL_GUIDES}'.",
        )


def _read_guide(folder: ProjectFolder, path: Path) -> Guide:
    name = folder.relative(path)
    guide = _parsed(folder.read_text(name), name, path.stem, folder.settings.limits)
    drawings: dict[str, Drawing] = {}
    for figure in figure_sources(guide):
        if figure.source not in drawings:
            relative = f"{folder.settings.source}/{figure.source}"
            drawings[figure.source] = _read_drawing(folder, relative, figure.location)
    return join_drawings(guide, drawings)


def _read_drawing(folder: ProjectFolder, relative: str, where: Location) -> Drawing:
    path = folder.inside(relative, where)
    if path.suffix != ".svg":
        raise UserError(f"'{path.name}' is not a drawing.", where=where, remedy="Figures are SVG files.")
    if not path.is_file():
        raise UserError(f"There is no drawing '{relative}'.", where=where, remedy="Check the path in the figure.")
    return parse_drawing(folder.read_text(relative), relative)
