"""What a sheet is: the answers for real PDFs, for altered ones, and for what is no sheet at all."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from dragoman import verification
from dragoman.model import Limits, Signer
from dragoman.pressroom import set_pdf
from dragoman.project import find_project
from dragoman.render.identity import SheetMark, find_mark, find_pack_mark, mark_keyword, pack_keyword, stated_forms
from dragoman.render.strip import revision_of
from dragoman.verification import MAX_SHEET_BYTES
from projects import MakeProject, Run, edit
from signing import Hand, change_english, on, sign_all, small


@pytest.fixture
def final(project: MakeProject, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that is final on 2026-01-20 and kept, with the Spanish sheet of the first location as `sheet.pdf`."""
    root = small(project)
    sign_all(root)
    on(monkeypatch, "2026-01-20")
    run("archive", at=root)
    run("print", "rest", "es", "-o", "sheet.pdf", at=root)
    return root


def asked(run: Run, root: Path, *arguments: str) -> tuple[int, list[Mapping[str, Any]]]:
    said = run("verify", *arguments, "--format", "json", at=root)
    assert said.err == ""
    return said.code, json.loads(said.out)["sheets"]


def answer(run: Run, root: Path, *arguments: str) -> tuple[int, Mapping[str, Any]]:
    code, (row,) = asked(run, root, *arguments)
    return code, row


@pytest.fixture
def settings_made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The forms that `verify` sets, one after another."""
    made: list[str] = []

    def counted(sheet: Any, timestamp: int, limits: Limits) -> bytes:
        made.append(sheet["form"])
        return set_pdf(sheet, timestamp, limits)

    monkeypatch.setattr(verification, "set_pdf", counted)
    return made


# ── the form that a file states ──


@pytest.mark.parametrize("options", ["", "--size 24 --bilingual stacked --numbered", "--booklet --size 18 --paper a4"])
def test_only_the_form_that_a_file_states_is_set(final: Path, run: Run, settings_made: list[str], options: str) -> None:
    """Not the archived bytes, so that they must be found by setting: once for each location, with the same identity."""
    run("print", "rest", "es", "-o", "other.pdf", "--location", "lake", *options.split(), at=final)
    assert answer(run, final, "other.pdf")[1]["answer"] == "current"
    assert len(settings_made) <= 1


def test_a_stated_form_is_not_believed(final: Path, run: Run, settings_made: list[str]) -> None:
    """A file that says two forms of itself, the first of them a wrong one, is known by its bytes or not at all."""
    run("print", "rest", "es", "-o", "large.pdf", "--size", "24", at=final)
    content = (final / "large.pdf").read_bytes()
    assert stated_forms(content) == {("us-letter", "24")}
    (final / "large.pdf").write_bytes(content.replace(b"us-letter:24", b"us-letter:18"))
    assert answer(run, final, "large.pdf")[1]["answer"] == "altered"
    assert settings_made == ["18"]
    (final / "odd.pdf").write_bytes(content.replace(b"us-letter:24", b"us-letter:99"))
    assert answer(run, final, "odd.pdf")[1]["answer"] == "altered"
    assert settings_made == ["18"], "what is no form is not set"


# ── packs ──


def test_a_pack_is_known_as_one(final: Path, run: Run) -> None:
    run("pack", "es", "rest", "-o", "pack.pdf", "--location", "lake", "--paper", "a4", at=final)
    code, row = answer(run, final, "pack.pdf")
    assert (code, row["answer"], row["guide"], row["language"], row["office"]) == (0, "current", "rest", "es", "lake")
    assert row["says"] == "These are the texts that are approved today."


def test_a_pack_that_was_altered_or_is_old_or_a_draft(final: Path, run: Run) -> None:
    run("pack", "es", "rest", "-o", "pack.pdf", at=final)
    content = (final / "pack.pdf").read_bytes()
    (final / "altered.pdf").write_bytes(content + b"\n%%EOF\n")
    assert answer(run, final, "altered.pdf")[1]["says"].startswith("It says that it has the texts of today, and its")
    change_english(final)
    code, row = answer(run, final, "pack.pdf")
    assert (code, row["answer"]) == (1, "altered")
    assert row["says"] == "It says that it has texts that are not those of today. Make a new one."
    run("pack", "es", "rest", "-o", "draft.pdf", at=final)
    assert answer(run, final, "draft.pdf")[1]["answer"] == "draft"
    (final / "copy.pdf").write_bytes((final / "draft.pdf").read_bytes() + b"\n%%EOF\n")
    assert answer(run, final, "copy.pdf")[1]["says"].startswith("It says of itself that it has drafts")


def test_a_pack_of_what_the_project_has_not_is_altered(final: Path, run: Run) -> None:
    run("pack", "es", "rest", "-o", "pack.pdf", at=final)
    mark = find_pack_mark((final / "pack.pdf").read_bytes())
    assert mark and mark.guides == ("rest",)
    for other in (replace(mark, guides=("none",)), replace(mark, language="xx")):
        content = b"%PDF-1.7\n" + pack_keyword(other).encode() + b"\n%%EOF\n"
        (final / "other.pdf").write_bytes(content)
        assert answer(run, final, "other.pdf")[1]["answer"] == "altered"


# ── the five answers ──


def test_current(final: Path, run: Run) -> None:
    code, row = answer(run, final, "sheet.pdf")
    assert (code, row["answer"]) == (0, "current")
    assert (row["guide"], row["language"], row["office"]) == ("rest", "es", "main")


@pytest.mark.parametrize(
    "options", ["--location lake", "--paper a4", "--location lake --paper a4", "--size 24", "--bilingual stacked"]
)
def test_current_in_another_form(final: Path, run: Run, options: str) -> None:
    run("print", "rest", "es", "-o", "other.pdf", *options.split(), at=final)
    code, row = answer(run, final, "other.pdf")
    assert (code, row["answer"]) == (0, "current")
    assert row["office"] == ("lake" if "lake" in options else "main")


def test_out_of_date_since_when_and_what_to_do(final: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    change_english(final)
    on(monkeypatch, "2026-03-02")
    code, row = answer(run, final, "sheet.pdf")
    assert (code, row["answer"]) == (1, "outdated")
    assert (row["approved_on"], row["since"]) == ("2026-01-15", "2026-03-01")
    assert row["says"] == (
        "The English was changed on 2026-03-01. The newer version is not approved yet: "
        "print this one anew with --last-approved, and its notice."
    )


def test_out_of_date_where_a_newer_version_is_final(final: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(final / "locales/es/LC_MESSAGES/rest.po", "Descanse hoy.", "Descanse mucho hoy.")
    sign_all(final, [Hand(Signer.TRANSLATOR, "Ana López", "2026-02-01")])
    on(monkeypatch, "2026-02-02")
    code, row = answer(run, final, "sheet.pdf")
    assert (code, row["answer"]) == (1, "outdated")
    assert row["says"].endswith("Print the newer version, and take this one away.")
    run("archive", at=final)  # another version is kept now, and the old one is still known
    code, row = answer(run, final, "sheet.pdf")
    assert (code, row["answer"], row["since"]) == (1, "outdated", "2026-02-02")


def test_a_kept_sheet_whose_approval_ended(final: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "2029-02-01")
    _, row = answer(run, final, "sheet.pdf")
    assert row["answer"] == "outdated"
    assert row["says"].startswith("Its approval has ended")


def test_a_draft(project: MakeProject, run: Run) -> None:
    root = small(project)
    run("print", "rest", "es", "-o", "sheet.pdf", at=root)
    code, row = answer(run, root, "sheet.pdf")
    assert (code, row["answer"]) == (1, "draft")
    change_english(root)  # its bytes are no longer those of today's draft
    code, row = answer(run, root, "sheet.pdf")
    assert (code, row["answer"]) == (1, "draft")


def altered(pdf: bytes) -> bytes:
    """The sheet with another first page, its properties as they were."""
    with pikepdf.open(io.BytesIO(pdf)) as changed:
        changed.pages[0].rotate(180, relative=True)
        out = io.BytesIO()
        changed.save(out)
    return out.getvalue()


def test_altered(final: Path, run: Run) -> None:
    path = final / "sheet.pdf"
    path.write_bytes(altered(path.read_bytes()))
    code, row = answer(run, final, "sheet.pdf")
    assert (code, row["answer"], row["guide"], row["language"]) == (1, "altered", "rest", "es")
    assert row["says"].startswith("It says that it has the text of today, and its bytes are others")


def test_one_byte_makes_the_difference(final: Path, run: Run) -> None:
    path = final / "sheet.pdf"
    path.write_bytes(path.read_bytes() + b"\n")
    assert answer(run, final, "sheet.pdf")[1]["answer"] == "altered"


def test_with_other_values(final: Path, run: Run) -> None:
    settings = (final / "dragoman.toml").read_text("utf-8")
    edit(final / "dragoman.toml", "(763) 555-0100", "(763) 555-0111")
    run("print", "rest", "es", "-o", "sheet.pdf", at=final)
    (final / "dragoman.toml").write_text(settings, "utf-8")
    code, row = answer(run, final, "sheet.pdf")
    assert (code, row["answer"]) == (1, "altered")
    assert "neither today's handouts nor the archive have" in row["says"]


def test_a_forged_mark_makes_nothing_current(final: Path, run: Run) -> None:
    mark = find_mark((final / "sheet.pdf").read_bytes())
    assert mark is not None
    forged = pikepdf.new()
    forged.add_blank_page()
    with forged.open_metadata() as metadata:
        metadata["pdf:Keywords"] = mark_keyword(mark)
    forged.save(final / "forged.pdf")
    assert answer(run, final, "forged.pdf")[1]["answer"] == "altered"


def test_unknown(final: Path, run: Run) -> None:
    stranger = pikepdf.new()
    stranger.add_blank_page()
    stranger.save(final / "stranger.pdf")
    code, row = answer(run, final, "stranger.pdf")
    assert (code, row["answer"]) == (1, "unknown")


def test_a_notice_is_no_sheet(final: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    change_english(final)
    on(monkeypatch, "2026-03-02")
    run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", at=final)
    code, row = answer(run, final, "sheet-notice.pdf")
    assert (code, row["answer"]) == (1, "unknown")
    assert row["says"] == "This is a notice that goes with a sheet, and no sheet."


def test_a_mark_of_a_guide_that_there_is_not(final: Path, run: Run) -> None:
    strange = SheetMark("../../etc", "xx", "0" * 32, "final")
    assert find_mark(mark_keyword(strange).encode()) is None
    pdf = b"%PDF-1.7\ndragoman:other:xx:" + b"0" * 32 + b":final \n%%EOF"
    (final / "strange.pdf").write_bytes(pdf)
    assert answer(run, final, "strange.pdf")[1]["answer"] == "altered"


# ── the id on paper ──


def test_the_id_at_the_foot(final: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = find_mark((final / "sheet.pdf").read_bytes())
    assert mark is not None
    short = mark.identity[:8]
    assert short in (final / "sheet.pdf").read_bytes().decode("latin-1")
    code, row = answer(run, final, "--hash", short.upper())
    assert (code, row["answer"], row["guide"], row["office"]) == (0, "current", "rest", "main")
    change_english(final)
    on(monkeypatch, "2026-03-02")
    code, row = answer(run, final, "--hash", short)
    assert (code, row["answer"], row["since"]) == (1, "outdated", "2026-03-01")
    code, row = answer(run, final, "--hash", "0123456789")
    assert (code, row["answer"]) == (1, "unknown")


def test_the_hash_of_the_english_is_told_from_an_id(final: Path, run: Run) -> None:
    revision = revision_of(find_project(final).guide("rest"))
    code, row = answer(run, final, "--hash", revision)
    assert (code, row["answer"], row["guide"]) == (1, "unknown", "rest")
    assert row["says"].endswith("Give the digits that stand after “id”.")


def test_a_sheet_that_was_filled_in(final: Path, run: Run) -> None:
    guide = final / "source/rest.md"
    edit(guide, 'version: "1"\n', 'version: "1"\nblanks:\n  next: Rest\n')
    edit(guide, "fever.", "fever.\n\n{blank.next}")
    sign_all(final)
    run("print", "rest", "es", "-o", "plain.pdf", at=final)
    assert answer(run, final, "plain.pdf")[1]["answer"] == "current"
    run("print", "rest", "es", "-o", "filled.pdf", "--set", "blank.next=Monday", at=final)
    code, row = answer(run, final, "filled.pdf")
    assert (code, row["answer"]) == (1, "altered")
    assert row["says"].startswith("It says that it has the text of today")


def test_the_id_is_printed(final: Path) -> None:
    mark = find_mark((final / "sheet.pdf").read_bytes())
    assert mark is not None
    words = pypdfium2.PdfDocument(final / "sheet.pdf")[0].get_textpage().get_text_range()
    assert f"id {mark.identity[:8]}" in words


def test_the_id_is_of_the_text_with_its_facts(final: Path, run: Run) -> None:
    ids = {}
    for name, options in {"letter": (), "a4": ("--paper", "a4"), "lake": ("--location", "lake")}.items():
        run("print", "rest", "es", "-o", "x.pdf", *options, at=final)
        mark = find_mark((final / "x.pdf").read_bytes())
        assert mark is not None
        ids[name] = mark.identity
    assert ids["letter"] == ids["a4"] != ids["lake"]


def test_a_signature_does_not_change_the_id(project: MakeProject, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small(project)
    on(monkeypatch, "2026-01-20")
    marks = []
    for _ in range(2):
        run("print", "rest", "es", "-o", "x.pdf", at=root)
        marks.append(find_mark((root / "x.pdf").read_bytes()))
        sign_all(root)
    assert marks[0] is not None
    assert marks[1] is not None
    assert (marks[0].state, marks[1].state) == ("draft", "final")
    assert marks[0].identity == marks[1].identity


# ── what is no sheet ──


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This is not a PDF."),
        (b"Dear reader", "This is not a PDF."),
        (b"\x00" * 3000, "This is not a PDF."),
        (b"%PDF-1.7\nno end", "This PDF is not whole: its end is missing. Copy or fetch it again."),
    ],
)
def test_what_cannot_be_read(final: Path, run: Run, content: bytes, sentence: str) -> None:
    (final / "x.pdf").write_bytes(content)
    code, row = answer(run, final, "x.pdf")
    assert (code, row["answer"], row["says"]) == (2, "unreadable", sentence)


def test_a_truncated_sheet(final: Path, run: Run) -> None:
    path = final / "sheet.pdf"
    path.write_bytes(path.read_bytes()[:-2000])
    code, row = answer(run, final, "sheet.pdf")
    assert (code, row["answer"]) == (2, "unreadable")
    assert row["says"] == "This PDF is not whole: its end is missing. Copy or fetch it again."


def test_a_huge_file_is_refused_before_it_is_read(final: Path, run: Run) -> None:
    with (final / "huge.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(200_000_000)
    code, row = answer(run, final, "huge.pdf")
    assert (code, row["answer"]) == (2, "unreadable")
    assert row["says"] == f"The file is larger than {MAX_SHEET_BYTES:,} bytes. A sheet is far smaller."


def test_a_folder_and_no_file(final: Path, run: Run) -> None:
    code, rows = asked(run, final, "source", "nothing.pdf", "sheet.pdf")
    assert code == 2
    assert [row["answer"] for row in rows] == ["unreadable", "unreadable", "current"]
    assert rows[1]["says"] == "There is no such file."


def test_nothing_to_verify(final: Path, run: Run) -> None:
    said = run("verify", at=final)
    assert said.code == 2
    assert said.err == "There is nothing to verify. Name a file, or give --hash with the id of a sheet.\n"


@pytest.mark.parametrize("digits", ["12345", "xyzxyz", "1" * 65, ""])
def test_an_id_that_is_none(final: Path, run: Run, digits: str) -> None:
    said = run("verify", "--hash", digits, at=final)
    assert said.code == 2
    assert "an id such as 3fa91c07" in said.err


def test_the_table_for_people(final: Path, run: Run) -> None:
    (final / "red\x1b[31m.pdf").write_bytes(b"no")
    said = run("verify", "sheet.pdf", "red\x1b[31m.pdf", at=final)
    first, why, second, _ = said.out.splitlines()
    assert re.fullmatch(r"CURRENT     sheet\.pdf  \(rest es main · id [0-9a-f]{8} · approved on 2026-01-15\)", first), (
        first
    )
    assert why.strip() == "This is the text that is approved today."
    assert second.startswith("UNREADABLE  ")
    assert "\x1b" not in said.out
