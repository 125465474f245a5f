"""The templates, put together of files that several of them share. Text is in the data and never here."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_BLOCKS = ("languages", "signs", "inline", "breaks", "blocks", "callouts", "tables", "flow")
PARTS = (*_BLOCKS, "watermark", "strip", "front", "staff", "page")
"""The files of a sheet in the order of use: each knows what those before it define."""
CARD_PARTS = ("languages", "signs", "inline", "card")
PACK_PARTS = ("languages", "watermark", "poster", "cover")
"""What stands before the sheets of a pack; they are set as ever."""
NOTICE_PARTS = ("languages", "watermark", "poster", "notice")
ENTRY_PARTS = (*_BLOCKS, "entry")
"""One language of the notice."""
I_SPEAK_PARTS = ("languages", "watermark", "poster", "i-speak")
ALL_PARTS = frozenset((*PARTS, *CARD_PARTS, *PACK_PARTS, *NOTICE_PARTS, *ENTRY_PARTS, *I_SPEAK_PARTS))


@cache
def part(name: str) -> bytes:
    """One file."""
    return files("dragoman.press").joinpath(f"{name}.typ").read_bytes()


@cache
def template(parts: tuple[str, ...]) -> bytes:
    """The files that set one sheet."""
    return b"\n".join((b"#let sheet = json(bytes(sys.inputs.sheet))", *map(part, parts)))


@cache
def template_of_many(first: tuple[str, ...], each: tuple[str, ...], count: int) -> bytes:
    """A first part, and after it each of `sheet.sheets` with the files `each`, which see none of the others."""
    scopes = (
        b"#[\n#let sheet = whole.sheets.at(%d)\n%b\n]" % (number, b"\n".join(map(part, each)))
        for number in range(count)
    )
    return b"\n".join((template(first), b"#let whole = sheet", *scopes))
