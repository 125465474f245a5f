"""The objects of a PDF, and the operators of its pages: as much of ISO 32000 as a sheet has, read by ourselves.

Bytes that are no PDF have no objects: whoever asks for a page finds none, and for what a page says, nothing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_MOST = 50_000_000
"""Bytes of one stream. More cannot be of a sheet."""
_SPACE = rb"\0\t\n\f\r "
_SIGNS = rb"()<>\[\]{}/%"
_TOKEN = re.compile(
    rb"(?:[" + _SPACE + rb"]+|%[^\r\n]*"
    # Where ink goes and in which colour: half of a page, and nothing that is read here.
    rb"|(?:[\d.+-]+[" + _SPACE + rb"]+){1,6}(?:cm|Tm|Tr|scn?|SCN?|re|[lmcw])(?![^" + _SPACE + _SIGNS + rb"]))*"
    rb"(?:(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?![^" + _SPACE + _SIGNS + rb"]))"
    rb"|(?P<word>[^" + _SPACE + _SIGNS + rb"]+)"
    rb"|/(?P<name>[^" + _SPACE + _SIGNS + rb"]*)"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|<(?P<hex>[0-9A-Fa-f" + _SPACE + rb"]*)>"
    rb"|\((?P<text>)"
    rb"|.)",
    re.DOTALL,
)
_OBJECT = re.compile(rb"\b(\d{1,10})[" + _SPACE + rb"]+\d{1,5}[" + _SPACE + rb"]+obj\b")
_BODY = re.compile(rb"\r?\n")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\r\n])|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Name(str):
    """`/Like-this`, without its stroke."""

    __slots__ = ()


class Word(str):
    """An operator, or a word of the file's own: `Tj`, `endobj`, `true`."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Reference:
    number: int


@dataclass(frozen=True, slots=True)
class Stream:
    entries: Mapping[str, Any]
    raw: bytes

    def content(self) -> bytes:
        """Unpacked; nothing where it is packed in another way than sheets are."""
        filters = self.entries.get("Filter")
        if filters is None:
            return self.raw
        if filters not in ("FlateDecode", ["FlateDecode"]) or self.entries.get("DecodeParms"):
            return b""
        try:
            return zlib.decompressobj().decompress(self.raw, _MOST)
        except zlib.error:
            return b""


class Objects:
    """What a file holds, by number."""

    def __init__(self, pdf: bytes) -> None:
        self._objects: dict[int, Any] = dict(_plain_objects(pdf))
        packed = [found for found in self._objects.values() if _is_a(found, "ObjStm")]
        for stream in packed:
            self._objects.update(_packed_objects(stream))

    def get(self, value: Any) -> Any:
        """A value, or the one that a reference leads to; `None` where it leads nowhere."""
        return self._objects.get(value.number) if isinstance(value, Reference) else value

    def entry(self, value: Any, *names: str) -> Any:
        """What a dictionary in a dictionary says, name by name; `None` where one does not."""
        for name in names:
            found = self.get(value)
            entries = found.entries if isinstance(found, Stream) else found
            value = entries.get(name) if isinstance(entries, dict) else None
        return self.get(value)

    def pages(self) -> Iterator[Mapping[str, Any]]:
        """Each with the resources that it has, or inherits."""
        roots = [root for root in self._objects.values() if _is_a(root, "Catalog")]
        waiting = [(self.entry(root, "Pages"), None) for root in roots]
        seen: set[int] = set()
        while waiting:
            node, resources = waiting.pop()
            if not isinstance(node, dict) or id(node) in seen:
                continue
            seen.add(id(node))
            resources = node.get("Resources", resources)
            kids = self.get(node.get("Kids"))
            if isinstance(kids, list):
                waiting += [(self.get(kid), resources) for kid in reversed(kids)]
            else:
                yield {**node, "Resources": resources}


def _is_a(value: Any, kind: str) -> bool:
    entries = value.entries if isinstance(value, Stream) else value
    return isinstance(entries, dict) and entries.get("Type") == kind


def _plain_objects(pdf: bytes) -> Iterator[tuple[int, Any]]:
    """One after another, so that nothing within a stream is taken for an object."""
    position = 0
    while head := _OBJECT.search(pdf, position):
        value, position = None, head.end()
        for word, operands, end in _operators(pdf, position):
            value, position = (operands[-1] if operands else None), end
            if word == "stream" and isinstance(value, dict):
                value, position = _stream(pdf, value, end)
            break
        yield int(head[1]), value


def _stream(pdf: bytes, entries: dict[str, Any], position: int) -> tuple[Stream, int]:
    line = _BODY.match(pdf, position)
    start = line.end() if line else position
    length = entries.get("Length")
    end = start + length if isinstance(length, int) else -1
    if not 0 <= end <= len(pdf) or not pdf[end : end + 12].lstrip().startswith(b"endstream"):
        end = pdf.find(b"endstream", start)
        end = len(pdf) if end < 0 else end
    return Stream(entries, pdf[start:end]), end


def _packed_objects(stream: Stream) -> Iterator[tuple[int, Any]]:
    first, count = stream.entries.get("First"), stream.entries.get("N")
    if not isinstance(first, int) or not isinstance(count, int):
        return
    content = stream.content()
    heads = [int(number) for number in re.findall(rb"\d{1,10}", content[:first])][: 2 * count]
    places = list(zip(heads[::2], heads[1::2], strict=False))
    ends = sorted({place for _, place in places} | {len(content) - first})
    after = dict(pairwise(ends))
    for number, place in places:
        values = read_values(content[first + place : first + after.get(place, 0)])
        if values:
            yield number, values[-1]


def read_values(data: bytes) -> list[Any]:
    """All values up to the first operator, or to the end."""
    for _, operands, _ in _operators(data + b" end", 0):
        return operands
    return []


def operators(content: bytes) -> Iterator[tuple[Word, list[Any]]]:
    """Those of a page, each with its operands."""
    for word, operands, _ in _operators(content, 0):
        yield word, operands


def _operators(data: bytes, position: int) -> Iterator[tuple[Word, list[Any], int]]:
    """Each operator with its operands and where it ends."""
    operands: list[Any] = []
    around: list[tuple[bytes, list[Any]]] = []
    while token := _TOKEN.match(data, position):
        position = token.end()
        kind = token.lastgroup
        if kind == "text":
            text, position = _text(data, position)
            operands.append(text)
        elif kind == "open":
            around.append((token["open"], operands))
            operands = []
        elif kind == "close" and around:
            sign, outside = around.pop()
            outside.append(operands if sign == b"[" else _dictionary(operands))
            operands = outside
        elif kind and kind in _PLAIN:
            operands.append(_PLAIN[kind](token[kind]))
        elif kind == "word":
            word = Word(token["word"].decode("latin-1"))
            if word == "R" and _refers(operands):
                operands[-2:] = [Reference(operands[-2])]
            elif around or word in ("true", "false", "null"):
                operands.append(word)
            else:
                yield word, operands, position
                operands = []


def _refers(operands: list[Any]) -> bool:
    return len(operands) > 1 and isinstance(operands[-2], int) and isinstance(operands[-1], int)


def _number(digits: bytes) -> int | float:
    return float(digits) if b"." in digits else int(digits[:20])


def _name(name: bytes) -> Name:
    if b"#" in name:
        name = re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), name)
    return Name(name.decode("utf-8", "replace"))


def _hex(digits: bytes) -> bytes:
    digits = digits.translate(None, b"\0\t\n\f\r ")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


_PLAIN: Mapping[str, Callable[[bytes], Any]] = {"number": _number, "name": _name, "hex": _hex}
"""Kinds of tokens that are a value by themselves."""


def _dictionary(values: list[Any]) -> dict[str, Any]:
    return {str(key): value for key, value in zip(values[::2], values[1::2], strict=False) if isinstance(key, Name)}


_ROUND = re.compile(rb"\\.|[()]", re.DOTALL)


def _text(data: bytes, start: int) -> tuple[bytes, int]:
    """A text in round brackets, from behind the first; those in it come in pairs."""
    depth = 1
    for sign in _ROUND.finditer(data, start):
        depth += {b"(": 1, b")": -1}.get(sign[0], 0)
        if not depth:
            text = data[start : sign.start()]
            return (_ESCAPE.sub(_unescaped, text) if b"\\" in text else text), sign.end()
    return b"", len(data)


def _unescaped(escape: re.Match[bytes]) -> bytes:
    if escape[1]:
        return bytes([int(escape[1], 8) & 255])
    return b"" if escape[2] else _ESCAPED.get(escape[3], escape[3])
