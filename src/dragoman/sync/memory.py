"""What an entry remembers of a translation that must not be shown any more: comments that people and `sync` can read.

    # Dragoman: the English changed in meaning (number: 2 → 5). Translate it anew.
    # Dragoman: the English was: Take 2 tablets.
    # Dragoman: the translation was: Tome 2 tabletas.

When the English comes back to what it was, so does the translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from dragoman.model import Entry

_MARK = "Dragoman: "
_REASON = f"{_MARK}the English changed in meaning"
_ENGLISH = f"{_MARK}the English was: "
_TRANSLATION = f"{_MARK}the translation was: "
_DRAFT = f"{_MARK}the unchecked translation was: "
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Memory:
    """A text and the translation it had."""

    english: str
    translation: tuple[str, ...]
    draft: bool = False
    """Whether nobody had checked it."""


def remembering(entry: Entry, memory: Memory, reasons: tuple[str, ...] = ()) -> Entry:
    """The entry with a memory at the end of its comments."""
    lines = (
        *([f"{_REASON} ({'; '.join(reasons)}). Translate it anew."] if reasons else []),
        f"{_ENGLISH}{_one_line(memory.english)}",
        *(f"{_DRAFT if memory.draft else _TRANSLATION}{_one_line(form)}" for form in memory.translation),
    )
    return replace(entry, comments=(*forgetting(entry, memory).comments, *lines), raw=None)


def memories(entry: Entry) -> tuple[Memory, ...]:
    """What the comments of an entry remember, the oldest first."""
    return tuple(memory for memory, _ in _remembered(entry.comments))


def forgetting(entry: Entry, memory: Memory) -> Entry:
    """The entry without a memory; another translation of the same English stays."""
    gone = {number for found, lines in _remembered(entry.comments) if found == memory for number in lines}
    return replace(entry, comments=tuple(line for number, line in enumerate(entry.comments) if number not in gone))


def _remembered(comments: Sequence[str]) -> Iterator[tuple[Memory, range]]:
    """Each memory with the numbers of its lines."""
    for number, comment in enumerate(comments):
        if not comment.startswith(_ENGLISH):
            continue
        forms = list(takewhile(lambda line: line.startswith((_TRANSLATION, _DRAFT)), comments[number + 1 :]))
        if forms:
            start = number - (number > 0 and comments[number - 1].startswith(_REASON))
            texts = tuple(_text(form.removeprefix(_DRAFT).removeprefix(_TRANSLATION)) for form in forms)
            memory = Memory(_text(comment.removeprefix(_ENGLISH)), texts, forms[0].startswith(_DRAFT))
            yield memory, range(start, number + 1 + len(forms))


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
