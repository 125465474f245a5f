"""The plain lines that hardly a head of a guide goes beyond, read without PyYAML, which takes some milliseconds a head.

`key: text`, in quotation marks or without; `key: [text, text]`; and `key:` with such lines below it. Whatever may mean
anything else to YAML is left to PyYAML: what is read here is what it would read, and a test compares the two.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple, Protocol


class Mark(Protocol):
    @property
    def line(self) -> int:
        """From 0."""


class Node(Protocol):
    """What is used of the nodes of PyYAML."""

    @property
    def id(self) -> str:
        """`scalar`, `sequence` or `mapping`."""

    @property
    def value(self) -> Any:
        """A text, nodes, or pairs of nodes."""

    @property
    def start_mark(self) -> Mark: ...


class _Line(NamedTuple):
    line: int


class _Plain(NamedTuple):
    id: str
    value: Any
    start_mark: Mark


_LINE = re.compile(r"( *)([a-z][a-z0-9_]*):(?: (.+))?")
_BARE = re.compile(r"[^\W_][^:#]*")
_ITEM = re.compile(r"[^\W_][^:#?\[\]{}]*")
_SINGLE = re.compile(r"'((?:[^']|'')*)'")
_DOUBLE = re.compile(r'"([^"\\]*)"')
_BELOW = "  "


def read_lines(text: str) -> Node | None:
    """The mapping that these lines are; `None` for all that is not as plain as that."""
    pairs: list[tuple[Node, Node]] = []
    below: list[tuple[Node, Node]] | None = None
    for number, line in enumerate(text.removesuffix("\n").split("\n")):
        found = _LINE.fullmatch(line) if line.isprintable() else None
        if found is None:
            return None
        indent, name, said = found.groups()
        here = _Line(number)
        value = _value(said, here) if said else None
        if said and value is None:
            return None
        key = _Plain("scalar", name, here)
        if indent:
            if indent != _BELOW or below is None or value is None:
                return None
            below.append((key, value))
        elif below == []:  # `key:` with nothing below it has no value
            return None
        else:
            below = None if value else []
            pairs.append((key, value or _Plain("mapping", below, here)))
    return _Plain("mapping", pairs, _Line(0)) if pairs and below != [] else None


def _value(said: str, here: Mark) -> Node | None:
    if said.startswith("["):
        if not said.endswith("]"):
            return None
        items = [item.strip(" ") for item in said[1:-1].split(",")]
        fit = all(map(_ITEM.fullmatch, items))
        return _Plain("sequence", [_Plain("scalar", item, here) for item in items], here) if fit else None
    said = said.strip(" ")
    if single := _SINGLE.fullmatch(said):
        return _Plain("scalar", single[1].replace("''", "'"), here)
    if found := _DOUBLE.fullmatch(said) or _BARE.fullmatch(said):
        return _Plain("scalar", found[found.lastindex or 0], here)
    return None
