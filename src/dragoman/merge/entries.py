"""One message: the entry that both sides come to, or ours with a mark."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import NamedTuple

from dragoman.merge.sides import changed_alone, merged_lines, of_changed
from dragoman.model import Entry, MessageKey, Status

CONFLICT_MARK = "Dragoman merge conflict:"
"""How each comment line begins that holds a translation of the other side."""

_FUZZY = "fuzzy"


class Text(NamedTuple):
    """What is decided as a whole."""

    plural: str | None
    translation: tuple[str, ...]
    fuzzy: bool
    previous: MessageKey | None
    previous_plural: str | None


def merged_entry(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> tuple[Entry | None, bool]:
    """The entry that both sides come to, and whether they contradict each other."""
    if ours is None or theirs is None:
        kept = ours or theirs
        gone = kept is None or (base is not None and _work(kept) == _work(base))
        return (None if gone else kept), False
    if base is None:
        # What stands on one side only as a text to translate has nothing to say against the other.
        like = theirs if any(ours.translation) else ours
        base = Entry(like.key, ("",) * len(like.translation), Status.OBSOLETE, like.plural)
    if (one := changed_alone(base, ours, theirs)) is not None:
        return one, False
    text, conflict = _merged_text(text_of(base), text_of(ours), text_of(theirs))
    obsolete = of_changed(*(entry.status is Status.OBSOLETE for entry in (base, ours, theirs)))
    flags = merged_lines(*(_own_flags(entry) for entry in (base, ours, theirs)))
    comments = merged_lines(base.comments, ours.comments, theirs.comments)
    if conflict:
        lines = _conflict_lines(text_of(theirs))
        comments = (*comments, *(line for line in lines if line not in comments))
    merged = replace(
        with_text(ours, text, obsolete, flags),
        comments=comments,
        # Programs write these; where both sides have new ones the next sync sets them right.
        extracted=ours.extracted if theirs.extracted == base.extracted else theirs.extracted,
        references=ours.references if theirs.references == base.references else theirs.references,
    )
    return next((side for side in (ours, theirs) if side == merged), merged), conflict


def _work(entry: Entry) -> Entry:
    """The entry without what programs write into it."""
    return replace(entry, extracted=(), references=())


def _merged_text(base: Text, ours: Text, theirs: Text) -> tuple[Text, bool]:
    if theirs in (base, ours):
        return ours, False
    if ours == base:
        return theirs, False
    if ours[:2] == theirs[:2]:
        # Of two opinions on one text, the doubt counts.
        return (theirs if theirs.fuzzy and not ours.fuzzy else ours), False
    return ours._replace(fuzzy=True), True


def text_of(entry: Entry) -> Text:
    fuzzy = entry.status is Status.FUZZY or _FUZZY in entry.flags
    return Text(entry.plural, entry.translation, fuzzy, entry.previous, entry.previous_plural)


def _own_flags(entry: Entry) -> tuple[str, ...]:
    return tuple(flag for flag in entry.flags if flag != _FUZZY)


def with_text(entry: Entry, text: Text, obsolete: bool, flags: tuple[str, ...]) -> Entry:
    complete = Status.TRANSLATED if all(text.translation) else Status.UNTRANSLATED
    return replace(
        entry,
        plural=text.plural,
        translation=text.translation,
        previous=text.previous,
        previous_plural=text.previous_plural,
        status=Status.OBSOLETE if obsolete else Status.FUZZY if text.fuzzy else complete,
        flags=(*flags, _FUZZY) if obsolete and text.fuzzy else flags,
        raw=None,
    )


def _conflict_lines(text: Text) -> tuple[str, ...]:
    """The translation in comment lines, quoted so that each form is one line."""
    if not any(text.translation):
        return (f"{CONFLICT_MARK} the other side has no translation.",)
    kind = "the other translation" + (", which is fuzzy," if text.fuzzy else "")
    if len(text.translation) == 1:
        return (f"{CONFLICT_MARK} {kind} is: {quoted(text.translation[0])}",)
    return tuple(
        f"{CONFLICT_MARK} {kind} of plural form {number} is: {quoted(form)}"
        for number, form in enumerate(text.translation)
    )


def quoted(text: str) -> str:
    """A text on one line."""
    return json.dumps(text, ensure_ascii=False)
