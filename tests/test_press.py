"""The sheet of paper: what a reader, a screen reader and the front desk must be able to count on."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from dragoman.errors import MissingGlyph, UserError
from dragoman.fonts import font_folder
from dragoman.press import Press, Typesetter
from dragoman.press.parts import ALL_PARTS
from dragoman.render.sheet_types import Sheet
from press.sample import LANGUAGES, PHONE, sample

NOON = 1_767_225_600
MARGIN = 50.4
"""Points; swashes and diacritics may reach a little into it."""


@pytest.fixture(scope="module")
def pdf_of(press: Press) -> Callable[..., bytes]:
    made: dict[tuple[str, bool], bytes] = {}

    def pdf(tag: str, *, draft: bool = False) -> bytes:
        if (tag, draft) not in made:
            made[tag, draft] = press.set_sheet(sample(tag, draft=draft), timestamp=NOON)
        return made[tag, draft]

    return pdf


def pages(pdf: bytes) -> Iterator[tuple[Any, str]]:
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        yield text, " ".join(text.get_text_range().split())


def structure(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    waiting: list[Any] = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop(0)
        if isinstance(element, pikepdf.Array):
            waiting[:0] = list(element)
        elif isinstance(element, pikepdf.Dictionary) and ("/S" in element or "/K" in element):
            yield element
            waiting[:0] = [element.K] if "/K" in element else []


def with_blocks(*blocks: dict[str, Any]) -> Sheet:
    sheet: Any = {**sample("en", draft=False), "blocks": list(blocks)}
    return sheet  # type: ignore[no-any-return]  # built from parts on purpose, to be wrong in one of them


def paragraph(text: str) -> dict[str, Any]:
    return {"kind": "paragraph", "lang": "en", "spans": [{"t": "text", "text": text}]}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_sheet_is_tagged_titled_and_in_its_language(pdf_of: Callable[..., bytes], tag: str) -> None:
    row = LANGUAGES[tag]["language"]
    with pikepdf.open(io.BytesIO(pdf_of(tag))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        expected = row["lang"] if row["region"] is None else f"{row['lang']}-{row['region']}"
        assert str(pdf.Root.Lang) == expected
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == LANGUAGES[tag]["title"]
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["pdfaid:part"] == "2"
        kinds = [str(element.S) for element in structure(pdf) if "/S" in element]
        assert kinds.index("/H1") < kinds.index("/H2")
        assert {"/P", "/L", "/LI", "/Table", "/TH", "/Figure", "/BlockQuote", "/Link"} <= set(kinds)
        assert all(page.Tabs == "/S" for page in pdf.pages if "/Annots" in page)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_only_the_declared_fonts_are_in_the_file_and_all_are_embedded(pdf_of: Callable[..., bytes], tag: str) -> None:
    declared = {family.replace(" ", "") for family in LANGUAGES[tag]["language"]["fonts"]} | {"NotoSans"}
    with pikepdf.open(io.BytesIO(pdf_of(tag, draft=True))) as pdf:
        names = [element for element in pdf.objects if isinstance(element, pikepdf.Dictionary)]
        fonts = [element for element in names if element.get("/Type") == "/FontDescriptor"]
        assert fonts
        for font in fonts:
            family = str(font.FontName).partition("+")[2].rpartition("-")[0].removesuffix("sc")
            assert any(family.startswith(name) for name in declared), family
            assert "/FontFile2" in font or "/FontFile3" in font


@pytest.mark.parametrize("tag", LANGUAGES)
def test_nothing_runs_off_the_paper(pdf_of: Callable[..., bytes], tag: str) -> None:
    for page in pypdfium2.PdfDocument(pdf_of(tag)):
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            assert left >= MARGIN - 24 and right <= width - MARGIN + 24, text.get_text_range(index, 1)
            assert bottom >= 20 and top <= height - 20


@pytest.mark.parametrize("tag", LANGUAGES)
def test_each_page_says_to_staff_what_it_is(pdf_of: Callable[..., bytes], tag: str) -> None:
    strip = sample(tag, draft=False)["strip"]
    said = " ".join((strip["title_en"], strip["language_en"], strip["guide"], strip["clinic"], "version 3 Final"))
    said += " English text Mar 4, 2026 translated Apr 2, 2026"
    found = list(pages(pdf_of(tag)))
    for number, (_, text) in enumerate(found, start=1):
        # Whole words only: the text of a page that reads from the right comes out in another order.
        words = re.findall(r"\w+", text)
        assert {*re.findall(r"\w+", said), "Page", "of", str(number), str(len(found))} <= set(words)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_draft_says_so_across_each_page_and_a_final_sheet_never(pdf_of: Callable[..., bytes], tag: str) -> None:
    for text, _ in pages(pdf_of(tag, draft=True)):
        biggest = max(text.get_charbox(index)[3] - text.get_charbox(index)[1] for index in range(text.count_chars()))
        assert biggest > 30
    assert not any("DRAFT" in words for _, words in pages(pdf_of(tag)))
    with pikepdf.open(io.BytesIO(pdf_of(tag, draft=True))) as pdf:
        assert all(b"/Background" in page.Contents.read_bytes() for page in pdf.pages)


@pytest.mark.parametrize("tag", ["ar", "ur"])
def test_a_phone_number_reads_from_left_to_right_on_one_line(pdf_of: Callable[..., bytes], tag: str) -> None:
    text, _ = next(pages(pdf_of(tag)))
    boxes = [(text.get_charbox(index), text.get_text_range(index, 1)) for index in range(text.count_chars())]
    baseline = next(box[1] for box, letter in boxes if letter == "8")
    digits = sorted((box[0], letter) for box, letter in boxes if letter.isdigit() and abs(box[1] - baseline) < 2)
    assert "".join(digit for _, digit in digits) == "".join(filter(str.isdigit, PHONE))


def test_the_same_sheet_gives_the_same_bytes(press: Press, pdf_of: Callable[..., bytes]) -> None:
    again = Press(Typesetter(font_folder()).typeset).set_sheet(sample("km", draft=False), timestamp=NOON)
    assert again == press.set_sheet(sample("km", draft=False), timestamp=NOON) == pdf_of("km")


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        "$x^2$",
        "*a* _b_ `c` <d>",
        "#panic()",
        "{{7*7}} {% x %} %(x)s",
        "= no heading",
        "@ref //x",
    ],
)
def test_text_is_never_code(press: Press, text: str) -> None:
    sheet = with_blocks(paragraph(text), {"kind": "code", "text": text}, {"kind": "html", "text": text})
    sheet["title"] = [{"t": "text", "text": text}]
    sheet["title_text"] = text
    (_, words), *_ = pages(press.set_sheet(sheet, timestamp=NOON))
    assert words.count(text) == 4


def test_an_english_passage_in_a_draft_keeps_its_language(pdf_of: Callable[..., bytes]) -> None:
    with pikepdf.open(io.BytesIO(pdf_of("ar", draft=True))) as pdf:
        languages = {str(element.Lang) for element in structure(pdf) if "/Lang" in element}
        contents = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert "en-US" in languages or b"/Lang(en-US)" in contents


def test_heading_levels_have_no_gaps_and_a_doubled_anchor_is_no_error(press: Press) -> None:
    def heading(rank: int) -> dict[str, Any]:
        return {"kind": "heading", "rank": rank, "anchor": "a", "lang": "en", "spans": [{"t": "text", "text": "H"}]}

    link = {"t": "link", "url": "#a", "spans": [{"t": "text", "text": "there"}]}
    lost = {"t": "link", "url": "#nowhere", "spans": [{"t": "text", "text": "lost"}]}
    to_heading = {"kind": "paragraph", "lang": "en", "spans": [link, lost]}
    pdf = press.set_sheet(with_blocks(heading(2), heading(5), heading(1), to_heading), timestamp=NOON)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        kinds = [str(element.S) for element in structure(opened) if "/S" in element]
    assert [kind for kind in kinds if kind.startswith("/H")] == ["/H1", "/H2", "/H3", "/H2"]


def test_footnotes_survive_being_missing_doubled_and_nested_in_themselves(press: Press) -> None:
    mark = {"t": "note", "label": "a"}
    text = {"kind": "paragraph", "lang": "en", "spans": [mark, {"t": "note", "label": "none"}, mark]}
    inner = {"kind": "paragraph", "lang": "en", "spans": [{"t": "text", "text": "said once"}, mark]}
    notes = [{"kind": "footnote", "label": label, "blocks": [inner]} for label in ("a", "a", "unused")]
    (_, words), *_ = pages(press.set_sheet(with_blocks(text, *notes), timestamp=NOON))
    assert words.count("said once") == 3
    assert "1 none 1" in words


def test_what_is_taller_than_a_page_goes_on_to_the_next(press: Press) -> None:
    long = paragraph("Rest and drink water. " * 400)
    words = [{"t": "text", "text": "Rest and drink water. " * 400}]
    warning = {"kind": "callout", "callout": "warning", "label": words[:0], "label_lang": "en", "blocks": [long]}
    cell = {"lang": "en", "spans": words}
    table = {"kind": "table", "alignments": ["none"] * 2, "header": [None, None], "rows": [[cell, None]]}
    pdf = press.set_sheet(with_blocks(warning, table), timestamp=NOON)
    assert sum(text.count("Rest and drink water.") for _, text in pages(pdf)) > 780


def test_a_warning_that_goes_on_says_on_each_page_what_it_is(press: Press) -> None:
    label = [{"t": "text", "text": "Danger"}]
    body = [paragraph("Rest and drink water. " * 40) for _ in range(6)]
    warning = {"kind": "callout", "callout": "caution", "label": label, "label_lang": "en", "blocks": body}
    pdf = press.set_sheet(with_blocks(warning), timestamp=NOON)
    found = [words for _, words in pages(pdf) if "Rest and drink water." in words]
    assert len(found) > 1
    assert [words.count("Danger") for words in found] == [1] * len(found)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        kinds = [str(element.S) for element in structure(opened) if "/S" in element]
    assert "/Table" not in kinds, "a frame is no table to a screen reader"


def filler(lines: int) -> list[dict[str, Any]]:
    return [paragraph("Rest.") for _ in range(lines)]


TERM = {"term": {"lang": "en", "spans": [{"t": "text", "text": "Steroid"}]}, "meanings": [[paragraph("A medicine.")]]}


@pytest.mark.parametrize(
    "followed",
    [
        {"kind": "definitions", "entries": [TERM]},
        {
            "kind": "list",
            "list": "bullets",
            "start": 1,
            "items": [{"done": None, "blocks": [paragraph("A medicine.")]}],
        },
        paragraph("A medicine."),
    ],
    ids=["definitions", "list", "the last paragraph"],
)
def test_what_leads_to_something_is_on_its_page(press: Press, followed: dict[str, Any]) -> None:
    for lines in range(16, 26):
        blocks = [*filler(lines), paragraph("It holds:"), followed]
        pdf = press.set_sheet(with_blocks(*blocks), timestamp=NOON)
        assert any("It holds:" in words and "A medicine." in words for _, words in pages(pdf)), lines


def test_lists_in_lists_are_set_without_weighing_each_depth_anew(press: Press) -> None:
    blocks = [paragraph("the innermost")]
    for _ in range(16):
        item = {"done": None, "blocks": blocks}
        blocks = [paragraph("around it"), {"kind": "list", "list": "bullets", "start": 1, "items": [item]}]
    assert any("the innermost" in words for _, words in pages(press.set_sheet(with_blocks(*blocks), timestamp=NOON)))


def test_a_letter_without_a_font_stops_the_sheet(press: Press) -> None:
    with pytest.raises(MissingGlyph, match=r"after-injection in English has “ល” \(U\+179B\)"):
        press.set_sheet(with_blocks(paragraph("ល")), timestamp=NOON)


LINKED = '<svg xmlns="http://www.w3.org/2000/svg"><image width="9" height="9" href="/etc/hostname"/></svg>'


@pytest.mark.parametrize("svg", [LINKED, "<svg", "not a drawing", '<svg xmlns="http://www.w3.org/2000/svg"/>x'])
def test_a_broken_drawing_is_a_clear_error(press: Press, svg: str) -> None:
    figure: dict[str, object] = {
        "kind": "figure",
        "svg": svg,
        "alt": "x",
        "alt_lang": "en",
        "caption": None,
        "labels": [],
    }
    with pytest.raises(UserError, match=r"The handout after-injection in English cannot be set on paper: .*SVG"):
        press.set_sheet(with_blocks(figure), timestamp=NOON)
    assert press.set_sheet(with_blocks(paragraph("still works")), timestamp=NOON)


def test_the_templates_load_and_evaluate_nothing() -> None:
    folder = Path(__file__).parents[1] / "src/dragoman/press"
    names = {*ALL_PARTS, "booklet", "certificate", "proof", "review"}
    template = "".join((folder / f"{name}.typ").read_text(encoding="utf-8") for name in sorted(names))
    assert {path.stem for path in folder.glob("*.typ")} == names
    for word in ("eval(", "#import", "#include", "read(", "plugin(", "cbor("):
        assert word not in template
