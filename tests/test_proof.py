"""`dragoman proof`: all languages of a guide side by side."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from projects import SHIPPED, MakeProject, Run

GUIDE = "---\ntitle: Care\n---\n\nRest today.\n"


def test_each_language_is_there_by_both_names_with_its_pages_and_state(tmp_path: object, run: Run) -> None:
    output = f"{tmp_path}/proof.pdf"
    made = run("proof", "warning-signs", "before-your-injection", "es", "ur", "-o", output, at=SHIPPED)
    assert (made.code, made.out.partition(": ")[2]) == (0, "the first pages of 4 sheets; 4 of them are drafts.\n")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(output)]
    assert len(pages) == 2
    for text in pages:
        assert {"Spanish", "Español", "Urdu", "DRAFT", "pages"} <= set(text.split())


def test_a_picture_has_one_guide(project: MakeProject, run: Run) -> None:
    root = project({"source/care.md": GUIDE, "source/other.md": GUIDE})
    assert run("proof", "care", "en", "-o", "proof.png", at=root).code == 0
    picture = Image.open(io.BytesIO((root / "proof.png").read_bytes()))
    assert picture.width == 11 * 144
    wrong = run("proof", "-o", "more.png", at=root)
    assert (wrong.code, wrong.err) == (2, "A picture has room for one guide. Name one guide, or write a .pdf.\n")
    assert not (root / "more.png").exists()


@pytest.mark.parametrize("name", ["proof.txt", "nowhere/proof.pdf"])
def test_a_proof_is_a_pdf_or_a_picture_in_a_folder(project: MakeProject, run: Run, name: str) -> None:
    assert run("proof", "-o", name, at=project({"source/care.md": GUIDE})).code == 2


def test_the_same_project_gives_the_same_bytes(project: MakeProject, run: Run) -> None:
    root = project({"source/care.md": GUIDE})
    for name in ("a.pdf", "b.pdf"):
        assert run("proof", "care", "en", "-o", name, at=root).code == 0
    assert (root / "a.pdf").read_bytes() == (root / "b.pdf").read_bytes()
