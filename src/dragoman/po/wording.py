"""An entry worded anew, as GNU `msgcat` words it: the lines of its comments and fields."""

from __future__ import annotations

import re
import unicodedata

from dragoman.model import Entry, MessageKey, Status
from dragoman.po.comments import END_ISOLATE, FUZZY, ISOLATE
from dragoman.po.comments import flags as parse_flags
from dragoman.po.quoting import quote

GNU_WIDTH = 79
"""Longest line that `msgcat` writes unless told otherwise."""

_BLANK = re.compile(r"[ \t\r\f\v]")
_LINE_NUMBER = re.compile(r"(.*?)((?::[0-9]+)?)", re.DOTALL)
_IDEOGRAPHS = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff"
_OPENING = "「『（【《〈〔"
_CLOSING = "、。，．・：；？！）」』】》〉〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
_UNIT = re.compile(rf"[{_OPENING}]*[{_IDEOGRAPHS}][{_CLOSING}]* *|[^ {_IDEOGRAPHS}]+[{_CLOSING}]* *| +")


PARTS = (
    "comments",
    "extracted",
    "references",
    "flags",
    "|msgctxt",
    "|msgid",
    "|msgid_plural",
    "msgctxt",
    "msgid",
    "msgid_plural",
    "msgstr",
)
"""The parts of an entry in their order. Plural forms are `msgstr[0]` and so on; a bar stands for `#|`."""


def entry_lines(entry: Entry, width: int | None) -> list[str]:
    """The lines of an entry, wrapped at `width` columns or, for `None`, not at all."""
    return [line for lines in parts(entry, width).values() for line in lines]


def parts(entry: Entry, width: int | None) -> dict[str, list[str]]:
    """The lines of an entry by part, without the parts that it does not have."""
    fuzzy = [FUZZY] if entry.status is Status.FUZZY else []
    comments = {
        "comments": [_comment("#", text) for text in entry.comments],
        "extracted": [_comment("#.", text) for text in entry.extracted],
        "references": _reference_lines(entry.references, width),
        "flags": _flag_lines(fuzzy + list(entry.flags)),
    }
    found = {name: lines for name, lines in comments.items() if lines}
    obsolete = entry.status is Status.OBSOLETE
    for name, text in _texts(entry).items():
        previous = name.startswith("|")
        mark = ("#~| " if obsolete else "#| ") if previous else "#~ " if obsolete else ""
        found[name] = _text_lines(name.removeprefix("|"), text, mark, width)
    return found


def _texts(entry: Entry) -> dict[str, str]:
    previous = entry.previous or MessageKey(None, "")
    texts = {
        "|msgctxt": previous.context,
        "|msgid": previous.text if entry.previous else None,
        "|msgid_plural": entry.previous_plural,
        "msgctxt": entry.key.context,
        "msgid": entry.key.text,
        "msgid_plural": entry.plural,
    }
    for index, text in enumerate(entry.translation):
        texts["msgstr" if entry.plural is None else f"msgstr[{index}]"] = text
    return {name: text for name, text in texts.items() if text is not None}


def _text_lines(word: str, text: str, mark: str, width: int | None) -> list[str]:
    """One field. A text with line ends inside, or too long for `width`, begins with an empty string."""
    strings = [quote(row) for row in re.findall(r"[^\n]*\n|[^\n]+", text)] or [""]
    if len(strings) == 1 and _fits(f'{mark}{word} "{strings[0]}"', strings[0], width):
        return [f'{mark}{word} "{strings[0]}"']
    if width is not None:
        room = width - len(mark) - 2
        strings = [part for string in strings for part in _wrapped(string, room)]
    return [f'{mark}{word} ""', *(f'{mark}"{string}"' for string in strings)]


def _comment(mark: str, text: str) -> str:
    return _apart(f"{mark} {text}") if text else mark


def _apart(line: str) -> str:
    """gettext joins a line that ends with a backslash with the next one, even a comment: a blank keeps them apart."""
    return f"{line} " if line.rstrip(" ").endswith("\\") else line


def _reference_lines(references: tuple[str, ...], width: int | None) -> list[str]:
    """As in gettext, references are wrapped even where texts are not."""
    lines: list[str] = []
    for reference in map(_isolated, references):
        if lines and columns(f"{lines[-1]} {reference}") <= (width or GNU_WIDTH):
            lines[-1] += f" {reference}"
        else:
            lines.append(f"#: {reference}")
    return [_apart(line) for line in lines]


def _flag_lines(flags: list[str]) -> list[str]:
    line = ", ".join(flags)
    # A flag with half a pair of quotes would swallow the next.
    return [_apart(f"#, {part}") for part in ([line] if list(parse_flags(line)) == flags else flags) if part]


def _isolated(reference: str) -> str:
    if not _BLANK.search(reference):
        return reference
    found = _LINE_NUMBER.fullmatch(reference)
    assert found is not None
    return f"{ISOLATE}{found[1]}{END_ISOLATE}{found[2]}"


def columns(text: str) -> int:
    """Width of a line on a terminal."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fits(line: str, string: str, width: int | None) -> bool:
    return width is None or columns(line) <= width or len(_units(string)) == 1


def _wrapped(string: str, room: int) -> list[str]:
    """Parts of at most `room` columns, but never less than a unit."""
    parts, part, used = [], "", 0
    for unit in _units(string):
        taken = columns(unit)
        if part and used + taken > room:
            parts.append(part)
            part, used = "", 0
        part += unit
        used += taken
    return [*parts, part]


def _units(string: str) -> list[str]:
    """The pieces between which a line may end.

    `msgcat` also ends lines within `{clinic.phone}` and within addresses; here these stay whole, to be found by a
    search and to be seen by the eye.
    """
    return _UNIT.findall(string)
