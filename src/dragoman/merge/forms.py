"""Entries in step with the number of plural forms that a merged header says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.errors import UserError
from dragoman.merge.entries import CONFLICT_MARK, quoted
from dragoman.model import Entry, Status

_MOST = 100
"""More plural forms than any language has."""


def with_forms(entry: Entry, forms: int | None, settled: Iterable[Entry | None], where: str) -> Entry:
    """The entry with as many plural forms as the merged header says, and a mark where forms are missing or cut off.

    `settled` is the entry on the sides whose own header says that number: what was wrong there is no merge's matter.
    """
    count = len(entry.translation)
    if entry.plural is None or forms in (None, count) or entry.status is Status.OBSOLETE:
        return entry
    if any(side and side.translation == entry.translation for side in settled):
        return entry
    if not forms or forms > _MOST:
        raise UserError(
            f"One side says nplurals={forms}, the other has texts with {count} plural forms.",
            where=where,
            remedy="Correct Plural-Forms there first, then merge again.",
        )
    lines = [
        f"{CONFLICT_MARK} plural form {number}, for which the other side has no place, was: {quoted(form)}"
        for number, form in enumerate(entry.translation)
        if number >= forms
    ]
    if not lines:
        lines = [f"{CONFLICT_MARK} the other side has {forms} plural forms, this translation had {count}."]
    translation = (*entry.translation, *("",) * forms)[:forms]
    comments = (*entry.comments, *lines)
    return replace(entry, translation=translation, status=Status.FUZZY, comments=comments, raw=None)
