"""A clinic's logo as a vetted copy: an SVG text with nothing in it that runs or fetches, whatever the file was."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator

from dragoman.errors import UserError
from dragoman.markup.drawing import parse_drawing

_PNG = b"\x89PNG\r\n\x1a\n"
_PICTURE = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
"""The chunks that make the picture; names of programs, places and people are in others."""
_MAX_BYTES = 1_000_000
_MAX_PIXELS = 16_000_000


def vetted_logo(content: bytes, path: str) -> str:
    """SVG of the logo, a PNG embedded in it; `UserError` for what is neither, or holds more than a picture needs."""
    if len(content) > _MAX_BYTES:
        raise UserError(f"The logo is larger than {_MAX_BYTES:,} bytes.", where=path, remedy="Make it smaller.")
    if content.startswith(_PNG):
        return _picture(content, path)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UserError("The logo is neither SVG nor PNG.", where=path, remedy="Save it again as PNG.") from error
    return parse_drawing(text, path).art


def _picture(content: bytes, path: str) -> str:
    chunks = list(_chunks(content, path))
    kind, header = chunks[0] if chunks else (b"", b"")
    if kind != b"IHDR" or len(header) != 13 or chunks[-1][0] != b"IEND":
        raise _broken(path)
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    if not 0 < width * height <= _MAX_PIXELS:
        raise UserError("The logo has too many pixels.", where=path, remedy="Make it at most 4000 by 4000.")
    copy = _PNG + b"".join(_chunk(name, data) for name, data in chunks if name in _PICTURE)
    data = base64.b64encode(copy).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    )


def _chunks(content: bytes, path: str) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at < len(content):
        length = int.from_bytes(content[at : at + 4])
        name, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if content[at : at + 12 + length] != _chunk(name, data):
            raise _broken(path)
        yield name, data
        at += 12 + length


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)


def _broken(path: str) -> UserError:
    return UserError("The logo is a broken PNG file.", where=path, remedy="Save it again.")
