"""`dragoman status`: how far each language is."""

from __future__ import annotations

from enum import StrEnum

from dragoman.localize import coverage_of, entries_in_use, usable_status
from dragoman.markup.inline import InlineContext
from dragoman.messages import domain_context, project_messages
from dragoman.model import Catalog, Coverage, Message
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
    contexts = {domain: domain_context(project, domain) for domain in messages}
    rows = [
        Row(
            language,
            commitment,
            tuple(
                _coverage(project.catalog(domain, language), found, contexts[domain])
                for domain, found in messages.items()
            ),
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


def _coverage(catalog: Catalog | None, messages: tuple[Message, ...], context: InlineContext) -> Coverage:
    """A translation that lost a placeholder or a link is no translation yet: pages do not use it."""
    entries = entries_in_use(catalog) if catalog else {}
    return coverage_of(usable_status(entries.get(message.key), message.key.text, context) for message in messages)
