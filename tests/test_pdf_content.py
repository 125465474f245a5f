"""What a page says, read from its operators."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.pdf_content import Piece, page_pieces
from dragoman.pdf_objects import Name, Objects, Reference, operators, read_values

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
        (b"/Span <</MCID 7>> BDC /F 1 Tf <0001", ""),
    ],
)
def test_what_a_content_says(content: bytes, text: str, inherits: bool) -> None:
    found = said(content, inherits=inherits).get(7, Piece("", ""))
    assert found.text == text


def test_a_language_is_known_by_its_name_in_the_resources() -> None:
    assert said(b"/Span /P BDC /F 1 Tf <0001> Tj EMC")[7] == Piece("a", "es")


def test_what_is_in_no_content_is_told_apart() -> None:
    assert said(b"/F 1 Tf <0001> Tj /Artifact BMC <0002> Tj EMC")[-1].text == "ab"


def test_a_file_that_holds_itself_comes_to_an_end() -> None:
    pdf = (
        b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Kids [2 0 R 3 0 R]>> endobj "
        b"3 0 obj <</Type/Page/Contents 4 0 R/Resources <</XObject <</X 4 0 R>>>>>> endobj "
        b"4 0 obj <</Subtype/Form/Length 5>> stream\n/X Do\nendstream endobj"
    )
    assert [set(found) for found in page_pieces(pdf)] == [{-1}]


def test_values() -> None:
    found = read_values(b"12 -3.5 /A#20b (a\\(b\\)\\n(c)\\101) <4 1> [1 2 0 R <</K [true]>>] % nothing\n null")
    assert found == [12, -3.5, "A b", b"a(b)\n(c)A", b"A", [1, Reference(2), {"K": ["true"]}], "null"]
    assert isinstance(found[2], Name)


def test_nothing_within_a_stream_is_an_object() -> None:
    inner = b"9 0 obj <</Type/Catalog>> endobj"
    packed = zlib.compress(inner)
    objects = Objects(
        b"1 0 obj <</Length %d>> stream\n%s\nendstream endobj 2 0 obj <</Length 3 0 R>> stream\n%s\nendstream endobj"
        % (len(inner), inner, packed)
    )
    assert objects.get(Reference(9)) is None
    assert objects.get(Reference(1)).content() == inner


@given(st.binary(max_size=400))
def test_any_bytes_are_read_to_their_end(content: bytes) -> None:
    list(operators(content))
    list(page_pieces(content))
    list(page_pieces(b"1 0 obj <</Type/Catalog/Pages <</Contents 2 0 R>>>> endobj 2 0 obj <<>> stream\n" + content))
