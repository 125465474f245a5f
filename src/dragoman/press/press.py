"""Sheet data → PDF. The only importer of Typst.

It reads the files of the template once, joins them, and sees no other file: text reaches the template as a string in
JSON, never as code.
What the tree alone does not say (the structure level of a heading, the number of a note) is worked out here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any
from weakref import finalize

import typst

from dragoman.errors import MissingGlyph, NoRoom, UserError
from dragoman.press.qr import qr_svg
from dragoman.render.card import SMALLEST
from dragoman.render.certificate_types import Certificate
from dragoman.render.identity import SHORT_DIGITS, SheetMark, mark_keyword
from dragoman.render.review_types import ReviewData
from dragoman.render.sheet_types import Sheet

Node = dict[str, Any]
"""A JSON object of the sheet: the template is the one that knows all its kinds."""

PARTS = ("languages", "signs", "inline", "blocks", "flow", "page")
"""The files of the template in the order of use: each knows what those before it define."""
CARD_PARTS = ("languages", "signs", "inline", "card")

HALF_OF = {"us-letter": "us-statement", "a4": "a5"}
"""The paper that two pages of it make, by the names of the typesetter."""

_PAGES = re.compile(rb"/Type/Pages/Count (\d+)")

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]


class Press:
    """One Typst compiler with the bundled fonts, to be kept and used again: fonts are read once.

    Not for several threads at once.
    """

    def __init__(self, font_folder: Path) -> None:
        empty = mkdtemp(prefix="dragoman-press-")
        finalize(self, rmtree, empty, ignore_errors=True)
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder)])
        self._compiler = typst.Compiler(
            root=empty,
            font_paths=fonts,
            ignore_system_fonts=True,
            package_path=empty,
            package_cache_path=empty,
        )

    def set_sheet(self, sheet: Sheet, *, timestamp: int) -> bytes:
        """The PDF; the same sheet and timestamp (Unix seconds) give the same bytes.

        Tagged, PDF/UA-1 and PDF/A-2a at once. A letter that no font of the sheet has stops the work.
        """
        handout = f"The handout {sheet['strip']['guide']} in {sheet['strip']['language_en']}"
        prepared = _prepared(sheet)
        inputs = {"sheet": json.dumps(prepared, ensure_ascii=False)}
        match sheet.get("layout", "sheet"):
            case "sheet":
                return self._set(_template(PARTS), inputs, timestamp, handout)
            case "card":
                return self._set(_template(CARD_PARTS), inputs, timestamp, handout)
            case "booklet":
                half = {**prepared, "paper": HALF_OF[sheet["paper"]]}
                inputs = {"sheet": json.dumps(half, ensure_ascii=False)}
                return self._impose(
                    self._set(_template(PARTS), inputs, timestamp, handout), prepared, timestamp, handout
                )

    def set_certificate(self, certificate: Certificate, *, timestamp: int) -> bytes:
        """The PDF of a certificate, as `set_sheet`."""
        template = files("dragoman.press").joinpath("certificate.typ").read_bytes()
        inputs = {"certificate": json.dumps(certificate, ensure_ascii=False)}
        return self._set(template, inputs, timestamp, f"The certificate of {certificate['guide']}")

    def set_review(self, review: ReviewData, *, timestamp: int) -> bytes:
        """The PDF of a review sheet, as `set_sheet`."""
        template = files("dragoman.press").joinpath("review.typ").read_bytes()
        inputs = {"sheet": json.dumps(review, ensure_ascii=False)}
        return self._set(template, inputs, timestamp, f"The review sheet of {review['guide']}, {review['languages']},")

    def _impose(self, pdf: bytes, sheet: Node, timestamp: int, what: str) -> bytes:
        """The pages of a PDF as a booklet, which is tagged in no way and neither PDF/UA nor PDF/A."""
        found = _PAGES.search(pdf)
        assert found, "a PDF of Typst says how many pages it has"
        booklet = {
            "pdf": list(pdf),
            "pages": int(found[1]),
            "paper": sheet["paper"],
            "title": sheet["title_text"],
            "keywords": sheet["keywords"],
            "lang": sheet["language"]["lang"],
            "region": sheet["language"]["region"],
            "opens_right": sheet["language"]["direction"] == "rtl",
        }
        return self._set(_part("booklet"), {"booklet": json.dumps(booklet)}, timestamp, what, standards=())

    def _set(
        self,
        template: bytes,
        inputs: dict[str, str],
        timestamp: int,
        what: str,
        standards: Sequence[typst.PDFStandard] = STANDARDS,
    ) -> bytes:
        try:
            # The compiler forgets a template given as bytes after one use.
            pdf, warnings = self._compiler.compile_with_warnings(
                template, format="pdf", sys_inputs=inputs, pdf_standards=list(standards), timestamp=timestamp
            )
        except typst.TypstError as error:
            raise _refusal(what, error.message, error.hints) from error
        if warnings:
            raise _refusal(what, warnings[0].message, warnings[0].hints)
        assert isinstance(pdf, bytes), "a PDF is one file"
        return pdf


@cache
def _template(parts: tuple[str, ...]) -> bytes:
    """The files that set one sheet, as one."""
    return b"\n".join((b"#let sheet = json(bytes(sys.inputs.sheet))", *map(_part, parts)))


@cache
def _part(name: str) -> bytes:
    return files("dragoman.press").joinpath(f"{name}.typ").read_bytes()


def _refusal(handout: str, message: str, hints: list[str]) -> UserError:
    if "no-room" in message:
        return NoRoom(
            f"{handout} is too long for a card: at {SMALLEST} points it does not fit on its two sides.",
            remedy="Make a shorter guide with 'card: true' for it, or print the sheet.",
        )
    glyph = re.search(r'the text `"(.+?)"` could not be displayed', message)
    if glyph:
        text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), glyph[1])
        points = " ".join(f"U+{ord(letter):04X}" for letter in text)
        return MissingGlyph(
            f"{handout} has “{text}” ({points}), which no font of its language can show.",
            remedy="Replace it, or give the language a font that has it.",
        )
    return UserError(f"{handout} cannot be set on paper: {message}.", remedy=" ".join(hints))


# ── What the tree does not say ──────────────────────────────────────────────────────────────────


def _prepared(sheet: Sheet) -> Node:
    """A copy that also has levels and names of headings, targets of links, numbers of notes, what stays English, and
    the QR code of its address.
    """
    copy: Node = json.loads(json.dumps(sheet))
    copy["strip"]["qr"] = qr_svg(copy["strip"]["web"]) if copy["strip"]["web"] else ""
    copy["keywords"] += [mark_keyword(mark) for mark in _marks(sheet)]
    copy["smallest"] = SMALLEST
    copy["short"] = sheet.get("identity", "")[:SHORT_DIGITS]
    nodes = list(_nodes(copy["blocks"]))
    names = _name_headings(nodes)
    for node in _nodes([copy["title"], copy["summary"], copy["blocks"]]):
        if node.get("t") == "link" and node["url"][1:] in names and node["url"][0] == "#":
            node["target"] = names[node["url"][1:]]
    _number_footnotes(nodes)
    for kept in (node for node in nodes if node.get("kind") == "untranslated"):
        for node in _nodes(kept["blocks"]):
            node["kept"] = True
    return copy


def _marks(sheet: Sheet) -> Iterator[SheetMark]:
    """What the file says of itself."""
    if "identity" in sheet:
        state = "notice" if "notice" in sheet else "draft" if sheet["draft"] else "final"
        yield SheetMark(sheet["strip"]["guide"], sheet["language"]["tag"], sheet["identity"], state)


def _nodes(value: object) -> Iterator[Node]:
    """Every object of a JSON value in the order of reading."""
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from _nodes(child)


def _name_headings(nodes: list[Node]) -> Mapping[str, str]:
    """PDF/UA wants levels without gaps, and a link one place to go to: the first heading of an anchor."""
    names: dict[str, str] = {}
    above: list[int] = []
    for heading in (node for node in nodes if node.get("kind") == "heading"):
        while above and above[-1] >= heading["rank"]:
            above.pop()
        above.append(heading["rank"])
        heading["level"] = min(len(above) + 1, 6)
        anchor = heading["anchor"]
        heading["name"] = None if anchor in names else names.setdefault(anchor, f"heading-{len(names)}")
    return names


def _number_footnotes(nodes: list[Node]) -> None:
    """Notes are numbered by their first marks, and stand where they are written.

    Typst's own footnotes can end up on the page before their mark when a heading moves to the next page.
    """
    written = {node["label"]: node for node in reversed(nodes) if node.get("kind") == "footnote"}
    numbers: dict[str, int] = {}
    for mark in (node for node in nodes if node.get("t") == "note" and node["label"] in written):
        mark["number"] = numbers.setdefault(mark["label"], len(numbers) + 1)
    for label, note in written.items():
        note["number"] = numbers.get(label)
