"""What becomes of a translation when its English changes: decided pair by pair, by what the edit does to the meaning.

| edit | the translation |
| --- | --- |
| formatting | kept where it has the marks of the new English already, else fuzzy |
| wording | fuzzy; `#|` shows the English that was really translated |
| typo, said to be one by a person | kept, with who and when |
| meaning | never carried over: kept as a comment with the reason |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from dragoman.edits.classify import Edit, EditClass, Pair, classify_edit, classify_edits
from dragoman.edits.pairing import best_pairs
from dragoman.edits.typos import is_harmless
from dragoman.markup.atoms import parse_atoms
from dragoman.markup.inline import InlineContext
from dragoman.model import Change, Entry, Fate, Language, Message, MessageKey, Status
from dragoman.sync.entries import moved, new_entry
from dragoman.sync.memory import Memory, forgetting, memories, remembering


@dataclass(frozen=True, slots=True)
class Corrector:
    """Who says that the edits of this sync only mend typos, and when."""

    by: str
    date: str
    """ISO."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A translation of the same English in another catalog of the language."""

    translation: tuple[str, ...]
    origin: str
    """Name of the guide."""


Classify = Callable[[Sequence[Pair], InlineContext], Sequence[Edit | None]]


@dataclass(frozen=True, slots=True)
class Judging:
    """What edits are judged by."""

    context: InlineContext
    correction: Corrector | None
    vocabulary: frozenset[str]
    """Words of the guides as they are now: one of them is no misspelling of another. Empty without a correction."""
    classify: Classify = classify_edits
    """Judges many edits."""


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
    memory: Memory


def find_successors(
    gone: Sequence[Entry], arrivals: Sequence[Message], judging: Judging
) -> tuple[tuple[Successor, Entry], ...]:
    """Each new message that an old entry can be paired with, beside that entry. Contexts must be the same."""
    found: list[tuple[Successor, Entry]] = []
    for msgctxt in dict.fromkeys(entry.key.context for entry in gone):
        old = [translated for entry in gone if entry.key.context == msgctxt and (translated := _translated(entry))]
        new = [message for message in arrivals if message.key.context == msgctxt and message.plural is None]
        likest = best_pairs([o.entry.key.text for o in old], [message.key.text for message in new])
        edits = judging.classify([(old[a].memory.english, new[b].key.text) for a, b, _ in likest], judging.context)
        for (a, b, _), edit in zip(likest, edits, strict=True):
            found.append((_successor(old[a], new[b], edit, judging), old[a].entry))
    return tuple(found)


def remembered(gone: Sequence[Entry]) -> Mapping[MessageKey, tuple[Entry, Memory]]:
    """What gone entries remember, by its English; of two memories of a text the younger."""
    return {
        MessageKey(entry.key.context, memory.english): (entry, memory)
        for entry in reversed(gone)
        for memory in memories(entry)
    }


def restored(source: Entry, memory: Memory, message: Message, language: Language) -> Entry | None:
    """An entry for a text that has come back, from what a gone entry remembers of it; flags and comments with it."""
    if len(memory.translation) != len(new_entry(message, language).translation):
        return None
    return replace(
        forgetting(moved(source, message), memory),
        translation=memory.translation,
        status=Status.FUZZY if memory.draft else Status.TRANSLATED,
        previous=None,
        previous_plural=None,
    )


def _translated(entry: Entry) -> _Translated | None:
    if entry.plural is not None:
        return None
    if any(entry.translation):
        is_fuzzy = entry.status is Status.FUZZY
        english = entry.previous.text if is_fuzzy and entry.previous else entry.key.text
        return _Translated(entry, Memory(english, entry.translation, draft=is_fuzzy and entry.previous is None))
    single = [memory for memory in memories(entry) if len(memory.translation) == 1]
    return _Translated(entry, single[-1]) if single else None


def _successor(old: _Translated, message: Message, edit: Edit | None, judging: Judging) -> Successor:
    context, memory = judging.context, old.memory
    was = MessageKey(old.entry.key.context, memory.english)
    carried = replace(
        forgetting(moved(old.entry, message), memory),
        translation=memory.translation,
        status=Status.FUZZY if memory.draft else Status.TRANSLATED,
        previous=None,
        previous_plural=None,
    )
    if edit is None:
        return Successor(message, carried, Change(Fate.BACK, message.key, was))
    if judging.correction is not None and (corrected := _corrected(old, message, judging, judging.correction)):
        return corrected
    if edit.kind is EditClass.MEANING:
        reasons = tuple(dict.fromkeys(str(reason) for reason in edit.reasons))
        empty = replace(carried, translation=("",) * len(memory.translation), status=Status.UNTRANSLATED)
        entry = remembering(empty, memory, reasons)
        return Successor(message, entry, Change(Fate.MEANING, message.key, was, reasons))
    ready = old.entry.status is Status.TRANSLATED
    match edit.kind:
        case EditClass.FORMATTING if ready and _has_marks_of(message.key.text, memory.translation[0], context):
            return Successor(message, carried, Change(Fate.FORMATTING, message.key, was))
        case EditClass.FORMATTING | EditClass.WORDING:
            entry = replace(carried, status=Status.FUZZY, previous=None if memory.draft else was)
            return Successor(message, entry, Change(Fate.WORDING, message.key, was))
        case _:
            assert_never(edit.kind)


def _has_strayed(old: _Translated, context: InlineContext) -> bool:
    """Whether the English had come to mean something else than what was translated, before the edit of today."""
    earlier = classify_edit(old.memory.english, old.entry.key.text, context)
    return earlier is not None and earlier.kind is EditClass.MEANING


def _corrected(old: _Translated, message: Message, judging: Judging, correction: Corrector) -> Successor | None:
    """The old entry just as it is, if a person says that its English only lost a typo, and that can be so.

    It may be fuzzy, or empty, for an earlier edit.
    """
    before = old.entry.key.text
    if any(old.entry.translation) and _has_strayed(old, judging.context):
        return None
    if not is_harmless(before, message.key.text, judging.context, vocabulary=judging.vocabulary):
        return None
    line = f"Typo in the English corrected on {correction.date} by {correction.by}; it was: {before}"
    entry = moved(old.entry, message)
    entry = replace(entry, comments=(*entry.comments, " ".join(line.split())))
    return Successor(message, entry, Change(Fate.TYPO, message.key, MessageKey(old.entry.key.context, before)))


def _has_marks_of(source: str, translation: str, context: InlineContext) -> bool:
    return parse_atoms(source, context) == parse_atoms(translation, context)


def offered(message: Message, elsewhere: Elsewhere, language: Language) -> Entry:
    """A draft from another catalog: fuzzy, so that nothing shows it before a person has looked."""
    note = f"Dragoman: the same English is translated so in {elsewhere.origin}. Check that it fits here."
    entry = new_entry(message, language)
    return replace(entry, translation=elsewhere.translation, status=Status.FUZZY, comments=(note,))
