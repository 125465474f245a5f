"""Entries made from messages, and entries brought up to date with theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.model import Catalog, Entry, Language, Message, Status

FUZZY = "fuzzy"
"""Stands among the flags of an obsolete entry only: elsewhere it is a status."""


def template_entries(messages: Sequence[Message]) -> tuple[Entry, ...]:
    """Entries of a template: the messages with empty translations."""
    return tuple(_entry(message, 2 if message.plural else 1) for message in messages)


def new_entry(message: Message, language: Language) -> Entry:
    return _entry(message, language.plural_count if message.plural else 1)


def same_messages(old: Catalog, new: Catalog) -> bool:
    """Whether two templates say the same, wherever their messages stand: a moved line is no change."""

    def said(catalog: Catalog) -> list[tuple[object, ...]]:
        return [(e.key, e.plural, e.flags, e.extracted) for e in catalog.entries if e.status is not Status.OBSOLETE]

    return said(old) == said(new)


def noted(entry: Entry, message: Message) -> Entry:
    """The entry with the comments and format flags of its message; its own flags and comments stay.

    The same entry, bytes and all, where nothing differs but references.
    """
    flags = _flags(entry, message)
    if entry.extracted == message.comments and set(flags) == set(entry.flags):
        return entry
    return replace(entry, extracted=message.comments, flags=flags, references=_references(message), raw=None)


def retired(entry: Entry) -> Entry:
    """The entry as obsolete: its text has left the guide, its translation stays."""
    flags = (*entry.flags, FUZZY) if entry.status is Status.FUZZY else entry.flags
    return replace(entry, status=Status.OBSOLETE, flags=flags, extracted=(), references=(), raw=None)


def revived(entry: Entry, message: Message) -> Entry:
    """An obsolete entry in use again, as translated as it was."""
    translated = Status.TRANSLATED if all(entry.translation) else Status.UNTRANSLATED
    status = Status.FUZZY if FUZZY in entry.flags else translated
    return moved(replace(entry, status=status, flags=tuple(f for f in entry.flags if f != FUZZY)), message)


def moved(entry: Entry, message: Message) -> Entry:
    """The entry under the text of another message; what a person wrote to it stays."""
    return replace(
        entry,
        key=message.key,
        plural=message.plural,
        flags=_flags(entry, message),
        extracted=message.comments,
        references=_references(message),
        line=0,
        raw=None,
    )


def _entry(message: Message, forms: int) -> Entry:
    return Entry(
        key=message.key,
        translation=("",) * forms,
        status=Status.UNTRANSLATED,
        plural=message.plural,
        flags=message.flags,
        extracted=message.comments,
        references=_references(message),
    )


def _references(message: Message) -> tuple[str, ...]:
    return tuple(str(location) for location in message.locations)


def _flags(entry: Entry, message: Message) -> tuple[str, ...]:
    own = (flag for flag in entry.flags if not flag.endswith("-format"))
    return tuple(dict.fromkeys((*message.flags, *own)))
