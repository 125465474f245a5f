"""What becomes of a translation when its English changes: decided pair by pair, by what the edit does to the meaning.

| edit | the translation |
| --- | --- |
| formatting | kept where it has the marks of the new English already, else fuzzy |
| wording | fuzzy; `#|` shows the English that was really translated |
| typo, said to be one by a person | kept, with who and when |
| meaning | never carried over: kept as a comment with the reason |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from dragoman.edits.classify import EditClass, classify_edit
from dragoman.edits.pairing import best_pairs
from dragoman.edits.typos import is_harmless
from dragoman.markup.atoms import parse_atoms
from dragoman.markup.inline import InlineContext
from dragoman.model import Change, Entry, Fate, Language, Message, MessageKey, Status
from dragoman.sync.entries import moved, new_entry
from dragoman.sync.memory import Memory, forgetting, memories, remembering


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's word that the edits of this sync are corrections of typos."""

    by: str
    date: str
    """ISO."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A translation of the same English in another catalog of the language."""

    translation: tuple[str, ...]
    origin: str
    """Name of the guide."""


@dataclass(frozen=True, slots=True)
class Judging:
    """What edits are judged by."""

    context: InlineContext
    correction: Correction | None
    vocabulary: frozenset[str]
    """Words of the guides as they are now: one of them is no misspelling of another."""


@dataclass(frozen=True, slots=True)
class Successor:
    """A new message with the entry that takes its place, and what was decided."""

    message: Message
    entry: Entry
    change: Change


@dataclass(frozen=True, slots=True)
class _Translated:
    """What a gone entry has to give: a translation, and the English that it really translates."""

    entry: Entry
    english: str
    translation: tuple[str, ...]


def find_successors(
    gone: Sequence[Entry], arrivals: Sequence[Message], judging: Judging
) -> tuple[tuple[Successor, Entry], ...]:
    """Each new message that an old entry can be paired with, beside that entry. Contexts must be the same."""
    found: list[tuple[Successor, Entry]] = []
    for msgctxt in dict.fromkeys(entry.key.context for entry in gone):
        old = [translated for entry in gone if entry.key.context == msgctxt and (translated := _translated(entry))]
        new = [message for message in arrivals if message.key.context == msgctxt and message.plural is None]
        for a, b, _ in best_pairs([o.entry.key.text for o in old], [message.key.text for message in new]):
            found.append((_successor(old[a], new[b], judging), old[a].entry))
    return tuple(found)


def restored(gone: Sequence[Entry], message: Message, language: Language) -> tuple[Entry, Entry] | None:
    """An entry for a text that has come back, from what a gone entry remembers of it; beside that gone entry."""
    for entry in gone:
        for memory in memories(entry):
            if memory.english == message.key.text and entry.key.context == message.key.context:
                own = new_entry(message, language)
                comments = forgetting(entry, memory.english).comments
                back = replace(own, translation=memory.translation, status=Status.TRANSLATED, comments=comments)
                return back, entry
    return None


def _translated(entry: Entry) -> _Translated | None:
    if entry.plural is not None:
        return None
    if any(entry.translation):
        previous = entry.previous.text if entry.status is Status.FUZZY and entry.previous else entry.key.text
        return _Translated(entry, previous, entry.translation)
    remembered = memories(entry)
    return _Translated(entry, remembered[-1].english, remembered[-1].translation) if remembered else None


def _successor(old: _Translated, message: Message, judging: Judging) -> Successor:
    context, correction = judging.context, judging.correction
    edit = classify_edit(old.english, message.key.text, context)
    was = MessageKey(old.entry.key.context, old.english)
    carried = replace(
        forgetting(moved(old.entry, message), old.english),
        translation=old.translation,
        previous=None,
        previous_plural=None,
    )
    if edit is None:
        return Successor(message, replace(carried, status=Status.TRANSLATED), Change(Fate.BACK, message.key, was))
    if edit.kind is EditClass.MEANING:
        reasons = tuple(str(reason) for reason in edit.reasons)
        empty = replace(carried, translation=("",) * len(old.translation), status=Status.UNTRANSLATED)
        entry = remembering(empty, Memory(old.english, old.translation), reasons)
        return Successor(message, entry, Change(Fate.MEANING, message.key, was, reasons))
    ready = old.entry.status is Status.TRANSLATED
    harmless = is_harmless(old.english, message.key.text, context, vocabulary=judging.vocabulary)
    if ready and correction is not None and harmless:
        line = f"Typo in the English corrected on {correction.date} by {correction.by}; it was: {old.english}"
        comments = (*carried.comments, " ".join(line.split()))
        entry = replace(carried, status=Status.TRANSLATED, comments=comments)
        return Successor(message, entry, Change(Fate.TYPO, message.key, was))
    match edit.kind:
        case EditClass.FORMATTING if ready and _has_marks_of(message.key.text, old.translation[0], context):
            entry = replace(carried, status=Status.TRANSLATED)
            return Successor(message, entry, Change(Fate.FORMATTING, message.key, was))
        case EditClass.FORMATTING | EditClass.WORDING:
            entry = replace(carried, status=Status.FUZZY, previous=was)
            return Successor(message, entry, Change(Fate.WORDING, message.key, was))
        case _:
            assert_never(edit.kind)


def _has_marks_of(source: str, translation: str, context: InlineContext) -> bool:
    return parse_atoms(source, context) == parse_atoms(translation, context)


def offered(message: Message, elsewhere: Elsewhere, language: Language) -> Entry:
    """A draft from another catalog: fuzzy, so that nothing shows it before a person has looked."""
    note = f"Dragoman: the same English is translated so in {elsewhere.origin}. Check that it fits here."
    entry = new_entry(message, language)
    return replace(entry, translation=elsewhere.translation, status=Status.FUZZY, comments=(note,))
