"""What a sheet is known by, wherever a copy of it turns up: in the properties of the file, and short at its foot."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.render.sheet_types import Sheet

SHORT_DIGITS = 8
"""Of the identity, at the foot of a page: few enough to be read out over the telephone."""
_DIGITS = 32
_SAID = ("title", "title_lang", "summary", "summary_lang", "blocks")
_MARK = re.compile(
    rb"dragoman:(?P<guide>[a-z0-9][a-z0-9-]{0,199}):(?P<language>[A-Za-z0-9-]{2,40}):"
    rb"(?P<identity>[0-9a-f]{%d}):(?P<state>final|draft|notice)(?![A-Za-z0-9])" % _DIGITS
)
_FORM = re.compile(rb"dragoman-form:(?P<paper>us-letter|a4):(?P<form>[0-9]{2}[a-z.]{0,40})(?![A-Za-z0-9])")
_PACK_MARK = re.compile(
    rb"dragoman-pack:(?P<language>[A-Za-z0-9-]{2,40}):(?P<identity>[0-9a-f]{%d}):(?P<state>final|draft):"
    rb"(?P<guides>[a-z0-9][a-z0-9+-]{0,4000})(?![A-Za-z0-9])" % _DIGITS
)


@dataclass(frozen=True, slots=True)
class SheetMark:
    """What a sheet says of itself among its keywords. Anybody can write such a word: it proves nothing."""

    guide: str
    language: str
    identity: str
    state: str
    """`final`, `draft` or `notice`."""


def sheet_identity(sheet: Sheet) -> str:
    """32 hexadecimal digits of what a sheet says, with the facts in it: not of its paper, date, state or foot."""
    said = [sheet["language"]["tag"], sheet["strip"]["guide"], *(sheet.get(key) for key in _SAID)]
    return canonical_hash(said)[:_DIGITS]


def canonical_hash(value: object) -> str:
    """SHA-256 of a value of JSON, the same whatever the order of its keys: 64 hexadecimal digits."""
    written = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def mark_keyword(mark: SheetMark) -> str:
    """The keyword of the PDF that `find_mark` finds again."""
    return f"dragoman:{mark.guide}:{mark.language}:{mark.identity}:{mark.state}"


def form_keyword(paper: str, form: str) -> str:
    """The keyword of the PDF that says how it was set; `form` is `SheetForm.name`, without what was filled in."""
    return f"dragoman-form:{paper}:{form}"


def stated_forms(pdf: bytes) -> frozenset[tuple[str, str]]:
    """Paper and form, as a PDF says of itself.

    It is not believed: but a sheet of today says its own form, so bytes that say another are not those of the sheet.
    """
    return frozenset((found["paper"].decode("ascii"), found["form"].decode("ascii")) for found in _FORM.finditer(pdf))


@dataclass(frozen=True, slots=True)
class PackMark:
    """What a pack says of itself: several guides in one language, in their order. It proves as little."""

    guides: tuple[str, ...]
    language: str
    identity: str
    state: str
    """`final` or `draft`."""


def pack_identity(identities: Sequence[str]) -> str:
    """What a pack is known by: the identities of its sheets, in their order."""
    return canonical_hash(list(identities))[:_DIGITS]


def pack_keyword(mark: PackMark) -> str:
    """The keyword of the PDF that `find_pack_mark` finds again."""
    return f"dragoman-pack:{mark.language}:{mark.identity}:{mark.state}:{'+'.join(mark.guides)}"


def find_pack_mark(pdf: bytes) -> PackMark | None:
    """As `find_mark`, for packs."""
    found = _PACK_MARK.search(pdf)
    if found is None:
        return None
    language, identity, state, guides = (part.decode("ascii") for part in found.groups())
    return PackMark(tuple(guides.split("+")), language, identity, state)


def find_mark(pdf: bytes) -> SheetMark | None:
    """The first mark in a PDF. Archival PDFs keep their XMP properties uncompressed, so no reader of PDFs is needed."""
    found = _MARK.search(pdf)
    if found is None:
        return None
    guide, language, identity, state = (part.decode("ascii") for part in found.groups())
    return SheetMark(guide, language, identity, state)
