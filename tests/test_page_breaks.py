"""Where pages end and how lines stand: what a designer looks for on a proof, held to by where letters are."""

from __future__ import annotations

import copy
import io
from typing import Any

import pikepdf
import pypdfium2
import pytest

from dragoman.press import Press
from dragoman.press.qr import QUIET_ZONE, qr_code
from dragoman.render.beside import put_beside
from dragoman.render.numbering import number_blocks
from press.sample import LANGUAGES, sample

NOON = 1_767_225_600
POINTS_A_MILLIMETRE = 72 / 25.4
ARROW = (1.0, 0.36)
"""Of what says that a box goes on: width and height, in sizes of the text."""
PAINTED = (1.1, 0.4)
"""Of what paints it over at the end."""
PAGE_AND_A_HALF = range(12, 34)
"""So many short paragraphs before what is looked at let it begin at any height of a page."""


def words(text: str) -> list[dict[str, str]]:
    return [{"t": "text", "text": text}]


def paragraph(text: str) -> dict[str, Any]:
    return {"kind": "paragraph", "lang": "en", "spans": words(text)}


def heading(text: str) -> dict[str, Any]:
    return {"kind": "heading", "rank": 2, "anchor": text, "lang": "en", "spans": words(text)}


def listing(kind: str, *items: dict[str, Any]) -> dict[str, Any]:
    entries = [{"done": False, "blocks": [item]} for item in items]
    return {"kind": "list", "list": kind, "start": 1, "items": entries}


def to_write(label: str) -> dict[str, Any]:
    return {"kind": "paragraph", "lang": "en", "spans": [{"t": "blank", "spans": words(label), "lang": "en"}]}


def danger(*items: str) -> dict[str, Any]:
    entries = listing("bullets", *map(paragraph, items))
    return {"kind": "callout", "callout": "caution", "label": words("Danger"), "label_lang": "en", "blocks": [entries]}


def sheet_of(*blocks: dict[str, Any], size: int = 14) -> Any:
    sheet: Any = copy.deepcopy(sample("en", draft=False, size=size))
    sheet["blocks"] = list(blocks)
    return sheet


def pages_of(press: Press, sheet: Any) -> list[str]:
    pdf = press.set_sheet(sheet, timestamp=NOON)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


def filled_shares(press: Press, sheet: Any) -> list[float]:
    """How far down each page something stands, in parts of the way from the head to the strip at the foot."""
    return [_filled(page) for page in pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON))]


def _filled(page: pypdfium2.PdfPage) -> float:
    scale, head = 0.5, 25
    picture = page.render(scale=scale, grayscale=True).to_pil().point(lambda value: 255 if value < 150 else 0)
    dark = [sum(picture.crop((0, y, picture.width, y + 1)).tobytes()) / 255 for y in range(picture.height)]
    strip = max(y for y, pixels in enumerate(dark) if pixels > 0.7 * picture.width)
    return max((y - head for y in range(head, strip - 2) if dark[y]), default=0) / (strip - head)


def arrows_of(press: Press, sheet: Any) -> list[str]:
    """Of each page with a frame: whether the arrow that says that it goes on is to be seen."""
    found = []
    for page in pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON)):
        for shape in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH], max_depth=9):
            left, bottom, right, top = shape.get_bounds()
            if (right - left, top - bottom) == pytest.approx((ARROW[0] * 14, ARROW[1] * 14), abs=0.1):
                picture = page.render(scale=2, grayscale=True).to_pil()
                middle = (left + right, 2 * page.get_height() - 2 * top + 4)
                found.append("shown" if picture.getpixel((int(middle[0]), int(middle[1]))) < 100 else "hidden")
    return found


def lines_of(press: Press, sheet: Any, first: str) -> list[float]:
    """The heights, in points from the top of the first page, of the lines that begin with these letters."""
    page = pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON))[0]
    text = page.get_textpage()
    found, at = [], text.get_text_range().find(first)
    while at >= 0:
        found.append(page.get_height() - text.get_charbox(at)[1])
        at = text.get_text_range().find(first, at + 1)
    return sorted(found)


# ── Lists ──


@pytest.mark.parametrize("kind", ["bullets", "steps", "tasks"])
def test_no_entry_of_a_list_is_alone_at_the_foot_or_head_of_a_page(press: Press, kind: str) -> None:
    names = [f"Entry-{number:02} is long enough to be there" for number in range(20)]
    for before in PAGE_AND_A_HALF:
        blocks = [*[paragraph("Rest.")] * before, heading("To do"), listing(kind, *map(paragraph, names))]
        pages = pages_of(press, sheet_of(*blocks))
        counts = [count for text in pages if (count := text.count("Entry-"))]
        assert sum(counts) == len(names)
        assert min(counts) > 1, (before, counts)
        (headed,) = [text for text in pages if "To do" in text]
        assert "Entry-00" in headed, before


def test_no_place_to_write_is_alone_either_and_its_mark_is_beside_its_label(press: Press) -> None:
    for before in PAGE_AND_A_HALF:
        fields = listing("bullets", *[to_write(f"Field-{number}") for number in range(9)])
        counts = [
            count
            for text in pages_of(press, sheet_of(*[paragraph("Rest.")] * before, fields))
            if (count := text.count("Field-"))
        ]
        assert min(counts) > 1, (before, counts)
    sheet = sheet_of(listing("bullets", *[to_write(f"Field-{number}") for number in range(4)]))
    labels, marks = lines_of(press, sheet, "Field-"), lines_of(press, sheet, "•")
    for label, mark in zip(labels, marks, strict=True):
        assert label - mark == pytest.approx(labels[0] - marks[0], abs=0.5)
        assert 0 < label - mark < 6


def test_places_to_write_stand_equally_far_apart_whatever_their_labels(press: Press) -> None:
    """A label that takes its whole line has as much room above it as one with the rule beside it."""
    long = "Label of so many words that they take all of the line and leave no room"
    sheet = sheet_of(listing("bullets", to_write("Label"), to_write(long), to_write("Label"), to_write("Label")))
    first, second, third, fourth = lines_of(press, sheet, "Label")
    assert second - first == pytest.approx(fourth - third, abs=0.5)
    assert third - second > 1.7 * (second - first)


# ── Boxes and tables ──


def test_a_danger_is_whole_below_its_heading_where_that_leaves_a_page_a_third_full(press: Press) -> None:
    box = danger(*[f"Sign-{number:02} of something bad" for number in range(20)])
    cut = []
    for before in range(34):
        sheet = sheet_of(*[paragraph("Rest.")] * before, heading("Call now"), box)
        pages = pages_of(press, sheet)
        (headed,) = [text for text in pages if "Call now" in text]
        if headed.count("Sign-") < 20:
            cut.append((before, headed.count("Rest.")))
            assert "Danger" in pages[pages.index(headed) + 1], before
        assert all(share > 1 / 3 for share in filled_shares(press, sheet)[:-1]), before
    assert len(cut) < 34 / 3, "whole in most places"
    assert all(rests < 11 for _, rests in cut), "cut only where little stands before it"


def test_a_danger_longer_than_a_page_is_cut_between_entries_and_an_arrow_says_that_it_goes_on(press: Press) -> None:
    box = danger(*[f"Sign-{number:02} " + "is something very bad that needs help. " * 3 for number in range(24)])
    for before in PAGE_AND_A_HALF:
        sheet = sheet_of(*[paragraph("Rest.")] * before, heading("Call now"), box)
        pages = pages_of(press, sheet)
        boxed = [text for text in pages if "Danger" in text]
        assert len(boxed) > 1
        assert all(text.count("Sign-") > 1 and text.count("needs help.") == 3 * text.count("Sign-") for text in boxed)
        arrows = arrows_of(press, sheet)
        assert arrows == ["shown"] * (len(boxed) - 1) + ["hidden"], before
        assert all(share > 0.6 for share in filled_shares(press, sheet)[:-1]), before


@pytest.mark.parametrize("size", [14, 24])
def test_the_frame_of_a_box_that_goes_on_ends_below_its_last_line(press: Press, size: int) -> None:
    says = [paragraph(f"Part-{number} " + "and call us. " * (60 if size == 14 else 16)) for number in range(4)]
    box = {**danger(), "callout": "warning", "blocks": says}
    gaps = []
    for before in range(0, 12, 3):
        pdf = press.set_sheet(sheet_of(*[paragraph("Rest.")] * before, box, size=size), timestamp=NOON)
        for page in pypdfium2.PdfDocument(pdf):
            text = page.get_textpage()
            bottoms = [text.get_charbox(at)[1] for at in range(text.count_chars())]
            for shape in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH], max_depth=9):
                left, bottom, right, top = shape.get_bounds()
                if (right - left, top - bottom) == pytest.approx((ARROW[0] * size, ARROW[1] * size), abs=0.1):
                    gaps.append(min(height for height in bottoms if height > top) - top)
    assert len(gaps) > 4
    assert max(gaps) < 1.4 * size, gaps


def test_a_heading_is_not_left_behind_by_a_box_that_cannot_begin_below_it(press: Press) -> None:
    signs = listing(
        "bullets", *[paragraph(f"Sign-{number:02} " + "is bad and takes two lines. " * 2) for number in range(12)]
    )
    box = {**danger(), "blocks": [paragraph("Call for any one of these signs, and say why you call. " * 2), signs]}
    for before in range(16):
        sheet = sheet_of(*[paragraph("Rest.")] * before, heading("Now"), box, size=24)
        (headed,) = [text for text in pages_of(press, sheet) if "Now" in text]
        assert "Danger" in headed and "Sign-01" in headed, before


def test_an_entry_with_a_place_to_write_does_not_send_the_last_entry_away_alone(press: Press) -> None:
    for before in range(12):
        signs = [paragraph(f"Sign-{number}") for number in range(20)]
        entries = listing("bullets", *signs[:18], to_write("Sign-18"), signs[19])
        box = {**danger(), "callout": "warning", "blocks": [entries]}
        counts = [text.count("Sign-") for text in pages_of(press, sheet_of(*[paragraph("Rest.")] * before, box))]
        assert 1 not in counts, before


def test_a_danger_that_opens_a_sheet_begins_on_the_first_page(press: Press) -> None:
    first, *_ = pages_of(press, sheet_of(heading("Call now"), danger(*[f"Sign-{number}" for number in range(24)])))
    assert "Call now" in first and first.count("Sign-") > 4


def test_a_table_to_fill_in_is_on_one_page_in_both_languages(press: Press) -> None:
    cell = {"lang": "es", "spans": words("Hour"), "english": words("Hour")}
    table = {"kind": "table", "alignments": ["none"] * 2, "header": [cell, cell], "rows": [[cell, None]] * 8}
    for before in range(14, 26):
        sheet: Any = copy.deepcopy(sample("es", draft=False))
        sheet["blocks"] = [*[paragraph("Rest.")] * before, table]
        sheet["arrangement"] = "side"
        put_beside(sheet, sheet_of(*sheet["blocks"]))
        assert sum("Hour" in text for text in pages_of(press, sheet)) == 1, before


def test_what_says_how_to_fill_in_a_table_is_on_its_page(press: Press) -> None:
    cell = {"lang": "en", "spans": words("Hour")}
    table = {"kind": "table", "alignments": ["none"] * 2, "header": [cell, cell], "rows": [[cell, None]] * 8}
    for before in range(14, 26):
        said = [heading("Diary"), paragraph("Write what you feel."), paragraph("Ten is worst."), table]
        pages = pages_of(press, sheet_of(*[paragraph("Rest.")] * before, *said))
        (headed,) = [text for text in pages if "Diary" in text]
        assert "you feel" in headed and "is worst" in headed and headed.count("Hour") == 10, before


def test_a_table_with_tall_rows_becomes_a_list_in_large_print(press: Press) -> None:
    cell = {"lang": "en", "spans": words("Rest and drink water, and call us today. " * 4)}
    table = {"kind": "table", "alignments": ["none"] * 3, "header": [cell] * 3, "rows": [[cell] * 3] * 2}

    def has_table(size: int) -> bool:
        pdf = press.set_sheet(sheet_of(table, size=size), timestamp=NOON)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            return any(isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TR" for item in opened.objects)

    assert has_table(14)
    assert not has_table(24)


def test_a_table_whose_first_or_last_row_would_be_alone_becomes_a_list_in_large_print(press: Press) -> None:
    """Each row takes a little less than a third of the page, so that two and the head have no room."""
    cell = {"lang": "en", "spans": words("Rest and water, and call us all. Rest and water, and call us.")}
    head = {"lang": "en", "spans": words("Kind")}
    table = {"kind": "table", "alignments": ["none"] * 3, "header": [head] * 3, "rows": [[cell] * 3] * 4}
    pdf = press.set_sheet(sheet_of(table, size=24), timestamp=NOON)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert not any(isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TR" for item in opened.objects)


# ── Two languages side by side ──


@pytest.mark.parametrize("tag", ["es", "ar", "my", "ur"])
def test_both_languages_have_headings_of_one_size_and_first_lines_on_one_line(press: Press, tag: str) -> None:
    """What is Latin in both columns is measured: its letters show where lines stand and how large they are."""
    sheet: Any = copy.deepcopy(sample(tag, draft=False))
    said = {"lang": tag, "spans": words("Hhh")}
    sheet["blocks"] = [{"kind": "heading", "rank": 2, "anchor": "h", **said}, {"kind": "paragraph", **said}]
    sheet["arrangement"] = "side"
    put_beside(sheet, sheet_of(*sheet["blocks"]))
    page = pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON))[0]
    text = page.get_textpage()
    boxes = [text.get_charbox(at) for at, letter in enumerate(text.get_text_range()) if letter == "H"]
    rows = sorted((box for box in boxes if box[1] > 120), key=lambda box: -box[1])
    left, right = sorted(rows[:2])
    below_left, below_right = rows[2:4]
    factor = sheet["language"]["size_factor"]
    assert right[3] - right[1] == pytest.approx(factor * (left[3] - left[1]), rel=0.05)
    assert below_left[1] == pytest.approx(below_right[1], abs=2)


# ── The code of the address ──


@pytest.mark.parametrize("length", [40, 90, 200])
def test_a_code_has_two_centimetres_and_modules_that_telephones_tell_apart(press: Press, length: int) -> None:
    address = "https://example.org/".ljust(length, "a")
    sheet = sheet_of(paragraph("Rest."))
    sheet["strip"]["web"] = address
    page = pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON))[0]
    scale = 4
    picture = page.render(scale=scale, grayscale=True).to_pil()
    right = picture.width - 0.75 * 72 * scale
    column = picture.crop(
        (int(right - 19.9 * POINTS_A_MILLIMETRE * scale), picture.height // 2, int(right), picture.height)
    )
    black = column.point(lambda value: 255 if value < 100 else 0)
    boxes = [black.crop((0, y, column.width, y + 1)).getbbox() for y in range(column.height)]
    rule = max(
        y
        for y, box in enumerate(boxes)
        if box and sum(black.crop((0, y, column.width, y + 1)).tobytes()) == 255 * column.width
    )
    dark = [y for y, box in enumerate(boxes) if box and y > rule]
    side = (dark[-1] - dark[0] + 1) / scale / POINTS_A_MILLIMETRE
    modules = qr_code(address).modules - 2 * QUIET_ZONE
    assert side >= 19.8
    assert side / modules >= 0.39


# ── Large print ──


@pytest.mark.parametrize("numbered", [False, True])
def test_a_row_that_became_a_list_has_its_name_and_number_above_each_of_its_cells(press: Press, numbered: bool) -> None:
    def cell(text: str) -> dict[str, Any]:
        return {"lang": "en", "spans": words(text)}

    head = [cell("Kind"), cell("Where it goes"), cell("What it is for")]
    long = "and rests, and drinks water, " * 3
    rows = [[cell(f"Row-{row}"), cell(f"Begins-{row} {long}"), cell(f"{long} ends-{row}")] for row in range(6)]
    table = {"kind": "table", "alignments": ["none"] * 3, "header": head, "rows": rows}
    for before in range(8):
        sheet = sheet_of(*[paragraph("Rest.")] * before, table, size=24)
        if numbered:
            number_blocks(sheet["blocks"])
        pages = pages_of(press, sheet)
        for row in range(6):
            first, *others = [text for text in pages if f"Row-{row}" in text]
            assert f"Begins-{row} " in first, (before, row)
            assert [text for text in pages if f"ends-{row}" in text] == [[first, *others][-1]], (before, row)
            assert not numbered or all(str(before + 2 + row) in text.split() for text in [first, *others]), (
                before,
                row,
            )


@pytest.mark.parametrize("tag", ["es", "km"])
def test_a_tall_row_that_became_a_list_says_its_name_again_and_leaves_no_page_empty(press: Press, tag: str) -> None:
    def cell(text: str) -> dict[str, Any]:
        return {"lang": tag, "spans": words(text)}

    _, rest, water, call = LANGUAGES[tag]["words"]
    long = f"{call} {water} {rest} " * (4 if tag == "es" else 2)
    rows = [[cell(f"Row-{row}"), cell(f"B-{row} {long} e-{row}"), cell(f"B-{row} {long} e-{row}")] for row in range(5)]
    table = {"kind": "table", "alignments": ["none"] * 3, "header": [cell("Kind"), cell("A"), cell("B")], "rows": rows}
    cut = 0
    for before in range(5):
        sheet: Any = copy.deepcopy(sample(tag, draft=False, size=24))
        sheet |= {"summary": None, "blocks": [{**paragraph(rest), "lang": tag}] * before + [table]}
        pages = pages_of(press, sheet)
        for row in range(5):
            (*cells,) = [(text.count(f"B-{row}"), text.count(f"e-{row}")) for text in pages if f"Row-{row}" in text]
            assert all(begun == ended > 0 for begun, ended in cells), "a name with its cells, each in one piece"
            assert sum(ended for _, ended in cells) == 2, (before, row)
            cut += len(cells) > 1
        assert all(share > 0.6 for share in filled_shares(press, sheet)[:-1]), before
    assert cut


@pytest.mark.parametrize("size", [14, 24])
@pytest.mark.parametrize("tag", ["en", "ur"])
def test_each_row_of_a_table_to_fill_in_has_its_number_within_it(press: Press, size: int, tag: str) -> None:
    cell = {"lang": "en", "spans": words("Hour")}
    rows: list[list[Any]] = [[cell, None]] * 2 + [[None, None]] * 3
    table = {
        "kind": "table",
        "alignments": ["none"] * 2,
        "header": [cell, cell],
        "rows": rows,
        "numbers": [*range(70, 76)],
    }
    sheet: Any = copy.deepcopy(sample(tag, draft=False, size=size)) | {"blocks": [table], "summary": None}
    page = pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON))[0]
    text = page.get_textpage()
    scale = 4
    picture = page.render(scale=scale, grayscale=True).to_pil().point(lambda value: 255 if value < 170 else 0)
    line = picture.width // 2
    dark = [sum(picture.crop((line - 200, y, line + 200, y + 1)).tobytes()) == 400 * 255 for y in range(picture.height)]
    rules = [page.get_height() - y / scale for y in range(1, picture.height) if dark[y - 1] and not dark[y]]
    boxes = [text.get_charbox(text.get_text_range().index(str(number))) for number in range(71, 76)]
    for number, (_, bottom, _, top) in enumerate(boxes, start=71):
        above = min(rule for rule in rules if rule > bottom)
        below = max(rule for rule in rules if rule < bottom)
        assert above > top and below < bottom, number
        inside = [box for box in boxes if below < box[1] < above]
        assert len(inside) == 1, number


def test_a_text_and_its_english_below_it_are_on_one_page_in_large_print(press: Press) -> None:
    long = "una de las enfermeras le llama " * 6
    ours = {**paragraph(f"Principio {long}."), "lang": "es", "english": words(f"Beginning {long} to the end.")}
    rest = {**paragraph("Descanse."), "lang": "es", "english": words("Rest.")}
    for before in PAGE_AND_A_HALF:
        sheet: Any = copy.deepcopy(sample("es", draft=False, size=24))
        sheet |= {"arrangement": "stacked", "title_english": sheet["title"], "summary_english": sheet["summary"]}
        sheet["blocks"] = [*[rest] * before, ours]
        (page,) = [page for page in pages_of(press, sheet) if "Principio" in page]
        assert "to the end" in page, before


def test_the_number_of_an_untranslated_heading_is_beside_it(press: Press) -> None:
    sheet: Any = copy.deepcopy(sample("es", draft=True))
    sheet["blocks"] = [{**heading("Untranslated"), "number": 77}]
    text = pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON))[0].get_textpage()
    at = text.get_text_range().index
    number, word = (text.get_charbox(at(sought)) for sought in ("77", "Untranslated"))
    assert abs(number[1] - word[1]) < 14, "half a line: both stand on one"


def test_the_sign_that_says_a_word_again_begins_no_line(press: Press) -> None:
    sheet: Any = copy.deepcopy(sample("km", draft=False))
    sheet["blocks"] = [{**paragraph("ក" * before + " " + "ខុសៗគ្នា " * 40), "lang": "km"} for before in range(1, 12)]
    text = pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON))[1].get_textpage()
    signs = [at for at, letter in enumerate(text.get_text_range()) if letter == "ៗ"]
    assert len(signs) > 100
    assert min(text.get_charbox(at)[0] for at in signs) > 75, "the text begins at 54 points"


@pytest.mark.parametrize("size", [14, 24])
def test_a_paragraph_that_warns_is_never_cut(press: Press, size: int) -> None:
    says = paragraph(f"First-word {'Call 911 for any one of these signs. ' * 5} last-word")
    box = {**danger(), "callout": "warning", "blocks": [paragraph("Read this. " * 25), says]}
    for before in PAGE_AND_A_HALF:
        pages = pages_of(press, sheet_of(*[paragraph("Rest.")] * before, box, size=size))
        assert [("First-word" in page) == ("last-word" in page) for page in pages] == [True] * len(pages), before


# ── What begins together ──


def stacked(tag: str, *blocks: dict[str, Any], size: int = 24) -> Any:
    sheet: Any = copy.deepcopy(sample(tag, draft=False, size=size))
    sheet |= {"arrangement": "stacked", "title_english": sheet["title"], "summary_english": sheet["summary"]}
    return sheet | {"blocks": list(blocks)}


def said(block: dict[str, Any], tag: str, text: str) -> dict[str, Any]:
    """A block in English, said in another language, with the English below it."""
    return {**block, "lang": tag, "spans": words(text), "english": block["spans"]}


@pytest.mark.parametrize("tag", ["ur", "my"])
def test_no_heading_stands_alone_where_its_box_can_hardly_begin_below_it(press: Press, tag: str) -> None:
    """Two headings, the second in an included part, above a box with an introduction of three lines."""
    today, rest, water, call = LANGUAGES[tag]["words"]
    lead = f"{call} {water} {today} {call} {rest} {water} " * (3 if tag == "ur" else 2)
    signs = [said(paragraph(f"Entry-{number}"), tag, water) for number in range(12)]
    opens = said(paragraph("Introduction and say that you had an injection in your back or neck."), tag, lead)
    box = {
        **danger(),
        "label": words(f"{call} {today}"),
        "label_lang": tag,
        "label_english": words("Danger"),
        "blocks": [opens, listing("bullets", *signs)],
    }
    inner = {**said(heading("Today"), tag, call), "rank": 3}
    part = {"kind": "part", "blocks": [inner, box]}
    before = said(paragraph("Rest."), tag, rest)
    for count in range(8):
        pages = pages_of(press, stacked(tag, *[before] * count, said(heading("Signs"), tag, water), part))
        (headed,) = [text for text in pages if "Signs" in text]
        assert "Today" in headed and "Danger" in headed, count


@pytest.mark.parametrize("boxed", [True, False])
def test_what_leads_to_a_list_brings_two_entries_also_with_english_below_it(press: Press, boxed: bool) -> None:
    lead = said(paragraph("These are the points:"), "es", "Los puntos principales:")
    entries = [
        said(paragraph(f"Entry-{number} eases pain for a while."), "es", "Una inyección alivia el dolor por un tiempo.")
        for number in range(6)
    ]
    blocks = [lead, listing("bullets", *entries)]
    box = {**danger(), "callout": "note", "blocks": blocks}
    before = said(paragraph("Rest."), "es", "Descanse.")
    for count in range(14):
        after = [box] if boxed else blocks
        pages = pages_of(press, stacked("es", *[before] * count, *after))
        (led,) = [text for text in pages if "the points" in text]
        assert "Entry-0" in led and "Entry-1" in led, count


@pytest.mark.parametrize("size", [14, 24])
def test_no_row_of_a_table_is_alone_on_a_page(press: Press, size: int) -> None:
    def cell(text: str) -> dict[str, Any]:
        return {"lang": "en", "spans": words(text)}

    rows = [[cell(f"Row-{number} is rest and water"), cell("and sleep, and much of both " * 2)] for number in range(7)]
    table = {"kind": "table", "alignments": ["none"] * 2, "header": [cell("What"), cell("Why")], "rows": rows}
    for before in range(10, 34) if size == 14 else range(2, 14):
        pages = pages_of(press, sheet_of(*[paragraph("Rest.")] * before, table, size=size))
        counts = [count for text in pages if (count := text.count("Row-"))]
        assert sum(counts) == 7
        assert min(counts) > 1, (before, counts)


def test_a_drawing_stands_beside_its_key_in_both_languages_and_leaves_no_page_empty(press: Press) -> None:
    figure = next(block for block in sample("en")["blocks"] if block["kind"] == "figure")
    labels = [{"lang": "es", "spans": words(f"Label-{number}")} for number in range(6)]
    for before in range(18, 26):
        sheet: Any = copy.deepcopy(sample("es", draft=False))
        sheet["blocks"] = [*[paragraph("Rest.")] * before, {**figure, "labels": labels}, *[paragraph("Rest.")] * 20]
        sheet["arrangement"] = "side"
        put_beside(sheet, sheet_of(*sheet["blocks"]))
        assert sum("Label-" in text for text in pages_of(press, sheet)) == 1, before
        assert all(share > 0.55 for share in filled_shares(press, sheet)[:-1]), before


def test_a_cell_of_a_row_that_became_a_list_has_its_english_on_its_page(press: Press) -> None:
    def cell(name: str) -> dict[str, Any]:
        long = "una de las enfermeras le llama " * 4
        return said(paragraph(f"{name} one of the nurses calls you today, end-{name}"), "es", f"de-{name} {long}")

    head = [said(paragraph(text), "es", text) for text in ("Kind", "Where", "Why")]
    rows = [[cell(f"{row}{column}") for column in "abc"] for row in range(3)]
    table = {"kind": "table", "alignments": ["none"] * 3, "header": head, "rows": rows}
    before = said(paragraph("Rest."), "es", "Descanse.")
    for count in range(9):
        pages = pages_of(press, stacked("es", *[before] * count, table))
        for name in (f"{row}{column}" for row in range(3) for column in "abc"):
            begun = [f"end-{name}" in text for text in pages if f"de-{name} " in text]
            assert begun and all(begun), (count, name)


# ── What two languages take together ──


def introduced(*, entries: int = 9, callout: str = "caution") -> dict[str, Any]:
    """A box in Arabic with its English below: three lines that lead to a list of what is short."""
    today, rest, water, call = LANGUAGES["ar"]["words"]
    english = "Introduction: call for any one of these signs, and say that you had an injection in the back or neck."
    opens = said(paragraph(english), "ar", f"{call} {water} {today} {rest} {call} {water} {rest} {today} " * 3)
    signs = [said(paragraph(f"Entry{chr(65 + number)}"), "ar", water) for number in range(entries)]
    label = {
        "label": words(f"{call} {today} {rest} {water}"),
        "label_lang": "ar",
        "label_english": words("Danger: act at once now"),
    }
    return {**danger(), **label, "callout": callout, "blocks": [opens, listing("bullets", *signs)]}


def test_a_box_below_two_headings_has_its_first_entry_in_the_largest_print(press: Press) -> None:
    _, rest, water, call = LANGUAGES["ar"]["words"]
    headed = [said(heading("Signs"), "ar", water), {**said(heading("Now"), "ar", call), "rank": 3}, introduced()]
    for count in range(8):
        before = [said(paragraph("Rest."), "ar", rest)] * count
        pages = pages_of(press, stacked("ar", *before, *headed) | {"letterhead": None})
        (begun,) = [text for text in pages if "Introduction" in text]
        assert "Signs" in begun and ("EntryA" in begun or "Rest" in begun), count


@pytest.mark.parametrize(("tag", "size"), [("ur", 24), ("ur", 18), ("ar", 24), ("km", 24)])
@pytest.mark.parametrize("callout", ["caution", "note"])
def test_what_paints_an_arrow_over_leaves_the_last_line_alone(press: Press, callout: str, tag: str, size: int) -> None:
    water = LANGUAGES[tag]["words"][2]
    entries = [said(paragraph(f"Entry {n} gets worse fast, decide (quickly)"), tag, water) for n in range(14)]
    box = {**danger(), "callout": callout, "blocks": [listing("bullets", *entries)]}
    sheet: Any = {**stacked(tag, box), "size": size}
    painted = 0
    for page in pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON)):
        text = page.get_textpage()
        letters = [text.get_charbox(index) for index in range(text.count_chars())]
        em = size * sheet["language"]["size_factor"]
        for shape in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH], max_depth=9):
            left, bottom, right, top = shape.get_bounds()
            if (right - left, top - bottom) == pytest.approx((PAINTED[0] * em, PAINTED[1] * em), abs=0.5):
                painted += 1
                reached = [it for it in letters if it[0] < right and it[2] > left and bottom < it[1] < top]
                assert not reached
    assert painted == 1


def test_the_english_of_the_name_of_a_box_is_as_high_as_english_is(press: Press) -> None:
    label = {"label": words(LANGUAGES["ur"]["words"][3] * 3), "label_lang": "ur", "label_english": words("Danger Act")}
    box = {**danger(), **label, "blocks": [said(paragraph("Entry"), "ur", LANGUAGES["ur"]["words"][1])]}
    page = pypdfium2.PdfDocument(press.set_sheet(stacked("ur", box) | {"summary": None}, timestamp=NOON))[
        0
    ].get_textpage()
    top = page.get_charbox(page.get_text_range().index("Danger"))[1]
    bottom = page.get_charbox(page.get_text_range().index("Entry"))[1]
    assert top - bottom < 100, "one line of Urdu with its air, and no second one"


@pytest.mark.parametrize("callout", ["note", "important"])
@pytest.mark.parametrize("size", [14, 24])
def test_a_box_with_a_bar_that_goes_on_says_so_as_one_with_a_frame_does(press: Press, callout: str, size: int) -> None:
    entries = [paragraph(f"Point-{number:02} " + "is worth knowing in any case. " * 3) for number in range(24)]
    box = {**danger(), "callout": callout, "label": words("Good to know"), "blocks": [listing("bullets", *entries)]}
    sheet = sheet_of(*[paragraph("Rest.")] * 8, box, size=size)
    boxed = [text for text in pages_of(press, sheet) if "Point-" in text]
    assert len(boxed) > 1
    assert all("Good to know" in text for text in boxed)
    if size == 14:
        assert arrows_of(press, sheet) == ["shown"] * (len(boxed) - 1) + ["hidden"]


def test_the_key_of_a_drawing_is_whole_beside_it_in_the_largest_print(press: Press) -> None:
    figure = next(block for block in sample("en")["blocks"] if block["kind"] == "figure")
    water = LANGUAGES["ur"]["words"][2]
    labels = [said({"spans": words(f"Label{chr(65 + number)}")}, "ur", water) for number in range(6)]
    for before in range(6):
        rest = said(paragraph("Rest."), "ur", water)
        pages = pages_of(press, stacked("ur", *[rest] * before, {**figure, "labels": labels}))
        (keyed,) = [text for text in pages if "Label" in text]
        assert keyed.count("Label") == 6, before


def test_a_row_that_became_a_list_is_whole_where_a_page_holds_it(press: Press) -> None:
    """Longer than half a page; the English of a column is beside its name."""

    def cell(name: str) -> dict[str, Any]:
        long = "una de las enfermeras le llama " * 3
        return said(paragraph(f"{name} one of the nurses calls you today, end-{name}"), "es", f"de-{name} {long}")

    head = [said(paragraph(text), "es", f"En {text}") for text in ("Kind", "Where", "Why")]
    rows = [[cell(f"{row}{column}") for column in "abc"] for row in range(3)]
    table = {"kind": "table", "alignments": ["none"] * 3, "header": head, "rows": rows}
    before = said(paragraph("Rest."), "es", "Descanse.")
    for count in range(9):
        pages = pages_of(press, stacked("es", *[before] * count, table))
        for row in range(3):
            (begun,) = [text for text in pages if f"de-{row}a " in text]
            assert f"end-{row}c" in begun and "En Why Why" in begun, (count, row)


def test_what_leads_to_terms_has_the_first_on_its_page(press: Press) -> None:
    lead = said(paragraph("Two medicines:"), "es", "Dos medicinas:")
    meaning = "Quita la sensibilidad en un solo lugar y por eso usted siente menos dolor. " * 2
    entries = [
        {
            "term": said(paragraph(f"Term-{n}"), "es", "Anestésico"),
            "meanings": [[said(paragraph("It."), "es", meaning)]],
        }
        for n in range(2)
    ]
    before = said(paragraph("Rest."), "es", "Descanse.")
    for count in range(10):
        terms = {"kind": "definitions", "entries": entries}
        pages = pages_of(press, stacked("es", *[before] * count, lead, terms))
        (led,) = [text for text in pages if "Two medicines" in text]
        assert "Term-0" in led and "It." in led, count


def test_what_leads_to_a_long_entry_brings_it_where_a_third_of_a_page_is_left(press: Press) -> None:
    lead = said(paragraph("There are kinds of place:"), "es", "Hay varias clases de lugares. " * 4)
    long = "Queda junto a la médula espinal, y de allí salen los nervios. " * 4
    entries = [said(paragraph(f"Entry-{number}"), "es", long) for number in range(3)]
    before = said(paragraph("Rest."), "es", "Descanse.")
    for count in range(9):
        items = [*[before] * count, said(heading("Areas"), "es", "Lugares"), lead, listing("bullets", *entries)]
        pages = pages_of(press, stacked("es", *items) | {"letterhead": None, "summary": None})
        at = next(number for number, text in enumerate(pages) if "kinds of place" in text)
        assert "Entry-0" in pages[at] or pages[at].count("Rest.") < (4 if at else 2), count


def test_a_long_text_under_a_heading_waits_for_a_page_that_holds_its_english_too(press: Press) -> None:
    """With its heading it takes more than two thirds of a page: below a third of one it would be parted."""
    long = "una de las enfermeras le llama " * 9
    ours = said(paragraph(f"Beginning {'one of the nurses calls you ' * 9} to the end."), "es", f"Principio {long}.")
    before = said(paragraph("Rest."), "es", "Descanse.")
    for count in range(3, 7):
        sheet = stacked("es", *[before] * count, said(heading("Areas"), "es", "Lugares"), ours)
        pages = pages_of(press, sheet | {"letterhead": None, "summary": None})
        (page,) = [page for page in pages if "Principio" in page]
        assert "Lugares" in page and "to the end" in page, count


def test_a_long_row_of_two_columns_is_whole_where_a_page_holds_it(press: Press) -> None:
    def entry(number: int) -> dict[str, Any]:
        english = f"Entry-{number} One of the nurses calls you."
        return said(paragraph(english), "es", f"B-{number} {'una de las enfermeras le llama ' * 11} e-{number}.")

    entries = [entry(number) for number in range(3)]
    for count in range(2, 5):
        rest = said(paragraph("Rest."), "es", "Descanse.")
        sheet: Any = copy.deepcopy(sample("es", draft=False, size=18)) | {"arrangement": "side"}
        sheet |= {"title_english": sheet["title"], "summary": None, "letterhead": None}
        sheet["blocks"] = [*[rest] * count, listing("bullets", *entries)]
        pages = pages_of(press, sheet)
        for number in range(3):
            (page,) = [page for page in pages if f"B-{number} " in page]
            assert f"e-{number}" in page, (count, number)


def test_a_warning_longer_than_half_a_page_begins_where_it_is_whole(press: Press) -> None:
    says = paragraph(f"First-word {'Call 911 for any one of these signs. ' * 12}Lastword")
    for before in (2, 4):
        box = {**danger(), "callout": "warning", "blocks": [paragraph("Read this. " * 12), says]}
        pages = pages_of(press, sheet_of(*[paragraph("Rest.")] * before, box, size=24))
        (page,) = [page for page in pages if "First-word" in page]
        assert "Lastword" in page, before


def test_the_second_line_of_the_title_of_a_box_stands_below_its_words(press: Press) -> None:
    box = {**danger("Sign"), "label": words("Hdanger and act " + "at once " * 5 + "Hnow " + "or never " * 4)}
    text = pypdfium2.PdfDocument(press.set_sheet(sheet_of(box, size=24), timestamp=NOON))[0].get_textpage()
    shown = text.get_text_range()
    start = shown.index("Hdanger")
    first = text.get_charbox(start)
    later = [text.get_charbox(at) for at in range(start, shown.rindex("never"))]
    lefts = [box[0] for box in later if box[1] < first[1] - 24]
    assert min(lefts) == pytest.approx(first[0], abs=2)


def test_no_tall_row_is_alone_between_others_in_the_largest_print(press: Press) -> None:
    def cell(name: str, lines: int) -> dict[str, Any]:
        return {"lang": "en", "spans": [*words(name), *([{"t": "break"}, *words("and rest")] * (lines - 1))]}

    lines = (4, 4, 4, 4, 4, 6, 5, 6)
    rows = [[cell(f"Row-{number}", high), cell("So", 1)] for number, high in enumerate(lines)]
    table = {"kind": "table", "alignments": ["none"] * 2, "header": [cell("What", 1), cell("Why", 1)], "rows": rows}
    pages = pages_of(press, sheet_of(table, size=24))
    counts = [count for text in pages if (count := text.count("Row-"))]
    assert sum(counts) == 8 and min(counts) > 1, counts


def test_no_long_place_to_write_is_alone_on_a_page_in_the_largest_print(press: Press) -> None:
    for before in range(1, 5):
        fields = [to_write(f"Field-{number} what the clinic told me to eat and drink that day") for number in range(5)]
        pages = pages_of(press, sheet_of(*[paragraph("Rest.")] * before, listing("bullets", *fields), size=24))
        counts = [count for text in pages if (count := text.count("Field-"))]
        assert sum(counts) == 5 and counts[-1] > 1, (before, counts)
