"""Catalogs in other encodings → UTF-8: the same text, with the new encoding in the header.

Done only when a person asks for it, and only where the bytes can mean one thing: `dragoman.po.read` takes UTF-8 alone.
"""

from __future__ import annotations

import re
from typing import NamedTuple, NoReturn

from dragoman.errors import UnreadableCatalog, or_raise
from dragoman.model import USUAL_LIMITS, Limits
from dragoman.po.read import read_catalog

_ISO = frozenset(f"iso-8859-{part}" for part in range(1, 17) if part != 12)
_OTHERS = ("koi8-r", "koi8-u", "gb18030", "gbk", "gb2312", "big5", "euc-jp", "euc-kr", "shift_jis")
CHARSETS = _ISO | {f"windows-125{page}" for page in range(9)} | frozenset(_OTHERS)
"""Whose ASCII letters are those of ASCII, so that a header can be found before they are known."""

_UNICODE = frozenset({"utf-8", "utf8", "ascii", "us-ascii"})
_SPELLINGS = {"latin1": "iso-8859-1", "latin-1": "iso-8859-1", "shift-jis": "shift_jis", "sjis": "shift_jis"}
_DECLARED = re.compile(rb"charset=([^ \t\r\n;\\\"]*)", re.IGNORECASE)
_BYTE_ESCAPE = re.compile(r"""\\(?:[abfnrtv"\\]|([0-7]{1,3})|x([0-9A-Fa-f]+))""")
_CONTROL = re.compile("[\x80-\x9f]")
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class Converted(NamedTuple):
    content: bytes
    charset: str
    """What it was in, as its header said."""


class _Declared(NamedTuple):
    charset: str
    start: int
    """Of the name in the file, in bytes."""
    written: str


def convert_catalog(content: bytes, path: str, *, limits: Limits = USUAL_LIMITS) -> Converted:
    """The catalog in UTF-8, without a byte order mark; one that is so already comes back as it is.

    Raises `UnreadableCatalog`.
    """
    if len(content) > limits.catalog_bytes:
        problem = f"This file has more than {limits.catalog_bytes:,} bytes."
        _fail(path, content, 0, problem, or_raise("Split it", "catalog_bytes"))
    declared = _declared(content, path)
    if declared.charset in _UNICODE:
        read_catalog(content, path, limits=limits)
        return Converted(content.removeprefix(_BYTE_ORDER_MARKS[0]), declared.written)
    text = _decoded(content, path, declared)
    # All before the name is text of this encoding as well, and may be shorter in characters than in bytes.
    start = len(content[: declared.start].decode(declared.charset))
    changed = f"{text[:start]}UTF-8{text[start + len(declared.written) :]}".encode()
    catalog = read_catalog(changed, path, limits=limits)
    head = len(text[:start].encode())
    if not len(catalog.lead) <= head < len(catalog.lead) + len(catalog.header.raw or b""):
        _fail_undeclared(path)
    return Converted(changed, declared.written)


def _declared(content: bytes, path: str) -> _Declared:
    """What the first line that is no comment and names an encoding says; that it is the header's is seen later."""
    found = next((hit for hit in _DECLARED.finditer(content) if not _in_comment(content, hit.start())), None)
    if found is None:
        _fail_undeclared(path)
    written = found[1].decode("ascii", "replace")
    charset = written.lower()
    charset = re.sub(r"^iso[-_]?8859[-_]([0-9]+)$", r"iso-8859-\1", charset)
    charset = re.sub(r"^cp(125[0-8])$", r"windows-\1", charset)
    charset = _SPELLINGS.get(charset, charset)
    if charset not in CHARSETS | _UNICODE:
        problem = f"The header names the encoding “{written[:40]}”, which cannot be converted."
        _fail(path, content, found.start(1), problem, "Save the file as UTF-8 in the editor that wrote it.")
    return _Declared(charset, found.start(1), written)


def _in_comment(content: bytes, place: int) -> bool:
    line = content[content.rfind(b"\n", 0, place) + 1 : place]
    return line.lstrip(b" \t\r\f\v").startswith(b"#")


def _decoded(content: bytes, path: str, declared: _Declared) -> str:
    """The text of the file, refused where it could be another one."""
    written = declared.written
    if content.startswith(_BYTE_ORDER_MARKS):
        problem = f"The header says {written}, but the file begins with the mark of a Unicode encoding."
        _fail(path, content, 0, problem, "Correct the encoding in the header.")
    if not content.isascii() and _is_utf8(content):
        place = next(at for at, byte in enumerate(content) if byte > 0x7F)
        problem = f"The header says {written}, but these bytes are UTF-8 as well."
        _fail(path, content, place, problem, "If the file reads right as UTF-8, write “charset=UTF-8” in its header.")
    try:
        text = content.decode(declared.charset)
    except UnicodeDecodeError as error:
        _fail(path, content, error.start, f"This byte is not {written}.", "Correct the encoding in the header.")
    if text.encode(declared.charset) != content:
        _fail(path, content, 0, f"Some bytes have two meanings in {written}.", "Save the file as UTF-8 in your editor.")
    control = _CONTROL.search(text) if declared.charset in _ISO else None
    if control is not None:
        place = len(text[: control.start()].encode(declared.charset))
        problem = f"This byte is a control character in {written}, and a letter or a quote in Windows encodings."
        _fail(path, content, place, problem, "Write the right encoding in the header, such as windows-1252.")
    _refuse_escaped_bytes(text, path, written)
    return text


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _refuse_escaped_bytes(text: str, path: str, written: str) -> None:
    """`\\351` stands for a byte, not for a character: after the conversion it would be another one, or none."""
    for number, line in enumerate(text.split("\n"), 1):
        if re.match(r"[ \t\r\f\v]*#(?![~|])", line):
            continue
        for found in _BYTE_ESCAPE.finditer(line):
            value = int(found[1], 8) if found[1] else int(found[2], 16) if found[2] else 0
            if value > 0x7F:
                problem = f"“{found[0]}” stands for a byte of {written}."
                where = f"{path}:{number}:{found.start() + 1}"
                raise UnreadableCatalog(problem, where=where, remedy="Write the character itself.")


def _fail(path: str, content: bytes, offset: int, problem: str, remedy: str) -> NoReturn:
    line = content.count(b"\n", 0, offset) + 1
    column = offset - content.rfind(b"\n", 0, offset)
    raise UnreadableCatalog(problem, where=f"{path}:{line}:{column}", remedy=remedy)


def _fail_undeclared(path: str) -> NoReturn:
    problem = "The header names no encoding, so these bytes may mean anything."
    remedy = "Save the file as UTF-8 in the editor that wrote it, or name its encoding in the header."
    raise UnreadableCatalog(problem, where=f"{path}:1:1", remedy=remedy)
