"""What the order of a whole sheet says: how deep each heading stands, and the number of each note.

The page and the sheet of paper of a handout take both from here, so that a note has one number on both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any


def depths(ranks: Iterable[int]) -> Iterator[int]:
    """Of headings in their order, how many they stand below, from 1: none is skipped, whatever ranks a guide gives."""
    above: list[int] = []
    for rank in ranks:
        while above and above[-1] >= rank:
            above.pop()
        above.append(rank)
        yield len(above)


def note_numbers(blocks: Sequence[Any]) -> Mapping[str, int]:
    """The number of each footnote by its label: in the order of their first marks, then those that nothing marks."""
    nodes = list(nodes_of(blocks))
    written = [node["label"] for node in nodes if node.get("kind") == "footnote"]
    marked = [node["label"] for node in nodes if node.get("t") == "note"]
    labels = dict.fromkeys([*(label for label in marked if label in written), *written])
    return {label: number for number, label in enumerate(labels, 1)}


def nodes_of(value: object) -> Iterator[dict[str, Any]]:
    """Every object of a JSON value in the order of reading."""
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from nodes_of(child)
