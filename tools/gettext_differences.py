"""Where GNU gettext and `dragoman.po` differ, and why: everything that is in no row here is a loss."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

FUZZY_HERE, FUZZY_THERE = "fuzzy only for us", "fuzzy only for msgcat"
"""The first keeps a good translation from the patient. The second would show one that nobody checked: never excused."""


@dataclass(frozen=True)
class Case:
    """One file and what both sides say."""

    content: bytes
    refused: str
    """Our sentence; empty where we accept."""
    complaint: str
    """The judge's first line; empty where it accepts."""
    parts: frozenset[str] = frozenset()
    """What differs where both accept."""


@dataclass(frozen=True)
class Difference:
    reason: str
    holds: Callable[[Case], bool]


def _we_refuse(problem: str, within: bytes = b"") -> Callable[[Case], bool]:
    return lambda case: (
        re.search(problem, case.refused) is not None and re.search(within, case.content, re.MULTILINE) is not None
    )


def _it_refuses(complaint: str, within: bytes = b"") -> Callable[[Case], bool]:
    return lambda case: (
        bool(case.complaint and not case.refused)
        and re.search(complaint, case.complaint) is not None
        and re.search(within, case.content, re.MULTILINE | re.IGNORECASE) is not None
    )


def _only(*parts: str, within: bytes = b"") -> Callable[[Case], bool]:
    return lambda case: (
        bool(case.parts) and case.parts <= set(parts) and re.search(within, case.content, re.MULTILINE) is not None
    )


_CUT_COMMENT = rb"^(?:\xef\xbb\xbf)?[ \t\r\f\v]*#[^\n]*\\$"
_TWO_FLAG_LINES = (
    rb"^(?:\xef\xbb\xbf)?[ \t]*#[,!][^\n]*\n(?:[ \t\r\f\v]*(?:#(?![~|])[^\n]*|#[~|]+[ \t\r]*)?\n)*[ \t]*#[,!]"
)

DIFFERENCES = {
    # We refuse, it accepts.
    "NUL": Difference("gettext ends a text there, others do not", _we_refuse("NUL character")),
    "broken bytes": Difference(
        "gettext lets them stand in comments, and drops or replaces them", _we_refuse("not UTF-8")
    ),
    "lone carriage return": Difference("a line end to some programs", _we_refuse("carriage return stands alone")),
    "EOT": Difference("parts context and text in .mo files", _we_refuse("EOT")),
    "escape read in two ways": Difference("gettext keeps the last eight bits", _we_refuse("two ways")),
    "several domains": Difference("no editor shows them apart", _we_refuse("several domains")),
    "forms beyond nplurals": Difference(
        "msgfmt -c refuses them, msgcat does not", _we_refuse("plural forms, but the header")
    ),
    "header not first": Difference("its encoding would come too late", _we_refuse("header is not the first")),
    "other encoding in truth": Difference(
        "a file that says ISO-8859 and is UTF-8 would be shown with wrong letters", _we_refuse("are UTF-8 as well")
    ),
    "other encoding": Difference("`dragoman convert` brings it to UTF-8", _we_refuse("header says")),
    "encoding that is not converted": Difference(
        "rare, and without ASCII in its place or without a codec", _we_refuse("cannot be converted")
    ),
    "comment within an entry": Difference(
        "gettext takes `#| #~` for a previous text", _we_refuse("comment stands inside")
    ),
    "comment hides a line": Difference("gettext joins it with the next", _we_refuse("part of this comment")),
    "entries on one line": Difference(
        "other programs read the first only", _we_refuse("second entry begins on this line")
    ),
    "marks within a line": Difference(
        "gettext takes `#~` and `#|` anywhere, others at the beginning of a line only",
        _we_refuse("closing quote|belongs to no|has no number|“#” is not a word", rb"[^ \t\r\f\v\n][^\n]*#[~|]"),
    ),
    "comment behind a string": Difference(
        "gettext lets it end the line, others read it as text", _we_refuse("closing quote of a string", rb'"[ \t]*#')
    ),
    "previous text after a comment": Difference(
        "gettext takes the line after `#| # c` for a previous text",
        _we_refuse("has no msg", rb"^[ \t]*#[~|][#~| \t]*#"),
    ),
    "string cut by a backslash": Difference(
        "gettext joins the next line to it, others refuse it",
        _we_refuse(r"no closing quote|“\\” is not a word", rb"\\$"),
    ),
    "number of a form in pieces": Difference(
        "gettext takes it over several lines, others do not", _we_refuse("form has no number", rb"msgstr[^\n]*$")
    ),
    # We accept, it refuses.
    "no encoding named": Difference(
        "UTF-8 without being told, as every editor has it",
        _it_refuses('header entry with a charset|charset "CHARSET"|Message conversion|not a portable encoding'),
    ),
    "conversion changes a msgid": Difference(
        "gettext warns that programs look for the old bytes; guides look for text", _it_refuses("Conversion of file")
    ),
    "obsolete twice": Difference(
        "merges leave them; they mean nothing", _it_refuses("duplicate message|location of the first", rb"^[ \t]*#~")
    ),
    "comment cut by a backslash": Difference(
        "gettext joins the next line to it", lambda case: _has(_CUT_COMMENT, case) and FUZZY_THERE not in case.parts
    ),
    "marks before a comment": Difference(
        "a comment is a comment behind `#~|` as well", _it_refuses("", rb"^[ \t]*(?:#~[ \t]*)*#?\|[ \t]*#")
    ),
    # Both accept.
    "two lines of flags": Difference(
        "gettext before 0.23 counts the last only; all count here", _only(FUZZY_HERE, "flags", within=_TWO_FLAG_LINES)
    ),
    "odd references": Difference(
        "broken isolates or numbers; references are comments",
        _only("references", within=b"^[ \t]*#:[^\n]*(?:\xe2\x81|[ :] *[0-9]*[ :\r]| 0)"),
    ),
}


def _has(pattern: bytes, case: Case) -> bool:
    return re.search(pattern, case.content, re.MULTILINE) is not None
