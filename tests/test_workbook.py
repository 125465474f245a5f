"""Workbooks to judge in: safe to open, the same each time, and read back whatever was done to them."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dragoman import container
from dragoman.cells import COLUMNS, FREE, JUDGEMENTS, MAX_ROWS, SIGN_SHEET, TEXT_SHEET, Blank, Column, returned_sheet
from dragoman.container import MAX_BYTES, MAX_PARTS, require_harmless
from dragoman.errors import UserError
from dragoman.model import Origin, Signer
from dragoman.workbook import LONGEST_CELL, read_workbook, write_workbook
from projects import MakeProject, edit
from reviews import FILES, SPANISH, fill, made, opened, place_of, taken

SOFFICE = shutil.which("soffice")
CATALOG = "locales/es/LC_MESSAGES/rest.po"
OFFICE_LANGUAGES = ("es", "ar", "en")
WAYS = {"saved again": ("xlsx",), "by way of ods": ("ods", "xlsx")}
"""Through LibreOffice, and the forms on each."""


@pytest.fixture
def root(project: MakeProject) -> Path:
    return project(FILES)


def sheets(path: Path) -> tuple[Worksheet, Worksheet]:
    book = openpyxl.load_workbook(path)
    sign, texts = book[SIGN_SHEET], book[TEXT_SHEET]
    assert isinstance(sign, Worksheet)
    assert isinstance(texts, Worksheet)
    return sign, texts


# ── as it is made ──


def test_each_text_has_a_row(root: Path) -> None:
    _, texts = sheets(made(root))
    assert [cell.value for cell in texts[1]] == list(COLUMNS)
    rows = list(texts.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [str(number) for number in range(1, 8)]
    assert [row[3] for row in rows][1::4] == ["Rest at home.", "Call [(763) 555-0100] within 24 hours."]
    assert [row[4] for row in rows][1::4] == ["Descanse en casa.", "Llame al [(763) 555-0100] en 24 horas."]
    assert [row[1] for row in rows] == ["information"] * 5 + ["warning", "information"]


def test_only_what_a_person_fills_in_is_open(root: Path) -> None:
    sign, texts = sheets(made(root))
    assert sign.protection.sheet and texts.protection.sheet
    assert not texts.protection.password
    open_cells = {cell.coordinate for row in sign.iter_rows() for cell in row if not cell.protection.locked}
    assert open_cells == {place_of(sign, blank) for blank in Blank}
    free = {COLUMNS.index(column) + 1 for column in FREE}
    for row in texts.iter_rows():
        assert {cell.column for cell in row if not cell.protection.locked} == (free if row[0].value != "No." else set())


def test_what_cannot_be_judged_is_locked(root: Path) -> None:
    _, texts = sheets(made(root, "ar"))
    assert [texts.cell(line, 6).protection.locked for line in range(2, 9)] == [
        text not in ("Rest", "Call {clinic.phone} within 24 hours.") for text in SPANISH
    ]


def test_choices_are_lists(root: Path) -> None:
    sign, texts = sheets(made(root))
    found = {str(item.sqref): item.formula1 for item in sign.data_validations.dataValidation}
    assert found == {
        place_of(sign, Blank.ROLE): f'"{",".join(Signer)}"',
        place_of(sign, Blank.ORIGIN): f'"{",".join(Origin)}"',
    }
    (judged,) = texts.data_validations.dataValidation
    assert (str(judged.sqref), judged.formula1) == ("F2:F8", f'"{",".join(JUDGEMENTS)}"')


def test_a_text_is_never_a_formula(root: Path) -> None:
    _, texts = sheets(made(root))
    begins = {"=": 0, "-": 0}
    for row in texts.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n"), cell.coordinate
            assert cell.data_type == "s" or cell.value is None
            if str(cell.value)[:1] in begins:
                begins[str(cell.value)[:1]] += 1
                assert cell.quotePrefix
    assert begins == {"=": 2, "-": 2}
    with zipfile.ZipFile(root / "review.xlsx") as packed:
        assert b"<f>" not in b"".join(packed.read(name) for name in packed.namelist() if "worksheets" in name)


def test_a_text_from_the_right_is_set_so(root: Path) -> None:
    column = COLUMNS.index(Column.TRANSLATION) + 1
    _, arabic = sheets(made(root, "ar"))
    assert (arabic.cell(2, column).alignment.horizontal, arabic.cell(2, column).alignment.readingOrder) == ("right", 2)
    _, spanish = sheets(made(root))
    assert (spanish.cell(2, column).alignment.horizontal, spanish.cell(2, column).alignment.readingOrder) == ("left", 1)


def test_the_head_stays_in_sight_and_texts_wrap(root: Path) -> None:
    _, texts = sheets(made(root))
    assert texts.freeze_panes == "A2"
    assert all(texts.cell(2, n).alignment.wrap_text for n, column in enumerate(COLUMNS, 1) if column is not Column.HASH)


def test_a_longer_text_has_a_higher_row(root: Path) -> None:
    edit(root / CATALOG, "Descanse **en casa**", "Descanse **en casa** " * 30)
    _, texts = sheets(made(root))
    low, high = texts.row_dimensions[2].height, texts.row_dimensions[3].height
    assert low is not None and high is not None and high > 5 * low


def test_the_english_has_no_column_of_translations(root: Path) -> None:
    _, texts = sheets(made(root, "en"))
    assert texts.column_dimensions["E"].hidden
    assert [cell.value for cell in texts["E"][1:]] == [None] * 7


def test_the_same_sheet_gives_the_same_bytes(root: Path) -> None:
    first = write_workbook(opened(root)[1])
    assert write_workbook(opened(root)[1]) == first
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.read("docProps/core.xml").count(b"2026-11-26T00:00:00Z") == 2


def test_a_text_that_no_cell_can_hold_is_refused(root: Path) -> None:
    edit(root / CATALOG, "Descanse **en casa**.", "a " * (LONGEST_CELL // 2) + "aa")
    with pytest.raises(UserError, match=r"is longer than the 32,767 characters that a cell can hold\. Make a sheet on"):
        write_workbook(opened(root)[1])


# ── back ──


def test_what_was_written_is_what_is_read(root: Path) -> None:
    _, sheet = opened(root)
    returned = returned_sheet(read_workbook(write_workbook(sheet), "r.xlsx"), "r.xlsx")
    assert (returned.guide, returned.language) == ("rest", "es")
    assert [answer.text for answer in returned.answers] == [row.standing.text for row in sheet.rows]
    assert [answer.number for answer in returned.answers] == [str(row.number) for row in sheet.rows]
    assert {answer.judgement + answer.comment for answer in returned.answers} == {""}


@pytest.fixture(scope="module")
def saved_by_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each way through LibreOffice, with a project and the workbook that came back for each language.

    The program is started once for all languages.
    """
    home = tmp_path_factory.mktemp("office")
    for way, forms in WAYS.items():
        paths: list[Path] = []
        for language in OFFICE_LANGUAGES:
            for name, content in FILES.items():
                path = home / way / language / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.encode() if isinstance(content, str) else content)
            book = made(home / way / language, language, f"{language}.xlsx")
            paths.append(fill(book, {1: "approved", 6: "change needed"}, {6: "=SUM(1) – “por qué” ١٢"}))
        for number, form in enumerate(forms):
            folder = home / f"{way}-{number}"
            office = [str(SOFFICE), f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless"]
            command = [*office, "--convert-to", form, "--outdir", str(folder), *map(str, paths)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            paths = [folder / f"{language}.{form}" for language in OFFICE_LANGUAGES]
        for path in paths:
            shutil.copy(path, home / way / path.stem / "back.xlsx")
    return home


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("language", OFFICE_LANGUAGES)
@pytest.mark.parametrize("way", WAYS)
def test_libreoffice_changes_nothing_that_counts(
    saved_by_office: Path, language: str, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = saved_by_office / way / language
    path = root / "back.xlsx"
    assert path.read_bytes() != (root / f"{language}.xlsx").read_bytes()
    assert taken(root, path) == 0
    assert "approved  1\n  rejected  1\n  refused   0" in capsys.readouterr().out
    ledger = (root / f"locales/{language}/signoff.jsonl").read_text("utf-8")
    assert "=SUM(1) – “por qué” ١٢" in ledger


def test_a_date_that_is_a_date_is_read(root: Path) -> None:
    path = fill(made(root), {1: "approved"})
    book = openpyxl.load_workbook(path)
    sign = book[SIGN_SHEET]
    assert isinstance(sign, Worksheet)
    sign[place_of(sign, Blank.DATE)] = datetime(2026, 11, 19, 15, 30)  # noqa: DTZ001 - a cell has no time zone
    book.save(path)
    assert taken(root, path) == 0
    assert '"date": "2026-11-19"' in (root / "locales/es/signoff.jsonl").read_text("utf-8")


# ── what strangers send ──


def repacked(path: Path, changes: dict[str, bytes | None]) -> Path:
    """The workbook with parts replaced, added, or taken out."""
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            if content is not None:
                new.writestr(name, content)
    path.write_bytes(packed.getvalue())
    return path


def refused(root: Path, path: Path, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence) as stopped:
        taken(root, path)
    assert "\n" not in str(stopped.value)
    assert not (root / "locales/es/signoff.jsonl").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not really", b"<html>", b"\xd0\xcf\x11\xe0" * 100])
def test_no_workbook_at_all(root: Path, content: bytes) -> None:
    path = root / "r.xlsx"
    path.write_bytes(content)
    refused(root, path, r"This is no workbook that can be opened\. Save it again as \.xlsx, without a password")


def test_a_file_that_is_too_large_is_not_read(root: Path) -> None:
    path = root / "r.xlsx"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    refused(root, path, "The workbook is larger than 4,000,000 bytes")


def test_a_zip_bomb_is_not_unpacked(root: Path) -> None:
    path = repacked(made(root), {"xl/media/bomb.xml": bytes(container.MAX_UNPACKED)})
    assert path.stat().st_size < 200_000
    refused(root, path, "The workbook unpacks to more than 200 parts or 40,000,000 bytes")


def test_a_zip_that_lies_about_its_size_is_not_unpacked(root: Path) -> None:
    path = repacked(made(root), {"xl/worksheets/sheet2.xml": b" " * 50_000_000})
    content = path.read_bytes()
    path.write_bytes(content.replace((50_000_000).to_bytes(4, "little"), (500).to_bytes(4, "little")))
    assert path.read_bytes() != content
    refused(root, path, "This is no workbook that can be read")


def test_too_many_parts(root: Path) -> None:
    refused(root, repacked(made(root), {f"x/{n}": b"" for n in range(MAX_PARTS)}), "unpacks to more than 200 parts")


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/activeX/activeX1.xml"])
def test_macros_are_refused(root: Path, part: str) -> None:
    refused(root, repacked(made(root), {part: b"x"}), "The workbook has macros or other parts that can act")


def test_a_workbook_that_says_it_has_macros_is_refused(root: Path) -> None:
    path = made(root)
    types = zipfile.ZipFile(path).read("[Content_Types].xml")
    renamed = types.replace(b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"x.sheet.macroEnabled.main")
    refused(root, repacked(path, {"[Content_Types].xml": renamed}), "has macros")


def test_settings_of_a_printer_are_no_macros(root: Path) -> None:
    require_harmless(repacked(made(root), {"xl/printerSettings/printerSettings1.bin": b"x"}).read_bytes(), "r.xlsx")


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si></sst>'
)


@pytest.mark.parametrize(
    "part",
    ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"],
)
@pytest.mark.parametrize("content", [None, b"", b"<x/>", b"<x", BOMB, b"\xff\xfe\x00"], ids=range(6))
def test_parts_that_are_broken_missing_or_bombs(root: Path, part: str, content: bytes | None) -> None:
    path = repacked(fill(made(root), {1: "approved"}), {part: content})
    with pytest.raises(UserError) as stopped:
        taken(root, path)
    assert str(stopped.value).startswith(f"{path}: ")
    assert "\n" not in str(stopped.value)


def test_a_damaged_workbook_is_read_or_refused_in_one_sentence(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Bytes of the zip changed anywhere, and pieces of its XML doubled, emptied or taken out."""
    content = fill(made(root), {1: "approved"}).read_bytes()
    capsys.readouterr()
    chance = random.Random(7)  # noqa: S311 - the same damage each time
    told: list[str] = []
    for number in range(240):
        damaged = _scratched(content, chance) if number % 2 else _cut(content, chance)
        try:
            returned_sheet(read_workbook(damaged, "r.xlsx"), "r.xlsx")
        except UserError as error:
            told.append(str(error))
    assert 60 < len(told) < 240
    assert not any("\n" in sentence for sentence in told)
    assert capsys.readouterr().out == ""


def _scratched(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        hurt = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            if name == hurt:
                piece = chance.choice(list(re.finditer(rb'"[^"]*"|<[^>]+>', part)))
                instead = chance.choice([b"", b'"-1"', b'"NaN"', b'"d"', b"&x;", piece[0] * 2])
                part = part[: piece.start()] + instead + part[piece.end() :]
            new.writestr(name, part)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [(SIGN_SHEET, "The workbook has no sheet “Sign here”"), (TEXT_SHEET, "The workbook has no sheet “Texts”")],
)
def test_a_sheet_is_missing(root: Path, sheet: str, sentence: str) -> None:
    path = made(root)
    book = openpyxl.load_workbook(path)
    book.remove(book[sheet])
    book.save(path)
    refused(root, path, sentence)


def test_a_line_of_the_signature_is_missing(root: Path) -> None:
    path = made(root)
    book = openpyxl.load_workbook(path)
    sign = book[SIGN_SHEET]
    assert isinstance(sign, Worksheet)
    sign[place_of(sign, Blank.ROLE).replace("B", "A")] = "Role"
    book.save(path)
    refused(root, path, "The sheet “Sign here” has no line “You sign as”")


def test_a_column_is_missing(root: Path) -> None:
    path = made(root)
    book = openpyxl.load_workbook(path)
    texts = book[TEXT_SHEET]
    assert isinstance(texts, Worksheet)
    texts.delete_cols(4)
    book.save(path)
    refused(root, path, "The sheet “Texts” does not have the columns that it was made with")


def test_a_hundred_thousand_rows(root: Path) -> None:
    path = made(root)
    sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet2.xml")
    more = b"".join(b'<row r="%d"><c r="F%d"><v>1</v></c></row>' % (n, n) for n in range(9, 100_000))
    repacked(path, {"xl/worksheets/sheet2.xml": sheet.replace(b"</sheetData>", more + b"</sheetData>")})
    refused(root, path, f"The sheet “Texts” has more than {MAX_ROWS:,} rows")


def test_a_row_at_the_end_of_the_sheet_costs_no_million_rows(root: Path) -> None:
    path = fill(made(root), {1: "approved"})
    sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet2.xml")
    last = b'<row r="1048576"><c r="F1048576"><v>1</v></c></row></sheetData>'
    repacked(path, {"xl/worksheets/sheet2.xml": sheet.replace(b"</sheetData>", last)})
    refused(root, path, f"more than {MAX_ROWS:,} rows")
