"""`dragoman proof`: all languages of a guide side by side."""

from __future__ import annotations

import io
import re

import pikepdf
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


def test_all_pages_are_there_on_request(run: Run, tmp_path: object) -> None:
    output = f"{tmp_path}/proof.pdf"
    made = run("proof", "warning-signs", "es", "ur", "--pages", "all", "-o", output, at=SHIPPED)
    assert (made.code, made.out.partition(": ")[2]) == (0, "all pages of 2 sheets; 2 of them are drafts.\n")
    (page,) = pypdfium2.PdfDocument(output)
    counts = re.findall(r"(\d+) pages", page.get_textpage().get_text_range())
    assert len(counts) == 2
    with pikepdf.open(output) as opened:
        elements = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary)]
        alts = [str(item.Alt) for item in elements if item.get("/S") == "/Figure" and "/Alt" in item]
    expected = [
        f"{name}, page {n} of {count}"
        for name, count in zip(("Spanish", "Urdu"), counts, strict=True)
        for n in range(1, int(count) + 1)
    ]
    assert sorted(alts) == sorted(expected)


def test_pages_are_the_first_or_all(run: Run) -> None:
    assert run("proof", "warning-signs", "es", "--pages", "some", "-o", "proof.pdf", at=SHIPPED).code == 2


@pytest.mark.parametrize("name", ["proof.txt", "nowhere/proof.pdf"])
def test_a_proof_is_a_pdf_or_a_picture_in_a_folder(project: MakeProject, run: Run, name: str) -> None:
    assert run("proof", "-o", name, at=project({"source/care.md": GUIDE})).code == 2


def test_the_same_project_gives_the_same_bytes(project: MakeProject, run: Run) -> None:
    root = project({"source/care.md": GUIDE})
    for name in ("a.pdf", "b.pdf"):
        assert run("proof", "care", "en", "-o", name, at=root).code == 0
    assert (root / "a.pdf").read_bytes() == (root / "b.pdf").read_bytes()
