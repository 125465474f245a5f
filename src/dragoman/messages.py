"""All messages of a project, by the catalog that they are translated in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.extract import extract_messages
from dragoman.localize import inline_context
from dragoman.markup.inline import InlineContext
from dragoman.model import Level, Message, MessageKey
from dragoman.page_words import page_words
from dragoman.project import Project
from dragoman.render.words import PAGE_DOMAIN


def project_messages(project: Project) -> Mapping[str, tuple[Message, ...]]:
    """Messages by domain, in the order of the guides; those of several guides are merged where they share a catalog."""
    return {domain: messages_of(project, names) for domain, names in project.domains().items()}


def messages_of(project: Project, names: Sequence[str]) -> tuple[Message, ...]:
    """Of the guides of one catalog, and of the words of the page if it has them."""
    found: dict[MessageKey, Message] = {}
    for name in names:
        messages = page_words() if name == PAGE_DOMAIN else extract_messages(project.guides[name])
        for message in messages:
            before = found.get(message.key)
            found[message.key] = message if before is None else _joined(before, message)
    return tuple(found.values())


def _joined(first: Message, second: Message) -> Message:
    return Message(
        key=first.key,
        locations=(*first.locations, *second.locations),
        comments=tuple(dict.fromkeys((*first.comments, *second.comments))),
        flags=first.flags,
        plural=first.plural,
        level=max(first.level, second.level, key=list(Level).index),
        pages=tuple(dict.fromkeys((*first.pages, *second.pages))),
    )


def domain_context(project: Project, domain: str) -> InlineContext:
    """What texts of the guides of one catalog may refer to."""
    contexts = [inline_context(project.guides[name]) for name in project.domains()[domain] if name in project.guides]
    return InlineContext(
        tuple(reference for context in contexts for reference in context.references),
        tuple(label for context in contexts for label in context.footnotes),
    )
