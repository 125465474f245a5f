"""The forms of a sheet: large print, both languages, numbers, the QR code, and languages that are hard to set."""

from __future__ import annotations

import copy
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from dragoman.fonts import font_folder
from dragoman.press import Press, Typesetter
from dragoman.press.qr import qr_code
from dragoman.render.beside import put_beside
from dragoman.render.numbering import number_blocks
from dragoman.render.sheet_types import Sheet
from press.pseudo import PSEUDO, pseudo
from press.sample import LANGUAGES, sample

NOON = 1_767_225_600
EDGE = 20
"""Points that office printers leave white, and more."""
WEB = "https://handouts.example.org/back/so/after-your-injection.html"


@pytest.fixture(scope="module")
def english(press: Press) -> str:
    """What the sheet says in English alone."""
    return " ".join(text_of(press.set_sheet(in_form("en"), timestamp=NOON)))


def in_form(tag: str, *, arrangement: str = "alone", numbered: bool = False, size: int = 14) -> Sheet:
    sheet: Any = copy.deepcopy(sample(tag, draft=True, size=size))
    sheet["arrangement"] = arrangement
    if numbered:
        number_blocks(sheet["blocks"])
    if arrangement != "alone":
        english: Any = copy.deepcopy(sample("en", draft=True, size=size))
        put_beside(sheet, english)
    return sheet  # type: ignore[no-any-return]  # a sample in another form


def letters(pdf: bytes) -> list[tuple[int, str, tuple[float, float, float, float]]]:
    """Page, letter and box (left, bottom, right, top) of all that is set."""
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(pdf)]
    return [
        (number, text.get_text_range(index, 1), text.get_charbox(index))
        for number, text in enumerate(pages, start=1)
        for index in range(text.count_chars())
    ]


def text_of(pdf: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


def assert_all_on_paper(pdf: bytes) -> None:
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    for page, letter, (left, bottom, right, top) in letters(pdf):
        assert left >= EDGE and right <= width - EDGE, (page, letter, left, right)
        assert bottom >= EDGE and top <= height - EDGE, (page, letter, bottom, top)


# ── Sizes ──


@pytest.mark.parametrize("size", [18, 24])
@pytest.mark.parametrize("tag", LANGUAGES)
def test_large_print_stays_on_the_paper(press: Press, tag: str, size: int) -> None:
    assert_all_on_paper(press.set_sheet(in_form(tag, size=size), timestamp=NOON))


@pytest.mark.parametrize("size", [14, 18, 24])
@pytest.mark.parametrize("name", PSEUDO)
def test_languages_that_are_hard_to_set_stay_on_the_paper(press: Press, name: str, size: int) -> None:
    assert_all_on_paper(press.set_sheet(pseudo(name, size), timestamp=NOON))


def test_the_text_is_as_large_as_it_says(press: Press) -> None:
    def size_of(letter: str, size: int) -> float:
        pdf = press.set_sheet(in_form("en", size=size), timestamp=NOON)
        heights = [box[3] - box[1] for page, found, box in letters(pdf) if page == 1 and found == letter]
        return sorted(heights)[len(heights) // 2]

    normal = size_of("h", 14)
    assert size_of("h", 18) == pytest.approx(normal * 18 / 14, rel=0.02)
    assert size_of("h", 24) == pytest.approx(normal * 24 / 14, rel=0.02)


def test_a_table_too_narrow_for_its_words_becomes_a_list_of_its_rows(press: Press) -> None:
    def kinds(size: int) -> set[str]:
        pdf = press.set_sheet(pseudo("long", size), timestamp=NOON)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            elements = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary)]
            return {str(item.S) for item in elements if item.get("/Type") == "/StructElem"}

    assert "/Table" in kinds(14) or "/TR" in kinds(14)
    assert "/Table" not in kinds(24)


# ── Both languages ──


@pytest.mark.parametrize("arrangement", ["side", "stacked"])
@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "en"])
def test_both_languages_are_on_the_paper(press: Press, tag: str, arrangement: str, english: str) -> None:
    pdf = press.set_sheet(in_form(tag, arrangement=arrangement, numbered=True), timestamp=NOON)
    assert_all_on_paper(pdf)
    said = " ".join(text_of(pdf))
    assert said.count("beings") == english.count("beings"), "once for each text that has the word"


@pytest.mark.parametrize("tag", ["ar", "ur"])
def test_a_column_that_reads_from_the_right_is_the_right_one(press: Press, tag: str) -> None:
    sheet: Any = in_form(tag, arrangement="side")
    sheet["draft"] = None
    sheet["blocks"] = [block for block in sheet["blocks"] if block["kind"] in ("paragraph", "heading", "list")]
    pdf = press.set_sheet(sheet, timestamp=NOON)
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    body = [(letter, box) for page, letter, box in letters(pdf) if page == 1 and 150 < box[1] < height - 90]
    ours = [box for letter, box in body if "\u0600" <= letter <= "\u06ff"]
    assert len(ours) > 30
    assert min(box[0] for box in ours) > width / 2 - 12
    theirs = [box for letter, box in body if letter in "bdghlmy" and box[2] < width / 2]
    assert len(theirs) > 30


def test_the_english_heading_is_no_second_one_to_a_screen_reader(press: Press) -> None:
    def headings(sheet: Sheet) -> int:
        with pikepdf.open(io.BytesIO(press.set_sheet(sheet, timestamp=NOON))) as opened:
            elements = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary)]
            return sum(str(item.get("/S")) in ("/H1", "/H2", "/H3") for item in elements)

    assert headings(in_form("es")) == headings(in_form("es", arrangement="side"))
    assert headings(in_form("es")) == headings(in_form("es", arrangement="stacked"))


@pytest.mark.parametrize("arrangement", ["alone", "side", "stacked"])
def test_the_same_form_gives_the_same_bytes(press: Press, arrangement: str) -> None:
    sheet = in_form("ar", arrangement=arrangement, numbered=True, size=18)
    sheet["strip"]["web"] = WEB
    assert Press(Typesetter(font_folder()).typeset).set_sheet(sheet, timestamp=NOON) == press.set_sheet(
        sheet, timestamp=NOON
    )


# ── Numbers ──


def numbers_in(margin: tuple[float, float], pdf: bytes) -> list[int]:
    """Numbers that stand between two x of the first page, from top to bottom."""
    rows: dict[int, list[tuple[float, str]]] = {}
    for page, letter, box in letters(pdf):
        if page == 1 and letter.isdigit() and margin[0] < box[0] < margin[1]:
            rows.setdefault(round(box[1]), []).append((box[0], letter))
    return [int("".join(letter for _, letter in sorted(row))) for _, row in sorted(rows.items(), reverse=True)]


@pytest.mark.parametrize(("tag", "margin"), [("es", (30, 66)), ("km", (30, 66)), ("ar", (546, 600))])
def test_paragraphs_have_their_numbers_in_the_margin_where_they_begin(
    press: Press, tag: str, margin: tuple[float, float]
) -> None:
    sheet = in_form(tag, numbered=True)
    found = numbers_in(margin, press.set_sheet(sheet, timestamp=NOON))
    assert found[:3] == [1, 2, 3]
    assert found == list(range(1, len(found) + 1))
    assert numbers_in(margin, press.set_sheet(in_form(tag), timestamp=NOON)) == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_numbers_are_the_same_in_all_languages(tag: str) -> None:
    def numbered(tag: str) -> list[object]:
        blocks: Any = copy.deepcopy(sample(tag)["blocks"])
        number_blocks(blocks)
        return _numbers(blocks)

    assert numbered(tag) == numbered("en")
    assert len(numbered(tag)) > 20


def _numbers(value: Any) -> list[object]:
    if isinstance(value, dict):
        own = [value[key] for key in ("number", "numbers") if key in value]
        return own + [number for child in value.values() for number in _numbers(child)]
    return [number for child in value for number in _numbers(child)] if isinstance(value, list) else []


# ── The strip ──


STRIP = 160
"""Points of the foot of a page, more than its strip is high."""


def decoded(pdf: bytes, folder: Path) -> list[str]:
    """What the code at the foot of each page says."""
    pictures = [folder / f"{number}.png" for number, _ in enumerate(pypdfium2.PdfDocument(pdf))]
    for page, picture in zip(pypdfium2.PdfDocument(pdf), pictures, strict=True):
        foot = (0, 0, 0, page.get_height() - STRIP)
        page.render(scale=3, crop=foot, grayscale=True).to_pil().save(picture)
    command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", *map(str, pictures)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg, which reads QR codes, is not installed")
@pytest.mark.parametrize("tag", ["es", "ar", "km"])
@pytest.mark.parametrize("size", [14, 24])
def test_the_qr_code_of_each_page_leads_to_the_written_address(
    press: Press, tag: str, size: int, tmp_path: Path
) -> None:
    sheet = in_form(tag, size=size)
    sheet["strip"]["web"] = WEB
    pdf = press.set_sheet(sheet, timestamp=NOON)
    pages = text_of(pdf)
    for text in pages:
        assert tag == "ar" or WEB in text.replace(" ", ""), "what reads from the right comes out in another order"
    assert decoded(pdf, tmp_path) == [WEB] * len(pages)


def test_the_qr_code_has_its_white_border_and_the_size_of_its_version() -> None:
    svg = qr_code("https://example.org").svg
    assert 'viewBox="0 0 33 33"' in svg, "version 2 is 25 modules wide, with 4 of white on each side"
    assert "M0 " not in svg and "M4 4" in svg


def test_a_sheet_without_an_address_has_no_code(press: Press) -> None:
    with pikepdf.open(io.BytesIO(press.set_sheet(in_form("es"), timestamp=NOON))) as opened:
        first = opened.pages[0]
        content = first.Contents.read_bytes()
    sheet = in_form("es")
    sheet["strip"]["web"] = WEB
    with pikepdf.open(io.BytesIO(press.set_sheet(sheet, timestamp=NOON))) as opened:
        coded = opened.pages[0].Contents.read_bytes()
    assert len(coded) > len(content)


def test_who_signed_stands_after_the_state(press: Press) -> None:
    sheet: Any = copy.deepcopy(sample("km", draft=False))
    sheet["strip"]["signed_en"] = "signed by translator, clinician"
    assert all(
        "Final signed by translator, clinician" in page for page in text_of(press.set_sheet(sheet, timestamp=NOON))
    )


# ── The first and the last page ──


def test_what_is_missing_is_on_a_last_page_in_english(press: Press) -> None:
    sheet = in_form("km")
    sheet["missing"] = [{"place": "12", "text": "Rest for the day.", "what": "not translated"}]
    sheet["missing_more"] = 3
    pages = text_of(press.set_sheet(sheet, timestamp=NOON))
    assert "Rest for the day. not translated" in pages[-1] and "And 3 more." in pages[-1]
    assert not any("Rest for the day." in page for page in pages[:-1])


def test_the_letterhead_is_on_the_first_page_alone(press: Press) -> None:
    sheet = in_form("km")
    sheet["letterhead"] = {"logo": qr_code(WEB).svg, "lines": ["North Metro Pain Clinic, Inc.", "1 Example Road"]}
    first, *others = text_of(press.set_sheet(sheet, timestamp=NOON))
    assert "1 Example Road" in first
    assert not any("1 Example Road" in page for page in others)


@pytest.mark.parametrize("kind", ["note", "important", "warning", "caution"])
def test_boxes_can_be_told_apart_without_colour(press: Press, kind: str) -> None:
    """In grey, each kind of box has an outline and a head of its own."""

    def picture(kind: str) -> bytes:
        sheet: Any = copy.deepcopy(sample("en", draft=False))
        words = [{"t": "text", "text": "Read this"}]
        body = [{"kind": "paragraph", "lang": "en", "spans": words}]
        box = {"kind": "callout", "callout": kind, "label": words, "label_lang": "en", "blocks": body}
        sheet["blocks"] = [box]
        page = pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON))[0]
        return page.render(scale=1, grayscale=True).to_pil().tobytes()  # type: ignore[no-any-return]  # untyped Pillow

    others = {"note", "tip", "important", "warning", "caution"} - {kind}
    mine = picture(kind)
    for other in others:
        differing = sum(abs(one - two) > 40 for one, two in zip(mine, picture(other), strict=True))
        assert differing > (20 if {kind, other} <= {"note", "tip"} else 300), other
