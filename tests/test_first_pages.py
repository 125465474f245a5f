"""What the first and the last page of a sheet have room for, and tables to fill in."""

from __future__ import annotations

import copy
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from dragoman.press import Press
from press.sample import LANGUAGES, sample
from test_page_breaks import NOON, danger, filled_shares, heading, listing, pages_of, paragraph, words

LETTERHEAD = {
    "logo": "",
    "lines": ["North Metro Pain Clinic", "1 Example Road, Suite 200, Chaska, MN", "Call us"],
}
TITLE = "Warning signs after an injection in the back or in the neck"
SUMMARY = "Serious problems are not common, but they need help fast. Know when to call 911 and when to call the clinic."
SIGNS = [f"Sign-{number:02} of something bad" for number in range(16)]


def in_english(blocks: Any) -> Any:
    """The blocks as of a sheet in two languages, each text beside itself in other words."""
    match blocks:
        case {"spans": [{"text": text}], **rest}:
            return {**rest, "spans": words(text), "english": words(f"{text} in English")}
        case dict():
            return {key: in_english(value) for key, value in blocks.items()}
        case list():
            return [in_english(value) for value in blocks]
        case _:
            return blocks


def warning_signs(*, size: int = 14, draft: bool = False, tag: str = "en", arrangement: str = "alone") -> Any:
    lead = paragraph("Call 911 for any one of these signs. Say that you had an injection in your back or neck.")
    box = danger(*SIGNS)
    sheet: Any = copy.deepcopy(sample(tag, draft=draft, size=size))
    sheet |= {"title": words(TITLE), "title_text": TITLE, "summary": words(SUMMARY), "letterhead": LETTERHEAD}
    sheet["blocks"] = [heading("Call now"), {**box, "blocks": [lead, *box["blocks"]]}]
    if arrangement != "alone":
        sheet |= {
            "arrangement": arrangement,
            "title_english": words(TITLE + "?"),
            "summary_english": words(SUMMARY * 2),
        }
        sheet["blocks"] = in_english(sheet["blocks"])
    return sheet


def height_of(page: pypdfium2.PdfTextPage, text: str) -> float:
    """Of the first letter of a text, in points."""
    _, bottom, _, top = page.get_charbox(page.get_text_range().index(text), loose=True)
    return float(round(top - bottom, 1))


def height_on_first(press: Press, sheet: Any, text: str) -> float:
    return height_of(pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON))[0].get_textpage(), text)


# ── A warning that opens a sheet ──


@pytest.mark.parametrize(("size", "arrangement"), [(14, "alone"), (24, "alone"), (18, "stacked")])
def test_a_warning_begins_on_the_first_page_with_two_signs(press: Press, size: int, arrangement: str) -> None:
    tag = "en" if arrangement == "alone" else "es"
    first, *_ = pages_of(press, warning_signs(size=size, tag=tag, arrangement=arrangement))
    assert "Warning signs" in first and "Danger" in first and "Sign-01" in first


@pytest.mark.parametrize(("size", "arrangement"), [(18, "alone"), (24, "alone"), (18, "stacked")])
def test_a_summary_and_a_heading_in_large_print_are_no_smaller_than_the_text(
    press: Press, size: int, arrangement: str
) -> None:
    sheet = warning_signs(size=size, tag="en" if arrangement == "alone" else "es", arrangement=arrangement)
    text = height_on_first(press, sheet, "Call 911 for")
    assert height_on_first(press, sheet, "Serious") >= text
    assert height_on_first(press, sheet, "Call now") >= text


def test_a_booklet_has_the_warning_on_its_first_page(press: Press) -> None:
    sheet = {**warning_signs(), "layout": "booklet"}
    sheet["letterhead"] = {
        **LETTERHEAD,
        "lines": [*LETTERHEAD["lines"], "Open from Monday to Friday", "Parking behind"],
    }
    sheet["summary"] = words(SUMMARY * 2)
    outer, *_ = pages_of(press, sheet)
    assert "Parking behind" in outer and "Sign-01" in outer


def test_the_front_is_set_sparingly_only_where_a_warning_needs_the_room(press: Press) -> None:
    def title(size: int, **other: Any) -> float:
        return height_on_first(press, {**warning_signs(size=size), **other}, "Warning signs")

    rest = [paragraph("Rest.")]
    assert title(14) == title(14, blocks=rest)
    headings = height_on_first(press, warning_signs(size=24), "Call now")
    assert headings <= title(24) < title(24, blocks=rest), "no smaller than the headings"


@pytest.mark.parametrize("tag", ["es", "ur", "my"])
def test_a_summary_and_its_english_are_on_one_page(press: Press, tag: str) -> None:
    """On the first, if the front can be set so that it holds both."""
    for times in (1, 2, 3):
        sheet = warning_signs(size=24, tag=tag, arrangement="stacked")
        told = " ".join(LANGUAGES[tag]["words"] * 2 * times)
        sheet |= {"summary": words(f"Begun {told}"), "summary_english": words(f"{SUMMARY} Ending")}
        sheet["blocks"] = [paragraph("Rest.")]
        pages = pages_of(press, sheet)
        (begun,) = [text for text in pages if "Begun" in text]
        assert "Ending" in begun, times
        assert times > 1 or begun == pages[0]


def test_the_front_is_as_usual_where_the_warning_cannot_begin_below_it(press: Press) -> None:
    def title(*, entry: str, blocks: Any = None) -> float:
        sheet = warning_signs(size=24, tag="es", arrangement="stacked")
        sheet["blocks"][1]["blocks"][1] = in_english(listing("bullets", *[paragraph(f"Sign {entry}")] * 4))
        sheet |= {"blocks": blocks} if blocks else {}
        first, *_ = pages_of(press, sheet)
        assert blocks or "Sign" not in first.partition("Danger")[2]
        return height_on_first(press, sheet, "Warning signs")

    assert title(entry="is bad. " * 12) == title(entry="", blocks=[paragraph("Rest.")])


@pytest.mark.parametrize("times", [1, 2, 3, 4, 5])
def test_a_front_is_small_only_where_a_sign_stands_below_it_side_by_side(press: Press, times: int) -> None:
    sheet = warning_signs(size=18, tag="es", arrangement="side")
    sheet["blocks"][1]["blocks"][0] = in_english(paragraph("Call 911 for any one of these signs. " * times))
    usual = {**copy.deepcopy(sheet), "blocks": [paragraph("Rest.")]}
    first, *_ = pages_of(press, sheet)
    small = height_on_first(press, sheet, "Warning signs") < height_on_first(press, usual, "Warning signs")
    assert not small or "Sign-00" in first


# ── Drafts ──


def test_the_title_of_a_draft_is_on_the_first_page_above_why_it_is_one(press: Press) -> None:
    sheet = warning_signs(draft=True)
    name = "Pain Clinic and Rehabilitation Center of the Northern Suburbs, Saint Paul and Minneapolis"
    why = "Nobody has looked at this text yet, so nobody knows whether it is right. " * 3
    sheet |= {"paper": "a4", "size": 24, "letterhead": {"logo": "", "lines": [name] * 5}}
    sheet["draft"]["notes"] = [[{"spans": words(why), "lang": "en"}] * 2] * 2
    first, *rest = pages_of(press, sheet)
    assert "Warning signs after" in first
    assert "Nobody has" not in first.partition("Warning signs after")[0] and "Nobody has" in " ".join([first, *rest])


# ── Tables to fill in ──


def _diary(hours: int) -> dict[str, Any]:
    def cell(text: str) -> dict[str, Any]:
        return {"lang": "en", "spans": words(text)}

    rows: list[list[Any]] = [[cell(f"Hour-{number}"), None] for number in range(hours)] + [[None, None]] * 3
    return {"kind": "table", "alignments": ["none"] * 2, "header": [cell("When"), cell("Pain")], "rows": rows}


@pytest.mark.parametrize(("size", "hours"), [(18, 9), (24, 7)])
def test_a_diary_in_large_print_is_on_one_page_with_what_leads_to_it(press: Press, size: int, hours: int) -> None:
    for before in range(2, 16, 2):
        sheet: Any = copy.deepcopy(sample("en", draft=False, size=size))
        sheet["blocks"] = [
            *[paragraph("Rest.")] * before, paragraph("Write a number."), _diary(hours), paragraph("After it."),
        ]  # fmt: skip
        pages = pages_of(press, sheet)
        (headed,) = [text for text in pages if "When Pain" in text]
        assert "Write a number." in headed and headed.count("Hour-") == hours, before


def _lines_across(picture: Image.Image) -> list[int]:
    """The rows below each line as wide as the text."""
    rows = [
        picture.crop((0, y, picture.width, y + 1)).tobytes().count(0) / picture.width for y in range(picture.height)
    ]
    return [y for y in range(1, len(rows)) if rows[y - 1] > 0.7 and rows[y] < 0.7]


def _page_of(press: Press, table: Any, *, size: int) -> tuple[pypdfium2.PdfTextPage, Image.Image]:
    """The last page of a sheet with a table alone, as letters and as a picture of four dots a point."""
    sheet: Any = copy.deepcopy(sample("en", draft=False, size=size)) | {"blocks": [table], "summary": None}
    *_, page = pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON))
    picture = page.render(scale=4, grayscale=True).to_pil().point(lambda value: 0 if value < 170 else 255)
    return page.get_textpage(), picture


def test_empty_rows_of_a_diary_are_as_high_as_the_others_where_there_is_room(press: Press) -> None:
    _, picture = _page_of(press, _diary(4), size=18)
    head, *ends = _lines_across(picture)[: 1 + 4 + 3]
    heights = [below - above for above, below in zip([head, *ends], ends, strict=False)]
    assert max(heights) - min(heights) < 8, "two points"


def test_labels_of_a_diary_that_is_set_closely_do_not_hang_under_the_rule(press: Press) -> None:
    """Nearly as much air above the letters as between their line and the next rule."""
    table = _diary(12)
    for number, row in enumerate(table["rows"][:12]):
        row[0]["spans"] = words(f"Hours {number}")
    _, picture = _page_of(press, table, size=24)
    left = picture.crop((60 * 4, 0, 250 * 4, picture.height))
    inked = [left.crop((0, y, left.width, y + 1)).tobytes().count(0) > 0 for y in range(left.height)]
    head, *ends = _lines_across(picture)[:6]
    for above, below in zip([head, *ends], ends, strict=False):
        rows = [y for y in range(above, below - 4) if inked[y]]
        assert rows[0] - above > 0.7 * (below - rows[-1]), (above, below)


def test_a_column_for_words_is_wider_than_one_for_a_figure(press: Press) -> None:
    cells = [{"lang": "en", "spans": words(text)} for text in ("When", "Pain from 0 to 10", "What I was doing")]
    rows: list[list[Any]] = [[cells[0], None, None]] * 3
    table = {"kind": "table", "alignments": ["none"] * 3, "header": cells, "rows": rows}
    text, picture = _page_of(press, table, size=18)
    figure, said = (text.get_charbox(text.get_text_range().index(word))[0] for word in ("Pain", "What"))
    end = picture.width / 4 - 0.75 * 72
    assert end - said > 1.2 * (said - figure) > 0


def test_the_page_before_a_diary_does_not_begin_with_the_end_of_a_paragraph(press: Press) -> None:
    told = " ".join(["Begin.", *["Move as the staff ask you to, and write down your pain."] * 4, "End."])
    for before in range(4, 12):
        sheet: Any = copy.deepcopy(sample("en", draft=False, size=24))
        lead = paragraph("Write a number.")
        sheet["blocks"] = [*[paragraph("Rest.")] * before, heading("Diary"), paragraph(told), lead, _diary(7)]
        pages = pages_of(press, sheet)
        (begun,) = [text for text in pages if "Begin." in text]
        assert "Diary Begin." in begun and "End." in begun, before


# ── The list for staff ──


def test_the_list_for_staff_does_not_end_with_a_few_rows_on_a_page_of_their_own(press: Press) -> None:
    for count in range(16, 31, 2):
        sheet: Any = copy.deepcopy(sample("en", size=24))
        rows = [
            {"place": "Call 911 now", "text": f"Row-{n} is a text in English", "what": "missing"} for n in range(count)
        ]
        sheet |= {"blocks": [], "lacks": ["30 texts need a signature."], "missing": rows, "missing_more": 5}
        text = " ".join(pages_of(press, sheet)[1:])
        shown = text.count("Row-")
        assert f"And {5 + count - shown} more." in text, count
        assert shown > count - 10 and filled_shares(press, sheet)[-1] > 0.3, count


# ── Posters ──

PARTS = [
    "notice",
    "English text (b891877)",
    "Not approved: Spanish, Somali, Hmong (White), Vietnamese, Russian, Arabic",
]


def notice(*sheets: Any, clinic: str = "North Metro Pain Clinic") -> Any:
    frame = {key: sheets[0][key] for key in ("language", "paper", "arrangement", "draft", "strip")}
    return {**frame, "size": 20, "title": "Help", "clinic": clinic, "state": "Final", "facts": PARTS, "sheets": sheets}


def entry(*blocks: Any) -> Any:
    return {**copy.deepcopy(sample("my", draft=False, size=20)), "summary": None, "blocks": list(blocks)}


def pages_of_notice(press: Press, poster: Any) -> list[pypdfium2.PdfTextPage]:
    document = pypdfium2.PdfDocument(press.set_notice(poster, timestamp=NOON))
    return [page.get_textpage() for page in document]


def test_a_text_of_a_notice_that_is_a_little_longer_than_a_page_is_set_closer_and_smaller(press: Press) -> None:
    """Never below 20 points of Noto Sans, the least for notices: in Burmese it is set in 1.15 times that."""
    heights = {}
    for entries in (8, 14, 15, 18):
        signs = listing("bullets", *[paragraph(f"Sign-{number:02} of something bad") for number in range(entries)])
        pages = pages_of_notice(press, notice(entry(paragraph("Rest.")), entry(signs)))
        with_signs = [page for page in pages if "Sign-" in page.get_text_range()]
        assert len(with_signs) == (1 if entries < 18 else 2), entries
        heights[entries] = height_of(with_signs[0], "Sign-")
    assert heights[8] == heights[18] == heights[14] > heights[15] >= heights[8] / 1.15


@pytest.mark.parametrize("length", [10, 45, 80])
def test_no_line_of_the_foot_of_a_poster_ends_or_begins_with_a_dot(press: Press, length: int) -> None:
    (page,) = pages_of_notice(press, notice(entry(paragraph("Rest.")), clinic="Clinic " + "x" * length))
    lines = [line.strip() for line in page.get_text_range().splitlines()]
    assert any("·" in line for line in lines)
    assert not [line for line in lines if line.startswith("·") or line.endswith("·")]


# ── Titles ──


@pytest.mark.parametrize("size", [18, 24])
def test_a_burmese_title_is_cut_at_its_spaces_alone(press: Press, size: int) -> None:
    """A line may end at a hyphen as between the parts of a compound; the heights of Latin letters tell where it did."""
    title = "Aaaaaaa Bbbbbbb-Ccccc Ddddddddd"
    sheet: Any = copy.deepcopy(sample("my", draft=False, size=size))
    sheet |= {"title": words(title), "title_text": title, "summary": None, "blocks": []}
    page = pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON))[0].get_textpage()
    bottoms = [page.get_charbox(page.get_text_range().index(letter), loose=True)[1] for letter in "ABCD"]
    assert bottoms[1] == bottoms[2]
    assert bottoms[0] > bottoms[3], "in two lines or more"
