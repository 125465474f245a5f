"""Certificates: who signed what, in any script, and what a draft lacks."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from dragoman.model import Judgement, Signer
from projects import MakeProject, Run, edit
from signing import CLINICIAN, SETTINGS, TRANSLATOR, Hand, on, sign_all, small


@pytest.fixture
def unsigned(project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small(project)
    on(monkeypatch, "2026-01-20")
    return root


def certificate(root: Path, run: Run, *options: str) -> tuple[int, bytes]:
    said = run("certificate", "rest", "es", "-o", "c.pdf", *options, at=root)
    assert said.err == ""
    return said.code, (root / "c.pdf").read_bytes()


def words_of(pdf: bytes) -> str:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return " ".join(" ".join(pages).replace("\u2011", "-").replace("\ufffe", "-").split())


def test_who_signed_what_and_when(unsigned: Path, run: Run) -> None:
    sign_all(unsigned)
    code, pdf = certificate(unsigned, run)
    words = words_of(pdf)
    assert code == 0
    assert "This handout is final. The people named below have signed every text that it shows." in words
    assert "As of 2026-01-20." in words
    assert "Ana López" in words
    assert "ATA-certified English into Spanish" in words.replace("- ", "-")
    assert "machine, then person" in words
    assert "Dr. Kim Lee" in words
    assert "(763) 555-0100" in words.replace("\u00a0", " ")
    assert "What is lacking" not in words
    assert "DRAFT" not in words.partition("Every text")[0]


def test_the_sheet_it_is_about(unsigned: Path, run: Run) -> None:
    sign_all(unsigned)
    for office in ("main", "lake"):
        run("print", "rest", "es", "-o", "sheet.pdf", "--location", office, at=unsigned)
        sheet = hashlib.sha256((unsigned / "sheet.pdf").read_bytes()).hexdigest()
        assert sheet in words_of(certificate(unsigned, run, "--location", office)[1])


def test_each_signed_text_by_its_hash(unsigned: Path, run: Run) -> None:
    sign_all(unsigned)
    words = words_of(certificate(unsigned, run)[1])
    ledgers = [unsigned / "locales" / tag / "signoff.jsonl" for tag in ("en", "es")]
    lines = [line for ledger in ledgers for line in ledger.read_text("utf-8").splitlines()]
    assert len(lines) > 10
    for line in lines:
        assert line.split('"')[3] in words


def test_a_draft_says_so_and_what_is_lacking(unsigned: Path, run: Run) -> None:
    sign_all(unsigned, [CLINICIAN])
    sign_all(unsigned, [Hand(Signer.EDITOR, "Luz Paz", "2026-01-16", judgement=Judgement.REJECTED)])
    code, pdf = certificate(unsigned, run)
    words = words_of(pdf)
    assert code == 1
    assert "DRAFT – not for patients" in words
    assert "This handout is a draft. It may not be given to patients." in words
    assert "Not signed by a translator:" in words
    assert "Rejected by Luz Paz:" in words


def test_nobody_signed(unsigned: Path, run: Run) -> None:
    words = words_of(certificate(unsigned, run)[1])
    assert "Nobody has signed any text of this handout." in words


def test_a_project_without_signatures(project: MakeProject, run: Run) -> None:
    root = small(project, SETTINGS.replace("[policy]\n", '[policy]\nsign_off = false\nmachine = "unreviewed"\n'))
    code, pdf = certificate(root, run)
    assert code == 0
    assert "The policy of the project asks for no signature." in words_of(pdf)


@pytest.mark.parametrize(
    "name", ["ليلى حسن", "王小明", "Ана Иванова", "አበበ በቀለ", "មុំ ចាន់", "မောင်မောင်", "Nguyễn Thị Ánh"]
)
def test_names_in_any_script(unsigned: Path, run: Run, name: str) -> None:
    sign_all(unsigned, [CLINICIAN, Hand(Signer.TRANSLATOR, name)])
    code, pdf = certificate(unsigned, run)
    assert code == 0
    shown = {letter for letter in words_of(pdf) if letter.isalpha()}
    assert {letter for letter in name if letter.isalpha()} <= shown


def test_a_name_that_no_font_has(unsigned: Path, run: Run) -> None:
    sign_all(unsigned, [CLINICIAN, Hand(Signer.TRANSLATOR, "𓀀 Horus")])
    said = run("certificate", "rest", "es", "-o", "c.pdf", at=unsigned)
    assert said.code == 2
    assert said.err == (
        "No bundled font has '𓀀' (U+13000) of “𓀀 Horus”. "
        "Write the name or word with other letters where it was signed.\n"
    )
    assert not (unsigned / "c.pdf").exists()


def test_a_name_is_never_code(unsigned: Path, run: Run) -> None:
    sign_all(unsigned, [CLINICIAN, Hand(Signer.TRANSLATOR, '#panic("x") *b* $x$ \\ ]', qualification="#sys")])
    code, pdf = certificate(unsigned, run)
    assert code == 0
    assert '#panic("x") *b* $x$ \\ ]' in words_of(pdf)


def test_it_is_tagged_and_archival_and_the_same_each_time(unsigned: Path, run: Run) -> None:
    sign_all(unsigned, [CLINICIAN, TRANSLATOR])
    _, pdf = certificate(unsigned, run)
    assert certificate(unsigned, run)[1] == pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "en-US"
        with opened.open_metadata() as metadata:
            assert metadata["dc:title"] == "Certificate: Rest, Spanish"
            assert (metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("1", "2")


def test_an_english_handout(unsigned: Path, run: Run) -> None:
    sign_all(unsigned, [CLINICIAN])
    said = run("certificate", "rest", "en", "-o", "c.pdf", at=unsigned)
    assert said.out == "c.pdf: certificate of Rest, English; final.\n"


@pytest.mark.parametrize("output", ["no/c.pdf", "c.txt", "source"])
def test_it_goes_only_where_it_can(unsigned: Path, run: Run, output: str) -> None:
    assert run("certificate", "rest", "es", "-o", output, at=unsigned).code == 2


def test_two_roles_of_one_person_are_two_lines(unsigned: Path, run: Run) -> None:
    edit(unsigned / "dragoman.toml", "info = { people = 1 }", 'info = { roles = ["translator", "editor"] }')
    sign_all(unsigned, [CLINICIAN, TRANSLATOR, Hand(Signer.EDITOR, "ana  lópez", "2026-01-17")])
    words = words_of(certificate(unsigned, run)[1])
    assert "Ana López translator" in words
    assert "ana lópez editor" in words
