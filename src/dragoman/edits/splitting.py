"""Old texts that were cut into several new ones, and several that were joined into one: found by shared sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_END = re.compile(r"(?<=[.!?…])[\"'”’)\]*_]*\s+|\n{2,}")
_ABBREVIATION = re.compile(r"(?:^|\s)(?:Dr|Mr|Mrs|Ms|St|vs|approx|e\.g|i\.e|[a-z]\.[a-z])\.$")


@dataclass(frozen=True, slots=True)
class Recast:
    """One old text for several new ones, or several for one."""

    gone: tuple[int, ...]
    new: tuple[int, ...]
    sentences: tuple[str, ...]
    """Those that stand word for word on both sides, in the order of the new texts."""


def split_or_joined(gone: Sequence[str], new: Sequence[str]) -> tuple[Recast, ...]:
    """Texts of which at least half of the sentences went to, or came from, two or more others."""
    old_parts, new_parts = [sentences_of(text) for text in gone], [sentences_of(text) for text in new]
    split = (Recast((one,), many, held) for one, many, held in _cut(old_parts, new_parts))
    joined = (Recast(many, (one,), held) for one, many, held in _cut(new_parts, old_parts))
    return (*split, *joined)


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of an inline text, with single spaces; marks stay."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if not _ABBREVIATION.search(text[start : end.start()]):
            found.append(" ".join(text[start : end.end()].split()))
            start = end.end()
    found.append(" ".join(text[start:].split()))
    return tuple(sentence for sentence in found if sentence)


def _cut(
    whole: Sequence[Sequence[str]], pieces: Sequence[Sequence[str]]
) -> Iterator[tuple[int, tuple[int, ...], tuple[str, ...]]]:
    """Each text that lies in pieces: its place, the places of the pieces, and the sentences they hold of it."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, sentences in enumerate(pieces):
        for sentence in dict.fromkeys(sentences):
            holders[sentence].append(number)
    for number, sentences in enumerate(whole):
        own = set(sentences)
        near = sorted({piece for sentence in own for piece in holders.get(sentence, ())})
        found = [piece for piece in near if 2 * _held(pieces[piece], own) >= len(pieces[piece])]
        held = tuple(dict.fromkeys(s for piece in found for s in pieces[piece] if s in own))
        if len(found) > 1 and 2 * _held(sentences, set(held)) >= len(sentences) and len(held) > 1:
            yield number, tuple(found), held


def _held(sentences: Sequence[str], own: set[str]) -> int:
    return sum(sentence in own for sentence in sentences)
