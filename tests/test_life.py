"""One language from draft to final and back, as docs/signing.md tells it; each step is seen on the sheet itself.

`tools/life_pictures.py` makes the pictures of that page out of the same steps.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2

from projects import MakeProject, Run, edit
from test_sign import SETTINGS

GUIDE = """\
---
title: After your injection
summary: What to do today.
---

## Today

Rest at home today.

> [!WARNING]
> Call 911 if you have truoble breathing.
"""
SPANISH = {
    "After your injection": "Después de su inyección",
    "What to do today.": "Qué hacer hoy.",
    "Today": "Hoy",
    "Rest at home today.": "Descanse hoy en casa.",
    "Call 911 if you have truoble breathing.": "Llame al 911 si le cuesta respirar.",
}
PAGE = {
    "DRAFT – not for patients": "BORRADOR: no es para pacientes",
    "Warning": "Advertencia",
}
SHEET = "sheet.pdf"
Picture = Callable[[str], None]
"""Told the name of a step, when its sheet has been printed."""


def translate(root: Path, domain: str, texts: dict[str, str]) -> None:
    path = root / f"locales/es/LC_MESSAGES/{domain}.po"
    for english, spanish in texts.items():
        edit(path, f'msgid "{english}"\nmsgstr ""\n', f'msgid "{english}"\nmsgstr "{spanish}"\n')


def printed(root: Path, run: Run) -> str:
    """All words on the sheet that the front desk gets now, and what the command says of it."""
    outcome = run("print", "after", "es", "-o", SHEET, at=root)
    assert outcome.code == 0, outcome.err
    pdf = pypdfium2.PdfDocument(root / SHEET)
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return " ".join(f"{outcome.out} {text}".split())


def sign(root: Path, run: Run, language: str, name: str, role: str) -> None:
    assert run("sign", "after", language, "--by", name, "--role", role, "--all", at=root).code == 0


def test_the_life_of_a_handout(project: MakeProject, run: Run) -> None:
    seen: list[str] = []
    live(project({"dragoman.toml": SETTINGS, "source/after.md": GUIDE}), run, seen.append)
    assert seen == ["life-draft", "life-final", "life-changed"]


def live(root: Path, run: Run, picture: Picture) -> None:
    final = _to_final(root, run, picture)
    _through_a_change(root, run, picture, final)


def _to_final(root: Path, run: Run, picture: Picture) -> bytes:
    """The sheet that everybody has signed."""
    # 1 · a draft in English
    run("extract", at=root)
    run("sync", at=root)
    said = printed(root, run)
    assert "DRAFT" in said
    assert "Rest at home today." in said
    # 2 · translated
    translate(root, "after", SPANISH)
    translate(root, "page", PAGE)
    said = printed(root, run)
    assert "BORRADOR" in said
    assert "Descanse hoy en casa." in said
    picture("life-draft")
    # 3 · signed
    sign(root, run, "es", "Ana López", "translator")
    sign(root, run, "en", "Dr. Ruth Ek", "clinician")
    assert "BORRADOR" in printed(root, run), "instructions and warnings need a second person"
    sign(root, run, "es", "Lee Ray", "editor")
    said = printed(root, run)
    assert "DRAFT" not in said
    assert "signed by translator, editor, clinician" in said
    final = (root / SHEET).read_bytes()
    picture("life-final")
    assert run("archive", at=root).code == 0
    return final


def _through_a_change(root: Path, run: Run, picture: Picture, final: bytes) -> None:
    # 4 · a typo
    edit(root / "source/after.md", "truoble", "trouble")
    assert run("sync", "--typo", "--by", "Sam Oak", at=root).code == 0
    said = printed(root, run)
    assert "; final." in said
    assert "DRAFT" not in said
    # 5 · another meaning
    edit(root / "source/after.md", "Rest at home today.", "Do not drive today.")
    run("extract", at=root)
    run("sync", at=root)
    said = printed(root, run)
    assert "DRAFT" in said
    assert "Do not drive today." in said
    assert "Descanse hoy en casa." not in said, "the old translation says something else"
    picture("life-changed")
    assert run("print", "after", "es", "--last-approved", "-o", SHEET, at=root).code == 0
    assert (root / SHEET).read_bytes() == final, "the approved version, byte for byte"
    notice = pypdfium2.PdfDocument(root / "sheet-notice.pdf")
    assert "approved" in notice[0].get_textpage().get_text_range()
    notice.close()
    # and what if the change is taken back
    edit(root / "source/after.md", "Do not drive today.", "Rest at home today.")
    run("sync", at=root)
    assert "; final." in printed(root, run)
    edit(root / "source/after.md", "Rest at home today.", "Do not drive today.")
    run("sync", at=root)
    # 6 · signed again
    path = root / "locales/es/LC_MESSAGES/after.po"
    edit(path, 'msgid "Do not drive today."\nmsgstr ""\n', 'msgid "Do not drive today."\nmsgstr "No maneje hoy."\n')
    for language, name, role in (
        ("es", "Ana López", "translator"),
        ("es", "Lee Ray", "editor"),
        ("en", "Dr. Ruth Ek", "clinician"),
    ):
        assert "draft" in printed(root, run)
        sign(root, run, language, name, role)
    said = printed(root, run)
    assert "; final." in said
    assert "No maneje hoy." in said
    assert (root / SHEET).read_bytes() != final
