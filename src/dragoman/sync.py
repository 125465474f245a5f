"""Catalog × messages → the catalog in step with its guide, and what changed.

Nothing a translator wrote is lost: an entry stays as it is, becomes obsolete when its text leaves the guide, and comes
back with its translation when the text does. An entry that did not change keeps its bytes. Changed English starts
untranslated: an old translation is never put under a new text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.model import Catalog, Change, Edit, Entry, Language, Message, MessageKey, Status


@dataclass(frozen=True, slots=True)
class SyncResult:
    catalog: Catalog
    changes: tuple[Change, ...]


def sync_catalog(catalog: Catalog, messages: Sequence[Message], language: Language) -> SyncResult:
    """The catalog with an entry for each message; the order of the file stays, new entries come after their neighbour.

    Running it again with the same messages changes nothing.
    """
    wanted = {message.key: message for message in messages}
    changes: list[Change] = []
    active: list[Entry] = []
    obsolete: list[Entry] = []
    for entry in catalog.entries:
        if entry.status is Status.OBSOLETE:
            obsolete.append(entry)
        elif entry.key in wanted:
            active.append(_noted(entry, wanted[entry.key], changes))
        else:
            changes.append(Change(Edit.GONE, entry.key))
            if any(entry.translation):
                obsolete.append(_retired(entry))
    last_place = {entry.key: number for number, entry in enumerate(obsolete)}
    arrivals: dict[MessageKey | None, list[Entry]] = {}
    present = {entry.key for entry in active}
    neighbour: MessageKey | None = None
    back: set[int] = set()
    for message in messages:
        if message.key in present:
            neighbour = message.key
            continue
        place = last_place.get(message.key)
        changes.append(Change(Edit.NEW if place is None else Edit.BACK, message.key))
        if place is not None:
            back.add(place)
        made = new_entry(message, language) if place is None else _revived(obsolete[place], message)
        arrivals.setdefault(neighbour, []).append(made)
    together = [*arrivals.get(None, ()), *(e for entry in active for e in (entry, *arrivals.get(entry.key, ())))]
    kept = [entry for number, entry in enumerate(obsolete) if number not in back]
    return SyncResult(replace(catalog, entries=(*together, *kept)), tuple(changes))


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


def _noted(entry: Entry, message: Message, changes: list[Change]) -> Entry:
    """The entry with the comments and format flags of its message; its own flags and comments stay."""
    flags = _flags(entry, message)
    if entry.extracted == message.comments and set(flags) == set(entry.flags):
        return entry
    changes.append(Change(Edit.NOTES, entry.key))
    return replace(entry, extracted=message.comments, flags=flags, references=_references(message), raw=None)


def _flags(entry: Entry, message: Message) -> tuple[str, ...]:
    own = (flag for flag in entry.flags if not flag.endswith("-format"))
    return tuple(dict.fromkeys((*message.flags, *own)))


def _retired(entry: Entry) -> Entry:
    flags = (*entry.flags, "fuzzy") if entry.status is Status.FUZZY else entry.flags
    return replace(entry, status=Status.OBSOLETE, flags=flags, extracted=(), references=(), raw=None)


def _revived(entry: Entry, message: Message) -> Entry:
    """The old translation in its place again. A flag `fuzzy` that it was retired with is still among its flags."""
    fuzzy = "fuzzy" in entry.flags
    status = Status.FUZZY if fuzzy else Status.TRANSLATED if all(entry.translation) else Status.UNTRANSLATED
    flags = tuple(flag for flag in _flags(entry, message) if flag != "fuzzy")
    return replace(
        entry,
        status=status,
        flags=flags,
        plural=message.plural,
        extracted=message.comments,
        references=_references(message),
        raw=None,
    )
