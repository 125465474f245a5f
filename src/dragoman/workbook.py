"""A review sheet as an Excel workbook, and the cells of one that came back. The only importer of openpyxl.

Whatever a text says, it is a text in its cell and never a formula. What comes back is read within limits, by a parser
that expands no entities; what it means is decided in `cells.py`, and whether it may be believed in `answers.py`.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from datetime import date, datetime
from math import ceil
from unicodedata import category, east_asian_width

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dragoman.answers import Choice
from dragoman.cells import (
    CHOICES,
    COLUMNS,
    EXPLAINED,
    FREE,
    JUDGEMENT_LETTER,
    JUDGEMENTS,
    MAX_ROWS,
    SIGN_SHEET,
    TEXT_SHEET,
    Blank,
    Cells,
    Column,
    about_sheet,
    row_cells,
    steps,
)
from dragoman.container import BROKEN, repacked, require_harmless
from dragoman.errors import UserError
from dragoman.model import Direction, Language, Level, ReviewRow, ReviewSheet
from dragoman.review import languages_of

FONT = "Arial"
"""On every Windows and Mac; for letters that it lacks, both take a font of their own."""
LONGEST_CELL = 32_767
"""Characters: what Excel can keep."""
_SIZE = 11
_WIDTHS = {
    Column.NUMBER: 6, Column.LEVEL: 12, Column.PLACE: 22, Column.ENGLISH: 48, Column.TRANSLATION: 52,
    Column.JUDGEMENT: 16, Column.COMMENT: 34, Column.STATE: 30, Column.HASH: 8,
}  # fmt: skip
"""In characters."""
_QUIET = (Column.PLACE, Column.STATE, Column.HASH)
_HIGHEST = 409
"""Points: Excel's own limit."""
_INK, _ACCENT, _GREY, _PAPER, _YELLOW = "FF1A1A1A", "FF0B4251", "FF5A5A5A", "FFF3F5F6", "FFFFF6CC"
_FILL = {
    Choice.APPROVED: PatternFill(bgColor="FFDDF2E0", fill_type="solid"),
    Choice.CHANGE: PatternFill(bgColor="FFFBE3D2", fill_type="solid"),
}
_EDGE = Border(bottom=Side("thin", "FFC9CFD2"))
_ACTS = ("=", "+", "-", "@", "\t", "\r")
"""How a formula begins, for one spreadsheet program or another."""
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")
_BROKEN = (*BROKEN, ArithmeticError, AssertionError, AttributeError, SyntaxError, TypeError)
"""What openpyxl raises for files that are not as it expects: whatever its code happens to stumble over.

XML that is none is a `SyntaxError`, whichever parser openpyxl found installed.
"""


# ── out ──


def write_workbook(sheet: ReviewSheet) -> bytes:
    """The workbook; the same sheet gives the same bytes. `UserError` for a text that no cell can hold."""
    book = Workbook()
    assert isinstance(book.active, Worksheet), "a new workbook has a sheet"
    _fill_sign_sheet(book.active, sheet)
    _fill_text_sheet(book.create_sheet(TEXT_SHEET), sheet)
    book.properties.title = f"Review of {sheet.title}, {languages_of(sheet.language)}"
    book.properties.creator = "Dragoman"
    book.properties.language = "en"
    packed = io.BytesIO()
    book.save(packed)
    day = f"{sheet.made}T00:00:00Z".encode()
    return repacked(packed.getvalue(), ((_MODIFIED, rb"\g<1>" + day + rb"\g<3>"),))


def _fill_sign_sheet(page: Worksheet, sheet: ReviewSheet) -> None:
    page.title = SIGN_SHEET
    for letter, width in (("A", 24), ("B", 46), ("C", 64)):
        page.column_dimensions[letter].width = width
    _put(page, 1, 1, f"Review: {sheet.title}", Font(FONT, 18, bold=True, color=_ACCENT))
    _put(page, 2, 1, languages_of(sheet.language), Font(FONT, 12, color=_GREY))
    row = 4
    for number, step in enumerate(steps(sheet), 1):
        _put(
            page, row, 1, f"{number}. {step}", Font(FONT, _SIZE, color=_INK), Alignment(wrap_text=True, vertical="top")
        )
        page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=3)
        page.row_dimensions[row].height = 32 if len(step) > 110 else 17
        row += 1
    row += 1
    for blank in Blank:
        _put(page, row, 1, blank, Font(FONT, 12, bold=True, color=_INK), Alignment(vertical="center"))
        _blank(_put(page, row, 2, "", Font(FONT, 12, color=_INK)), blank)
        _put(
            page,
            row,
            3,
            EXPLAINED[blank],
            Font(FONT, 10, color=_GREY),
            Alignment(wrap_text=True, vertical="center", indent=1),
        )
        page.row_dimensions[row].height = 42 if len(EXPLAINED[blank]) > 90 else 26
        if blank in CHOICES:
            _choose(page, f"B{row}", CHOICES[blank])
        row += 1
    row += 1
    for known, value in about_sheet(sheet).items():
        _put(page, row, 1, known, Font(FONT, 10, color=_GREY))
        _put(page, row, 2, value, Font(FONT, 10, color=_GREY))
        row += 1
    _protect(page)
    _lay_out(page, sheet)
    page.sheet_view.showGridLines = False


def _blank(cell: Cell, blank: Blank) -> None:
    line = Side("thin", _GREY)
    cell.fill = PatternFill("solid", fgColor=_YELLOW)
    cell.border = Border(line, line, line, line)
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left")
    cell.number_format = "yyyy-mm-dd" if blank is Blank.DATE else "@"
    cell.protection = Protection(locked=False)


def _fill_text_sheet(page: Worksheet, sheet: ReviewSheet) -> None:
    for number, column in enumerate(COLUMNS, 1):
        head = Font(FONT, _SIZE, bold=True, color="FFFFFFFF")
        cell = _put(page, 1, number, column, head, Alignment(wrap_text=True, vertical="center"))
        cell.fill = PatternFill("solid", fgColor=_ACCENT)
        dimension = page.column_dimensions[cell.column_letter]
        dimension.width = _WIDTHS[column]
        dimension.hidden = sheet.is_english and column is Column.TRANSLATION
    page.row_dimensions[1].height = 34
    for line, row in enumerate(sheet.rows, 2):
        texts = dict(zip(COLUMNS, row_cells(row, sheet), strict=True))
        page.row_dimensions[line].height = _height(texts, sheet.language)
        for number, (column, text) in enumerate(texts.items(), 1):
            _style(_put(page, line, number, text, *_manner(column, row, sheet)), column, row)
    judged = f"{JUDGEMENT_LETTER}2:{JUDGEMENT_LETTER}{len(sheet.rows) + 1}"
    _choose(page, judged, JUDGEMENTS)
    for choice, fill in _FILL.items():
        same = Rule("cellIs", operator="equal", formula=[f'"{choice}"'], dxf=DifferentialStyle(fill=fill))
        page.conditional_formatting.add(judged, same)
    _protect(page)
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    _lay_out(page, sheet)


def _height(texts: Mapping[Column, str], language: Language) -> float:
    """Points: room for each text of a row. Not every program finds the height by itself."""
    return min(_HIGHEST, max(_lines(text, column) * _line(column, language) for column, text in texts.items()) + 6)


def _lines(text: str, column: Column) -> int:
    """How many lines a text takes: wide letters count twice, marks not at all, and ends of lines leave some room."""
    if column is Column.HASH:
        return 1
    room = _WIDTHS[column] * (1.1 if column in _QUIET else 0.88)
    return sum(max(1, ceil(sum(map(_width, line)) / room)) for line in text.split("\n"))


def _width(letter: str) -> int:
    return 0 if category(letter) in ("Mn", "Me", "Cf") else 2 if east_asian_width(letter) in "WF" else 1


def _line(column: Column, language: Language) -> float:
    if column is Column.TRANSLATION:
        return _SIZE * language.size_factor * min(1.7, max(1.36, language.line_height))
    return 12.5 if column in _QUIET else 15


def _manner(column: Column, row: ReviewRow, sheet: ReviewSheet) -> tuple[Font, Alignment]:
    """Font and alignment of a cell."""
    local = column is Column.TRANSLATION
    right = local and sheet.language.direction is Direction.RTL
    size = _SIZE * (sheet.language.size_factor if local else 1)
    strong = column is Column.NUMBER or (column is Column.LEVEL and row.standing.level is Level.WARN)
    quiet = column in _QUIET
    return (
        Font(FONT, round(9 if quiet else size, 1), bold=strong, color=_GREY if quiet else _INK),
        Alignment(
            horizontal="right" if right else "fill" if column is Column.HASH else "left",
            vertical="top",
            wrap_text=column is not Column.HASH,
            # 2: from the right, whatever the first letter is.
            readingOrder=2 if right else 1,
        ),
    )


def _style(cell: Cell, column: Column, row: ReviewRow) -> None:
    cell.border = _EDGE
    if column in FREE:
        cell.number_format = "@"
        cell.protection = Protection(locked=not row.is_translated)
    if column not in FREE or not row.is_translated:
        cell.fill = PatternFill("solid", fgColor=_PAPER)
    if column is Column.LEVEL and row.standing.level is Level.WARN:
        cell.fill = PatternFill("solid", fgColor="FFF4D9D0")


def _put(page: Worksheet, row: int, column: int, text: str, font: Font, alignment: Alignment | None = None) -> Cell:
    """A cell with a text, which no program takes for a formula."""
    cell = page.cell(row, column)
    assert isinstance(cell, Cell), "no cell is merged before it is filled"
    if len(text) > LONGEST_CELL:
        raise UserError(
            f"The text “{text[:60]}…” is longer than the {LONGEST_CELL:,} characters that a cell can hold.",
            remedy="Make a sheet on paper: -o FILE.pdf.",
        )
    if text:
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(_ACTS)
    cell.font = font
    if alignment:
        cell.alignment = alignment
    return cell


def _choose(page: Worksheet, cells: str, choices: Sequence[str]) -> None:
    listed = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=True)
    listed.errorTitle, listed.error = "Choose from the list", f"Choose one of: {', '.join(choices)}."
    page.add_data_validation(listed)
    listed.add(cells)


def _lay_out(page: Worksheet, sheet: ReviewSheet) -> None:
    """For those who print it: as wide as the paper, with the id of the sheet at the foot."""
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    assert page.oddFooter is not None, "a new sheet has a foot"
    page.oddFooter.center.text = f"Sheet {sheet.id}   ·   Page &P of &N"


def _protect(page: Worksheet) -> None:
    """Against slips of the hand, so without a password; rows and columns may be made wider."""
    page.protection.sheet = True
    page.protection.formatRows = page.protection.formatColumns = False


# ── back ──


def read_workbook(content: bytes, name: str) -> Cells:
    """The text of each cell of the two sheets; `UserError` for what is no workbook, or too large for a review."""
    require_harmless(content, name)
    if not openpyxl.DEFUSEDXML:
        raise UserError("Workbooks are not read without defusedxml.", remedy="Unset OPENPYXL_DEFUSEDXML.")
    try:
        # It warns, and prints, of what it does not keep of a file, and we keep nothing.
        with warnings.catch_warnings(action="ignore"), redirect_stdout(io.StringIO()):
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            try:
                return {page: list(_rows(book[page])) for page in (SIGN_SHEET, TEXT_SHEET) if page in book.sheetnames}
            finally:
                book.close()
    except _BROKEN as error:
        raise UserError(
            "This is no workbook that can be read.", where=name, remedy="Save it again as .xlsx, without a password."
        ) from error


def _rows(page: object) -> Iterator[tuple[str, ...]]:
    if not isinstance(page, ReadOnlyWorksheet):  # a sheet with a chart alone
        return
    # Asked for by number, so that rows left out in the file cost nothing beyond the limit.
    for row in page.iter_rows(max_row=MAX_ROWS + 2, max_col=len(COLUMNS), values_only=True):  # type: ignore[misc]  # types-openpyxl gives it a self of another class
        yield tuple(map(_said, row))


def _said(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value).strip()
