"""The zip that a workbook is: opened within limits, and packed without a clock.

A file that a stranger sends may unpack to a thousand times its size, or carry macros. Both are told from the list of
its parts, before anything is unpacked; Python's zipfile then gives out no more of a part than its list promised.
"""

from __future__ import annotations

import io
import re
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo
from zlib import error as BadStream  # noqa: N812 - an exception with a small letter

from dragoman.errors import UserError

MAX_BYTES = 4_000_000
"""Of the file. A sheet of the longest shipped guide has some 20,000."""
MAX_UNPACKED = 40_000_000
MAX_PARTS = 200
BROKEN = (BadZipFile, BadStream, EOFError, LookupError, NotImplementedError, OSError, RuntimeError, ValueError)
"""What zipfile raises for a file that is no zip, a damaged one, or one of a kind that it does not know."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip can hold."""
_MACROS = re.compile(r"vba|macrosheet|activex|ctrlprops", re.IGNORECASE)
_MACRO_TYPE = b"macroEnabled"
_TYPES = "[Content_Types].xml"


def require_harmless(content: bytes, name: str) -> None:
    """Stops at a file that is no workbook, would unpack to too much, or can act by itself."""
    if len(content) > MAX_BYTES:
        raise _refusal(name, f"The workbook is larger than {MAX_BYTES:,} bytes.")
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise _refusal(name, f"The workbook unpacks to more than {MAX_PARTS} parts or {MAX_UNPACKED:,} bytes.")
            types = archive.read(_TYPES) if _TYPES in archive.namelist() else b""
    except BROKEN as error:
        raise UserError(
            "This is no workbook that can be opened.",
            where=name,
            remedy="Save it again as .xlsx, without a password.",
        ) from error
    if _MACRO_TYPE in types or any(_MACROS.search(part.filename) for part in parts):
        raise _refusal(name, "The workbook has macros or other parts that can act.")


def repacked(content: bytes, replaced: tuple[tuple[re.Pattern[bytes], bytes], ...] = ()) -> bytes:
    """The same parts in the same order with one date, so that the same parts give the same bytes."""
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(packed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            for pattern, text in replaced:
                part = pattern.sub(text, part)
            place = ZipInfo(name, _EARLIEST)
            place.external_attr = 0o600 << 16
            new.writestr(place, part, compress_type=ZIP_DEFLATED)
    return packed.getvalue()


def _refusal(name: str, problem: str) -> UserError:
    return UserError(problem, where=name, remedy="Take the workbook that `dragoman review-sheet` made, and fill it in.")
