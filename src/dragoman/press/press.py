"""Sheet data → PDF. The only importer of Typst.

It sees the template and no other file: text reaches the template as a string in JSON, never as code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Literal
from weakref import finalize

import typst

from dragoman.errors import MissingGlyph, NoRoom, UserError
from dragoman.press.parts import (
    CARD_PARTS,
    ENTRY_PARTS,
    I_SPEAK_PARTS,
    NOTICE_PARTS,
    PACK_PARTS,
    PARTS,
    part,
    template,
    template_of_many,
)
from dragoman.press.prepare import Node, prepare_sheet
from dragoman.render.card import SMALLEST
from dragoman.render.certificate_types import Certificate
from dragoman.render.poster_types import ISpeakPoster, NoticePoster, Pack
from dragoman.render.proof_types import Proof
from dragoman.render.review_types import ReviewData
from dragoman.render.sheet_types import Sheet

HALF_OF = {"us-letter": "us-statement", "a4": "a5"}
"""The paper that two pages of it make, by the names of the typesetter."""

_PAGES = re.compile(rb"/Type/Pages/Count (\d+)")

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]


class Press:
    """One Typst compiler with the bundled fonts, to be kept and used again: fonts are read once.

    Not for several threads at once.
    """

    def __init__(self, font_folder: Path) -> None:
        self._templates = Path(mkdtemp(prefix="dragoman-press-"))
        finalize(self, rmtree, self._templates, ignore_errors=True)
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder)])
        self._compiler = typst.Compiler(
            root=str(self._templates),
            font_paths=fonts,
            ignore_system_fonts=True,
            package_path=str(self._templates),
            package_cache_path=str(self._templates),
        )

    def set_sheet(self, sheet: Sheet, *, timestamp: int) -> bytes:
        """The PDF; the same sheet and timestamp (Unix seconds) give the same bytes.

        Tagged, PDF/UA-1 and PDF/A-2a at once. A letter that no font of the sheet has stops the work.
        """
        handout = f"The handout {sheet['strip']['guide']} in {sheet['strip']['language_en']}"
        prepared = prepare_sheet(sheet)
        inputs = {"sheet": json.dumps(prepared, ensure_ascii=False)}
        match sheet.get("layout", "sheet"):
            case "sheet":
                return self._set(template(PARTS), inputs, timestamp, handout)
            case "card":
                return self._set(template(CARD_PARTS), inputs, timestamp, handout)
            case "booklet":
                half = {**prepared, "paper": HALF_OF[sheet["paper"]]}
                inputs = {"sheet": json.dumps(half, ensure_ascii=False)}
                return self._impose(
                    self._set(template(PARTS), inputs, timestamp, handout), prepared, timestamp, handout
                )

    def set_certificate(self, certificate: Certificate, *, timestamp: int) -> bytes:
        """The PDF of a certificate, as `set_sheet`."""
        inputs = {"certificate": json.dumps(certificate, ensure_ascii=False)}
        return self._set(part("certificate"), inputs, timestamp, f"The certificate of {certificate['guide']}")

    def set_review(self, review: ReviewData, *, timestamp: int) -> bytes:
        """The PDF of a review sheet, as `set_sheet`."""
        inputs = {"sheet": json.dumps(review, ensure_ascii=False)}
        what = f"The review sheet of {review['guide']}, {review['languages']},"
        return self._set(part("review"), inputs, timestamp, what)

    def set_pack(self, pack: Pack, *, timestamp: int) -> bytes:
        """The PDF of several sheets after a cover, as `set_sheet`; each has its own page numbers too."""
        sheets = [prepare_sheet(sheet, place=f"{number}-") for number, sheet in enumerate(pack["sheets"])]
        inputs = {"sheet": json.dumps({**pack, "sheets": sheets}, ensure_ascii=False)}
        return self._set(template_of_many(PACK_PARTS, PARTS, len(sheets)), inputs, timestamp, "The pack")

    def set_notice(self, notice: NoticePoster, *, timestamp: int) -> bytes:
        """The PDF of one text in all languages, one after another, as `set_sheet`."""
        sheets = [prepare_sheet(sheet, place=f"{number}-", below=2) for number, sheet in enumerate(notice["sheets"])]
        inputs = {"sheet": json.dumps({**notice, "sheets": sheets}, ensure_ascii=False)}
        return self._set(template_of_many(NOTICE_PARTS, ENTRY_PARTS, len(sheets)), inputs, timestamp, "The notice")

    def set_i_speak(self, poster: ISpeakPoster, *, timestamp: int) -> bytes:
        """The PDF of the sheet where people point at their language, as `set_sheet`."""
        inputs = {"sheet": json.dumps(poster, ensure_ascii=False)}
        return self._set(template(I_SPEAK_PARTS), inputs, timestamp, "The sheet of languages")

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
        return self._set(part("booklet"), {"booklet": json.dumps(booklet)}, timestamp, what, standards=())

    def draw_pages(self, sheet: Sheet, *, timestamp: int) -> tuple[str, ...]:
        """The pages of a sheet as SVG, as `set_sheet` sets them; not for readers, who need the tags of a PDF."""
        handout = f"The handout {sheet['strip']['guide']} in {sheet['strip']['language_en']}"
        inputs = {"sheet": json.dumps(prepare_sheet(sheet), ensure_ascii=False)}
        return tuple(page.decode() for page in self._draw(template(PARTS), inputs, timestamp, handout, "svg"))

    def set_proof(self, proof: Proof) -> bytes:
        """The PDF of a contact sheet."""
        return self._set(part("proof"), {"proof": json.dumps(proof, ensure_ascii=False)}, 0, "The proof")

    def draw_proof(self, proof: Proof, ppi: int) -> bytes:
        """The PNG of a contact sheet of one guide, in pixels an inch."""
        inputs = {"proof": json.dumps(proof, ensure_ascii=False)}
        (picture,) = self._draw(part("proof"), inputs, 0, "The proof", "png", ppi)
        return picture

    def _draw(
        self,
        source: bytes,
        inputs: dict[str, str],
        timestamp: int,
        what: str,
        form: Literal["svg", "png"],
        ppi: int = 144,
    ) -> list[bytes]:
        try:
            made = self._compiler.compile(
                self._file(source), format=form, ppi=ppi, sys_inputs=inputs, timestamp=timestamp
            )
        except typst.TypstError as error:
            raise _refusal(what, error.message, error.hints) from error
        return [page for page in (made if isinstance(made, list) else [made]) if page is not None]

    def _set(
        self,
        template: bytes,
        inputs: dict[str, str],
        timestamp: int,
        what: str,
        standards: Sequence[typst.PDFStandard] = STANDARDS,
    ) -> bytes:
        try:
            pdf, warnings = self._compiler.compile_with_warnings(
                self._file(template),
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=list(standards),
                timestamp=timestamp,
            )
        except typst.TypstError as error:
            raise _refusal(what, error.message, error.hints) from error
        if warnings:
            raise _refusal(what, warnings[0].message, warnings[0].hints)
        assert isinstance(pdf, bytes), "a PDF is one file"
        return pdf

    def _file(self, source: bytes) -> Path:
        """The template as a file, which the compiler reads into a tree once; of bytes it makes one at each use."""
        path = self._templates / f"{sha256(source).hexdigest()}.typ"
        if not path.exists():
            path.write_bytes(source)
        return path


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
