"""The small picture of a sheet, taken apart with another library."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from dragoman.errors import UserError
from dragoman.thumbnail import thumbnail

LETTER = (612, 792)


def one_page(drawn: str) -> bytes:
    """A PDF of one page of letter paper; `drawn` are the marks on it, in the language of PDF."""
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 {LETTER[0]} {LETTER[1]}]/Contents 4 0 R>>endobj\n"
        f"4 0 obj<</Length {len(drawn)}>>stream\n{drawn}\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    ).encode()


def test_a_page_becomes_a_picture_of_four_greys() -> None:
    # black in the upper left quarter, the grey of a draft's mark in the lower right
    picture = Image.open(io.BytesIO(thumbnail(one_page("0 g 0 396 306 396 re f 0.85 g 306 0 306 396 re f"))))
    assert picture.size == (289, 374)
    grey = picture.convert("L")
    corners = [grey.getpixel(at) for at in ((20, 20), (268, 20), (20, 353), (268, 353))]
    assert corners == [0, 255, 255, 170]


def test_the_same_page_has_the_same_bytes() -> None:
    page = one_page("0.5 g 100 100 300 300 re f")
    assert thumbnail(page) == thumbnail(page)


def test_what_is_no_sheet_is_refused() -> None:
    with pytest.raises(UserError, match="cannot be read as a PDF"):
        thumbnail(b"%PDF-1.7 and no more")
