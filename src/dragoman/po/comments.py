"""The comment lines of an entry: the translator's, the program's, references and flags."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.po.scan import BLANK

FUZZY = "fuzzy"
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
"""Round a file name with blanks in `#:`."""

_REFERENCE = re.compile(rf"{ISOLATE}([^{ISOLATE}{END_ISOLATE}]*){END_ISOLATE}([^ \t\r\f\v]*)|[^ \t\r\f\v]+")
_FLAG = re.compile(r'(?:"[^"]*"|[^,])+')
_GETTEXT_FLAG = re.compile(r"fuzzy|(?:no-)?wrap|(?:(?:no|possible|impossible)-)?[a-z-]+-format")
_BLANKS_AND_COMMAS = re.compile(r"[ \t\r\f\v,]+")
_BLANKS = re.compile(r"[ \t\r\f\v]+")


@dataclass(slots=True)
class Comments:
    """The comment lines of an entry that is being read."""

    own: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, lines: str) -> Comments:
        """All of an entry; each line ends with a line feed."""
        comments = cls([], [], [], [])
        for line in lines.split("\n")[:-1]:
            comments.add(line)
        return comments

    def add(self, line: str) -> None:
        """Take a line that begins with `#`."""
        match line[1:2]:
            case ":":
                self.references += references(line[2:])
            case ".":
                self.extracted.append(_text(line[2:]))
            case "," | "=" | "!":
                self.flags += [flag for flag in flags(line[2:]) if flag not in self.flags]
            case _:
                self.own.append(_text(line[1:]))


def references(line: str) -> list[str]:
    """The references of a `#:` line, without the isolates round file names with blanks."""
    if line.isprintable():  # of all blanks and marks that part them, only the space
        return line.split()
    return [
        found[0] if found[1] is None else found[1] + found[2]  # the isolates are only there for programs
        for found in _REFERENCE.finditer(line)
    ]


@lru_cache(maxsize=1024)  # catalogs repeat a handful of such lines
def flags(line: str) -> tuple[str, ...]:
    """The flags of a `#,` line.

    gettext parts flags at commas and at blanks alike; other tools write blanks and commas in flags of their own
    (`placeholders:"a, b"`). What gettext would take for `fuzzy` must be `fuzzy` here, whatever stands round it.
    """
    found = [piece for flag in _FLAG.findall(line) for piece in _parted(flag.strip(BLANK)) if piece]
    words = _BLANKS_AND_COMMAS.split(line)
    return tuple(found if (FUZZY in found) == (FUZZY in words) else [word for word in words if word])


def _parted(flag: str) -> list[str]:
    words = _BLANKS.split(flag)
    return words if all(_GETTEXT_FLAG.fullmatch(word) for word in words) else [flag]


def _text(rest: str) -> str:
    text = rest.removesuffix("\r").removeprefix(" ")
    # The blank that keeps a backslash from the end of the line, see `wording.py`.
    return text.removesuffix(" ") if "\\" in text and text.rstrip(" ").endswith("\\") else text
