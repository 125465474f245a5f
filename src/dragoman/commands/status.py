"""`dragoman status`: how far each language is, and which handouts may be handed out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from dragoman.model import Language
from dragoman.overview import project_status
from dragoman.project import Project
from dragoman.references import require_references
from dragoman.report.status import ProjectStatus, overall_of, status_badge, status_json, status_markdown, status_text


class StatusFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    BADGE = "badge"
    """A picture, in SVG."""


def run(project: Project, *, languages: Sequence[Language] | None, form: StatusFormat, today: str) -> int:
    """Counts messages of the guides as they are today, whether or not the catalogs know them yet; judges handouts.

    Of the languages that are named, else of all. Exits 2 when a catalog cannot be read: all is untranslated there.
    """
    project.refuse_strange_catalogs()
    project.refuse_misnamed_catalogs()
    require_references(project)
    write = {
        StatusFormat.TEXT: status_text,
        StatusFormat.JSON: status_json,
        StatusFormat.MARKDOWN: status_markdown,
        StatusFormat.BADGE: _badge,
    }[form]
    status = project_status(project, today, languages)
    print(write(status))
    return 2 if any(row.unread for row in status.rows) else 0


def _badge(status: ProjectStatus) -> str:
    return status_badge(overall_of(status.all))
