"""Sheet data → PDF. The only importer of Typst.

It reads the files of the template once, joins them, and sees no other file: text reaches the template as a string in
JSON, never as code.
What the tree alone does not say (the structure level of a heading, the number of a note) is worked out here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any
from weakref import finalize

import typst

from dragoman.errors import MissingGlyph, UserError
from dragoman.press.qr import qr_svg
from dragoman.press.thumbnail import grey_picture
from dragoman.render.certificate_types import Certificate
from dragoman.render.identity import SHORT_DIGITS, SheetMark, mark_keyword
from dragoman.render.review_types import ReviewData
from dragoman.render.sheet_types import Block, Sheet

Node = dict[str, Any]
"""A JSON object of the sheet: the template is the one that knows all its kinds."""

PARTS = ("languages", "signs", "inline", "blocks", "flow", "page")
"""The files of the template in the order of use: each knows what those before it define."""

_THUMBNAIL_PPI = 34.0
"""A page of letter paper is 289 pixels wide, and has 6 to 7 kB in four greys."""
_FIRST_PAGE = 3000
"""Characters; a full page of letter paper in 14 points has less than 2,500 in any language."""

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]


class Press:
    """One Typst compiler with the bundled fonts, to be kept and used again: fonts are read once.

    Not for several threads at once.
    """

    def __init__(self, font_folder: Path) -> None:
        empty = mkdtemp(prefix="dragoman-press-")
        finalize(self, rmtree, empty, ignore_errors=True)
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder)])
        folder = files("dragoman.press")
        self._template = b"\n".join(folder.joinpath(f"{part}.typ").read_bytes() for part in PARTS)
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
        return self._set(
            self._template, {"sheet": json.dumps(_prepared(sheet), ensure_ascii=False)}, timestamp, handout
        )

    def draw_first_page(self, sheet: Sheet) -> bytes:
        """A small grey PNG of the first page of a sheet that can be set; what stands at its foot cannot be read."""
        inputs = {"sheet": json.dumps(_prepared(_beginning(sheet)), ensure_ascii=False)}
        drawn = self._compiler.compile(self._template, format="png", ppi=_THUMBNAIL_PPI, sys_inputs=inputs)
        first = drawn[0] if isinstance(drawn, list) else drawn
        assert isinstance(first, bytes), "a sheet has a first page"
        return grey_picture(first)

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

    def _set(self, template: bytes, inputs: dict[str, str], timestamp: int, what: str) -> bytes:
        try:
            # The compiler forgets a template given as bytes after one use.
            pdf, warnings = self._compiler.compile_with_warnings(
                template, format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=timestamp
            )
        except typst.TypstError as error:
            raise _refusal(what, error.message, error.hints) from error
        if warnings:
            raise _refusal(what, warnings[0].message, warnings[0].hints)
        assert isinstance(pdf, bytes), "a PDF is one file"
        return pdf


def _refusal(handout: str, message: str, hints: list[str]) -> UserError:
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


def _beginning(sheet: Sheet) -> Sheet:
    """As many blocks as surely fill the first page: the others would be set for nothing."""
    blocks: list[Block] = []
    length = 0
    for block in sheet["blocks"]:
        blocks.append(block)
        length += sum(len(node["text"]) for node in _nodes(block) if "text" in node)
        if length > _FIRST_PAGE:
            break
    return {**sheet, "blocks": blocks, "missing": [], "missing_more": 0, "lacks": []}


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
