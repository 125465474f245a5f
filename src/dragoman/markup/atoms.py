"""What a translator must keep of a text: placeholders, links, footnotes, code and marks.

Compared as parsed, never as characters: a translation may use `__` where the source has `**`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import assert_never

from dragoman.markup.inline import NOTHING_ELSEWHERE, PLACEHOLDER, InlineContext, iter_spans, parse_inline
from dragoman.model import (
    CodeSpan,
    FootnoteMark,
    InlineImage,
    LineBreak,
    Link,
    Marked,
    Placeholder,
    Span,
    Text,
)


@dataclass(frozen=True, slots=True)
class Atoms:
    """Each with how often it stands in the text."""

    placeholders: Counter[str]
    """Names without braces."""
    links: Counter[str]
    """Addresses of links and pictures."""
    pictures: Counter[str]
    """Those of them that are pictures."""
    footnotes: Counter[str]
    code: Counter[str]
    marks: Counter[str]
    """`em`, `strong`, `kbd` …"""


NO_ATOMS = Atoms(*(Counter[str]() for _ in range(6)))
"""Of a text that is nothing but text."""


def parse_atoms(text: str, context: InlineContext = NOTHING_ELSEWHERE) -> Atoms:
    """The atoms of an inline string, wherever they stand: a placeholder in a link's address counts too."""
    return count_atoms(parse_inline(text, context))


def count_atoms(spans: tuple[Span, ...]) -> Atoms:
    """The same of a string that is parsed already."""
    atoms = Atoms(*(Counter() for _ in range(6)))
    for span in iter_spans(spans):
        match span:
            case Placeholder(name):
                atoms.placeholders[name] += 1
            case Link(url) | InlineImage(url):
                atoms.links[url] += 1
                atoms.placeholders.update(PLACEHOLDER.findall(url))
                if isinstance(span, InlineImage):
                    atoms.pictures[url] += 1
            case FootnoteMark(label):
                atoms.footnotes[label] += 1
            case CodeSpan(code):
                atoms.code[code] += 1
            case Marked(mark):
                atoms.marks[mark.value] += 1
            case Text() | LineBreak():
                pass
            case _:
                assert_never(span)
    return atoms


_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_FIELD = re.compile(r"\{([a-z][a-z0-9_.]*)\}")


def brace_fields(text: str) -> Counter[str]:
    """Names in braces, dotted or not: what the flag `python-brace-format` is about."""
    return Counter(_FIELD.findall(text))


def has_placeholder(text: str) -> bool:
    return PLACEHOLDER.search(text) is not None


def is_translatable(text: str) -> bool:
    """Whether a text says anything beside its placeholders; a lone `{blank.driver}` is the same in every language."""
    return _LETTER_OR_DIGIT.search(PLACEHOLDER.sub("", text) if "{" in text else text) is not None
