"""What stands between the quotes of a `.po` string, in both directions."""

from __future__ import annotations

import re

_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", '"': '"', "\\": "\\"}
_ESCAPE = re.compile(r"\\(?:([abfnrtv\"\\])|([0-7]{1,3})|x([0-9A-Fa-f]+))")
_ANY_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_QUOTED = str.maketrans({character: f"\\{letter}" for letter, character in _LETTERS.items()})

FORBIDDEN = {"\0": "a NUL character", "\x04": "the character EOT, which gettext puts between context and text"}
"""What no string may hold: gettext ends the text at the one and splits it at the other."""


class BadString(ValueError):
    """A string that cannot be read; `offset` counts characters after its opening quote."""

    def __init__(self, problem: str, remedy: str, offset: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy
        self.offset = offset


def quote(text: str) -> str:
    """Text as it stands between quotes. Control characters without a letter stay as they are, as in gettext."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return text
    return text.translate(_QUOTED)


def unquote(inner: str) -> str:
    """The text that stands for `inner`, which has no quotes round it; raises `BadString`."""
    text = _unescape(inner) if "\\" in inner else inner
    for character, name in FORBIDDEN.items() if "\0" in text or "\x04" in text else ():
        if character in text:
            raise BadString(f"The string holds {name}.", "Remove it.", max(inner.find(character), 0))
    return text


def _unescape(inner: str) -> str:
    try:
        return _ANY_ESCAPE.sub(lambda found: _LETTERS[found[1]], inner)
    except KeyError:
        return _unescape_bytes(inner)


def _unescape_bytes(inner: str) -> str:
    """Like `_unescape`, for strings with `\\101` or `\\x41`: these stand for bytes, not for characters."""
    parts: list[bytes] = []
    position = 0
    while (backslash := inner.find("\\", position)) >= 0:
        parts.append(inner[position:backslash].encode())
        escape = _ESCAPE.match(inner, backslash)
        if escape is None:
            written = inner[backslash : backslash + 2]
            raise BadString(f"“{written}” is not an escape.", "For a backslash in the text write “\\\\”.", backslash)
        parts.append(_escaped_byte(escape))
        position = escape.end()
    parts.append(inner[position:].encode())
    try:
        return b"".join(parts).decode()
    except UnicodeDecodeError:
        problem = "The escaped bytes of this string are not UTF-8."
        raise BadString(problem, "Write the characters themselves.", inner.find("\\")) from None


def _escaped_byte(escape: re.Match[str]) -> bytes:
    letter, octal, hexadecimal = escape.groups()
    if letter:
        return _LETTERS[letter].encode()
    # gettext takes any number of hexadecimal digits and keeps the last eight bits; others take two.
    value = int(octal, 8) if octal else int(hexadecimal[:3], 16)
    if value > 0xFF or len(hexadecimal or "") > 2:
        remedy = "Write the character itself."
        raise BadString(f"“{escape[0]}” can be read in two ways.", remedy, escape.start())
    return bytes([value])
