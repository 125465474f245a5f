"""Review sheets on paper: what a reviewer, a screen reader and the person who types the signature in can count on."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from dragoman.errors import MissingGlyph
from dragoman.model import ReviewSheet
from dragoman.review import reading_text
from dragoman.reviewing import review_pdf
from projects import SHIPPED, MakeProject, edit
from reviews import FILES, fill, made, opened, taken

TAGS = ["es", "ar", "km", "ur", "zh-Hans", "en"]
CATALOG = "locales/es/LC_MESSAGES/rest.po"


@pytest.fixture
def root(project: MakeProject) -> Path:
    return project(FILES)


@pytest.fixture(scope="module")
def paper() -> Callable[[str], tuple[ReviewSheet, bytes]]:
    found: dict[str, tuple[ReviewSheet, bytes]] = {}

    def one(tag: str) -> tuple[ReviewSheet, bytes]:
        if tag not in found:
            edition, sheet = opened(SHIPPED, tag, "warning-signs")
            found[tag] = sheet, review_pdf(edition, sheet)
        return found[tag]

    return one


Paper = Callable[[str], tuple[ReviewSheet, bytes]]


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


def structure(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    waiting: list[Any] = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop(0)
        if isinstance(element, pikepdf.Array):
            waiting[:0] = list(element)
        elif isinstance(element, pikepdf.Dictionary) and ("/S" in element or "/K" in element):
            yield element
            waiting[:0] = [element.K] if "/K" in element else []


def words_of(root: Path, language: str = "es") -> str:
    edition, sheet = opened(root, language)
    return " ".join(pages(review_pdf(edition, sheet)))


@pytest.mark.parametrize("tag", TAGS)
def test_a_sheet_is_tagged_and_archival(paper: Paper, tag: str) -> None:
    sheet, content = paper(tag)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-US"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"].startswith(f"Review sheet: {sheet.title}, ")
            assert (metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("1", "2")
        kinds = [str(element.S) for element in structure(pdf) if "/S" in element]
    assert [kind for kind in kinds if re.fullmatch(r"/H\d", kind)] == ["/H1", "/H2"]
    assert kinds.count("/Table") == 1
    rows = len(sheet.rows) + len(list(_sections(sheet))) + 1
    assert kinds.count("/TR") == rows
    assert {"/TH", "/TD", "/THead"} <= set(kinds)


def _sections(sheet: ReviewSheet) -> Iterator[str]:
    before = None
    for row in sheet.rows:
        if row.section != before:
            yield row.section
        before = row.section


@pytest.mark.parametrize(("tag", "named"), [("es", "es"), ("ar", "ar"), ("km", "km"), ("ur", "ur"), ("zh-Hans", "zh")])
def test_translations_are_marked_with_their_language(paper: Paper, tag: str, named: str) -> None:
    with pikepdf.open(io.BytesIO(paper(tag)[1])) as pdf:
        said = {str(element.Lang) for element in structure(pdf) if "/Lang" in element}
        contents = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert any(name.startswith(named) for name in said) or f"/Lang({named}".encode() in contents


@pytest.mark.parametrize("tag", TAGS)
def test_each_page_names_the_sheet(paper: Paper, tag: str) -> None:
    sheet, content = paper(tag)
    found = pages(content)
    for number, text in enumerate(found, 1):
        assert f"sheet {sheet.id}" in text
        assert f"Page {number} of {len(found)}" in text
        assert "warning-signs" in text and "made on 2026-11-26" in text and "Initials" in text


@pytest.mark.parametrize("tag", TAGS)
def test_each_text_is_there_with_its_number_and_hash(paper: Paper, tag: str) -> None:
    sheet, content = paper(tag)
    words = " ".join(pages(content))
    for row in sheet.rows:
        assert f"{row.number} {row.standing.text[:8]}" in words
    # One more of each stands in the steps at the top. Lines beside text from the right come out in another order.
    english = " ".join(reading_text(row.english) for row in sheet.rows)
    for word in ("right", "change"):
        assert len(re.findall(rf"\b{word}\b", words)) == len(sheet.rows) + 1 + len(re.findall(rf"\b{word}\b", english))


@pytest.mark.parametrize("tag", TAGS)
def test_the_signature_is_on_the_last_page_whole(paper: Paper, tag: str) -> None:
    *before, last = pages(paper(tag)[1])
    for word in ("Name", "Qualification", "I sign as", "community reader", "machine then human", "Date, as year"):
        assert word in last
    assert not any("I sign as" in text for text in before)


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_runs_off_the_paper(paper: Paper, tag: str) -> None:
    for page in pypdfium2.PdfDocument(paper(tag)[1]):
        width, height = page.get_size()
        assert width > height
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            assert left >= 20 and right <= width - 20, text.get_text_range(index, 1)
            assert bottom >= 15 and top <= height - 15


@pytest.mark.parametrize("tag", ["ar", "ur"])
def test_a_translation_from_the_right_begins_at_the_right_of_its_column(paper: Paper, tag: str) -> None:
    page = pypdfium2.PdfDocument(paper(tag)[1])[0]
    text = page.get_textpage()
    boxes = [(text.get_charbox(index), text.get_text_range(index, 1)) for index in range(text.count_chars())]
    letters = [box for box, letter in boxes if "\u0600" <= letter <= "\u06ff" and box[3] < 390]
    column = max(box[2] for box in letters)
    ends = {round(box[1] / 12): 0.0 for box in letters}
    for box in letters:
        line = round(box[1] / 12)
        ends[line] = max(ends[line], box[2])
    assert sum(column - end < 12 for end in ends.values()) >= 5


def test_the_same_sheet_gives_the_same_bytes(paper: Paper) -> None:
    edition, sheet = opened(SHIPPED, "ar", "warning-signs")
    assert review_pdf(edition, sheet) == paper("ar")[1]


@pytest.mark.parametrize("text", ['#read("/etc/passwd")', "$x^2$", "#panic()", "= no heading", "@ref //x", "{{7*7}}"])
def test_text_is_never_code(root: Path, text: str) -> None:
    edit(root / CATALOG, "Descanso", text.replace('"', '\\"'))
    assert text in words_of(root)


def test_facts_stand_in_brackets(root: Path) -> None:
    words = words_of(root)
    assert "Llame al [(763) 555-0100] en 24 horas." in words
    assert "{clinic" not in words


def test_what_is_signed_or_wrong_or_missing_is_said(root: Path) -> None:
    taken(root, fill(made(root), {1: "approved", 2: "change needed"}, {2: "Say where."}))
    edit(root / CATALOG, "en 24 horas", "en 42 horas")
    words = words_of(root)
    assert "approved 2026-11-20 by Ana López, clinician" in words
    assert "Ana López asks for a change: Say where." in words
    assert "error found by check: " in words
    assert "1 approved so far by somebody" in words
    assert words_of(root, "ar").count("not to judge") == 5


def test_a_letter_of_a_text_without_a_font_stops_the_sheet_and_one_of_a_name_is_spelled(root: Path) -> None:
    path = fill(made(root), {1: "approved"})
    ledger = root / "locales/es/signoff.jsonl"
    taken(root, path)
    ledger.write_text(ledger.read_text("utf-8").replace("Ana López", "ანა Ana"), "utf-8")
    assert "by U+10D0U+10DCU+10D0 Ana, clinician" in words_of(root)
    edit(root / CATALOG, "Descanso", "Descanso ა")
    with pytest.raises(MissingGlyph, match=r"No bundled font has 'ა' \(U\+10D0\) of text 1, “Descanso ა”"):
        words_of(root)


def test_a_text_longer_than_a_page_goes_on(root: Path) -> None:
    edit(root / CATALOG, "Descanse **en casa**.", "Descanse en casa. " * 400)
    edit(root / "source/rest.md", "Rest **at home**.", "Rest at home. " * 300)
    edit(root / CATALOG, "Rest **at home**.", ("Rest at home. " * 300).strip())
    words = words_of(root)
    assert words.count("home.") == 300
    assert words.count("casa.") == 400
