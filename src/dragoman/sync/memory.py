"""What an entry remembers of a translation that must not be shown any more: comments that people and `sync` can read.

    # Dragoman: the English changed in meaning (number: 2 → 5). Translate it anew.
    # Dragoman: the English was: Take 2 tablets.
    # Dragoman: the translation was: Tome 2 tabletas.

When the English comes back to what it was, so does the translation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.model import Entry

_MARK = "Dragoman: "
_REASON = f"{_MARK}the English changed in meaning"
_ENGLISH = f"{_MARK}the English was: "
_TRANSLATION = f"{_MARK}the translation was: "
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Memory:
    """A text and the translation it had."""

    english: str
    translation: tuple[str, ...]


def remembering(entry: Entry, memory: Memory, reasons: tuple[str, ...]) -> Entry:
    """The entry with a memory among its comments, in place of an earlier one of the same English."""
    lines = (
        f"{_REASON} ({'; '.join(reasons)}). Translate it anew.",
        f"{_ENGLISH}{_one_line(memory.english)}",
        *(f"{_TRANSLATION}{_one_line(form)}" for form in memory.translation),
    )
    return replace(forgetting(entry, memory.english), comments=(*forgetting(entry, memory.english).comments, *lines))


def memories(entry: Entry) -> tuple[Memory, ...]:
    """What the comments of an entry remember, the oldest first."""
    found: list[Memory] = []
    for comment in entry.comments:
        if comment.startswith(_ENGLISH):
            found.append(Memory(_text(comment.removeprefix(_ENGLISH)), ()))
        elif comment.startswith(_TRANSLATION) and found:
            form = _text(comment.removeprefix(_TRANSLATION))
            found[-1] = replace(found[-1], translation=(*found[-1].translation, form))
    return tuple(memory for memory in found if memory.translation)


def forgetting(entry: Entry, english: str) -> Entry:
    """The entry without its memory of a text."""
    kept: list[str] = []
    inside = False
    for comment in entry.comments:
        if comment.startswith(_ENGLISH):
            inside = _text(comment.removeprefix(_ENGLISH)) == english
            if inside and kept and kept[-1].startswith(_REASON):
                kept.pop()
        elif not comment.startswith(_TRANSLATION):
            inside = False
        if not inside:
            kept.append(comment)
    return replace(entry, comments=tuple(kept))


def with_part(entry: Entry, english: str, translation: str, sentences: tuple[str, ...]) -> Entry:
    """The entry with a proposal: the text it was cut from or joined of, and the sentences that still hold."""
    lines = (
        f"{_MARK}this was part of an earlier text. Still the same: {_one_line(' '.join(sentences))}",
        f"{_MARK}the earlier English: {_one_line(english)}",
        f"{_MARK}the earlier translation: {_one_line(translation)}",
    )
    return replace(entry, comments=(*entry.comments, *lines))


def with_twin(entry: Entry, translation: tuple[str, ...]) -> Entry:
    """An obsolete entry with the translation of an older one of the same text, which gettext allows only once."""
    lines = (f"{_MARK}an earlier translation: {_one_line(form)}" for form in translation)
    return replace(entry, comments=(*entry.comments, *lines), raw=None)


def _one_line(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _text(line: str) -> str:
    return _ESCAPED.sub(lambda match: {"n": "\n", "r": "\r"}.get(match[1], match[1]), line)
