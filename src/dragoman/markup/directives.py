"""The grammar of what authors write in HTML comments: notes to translators and directives for the next block.

    <!-- Translators: "shot" is an injection here. -->
    <!-- dragoman:level warn -->
    <!-- dragoman:context list of side effects -->
    <!-- dragoman:include warning-signs -->
    <!-- dragoman:untranslated -->

Any other comment is the author's own and means nothing. Nothing else in the program knows this syntax.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.model import Level

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_NOTE = re.compile(r"translators?:\s*(.*)", re.DOTALL | re.IGNORECASE)
_DIRECTIVE = re.compile(r"dragoman:\s*(\S*)\s*(.*)", re.DOTALL)
_GUIDE_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Note:
    text: str


@dataclass(frozen=True, slots=True)
class SetLevel:
    level: Level


@dataclass(frozen=True, slots=True)
class SetContext:
    context: str


@dataclass(frozen=True, slots=True)
class Include:
    guide: str


@dataclass(frozen=True, slots=True)
class KeepEnglish:
    pass


@dataclass(frozen=True, slots=True)
class BadDirective:
    """A comment that is meant for Dragoman but says nothing it knows."""

    problem: str


Directive = Note | SetLevel | SetContext | Include | KeepEnglish | BadDirective


def parse_comments(html: str) -> tuple[Directive, ...] | None:
    """Directives of an HTML text that is nothing but comments; `None` when it holds anything else."""
    closed, rest = _closed(html)
    if rest.strip() or _COMMENT.sub("", closed).strip():
        return None
    found = (parse_comment(match[1]) for match in _COMMENT.finditer(closed))
    return tuple(directive for directive in found if directive is not None)


def holds_directive(html: str) -> bool:
    """Whether any comment in an HTML text is meant for Dragoman or for translators."""
    closed, _ = _closed(html)
    return any(parse_comment(match[1]) is not None for match in _COMMENT.finditer(closed))


def _closed(html: str) -> tuple[str, str]:
    """The text up to the end of its last comment, and the rest: an open comment would be looked for to the end."""
    head, mark, rest = html.rpartition("-->")
    return head + mark, rest


def parse_comment(inner: str) -> Directive | None:
    """The text between `<!--` and `-->` as a directive; `None` for the author's own comment."""
    text = " ".join(inner.split())
    if note := _NOTE.fullmatch(text):
        return Note(note[1].strip())
    if directive := _DIRECTIVE.fullmatch(text):
        return _directive(directive[1], directive[2].strip())
    return None


def _directive(name: str, argument: str) -> Directive:
    match name:
        case "level":
            levels = [level.value for level in Level]
            if argument not in levels:
                return BadDirective(f"'{argument}' is not a level: write one of {', '.join(levels)}.")
            return SetLevel(Level(argument))
        case "context" if argument:
            return SetContext(argument)
        case "include" if _GUIDE_ID.fullmatch(argument):
            return Include(argument)
        case "untranslated" if not argument:
            return KeepEnglish()
        case "context" | "include" | "untranslated":
            return BadDirective(f"The directive 'dragoman:{name}' cannot be used with '{argument}'.")
        case _:
            return BadDirective(
                f"'dragoman:{name}' is not a directive: there are level, context, include and untranslated."
            )
