"""The folders of `[project]`: all in the project, and that of what is built apart from those of people's work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from dragoman.errors import UserError
from dragoman.model import Location, Settings
from dragoman.settings.document import Document

Parts: TypeAlias = tuple[str, ...]
"""Names from the project's folder down; none for that folder, and `..` first where the path leads out of it."""

_REMEDY = 'Name a folder of its own, such as "build".'


def check_folders(document: Document, settings: Settings) -> None:
    """`UserError`, with its line, for a folder out of the project and for an output among what people write."""
    folders = {
        "source": settings.source,
        "locales": settings.locales,
        "output": settings.output,
        "archive": settings.archive,
        "page_templates": settings.page_templates,
        "catalogs": settings.catalog_layout,
        "templates": settings.template_layout,
    }
    for key, folder in folders.items():
        if _leads_out(folder):
            problem = f"{key} = '{folder}' leads out of the project."
            document.fail(("project", key), problem, "Write a path from the folder of dragoman.toml.")
    refuse_output(settings, settings.output, document.where(("project", "output")))


def refuse_output(settings: Settings, output: str, where: Location | str) -> None:
    """`UserError` where files of a build would stand outside the project, or among those that people write."""
    built = _parts(output)
    if _leads_out(output):
        raise UserError(f"'{output}' leads out of the project.", where=where, remedy=_REMEDY)
    if not built:
        raise UserError("What is built cannot stand in the project's own folder.", where=where, remedy=_REMEDY)
    for what, folder in _folders_of_people(settings):
        parts = _parts(folder)
        if built == parts:
            raise UserError(f"'{output}' is the folder of {what}.", where=where, remedy=_REMEDY)
        if built[: len(parts)] == parts:
            raise UserError(f"'{output}' is inside '{folder}', the folder of {what}.", where=where, remedy=_REMEDY)
        if parts[: len(built)] == built:
            raise UserError(f"'{output}' has '{folder}' in it, the folder of {what}.", where=where, remedy=_REMEDY)


def _folders_of_people(settings: Settings) -> Iterator[tuple[str, str]]:
    """What each is of, and its path; those that are the project's own folder are left out: all is inside of it."""
    folders = {
        "the guides": settings.source,
        "the catalogs": settings.locales,
        "catalogs": _before_names(settings.catalog_layout),
        "templates": _before_names(settings.template_layout),
        "the archive": settings.archive,
        "page templates": settings.page_templates,
    }
    return ((what, folder) for what, folder in folders.items() if _parts(folder))


def _before_names(layout: str) -> str:
    """The folder that all paths of a pattern have in common."""
    return layout.partition("{")[0].rpartition("/")[0]


def _leads_out(folder: str) -> bool:
    return folder.startswith("/") or _parts(folder)[:1] == ("..",)


def _parts(folder: str) -> Parts:
    parts: list[str] = []
    for name in folder.split("/"):
        if name == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif name not in ("", "."):
            parts.append(name)
    return tuple(parts)
