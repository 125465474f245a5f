"""A small project with a guide to review in three languages, and workbooks filled in as a reviewer does."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from dragoman.cells import COLUMNS, SIGN_SHEET, TEXT_SHEET, Blank, Column
from dragoman.commands import review_sheet
from dragoman.handouts import Edition, open_edition
from dragoman.model import ReviewSheet
from dragoman.project import find_project
from dragoman.reviewing import open_review
from projects import forget_projects

TODAY = "2026-11-26"
SETTINGS = """\
[project]
name = "Small"
[languages]
required = ["es", "ar"]
[facts.clinic]
phone = { kind = "phone", value = "(763) 555-0100" }
fax = { kind = "phone", value = "" }
"""
GUIDE = """\
---
title: Rest
---

Rest **at home**.

<!-- Translators: A list of two. -->
- -5 to +5 degrees
- =1+1 is two

## When to call

> [!WARNING]
> Call {clinic.phone} within 24 hours.

Fax: {clinic.fax}
"""
HEADER = """\
msgid ""
msgstr ""
"Language: {}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {}\\n"
"""
SPANISH: Mapping[str, str] = {
    "Rest": "Descanso",
    "Rest **at home**.": "Descanse **en casa**.",
    "-5 to +5 degrees": "-5 a +5 grados",
    "=1+1 is two": "=1+1 son dos",
    "When to call": "Cuándo llamar",
    "Call {clinic.phone} within 24 hours.": "Llame al {clinic.phone} en 24 horas.",
    "Fax: {clinic.fax}": "Fax: {clinic.fax}",
}
ARABIC: Mapping[str, str] = {
    "Rest": "الراحة",
    "Call {clinic.phone} within 24 hours.": "اتصلوا بالرقم {clinic.phone} خلال 24 ساعة.",
}
ARABIC_PLURALS = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
)
ANA: Mapping[Blank, str] = {
    Blank.NAME: "Ana López",
    Blank.QUALIFICATION: "Registered nurse",
    Blank.ROLE: "clinician",
    Blank.ORIGIN: "machine then human",
    Blank.DATE: "2026-11-20",
}


def catalog(texts: Mapping[str, str], language: str, plurals: str) -> str:
    entries = (f'\nmsgid "{source}"\nmsgstr "{translation}"\n' for source, translation in texts.items())
    return HEADER.format(language, plurals) + "".join(entries)


FILES: Mapping[str, str | bytes] = {
    "dragoman.toml": SETTINGS,
    "source/rest.md": GUIDE,
    "locales/es/LC_MESSAGES/rest.po": catalog(SPANISH, "es", "nplurals=2; plural=(n != 1);"),
    "locales/ar/LC_MESSAGES/rest.po": catalog(ARABIC, "ar", ARABIC_PLURALS),
}


def opened(root: Path, language: str = "es", guide: str = "rest") -> tuple[Edition, ReviewSheet]:
    forget_projects()
    project = find_project(root)
    edition = open_edition(project, project.language(language), today=TODAY)
    return edition, open_review(edition, guide)


def made(root: Path, language: str = "es", name: str = "review.xlsx") -> Path:
    """The path of a new workbook, or sheet of paper."""
    project = find_project(root)
    path = root / name
    assert review_sheet.make(project, guide="rest", language=project.language(language), output=path, today=TODAY) == 0
    return path


def taken(root: Path, path: Path, *, others: bool = False) -> int:
    return review_sheet.read(find_project(root), workbook=path, others=others, today=TODAY)


def fill(
    path: Path,
    judgements: Mapping[int, str],
    comments: Mapping[int, str] | None = None,
    person: Mapping[Blank, str] = ANA,
    other: Mapping[str, str] | None = None,
) -> Path:
    """Judges texts by their number and signs; `other` writes into cells that are locked."""
    book = openpyxl.load_workbook(path)
    sign, texts = book[SIGN_SHEET], book[TEXT_SHEET]
    assert isinstance(sign, Worksheet)
    assert isinstance(texts, Worksheet)
    for blank, value in person.items():
        sign[place_of(sign, blank)] = value
    for column, values in ((Column.JUDGEMENT, judgements), (Column.COMMENT, comments or {})):
        for number, value in values.items():
            texts.cell(number + 1, COLUMNS.index(column) + 1).value = value
    for cell, value in (other or {}).items():
        texts[cell] = value
    saved = io.BytesIO()
    book.save(saved)
    path.write_bytes(saved.getvalue())
    return path


def place_of(sign: Worksheet, label: str) -> str:
    for row in range(1, 40):
        if sign.cell(row, 1).value == label:
            return f"B{row}"
    raise AssertionError(label)
