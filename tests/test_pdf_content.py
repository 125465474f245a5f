"""What a page says, read from its operators."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf
import pytest

from dragoman.errors import UserError
from dragoman.pdf_content import Piece, page_pieces

TABLE = b"""1 beginbfchar <0001> <0061> endbfchar
2 beginbfrange <0002> <0003> <0062> <0004> <0005> [<00640065> <0066>] endbfrange"""
"""a, b, c, de, f."""


def pdf_of(content: bytes, *, inherits: bool = False) -> bytes:
    """One page with a font of two bytes a letter; the glyph 6 takes no room and says `a` too."""
    pdf = pikepdf.new()
    table = pdf.make_stream(TABLE + b" 1 beginbfchar <0006> <0061> endbfchar")
    own = pikepdf.Dictionary(W=pikepdf.Array([1, pikepdf.Array([500, 500]), 3, 5, 400]), DW=0)
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, ToUnicode=table, DescendantFonts=pikepdf.Array([own])
    )
    form = pdf.make_stream(b"/F 1 Tf <0002> Tj")
    form.Subtype = pikepdf.Name.Form
    spoken = pikepdf.Dictionary(MCID=7, Lang="es")
    resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F=pdf.make_indirect(font)),
        XObject=pikepdf.Dictionary(X=form),
        Properties=pikepdf.Dictionary(P=spoken),
    )
    page = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=pikepdf.Array([0, 0, 9, 9]), Resources=resources)
    first, space, rest = content.partition(b" BDC ")
    page.Contents = pikepdf.Array([pdf.make_stream(first + space), pdf.make_stream(rest)])
    pdf.pages.append(pikepdf.Page(page))
    if inherits:
        pdf.Root.Pages.Resources = pdf.pages[0].obj.Resources
        del pdf.pages[0].obj.Resources
    out = io.BytesIO()
    pdf.save(
        out, object_stream_mode=pikepdf.ObjectStreamMode.generate if inherits else pikepdf.ObjectStreamMode.disable
    )
    return out.getvalue()


def said(content: bytes, *, inherits: bool = False) -> Mapping[int, Piece]:
    (found,) = page_pieces(pdf_of(content, inherits=inherits))
    return found


@pytest.mark.parametrize("inherits", [False, True])
@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"/Span <</MCID 7>> BDC /F 1 Tf [ <0001> 20 <0002> ] TJ EMC", "ab"),
        (b"/Span <</MCID 7>> BDC /F 1 Tf (\\000\\003\\000\\004) Tj EMC", "cde"),
        (b"/Span <</MCID 7>> BDC /F 1 Tf /ReversedChars BMC <000400020001> Tj EMC <0005> Tj EMC", "abdef"),
        (b"/Span <</MCID 7>> BDC /F 1 Tf /Span <</ActualText <FEFF0634>>> BDC <00010002> Tj EMC EMC", "\u0634"),
        (b"/Span <</MCID 7>> BDC /F 1 Tf /Span <</ActualText (sh)>> BDC <0001> Tj EMC <0001> Tj EMC", "sha"),
        (b"/Span <</MCID 7>> BDC /F 1 Tf <00060001> Tj EMC", "a"),
        (b"/Span <</MCID 7>> BDC /F 1 Tf /Span <</ActualText (a)>> BDC <0006> Tj EMC <0001> Tj EMC", "a"),
        (b"/Span <</MCID 7>> BDC /X Do EMC", "b"),
        (b"/Span <</MCID 7>> BDC /F 1 Tf <0001> Tj EMC /Span <</MCID 7>> BDC <0002> Tj EMC", "ab"),
    ],
)
def test_what_a_content_says(content: bytes, text: str, inherits: bool) -> None:
    found = said(content, inherits=inherits).get(7, Piece("", ""))
    assert found.text == text


def test_a_language_is_known_by_its_name_in_the_resources() -> None:
    assert said(b"/Span /P BDC /F 1 Tf <0001> Tj EMC")[7] == Piece("a", "es")


def test_what_is_in_no_content_is_told_apart() -> None:
    assert said(b"/F 1 Tf <0001> Tj /Artifact BMC <0002> Tj EMC")[-1].text == "ab"


def test_a_drawing_that_holds_itself_comes_to_an_end() -> None:
    pdf = pikepdf.open(io.BytesIO(pdf_of(b"/X Do")))
    drawing = pdf.pages[0].obj.Resources.XObject.X
    drawing.Resources = pikepdf.Dictionary(Font=pdf.pages[0].obj.Resources.Font, XObject=pikepdf.Dictionary(X=drawing))
    drawing.write(b"/F 1 Tf <0001> Tj /X Do")
    out = io.BytesIO()
    pdf.save(out)
    (found,) = page_pieces(out.getvalue())
    assert found[-1].text == "a" * 8


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj", b"\0" * 2000])
def test_what_is_no_pdf_is_refused(pdf: bytes) -> None:
    with pytest.raises(UserError, match="cannot be read as a PDF"):
        list(page_pieces(pdf))
