"""Review sheets: what a reviewer gets to read, and what of their word is taken into the ledger."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from dragoman.cells import Blank
from dragoman.errors import UserError
from dragoman.model import Direction, Level, Look
from dragoman.review import reading_text, remarks, translation_text
from projects import MakeProject, Run, edit
from reviews import ANA, ARABIC, FILES, SPANISH, fill, made, opened, taken

CATALOG = "locales/es/LC_MESSAGES/rest.po"
LEDGER = "locales/es/signoff.jsonl"


@pytest.fixture
def root(project: MakeProject) -> Path:
    return project(FILES)


def ledger(root: Path, path: str = LEDGER) -> list[dict[str, str]]:
    return [json.loads(line) for line in (root / path).read_text("utf-8").splitlines()]


# ── the rows ──


def test_rows_are_numbered_in_the_order_of_the_handout_each_text_once(root: Path) -> None:
    _, sheet = opened(root)
    assert [row.number for row in sheet.rows] == list(range(1, 8))
    assert [row.standing.key.text for row in sheet.rows] == list(SPANISH)
    assert [row.place for row in sheet.rows[:3]] == ["title", "paragraph", "list item"]
    assert [row.section for row in sheet.rows] == ["Rest"] * 5 + ["When to call"] * 2
    assert [row.standing.level for row in sheet.rows][5] is Level.WARN


def test_what_an_author_says_of_a_list_stands_once(root: Path) -> None:
    _, sheet = opened(root)
    assert [row.notes for row in sheet.rows[1:4]] == [(), ("A list of two.",), ()]


def test_a_reviewer_reads_what_a_patient_would(root: Path) -> None:
    _, sheet = opened(root)
    assert [(piece.text, piece.look) for piece in sheet.rows[1].english] == [
        ("Rest ", Look.PLAIN),
        ("at home", Look.STRONG),
        (".", Look.PLAIN),
    ]
    assert reading_text(sheet.rows[5].english) == "Call [(763) 555-0100] within 24 hours."
    assert translation_text(sheet.rows[5], Direction.LTR) == "Llame al [(763) 555-0100] en 24 horas."
    assert reading_text(sheet.rows[6].english) == "Fax: [______]"


def test_a_fact_in_a_text_from_the_right_is_isolated(root: Path) -> None:
    _, sheet = opened(root, "ar")
    assert "[\u2066(763) 555-0100\u2069]" in translation_text(sheet.rows[5], Direction.RTL)


def test_a_text_without_a_translation_is_there_and_not_to_judge(root: Path) -> None:
    _, sheet = opened(root, "ar")
    assert [row.is_translated for row in sheet.rows] == [text in ARABIC for text in SPANISH]
    assert next(remarks(sheet.rows[1])).text.startswith("There is no translation yet")


def test_the_english_has_a_sheet_of_its_own(root: Path) -> None:
    _, sheet = opened(root, "en")
    assert sheet.is_english
    assert [row.translation for row in sheet.rows] == [()] * 7
    assert all(row.is_translated for row in sheet.rows)


def test_the_id_of_a_sheet_is_that_of_its_texts(root: Path) -> None:
    first = opened(root)[1].id
    assert opened(root)[1].id == first != opened(root, "en")[1].id
    edit(root / CATALOG, "Descanso", "El descanso")
    assert opened(root)[1].id != first


def test_what_is_signed_and_found_stands_beside_the_text(root: Path) -> None:
    assert taken(root, fill(made(root), {1: "approved", 2: "change needed"}, {2: "Say where."})) == 0
    edit(root / CATALOG, "en 24 horas", "en 42 horas")
    _, sheet = opened(root)
    assert [remark.text for remark in remarks(sheet.rows[0])] == ["approved 2026-11-20 by Ana López, clinician"]
    assert [remark.text for remark in remarks(sheet.rows[1])] == ["Ana López asks for a change: Say where."]
    assert [remark.kind.value for remark in remarks(sheet.rows[5])] == ["error"]


# ── back into the ledger ──


def test_what_is_judged_is_signed_and_the_rest_is_not(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = fill(made(root), {1: "approved", 4: " Approved ", 6: "change needed"}, {6: "Say  “a day”.\n"})
    assert taken(root, path) == 0
    lines = sorted(ledger(root), key=lambda line: line["about"])
    assert [(line["about"], line.get("judgement"), line.get("note")) for line in lines] == [
        ("=1+1 is two", None, None),
        ("Call {clinic.phone} within 24 hours.", "rejected", "Say “a day”."),
        ("Rest", None, None),
    ]
    assert {line["name"] for line in lines} == {"Ana López"}
    assert {(line["role"], line["origin"], line["date"]) for line in lines} == {
        ("clinician", "machine then human", "2026-11-20")
    }
    said = capsys.readouterr().out
    assert "approved  2\n  rejected  1\n  refused   0" in said
    assert "rest in Spanish is a draft." in said
    assert "signature of a translator" in said


def test_the_english_is_signed_in_its_own_ledger(root: Path) -> None:
    assert taken(root, fill(made(root, "en"), {1: "approved"})) == 0
    assert [line["about"] for line in ledger(root, "locales/en/signoff.jsonl")] == ["Rest"]


def test_to_read_a_workbook_twice_changes_nothing(root: Path) -> None:
    path = fill(made(root), {1: "approved"})
    taken(root, path)
    before = (root / LEDGER).read_bytes()
    taken(root, path)
    assert (root / LEDGER).read_bytes() == before


def changed_translation(root: Path) -> None:
    edit(root / CATALOG, "Descanse **en casa**", "Repose **en casa**")


def changed_english(root: Path) -> None:
    edit(root / "source/rest.md", "Rest **at home**", "Stay **at home**")
    edit(root / CATALOG, "Rest **at home**", "Stay **at home**")


def changed_marks(root: Path) -> None:
    edit(root / CATALOG, "Descanse **en casa**", "**Descanse** en casa")


def left_out(root: Path) -> None:
    edit(root / "source/rest.md", "Rest **at home**.", "")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            changed_translation,
            "the translation changed in the project: workbook “Descanse en casa.”, project “Repose en casa.”",
        ),
        (changed_english, "the English changed in the project: workbook “Rest at home.”, project “Stay at home.”"),
        (changed_marks, "what marks or links it has changed in the project"),
        (left_out, "neither its English nor its translation is in this handout today"),
    ],
)
def test_a_text_that_changed_meanwhile_is_refused_by_name(
    root: Path, capsys: pytest.CaptureFixture[str], change: object, sentence: str
) -> None:
    path = fill(made(root), {1: "approved", 2: "approved"})
    assert callable(change)
    change(root)
    assert taken(root, path) == 1
    said = capsys.readouterr().out
    assert f"  2 “Rest at home.”: {sentence}" in said
    assert "Nothing was signed" in said
    assert "take the other 1 with --accept-others" in said
    assert not (root / LEDGER).exists()


def test_a_text_with_a_fact_that_changed_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = fill(made(root), {1: "approved", 6: "approved"})
    edit(root / "dragoman.toml", "555-0100", "555-0199")
    assert taken(root, path) == 1
    said = capsys.readouterr().out
    assert "  6 “Call [(763) 555-0100] within 24 hours.”: the English is not the project's" in said
    assert "workbook “Call [(763) 555-0100] within 24 hours.”, project “Call [(763) 555-0199] within 24 hours.”" in said


@pytest.mark.parametrize(
    ("cell", "text", "sentence"),
    [
        ("D3", "Rest a lot.", "the English is not the project's: workbook “Rest a lot.”, project “Rest at home.”"),
        ("E3", "Descanse.", "the translation is not the project's: workbook “Descanse.”, project “Descanse en casa.”"),
        ("E3", "=1+1", "the translation is not the project's: workbook “=1+1”"),
        ("F3", "yes", "its judgement in F3, “yes”, is neither “approved” nor “change needed”"),
        ("F3", "=CONCATENATE(1)", "its judgement in F3, “=CONCATENATE(1)”, is neither"),
        ("G3", "a" * 2001, "its comment is longer than 2,000 characters"),
    ],
)
def test_a_row_that_was_edited_is_refused_by_name(
    root: Path, capsys: pytest.CaptureFixture[str], cell: str, text: str, sentence: str
) -> None:
    path = fill(made(root), {1: "approved", 2: "approved"}, other={cell: text})
    assert taken(root, path) == 1
    assert f"”: {sentence}" in capsys.readouterr().out
    assert not (root / LEDGER).exists()


def test_a_row_judged_twice_and_one_with_a_comment_alone_are_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, sheet = opened(root)
    again = {"A9": "9", "D9": "Rest", "E9": "Descanso", "F9": "change needed", "I9": sheet.rows[0].standing.text}
    path = fill(made(root), {1: "approved"}, {3: "Hm."}, other=again)
    assert taken(root, path) == 1
    said = capsys.readouterr().out
    assert "  9 “Rest”: the same text is judged twice, in rows 1 and 9: keep one." in said
    assert "  3 “-5 to +5 degrees”: it has a comment and no judgement." in said


def test_the_other_rows_are_taken_when_the_person_says_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = fill(made(root), {1: "approved", 2: "approved"})
    changed_translation(root)
    assert taken(root, path, others=True) == 0
    assert [line["about"] for line in ledger(root)] == ["Rest"]
    assert "approved  1\n  rejected  0\n  refused   1" in capsys.readouterr().out


def test_a_text_with_an_error_can_be_rejected_and_not_approved(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root / CATALOG, "en 24 horas", "en 42 horas")
    assert taken(root, fill(made(root), {6: "approved"})) == 1
    assert "`check` finds an error, so it cannot be approved: " in capsys.readouterr().out
    assert taken(root, fill(made(root), {6: "change needed"})) == 0


def test_a_text_without_a_translation_cannot_be_judged(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert taken(root, fill(made(root, "ar"), {2: "approved"})) == 1
    assert "it has no translation that a handout may show: there is nothing to judge yet" in capsys.readouterr().out


def test_a_rejection_is_no_error_of_the_text_and_can_be_taken_back(root: Path) -> None:
    assert taken(root, fill(made(root), {1: "change needed"}, {1: "Too short."})) == 0
    path = made(root)
    assert opened(root)[1].rows[0].findings == ()
    assert taken(root, fill(path, {1: "approved"}, person={**ANA, Blank.DATE: "2026-11-21"})) == 0
    assert [remark.text for remark in remarks(opened(root)[1].rows[0])] == [
        "approved 2026-11-21 by Ana López, clinician"
    ]


# ── who signs ──


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({Blank.NAME: ""}, r"Cell B10 of the sheet “Sign here” \(Your name\) is empty"),
        ({Blank.NAME: "=A1"}, r"Cell B10 .* does not hold one line of words"),
        ({Blank.ROLE: ""}, r"Cell B12 .* is empty\. Choose one of: translator, editor, clinician, community reader"),
        ({Blank.ROLE: "boss"}, r"Cell B12 .* cannot be “boss”"),
        ({Blank.ORIGIN: ""}, r"Cell B13 .* is empty\. Choose one of: human, machine, machine then human"),
        ({Blank.DATE: ""}, r"Cell B14 .* is empty\. Write the date, such as 2026-11-26"),
        ({Blank.DATE: "yesterday"}, r"Cell B14 .* is no date: “yesterday”"),
        ({Blank.DATE: "=TODAY()"}, r"Cell B14 .* is no date: “=TODAY\(\)”"),
        ({Blank.DATE: "2026-11-27"}, r"The date in cell B14 .*, 2026-11-27, is after today, 2026-11-26"),
    ],
)
def test_a_signature_that_lacks_something_is_refused_with_its_cell(
    root: Path, change: Mapping[Blank, str], sentence: str
) -> None:
    path = fill(made(root), {1: "approved"}, person={**ANA, **change})
    with pytest.raises(UserError, match=sentence):
        taken(root, path)
    assert not (root / LEDGER).exists()


def test_a_qualification_may_be_missing(root: Path) -> None:
    assert taken(root, fill(made(root), {1: "approved"}, person={**ANA, Blank.QUALIFICATION: ""})) == 0


def test_a_workbook_without_a_judgement_is_refused(root: Path) -> None:
    with pytest.raises(UserError, match=r"No row of this workbook is judged\. Choose “approved” or “change needed”"):
        taken(root, fill(made(root), {}))


def test_a_workbook_of_another_project_is_refused(root: Path) -> None:
    path = fill(made(root), {1: "approved"})
    (root / "source/rest.md").rename(root / "source/sleep.md")
    with pytest.raises(UserError, match=r"The workbook is of the guide “rest” in “es”, which this project does not"):
        taken(root, path)


# ── the command ──


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["rest", "es"], "A review sheet needs a guide, a language and a file."),
        (["rest", "es", "-o", "a.odt"], "a.odt: A review sheet is a .pdf to print or an .xlsx to fill in."),
        (["rest", "es", "-o", "no/a.pdf"], "no/a.pdf: There is no folder 'no'."),
        (["rust", "es", "-o", "a.pdf"], "source: There is no guide 'rust'."),
        (["rest", "--read", "a.xlsx"], "--read takes a workbook alone"),
        (["--read", "a.xlsx"], "a.xlsx: There is no such file."),
        (["--read", "a.xlsm"], "a.xlsm: A workbook to read is an .xlsx file."),
        (["rest", "es", "-o", "a.pdf", "--accept-others"], "--accept-others"),
    ],
)
def test_wrong_use_gets_one_sentence(root: Path, run: Run, options: list[str], sentence: str) -> None:
    outcome = run("review-sheet", *options, at=root)
    assert outcome.code == 2
    assert sentence in outcome.err
    assert outcome.err.count("\n") == 1
    assert not (root / "a.pdf").exists()


def test_the_command_says_what_it_made(root: Path, run: Run) -> None:
    outcome = run("review-sheet", "rest", "Spanish", "-o", "r.xlsx", at=root)
    assert outcome.code == 0
    assert outcome.out == f"r.xlsx: sheet {opened(root)[1].id}, Rest, Spanish; 7 texts to judge.\n"
