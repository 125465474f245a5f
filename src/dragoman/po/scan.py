"""Bytes of a catalog → checked text → the pieces of each line.

Lines end at a line feed and nowhere else: U+0085, U+2028 and their like are ordinary characters inside strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple, NoReturn

from dragoman.errors import UnreadableCatalog, or_raise

BYTE_ORDER_MARK = "\ufeff"
BLANK = " \t\r\f\v"
"""What gettext takes for space between the pieces of a line."""

MARKS = re.compile(
    r"""
    [ \t\r\f\v]*
    (?:
        (?: (\#~) | ((?<=\#~)\| | \#\|) )      # obsolete; previous: `#|`, or `#~|` without a blank
        [ \t\r\f\v]*
    )*
    """,
    re.VERBOSE,
)
"""What may stand before the pieces of a line, in any order and number: to gettext each mark is a switch."""

_PIECE = re.compile(
    r"""
    (msgctxt | msgid_plural | msgid | msgstr (?: [ \t]* \[ [ \t]* ([0-9]{1,9}) [ \t]* \] | (?! [ \t]* \[ ) ) )?  # word
    [ \t\r\f\v]*+
    (?: " ( [^"\\]*+ (?: \\. [^"\\]*+ )*+ ) " )?                                                 # string
    [ \t\r\f\v]*+
    """,
    re.VERBOSE,
)
_USUAL = re.compile(r'(?:(msgctxt|msgid|msgstr) )?"([^"\\]*+(?:\\.[^"\\]*+)*+)"')
"""A line as nearly all are: one piece, the same as by the pattern above."""
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |\r?$)")
_CURLY = "“”„‟«»"
_STRAY_WORD = re.compile(r"\w+|.", re.DOTALL)


class Piece(NamedTuple):
    """A word, a string, or a word with its first string."""

    word: str
    """`msgctxt`, `msgid`, `msgid_plural`, `msgstr`, or empty for a string that goes on."""
    form: int | None
    """The number in `msgstr[number]`."""
    inner: str | None
    """What stands between the quotes, still escaped; `None` for a word alone."""
    column: int
    """Of the piece, from 1."""
    inner_column: int
    """Of what stands between the quotes, from 1; meaningless without a string."""


class Source(NamedTuple):
    """The text of a catalog, and where errors in it are reported."""

    path: str
    lines: list[str]
    """Without their line feeds."""

    def fail(self, problem: str, remedy: str, line: int, column: int = 1) -> NoReturn:
        raise UnreadableCatalog(problem, where=f"{self.path}:{line}:{column}", remedy=remedy)


def source_text(content: bytes, path: str, most: int) -> str:
    """The text of the file, of `most` bytes, refused where two programs would read it differently."""
    if len(content) > most:
        _fail(path, content, 0, f"This file has more than {most:,} bytes.", or_raise("Split it", "catalog_bytes"))
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[:2].strip(b"\0") != content[:2]:
        _fail(path, content, 0, "This file is UTF-16.", "Save it as UTF-8 in your editor.")
    if (place := content.find(b"\0")) >= 0:
        _fail(path, content, place, "There is a NUL character here.", "Remove it.")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        problem = "This byte is not UTF-8, so the file is in another encoding or damaged."
        _fail(path, content, error.start, problem, f"Save it as UTF-8, or run `dragoman convert {path}`.")
    if b"\r" in content and content.count(b"\r") != content.count(b"\r\n"):
        lone = re.search(rb"\r(?!\n)", content)
        assert lone is not None
        problem = "A carriage return stands alone here, so programs disagree on where the line ends."
        _fail(path, content, lone.start(), problem, "Save the file with Unix line ends.")
    return text


def pieces(source: Source, number: int, start: int) -> Iterable[Piece]:
    """The words and strings of line `number` from character `start` on, which is no blank and no comment."""
    if start == 0 and (usual := _USUAL.fullmatch(source.lines[number - 1])):
        return (Piece(usual[1] or "", None, usual[2], 1, usual.start(2) + 1),)
    return _pieces(source, number, start)


def _pieces(source: Source, number: int, start: int) -> Iterator[Piece]:
    line = source.lines[number - 1]
    position = start
    while position < len(line):
        found = _PIECE.match(line, position)
        assert found is not None
        end = found.end()
        if end == position:
            _fail_at(source, number, position, start)
        word, form, inner = found.groups()
        word = "msgstr" if word and word.startswith("msgstr") else word or ""
        yield Piece(word, int(form) if form else None, inner, position + 1, found.start(3) + 1)
        position = end


def _fail(path: str, content: bytes, offset: int, problem: str, remedy: str) -> NoReturn:
    before = content[:offset]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode(errors="replace").lstrip(BYTE_ORDER_MARK)) + 1
    raise UnreadableCatalog(problem, where=f"{path}:{line}:{column}", remedy=remedy)


def _fail_at(source: Source, number: int, position: int, start: int) -> NoReturn:
    """Say why no piece can be read at `position`."""
    line = source.lines[number - 1]
    rest = line[position:]
    column = position + 1
    if _CONFLICT.match(line):
        remedy = "Keep the right side of the merge and remove the marks."
        source.fail("Git left a conflict mark here.", remedy, number, column)
    if rest[0] in _CURLY or (rest.startswith('"') and rest.rstrip(BLANK)[-1] in _CURLY):
        source.fail("A string of catalogs stands in straight quotes.", 'Write “"” for this one.', number, column)
    if rest.startswith('"'):
        source.fail("This string has no closing quote on its line.", 'Close it with “"”.', number, column)
    if position > start and line[start:position].rstrip(BLANK).endswith('"'):
        remedy = 'Remove it; for a quote within the text write “\\"”.'
        source.fail("Text follows the closing quote of a string.", remedy, number, column)
    if rest.startswith("msgstr"):
        source.fail("The plural form has no number.", "Write “msgstr[0]”, “msgstr[1]” and so on.", number, column)
    word = _STRAY_WORD.match(rest)
    assert word is not None
    if word[0] == "domain":
        remedy = "Split the file: one catalog for each domain."
        source.fail("This file holds several domains.", remedy, number, column)
    close = get_close_matches(word[0], ("msgctxt", "msgid", "msgid_plural", "msgstr"), n=1, cutoff=0.75)
    remedy = f"Did you mean “{close[0]}”?" if close else "Write “#” before a comment and quotes round text."
    source.fail(f"“{word[0][:40]}” is not a word of catalogs.", remedy, number, column)
