"""`dragoman add LANG`: a first catalog of each guide for a language."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.commands import sync
from dragoman.model import Language
from dragoman.project import Project


def run(project: Project, *, languages: Sequence[Language]) -> int:
    """Makes the catalogs that are missing, and brings those that are there into step."""
    return sync.run(project, languages=languages, form=sync.SyncFormat.TEXT, correction=None, check=False)
