"""The files that a new project begins with: settings, a first guide, and what git should know."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from string import Template

from dragoman.model import Language

FIRST_GUIDE = "source/your-visit.md"
"""A guide with one of each thing that guides are made of, to be changed or thrown away."""
FOR_GIT = (".gitattributes", ".gitignore")
"""What a folder may well have already, and the project can do without."""


def starter_files(name: str, languages: Sequence[Language], *, today: str) -> Mapping[str, bytes]:
    """Path to content. `name` is that of the library, in one line; the languages are begun, none is required yet.

    A JSON text of printable characters is a TOML text of the same meaning (TOML 1.0, "basic strings").
    """
    settings = _read("dragoman.toml").substitute(
        name=json.dumps(name, ensure_ascii=False), languages=json.dumps([language.tag for language in languages])
    )
    guide = _read("your-visit.md").substitute(today=today)
    git = {path: _read(path.removeprefix(".")).template for path in FOR_GIT}
    return {path: text.encode() for path, text in {"dragoman.toml": settings, FIRST_GUIDE: guide, **git}.items()}


def _read(resource: str) -> Template:
    return Template((files(__name__) / resource).read_text("utf-8"))
