"""What stands around the text: strip, letterhead and numbers in the margin; and words wider than a column."""

from __future__ import annotations

import copy
from typing import Any

import pypdfium2
import pytest

from dragoman.press import Press
from dragoman.render.beside import put_beside
from dragoman.render.numbering import number_blocks
from press.sample import sample
from test_page_breaks import NOON, paragraph, sheet_of, words

PATH = 2
"""What pdfium calls a line that is drawn."""
EDGE = 20
"""Points that office printers leave white, and more."""
WEB = "https://handouts.example.org/north-metro-pain-clinic/back-injections/es/after-injection.html"


def lines_of_first_page(press: Press, sheet: Any) -> list[str]:
    page = pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON))[0]
    return [line.strip() for line in page.get_textpage().get_text_range().splitlines()]


def boxes_of(press: Press, sheet: Any) -> list[tuple[int, str, tuple[float, float, float, float]]]:
    """Page, letter and box (left, bottom, right, top) of all that is set."""
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON))]
    return [
        (number, text.get_text_range(at, 1), text.get_charbox(at))
        for number, text in enumerate(pages)
        for at in range(text.count_chars())
        if text.get_text_range(at, 1).strip()
    ]


def in_spanish(*blocks: Any, size: int = 14, arrangement: str = "alone", numbered: bool = False) -> Any:
    sheet: Any = copy.deepcopy(sample("es", draft=False, size=size))
    sheet["blocks"] = copy.deepcopy(list(blocks)) or sheet["blocks"]
    sheet["arrangement"] = arrangement
    if numbered:
        number_blocks(sheet["blocks"])
    if arrangement != "alone":
        put_beside(sheet, sheet_of(*blocks, size=size))
    return sheet


# ── The strip ──


@pytest.mark.parametrize("size", [14, 18, 24])
def test_no_line_of_the_strip_ends_with_a_dot_and_the_address_is_in_one(press: Press, size: int) -> None:
    sheet = in_spanish(size=size)
    sheet["strip"] |= {"web": WEB, "title_en": "Warning signs after an injection in your back or your neck"}
    lines = lines_of_first_page(press, sheet)
    assert WEB in lines
    assert not [line for line in lines if line.endswith("·")]


def test_the_strip_says_by_when_the_english_must_be_looked_at_again(press: Press) -> None:
    sheet = in_spanish()
    assert not [line for line in lines_of_first_page(press, sheet) if "review by" in line]
    sheet["strip"]["review_by"] = "2027-11-22"
    assert [line for line in lines_of_first_page(press, sheet) if "review by 2027-11-22" in line]


@pytest.mark.parametrize("size", [14, 24])
def test_an_address_is_in_one_line_beside_a_logo(press: Press, size: int) -> None:
    sheet = in_spanish(size=size)
    logo = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><rect width="90" height="30"/></svg>'
    address = "123 Example Road, Suite 200, Chaska, Minnesota"
    sheet["letterhead"] = {"logo": logo, "lines": ["North Metro Pain Clinic", address]}
    assert address in lines_of_first_page(press, sheet)


# ── Numbers ──


@pytest.mark.parametrize(
    ("size", "arrangement"), [(14, "alone"), (18, "alone"), (24, "alone"), (14, "side"), (18, "side")]
)
def test_numbers_of_three_figures_are_where_printers_print(press: Press, size: int, arrangement: str) -> None:
    texts = [paragraph(f"Rest, and drink water: {number}.") for number in range(120)]
    sheet = in_spanish(*texts, size=size, arrangement=arrangement, numbered=True)
    boxes = boxes_of(press, sheet)
    assert max(page for page, _, _ in boxes) > 1, "margins at both sides"
    assert min(box[0] for _, _, box in boxes) >= EDGE
    assert any(box[0] < 40 for _, _, box in boxes), "some number stands in the narrow margin"


@pytest.mark.parametrize("size", [14, 24])
def test_numbers_take_no_room(press: Press, size: int) -> None:
    """The drawing, the table and its rows as a list included: what stands where is the same without them."""
    long = "Rest and drink water, and call us today. " * 4
    cell = {"lang": "es", "spans": words(long)}
    table = {"kind": "table", "alignments": ["none"] * 3, "header": [cell] * 3, "rows": [[cell] * 3] * 2}
    drawing: Any = [block for block in sample("es")["blocks"] if block["kind"] == "figure"]
    blocks = [*drawing, table, paragraph("Then rest.")]
    plain = boxes_of(press, in_spanish(*blocks, size=size))
    numbered = boxes_of(press, in_spanish(*blocks, size=size, numbered=True))
    (margin,) = {min(box[0] for page, _, box in plain if page == 0)}
    without = [(page, letter, box) for page, letter, box in numbered if page or box[0] >= margin - 1]
    first = [(letter, tuple(map(round, box))) for page, letter, box in plain if page == 0]
    assert [(letter, tuple(map(round, box))) for page, letter, box in without if page == 0] == first
    assert max(page for page, _, _ in plain) == max(page for page, _, _ in numbered)


# ── Columns ──


def test_a_word_that_is_longer_than_its_column_is_cut(press: Press) -> None:
    long = paragraph("Некоторые называются нестероидными противовоспалительными препаратами.") | {"lang": "ru"}
    sheet: Any = copy.deepcopy(sample("ru", draft=False, size=18))
    entries = {"kind": "list", "list": "bullets", "start": 1, "items": [{"done": False, "blocks": [long]}]}
    sheet["blocks"], sheet["arrangement"] = [entries], "side"
    english = sheet_of(
        {**entries, "items": [{"done": False, "blocks": [paragraph("Some are called NSAIDs.")]}]}, size=18
    )
    put_beside(sheet, english)
    width = 612 - 0.75 * 72
    assert max(box[2] for _, _, box in boxes_of(press, sheet)) <= width + 1


def test_the_english_place_to_write_does_not_underline_the_words_above(press: Press) -> None:
    """Where it begins a line, that line is as high as any other: 1.4 of the size."""
    heights = []
    for count in range(6, 14):
        said = {"kind": "paragraph", "lang": "es", "spans": [*words("Xx " * count), {"t": "write"}]}
        sheet = in_spanish(said, size=18, arrangement="side")
        page = pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON))[0]
        text = page.get_textpage()
        letters = [text.get_charbox(at) for at, letter in enumerate(text.get_text_range()) if letter == "X"]
        margin = min(box[0] for box in letters)
        lines = [item.get_bounds() for item in page.get_objects(max_depth=3) if item.type == PATH]
        rules = [line for line in lines if line[2] - line[0] == pytest.approx(2 * 18, abs=1) and line[0] < margin + 1]
        heights += [min(box[1] for box in letters if box[0] < rule[2]) - rule[1] for rule in rules]
    assert heights and min(heights) >= 1.3 * 18
