"""An entry worded anew, as GNU `msgcat` words it: the lines of its comments and fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from dragoman.model import Entry, Status
from dragoman.po.comments import END_ISOLATE, FUZZY, ISOLATE
from dragoman.po.comments import flags as parse_flags
from dragoman.po.quoting import quote

Units = Callable[[str], Sequence[str]]

GNU_WIDTH = 79
"""Longest line that `msgcat` writes unless told otherwise."""

NO_WRAP = "no-wrap"
"""The flag of an entry whose texts gettext wraps at line ends only."""

_ROW = re.compile(r"[^\n]*\n|[^\n]+")
_BLANK = re.compile(r"[ \t\r\f\v]")
_LINE_NUMBER = re.compile(r"(.*?)((?::[0-9]+)?)", re.DOTALL)
_IDEOGRAPHS = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff"
_OPENING = "「『（【《〈〔"
_CLOSING = "、。，．・：；？！）」』】》〉〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
_SPACING = "\u0cbf\u0cc6"
"""Kannada vowels that have a column of their own, although they count as nonspacing since Unicode 6.3."""
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
    fuzzy = (FUZZY,) if entry.status is Status.FUZZY else ()
    found: dict[str, list[str]] = {}
    if entry.comments:
        found["comments"] = [_comment("#", text) for text in entry.comments]
    if entry.extracted:
        found["extracted"] = [_comment("#.", text) for text in entry.extracted]
    if entry.references:
        found["references"] = _reference_lines(entry.references, width)
    if flags := _flag_lines([*fuzzy, *entry.flags]):
        found["flags"] = flags
    obsolete = entry.status is Status.OBSOLETE
    text_width = None if NO_WRAP in entry.flags else width
    for name, text in texts(entry).items():
        previous = name.startswith("|")
        mark = ("#~| " if obsolete else "#| ") if previous else "#~ " if obsolete else ""
        found[name] = text_lines(name.removeprefix("|"), text, mark, text_width)
    return found


def texts(entry: Entry) -> dict[str, str]:
    """What its fields say, by part."""
    fields: list[tuple[str, str | None]] = []
    if entry.previous is not None:
        fields += (("|msgctxt", entry.previous.context), ("|msgid", entry.previous.text))
    fields += (
        ("|msgid_plural", entry.previous_plural),
        ("msgctxt", entry.key.context),
        ("msgid", entry.key.text),
        ("msgid_plural", entry.plural),
    )
    for index, text in enumerate(entry.translation):
        fields.append(("msgstr" if entry.plural is None else f"msgstr[{index}]", text))
    return {name: text for name, text in fields if text is not None}


def whole_units(string: str) -> list[str]:
    """The pieces of a quoted string between which a line of ours may end.

    `msgcat` also ends lines within `{clinic.phone}` and within addresses; here these stay whole, to be found by a
    search and to be seen by the eye.
    """
    return _UNIT.findall(string)


def rows_of(text: str) -> list[str]:
    """A text parted behind its line ends; at least one row."""
    return _ROW.findall(text) if "\n" in text else [text]


def text_lines(word: str, text: str, mark: str, width: int | None, units: Units = whole_units) -> list[str]:
    """One field. A text with line ends inside, or too long for `width`, begins with an empty string."""
    strings = [quote(row) for row in rows_of(text)]
    line = f'{mark}{word} "{strings[0]}"'
    if len(strings) == 1 and (width is None or columns(line) <= width or len(units(strings[0])) < 2):
        return [line]
    if width is not None:
        room = width - len(mark) - 2
        strings = [part for string in strings for part in filled(units(string), room)]
    return [f'{mark}{word} ""', *(f'{mark}"{string}"' for string in strings)]


def _comment(mark: str, text: str) -> str:
    return _apart(f"{mark} {text}") if text else mark


def _apart(line: str) -> str:
    """gettext joins a line that ends with a backslash with the next one, even a comment: a blank keeps them apart."""
    return f"{line} " if "\\" in line and line.rstrip(" ").endswith("\\") else line


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
    if not flags:
        return []
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
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if character not in _SPACING and unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def filled(pieces: Sequence[str], room: int, sizes: Sequence[int] | None = None) -> list[str]:
    """Lines of at most `room` columns, but never less than a piece; `sizes` where something else is counted."""
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for piece, taken in zip(pieces, sizes or map(columns, pieces), strict=True):
        if line and used + taken > room:
            lines.append("".join(line))
            line, used = [], 0
        line.append(piece)
        used += taken
    return [*lines, "".join(line)]
