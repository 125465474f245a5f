"""`dragoman status`: how far each language is."""

from __future__ import annotations

from enum import StrEnum

from dragoman.messages import project_messages
from dragoman.model import Catalog, Coverage, Message, Status
from dragoman.project import Project
from dragoman.report.status import Row, status_json, status_markdown, status_text


class StatusFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def run(project: Project, *, form: StatusFormat) -> int:
    """Counts messages of the guides as they are today, whether or not the catalogs know them yet."""
    project.refuse_strange_catalogs()
    messages = project_messages(project)
    rows = [
        Row(
            language,
            commitment,
            tuple(_coverage(project.catalog(domain, language), found) for domain, found in messages.items()),
        )
        for language, commitment in project.settings.languages
    ]
    write = {
        StatusFormat.TEXT: status_text,
        StatusFormat.JSON: status_json,
        StatusFormat.MARKDOWN: status_markdown,
    }[form]
    print(write(list(messages), rows))
    return 0


def _coverage(catalog: Catalog | None, messages: tuple[Message, ...]) -> Coverage:
    statuses = {entry.key: entry.status for entry in (catalog.entries if catalog else ())}
    found = [statuses.get(message.key, Status.UNTRANSLATED) for message in messages]
    translated, fuzzy = found.count(Status.TRANSLATED), found.count(Status.FUZZY)
    return Coverage(translated, fuzzy, len(messages) - translated - fuzzy)
