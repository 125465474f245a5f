"""The header of a catalog, field by field."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import datetime

from dragoman.merge.entries import text_of, with_text
from dragoman.merge.sides import changed_alone, merged_lines, of_changed
from dragoman.model import Entry, Origin, Status

_FORMS = re.compile(r"^plural-forms:[^\n]*?nplurals[ \t]*=[ \t]*([0-9]{1,9})", re.IGNORECASE | re.MULTILINE)
_REVISION = "po-revision-date"
_CREATION = "pot-creation-date"
_CHARSET = "content-type"
_ORIGIN = "x-dragoman-origin"
_OF_REVISION = (_REVISION, "last-translator")
_TRUST = (Origin.MACHINE, Origin.MACHINE_THEN_HUMAN, Origin.HUMAN)
"""From least on; a word that nobody knows counts as less than any."""


def merged_header(base: Entry, ours: Entry, theirs: Entry) -> Entry:
    """Never in conflict: a field that both sides changed is ours, dates and what goes with them are the later ones."""
    if (one := changed_alone(base, ours, theirs)) is not None:
        return one
    text = _merged_fields(*(entry.translation[0] for entry in (base, ours, theirs)))
    fuzzy = of_changed(*(entry.status is Status.FUZZY for entry in (base, ours, theirs)))
    whole = text_of(ours)._replace(translation=(text, *ours.translation[1:]), fuzzy=fuzzy)
    flags = merged_lines(base.flags, ours.flags, theirs.flags)
    comments = merged_lines(base.comments, ours.comments, theirs.comments)
    merged = replace(with_text(ours, whole, False, flags), comments=comments)
    return next((side for side in (ours, theirs) if side == merged), merged)


def _merged_fields(base: str, ours: str, theirs: str) -> str:
    was, mine, other = _lines(base), _lines(ours), _lines(theirs)
    revised = (_REVISION, 0)
    theirs_is_later = _date(other.get(revised)) > _date(mine.get(revised))
    merged = [
        _merged_field(name, was.get((name, n)), mine.get((name, n)), other.get((name, n)), theirs_is_later)
        for name, n in {**mine, **other}
    ]
    lines = [line for line in merged if line is not None]
    return ours if lines == list(mine.values()) else "".join([line + "\n" for line in lines])


def _merged_field(
    name: str, base: str | None, ours: str | None, theirs: str | None, theirs_is_later: bool
) -> str | None:
    if name == _CHARSET and ours and theirs and ("utf-8" in theirs.lower()) > ("utf-8" in ours.lower()):
        return theirs  # it may hold more than ASCII
    if theirs in (base, ours):
        return ours
    if ours is None or theirs is None or ours == base:
        return theirs if ours in (base, None) else ours
    if name in _OF_REVISION:
        return theirs if theirs_is_later else ours
    if name == _CREATION:
        return max(ours, theirs, key=_date)
    return min(ours, theirs, key=_trust) if name == _ORIGIN else ours


def _lines(header: str) -> dict[tuple[str, int], str]:
    """The lines of a header by the name of their field, and a number where it stands there again."""
    found: dict[tuple[str, int], str] = {}
    seen: Counter[str] = Counter()
    for line in header.removesuffix("\n").split("\n") if header else ():
        name, colon, _ = line.partition(":")
        name = name.strip().lower() if colon else line
        found[name, seen[name]] = line
        seen[name] += 1
    return found


def _date(line: str | None) -> float:
    """Seconds; a date that is none is earlier than any other."""
    try:
        return datetime.strptime((line or "").partition(":")[2].strip(), "%Y-%m-%d %H:%M%z").timestamp()
    except ValueError:
        return float("-inf")


def _trust(line: str) -> int:
    value = line.partition(":")[2].strip()
    return next((number for number, origin in enumerate(_TRUST) if value == origin), -1)


def plural_forms(header: Entry) -> int | None:
    """The number of plural forms that a header says."""
    found = _FORMS.search(header.translation[0])
    return int(found[1]) if found else None
