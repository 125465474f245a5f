"""Packs of guides, the notice in all languages, and the sheet where people point at theirs."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdfium2 import raw

from pages import boxes, embedded_fonts, sheet_pages, words_of
from projects import SETTINGS, MakeProject, Run, edit

EDGE = 12
"""Points that office printers leave white."""
TAGS = ("es", "ar", "ur", "km", "my", "zh-Hans")
NOTICE = """\
---
title: Help in your language
version: "1"
---

Help is free. Call {clinic.phone}.

## Ask for it[^a]

- An interpreter
- Large print

[^a]: At any desk.
"""
TEXTS = {
    "es": ("Ayuda en su idioma", "La ayuda es gratis. Llame al {clinic.phone}."),
    "ar": ("مساعدة بلغتكم", "المساعدة مجانية. اتصلوا بالرقم {clinic.phone}."),
    "ur": ("آپ کی زبان میں مدد", "مدد مفت ہے۔ {clinic.phone} پر کال کریں۔"),
    "km": ("ជំនួយជាភាសារបស់អ្នក", "ជំនួយមិនគិតថ្លៃទេ។ សូមទូរស័ព្ទទៅ {clinic.phone}។"),
    "my": ("သင့်ဘာသာစကားဖြင့် အကူအညီ", "အကူအညီ အခမဲ့ ရသည်။ {clinic.phone} သို့ ဖုန်းခေါ်ပါ။"),
    "zh-Hans": ("用您的语言提供帮助", "帮助免费。请致电 {clinic.phone}。"),
}
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def catalog(*pairs: tuple[str, str]) -> str:
    return HEADER + "".join(f'\nmsgid "{english}"\nmsgstr "{own}"\n' for english, own in pairs)


def notice_files(tags: tuple[str, ...] = TAGS, *, whole: bool = False) -> dict[str, str]:
    quoted = ", ".join(f'"{tag}"' for tag in tags)
    files = {
        "dragoman.toml": SETTINGS.replace('["es"]', f"[{quoted}]") + '[notice]\nguide = "notice"\n',
        "source/notice.md": NOTICE,
    }
    rest = ("Ask for it[^a]", "An interpreter", "Large print", "At any desk.") if whole else ()
    for tag in tags:
        title, text = TEXTS[tag]
        pairs = [("Help in your language", title), ("Help is free. Call {clinic.phone}.", text)]
        # The same letters will do where a test is about what is there, and not what it says.
        pairs += [(english, title + ("[^a]" if "[^a]" in english else "")) for english in rest]
        files[f"locales/{tag.replace('-', '_')}/LC_MESSAGES/notice.po"] = catalog(*pairs)
    return files


def made(run: Run, root: Path, *command: str) -> bytes:
    outcome = run(*command, "-o", "made.pdf", at=root)
    assert outcome.code == 0, outcome.err
    return (root / "made.pdf").read_bytes()


def assert_archival_and_inside(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("1", "2")
        assert opened.Root.MarkInfo.Marked
    assert embedded_fonts(pdf)
    for page, _ in sheet_pages(pdf):
        width, height = page.get_size()
        for left, bottom, right, top in boxes(page):
            assert left >= EDGE and right <= width - EDGE and bottom >= EDGE and top <= height - EDGE


def languages_in(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        marked = {str(item.Lang) for item in opened.objects if isinstance(item, pikepdf.Dictionary) and "/Lang" in item}
        contents = b"".join(page.Contents.read_bytes() for page in opened.pages)
    return marked | {found.decode() for found in re.findall(rb"/Lang ?\(([A-Za-z-]+)\)", contents)}


def size_of(page: Any, letters: str) -> float:
    text = page.get_textpage()
    start = text.search(letters).get_next()
    assert start, letters
    return float(raw.FPDFText_GetFontSize(text.raw, start[0]))


# ── packs ──


@pytest.mark.parametrize("tag", ["es", "ar", "ur", "km"])
def test_a_pack_counts_the_pages_of_each_guide_and_its_own(tag: str, shipped: Path, run: Run) -> None:
    pdf = made(run, shipped, "pack", tag, "warning-signs", "before-your-injection")
    assert_archival_and_inside(pdf)
    pages = [text for _, text in sheet_pages(pdf)]
    firsts = [1 + number for number, text in enumerate(pages) if _says_page(text, 1) and number > 0]
    assert len(firsts) == 2
    assert all(first % 2 for first in firsts), "each guide is on leaves of its own"
    assert {"Warning", "Before", "DRAFT", *map(str, firsts)} <= words_of(pages[0])
    for number, text in enumerate(pages[firsts[0] - 1 :], start=firsts[0]):
        if "Pack" in text:
            assert {str(number), str(len(pages))} <= words_of(text)
            first = max(first for first in firsts if first <= number)
            assert _says_page(text, number - first + 1)


def _says_page(text: str, number: int) -> bool:
    """Where a page reads from the right, the words of its foot come out in the opposite order."""
    return "Pack" in text and re.search(rf"\bPage {number} of \d|\d of {number} Page\b", text) is not None


def test_a_pack_is_a_draft_as_long_as_any_of_it_is(project: MakeProject, run: Run) -> None:
    guide = "---\ntitle: {}\n---\n\n## Rest {{#rest}}\n\nRest[^1]. See [here](#rest).\n\n[^1]: Today.\n"
    done = [
        ("Rest {#rest}", "Descanso"),
        ("Rest", "Descanso"),
        ("Rest[^1]. See [here](#rest).", "Reposo[^1]. [Vea](#rest)."),
        ("Today.", "Hoy."),
    ]
    root = project(
        {
            "source/one.md": guide.format("One"),
            "source/two.md": guide.format("Two"),
            "locales/es/LC_MESSAGES/one.po": catalog(("One", "Uno"), *done),
            "locales/es/LC_MESSAGES/two.po": catalog(("Two", "Dos")),
        }
    )
    both, first = made(run, root, "pack", "es"), made(run, root, "pack", "es", "one")
    (_, cover), *_ = sheet_pages(both)
    assert cover.count("Final") == 1 and "DRAFT" in cover
    assert "Small" in cover and "Spanish / Español" in cover and "Uno" in cover and "Dos" in cover
    assert not any("DRAFT" in text for _, text in sheet_pages(first))
    # Names of headings and notes do not meet those of another guide.
    assert both == made(run, root, "pack", "es")


def test_what_cannot_be_a_pack_is_said_in_a_sentence(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": "---\ntitle: Rest\n---\n\nRest.\n"})
    for arguments, problem in ((("es", "rst"), "rst"), (("xx",), "xx")):
        outcome = run("pack", *arguments, "-o", "made.pdf", at=root)
        assert (outcome.code, problem in outcome.err) == (2, True)
        assert not (root / "made.pdf").exists()


# ── the notice ──


def test_a_notice_is_in_all_languages_at_twenty_points(project: MakeProject, run: Run) -> None:
    root = project(notice_files())
    pdf = made(run, root, "notice")
    assert_archival_and_inside(pdf)
    text = " ".join(text for _, text in sheet_pages(pdf))
    for english in ("English", "Spanish", "Arabic", "Urdu", "Khmer", "Burmese", "Chinese (Simplified)"):
        assert english in text or " ".join(reversed(english.split())) in text
    assert "DRAFT" in text and "555-0100" in text
    assert {"es", "ar", "ur", "km", "my", "zh-CN"} <= languages_in(pdf)
    first, _ = next(sheet_pages(pdf))
    assert size_of(first, "Help is free") >= 20
    assert size_of(first, "La ayuda es gratis") >= 20
    assert pdf == made(run, root, "notice")


def test_a_notice_names_the_languages_that_it_has_not_got(project: MakeProject, run: Run) -> None:
    files = notice_files(("es", "km"), whole=True)
    del files["locales/km/LC_MESSAGES/notice.po"]
    outcome = run("notice", "-o", "made.pdf", at=(root := project(files)))
    assert "Khmer" in outcome.out and "draft" in outcome.out
    text = " ".join(text for _, text in sheet_pages((root / "made.pdf").read_bytes()))
    assert "without: Khmer" in text and "DRAFT" in text


def test_a_notice_whose_texts_are_all_there_is_final(project: MakeProject, run: Run) -> None:
    root = project(notice_files(("es",), whole=True))
    assert "final" in run("notice", "-o", "made.pdf", at=root).out
    assert "DRAFT" not in " ".join(text for _, text in sheet_pages((root / "made.pdf").read_bytes()))
    edit(root / "dragoman.toml", "sign_off = false", "sign_off = true")
    assert "draft" in run("notice", "-o", "made.pdf", at=root).out
    assert "DRAFT" in " ".join(text for _, text in sheet_pages((root / "made.pdf").read_bytes()))


def test_the_text_of_a_notice_is_the_clinics_own(shipped: Path, run: Run) -> None:
    outcome = run("notice", "-o", "made.pdf", at=shipped)
    assert (outcome.code, "no notice of its own" in outcome.err) == (2, True)
    (shipped / "dragoman.toml").write_text((shipped / "dragoman.toml").read_text("utf-8") + '[notice]\nguide = "x"\n')
    assert run("notice", "-o", "made.pdf", at=shipped).code == 2


# ── I speak ──


def test_people_can_point_at_their_language(shipped: Path, run: Run) -> None:
    pdf = made(run, shipped, "i-speak")
    assert_archival_and_inside(pdf)
    pages = list(sheet_pages(pdf))
    text = " ".join(text for _, text in pages)
    assert len(pages) == 1
    assert "Hablo español." in text and "Я говорю по-русски." in text and "我说中文。" in text
    assert {"Spanish", "Hmong", "Oromo", "Urdu", "DRAFT", *map(str, range(1, 14))} <= words_of(text)
    assert {"es", "ar", "ur", "km", "my", "zh-CN", "ru", "om"} <= languages_in(pdf)
    assert size_of(pages[0][0], "Hmoob Dawb") >= 24
    assert pdf == made(run, shipped, "i-speak")


def test_the_sheet_of_languages_is_final_when_its_sentence_is(project: MakeProject, run: Run) -> None:
    words = {"locales/es/LC_MESSAGES/page.po": catalog(("I speak this language.", "Hablo español."))}
    root = project({"source/rest.md": "---\ntitle: Rest\n---\n\nRest.\n", **words})
    assert "final" in run("i-speak", "-o", "made.pdf", at=root).out
    edit(root / "dragoman.toml", "sign_off = false", "sign_off = true")
    assert "draft" in run("i-speak", "-o", "made.pdf", at=root).out
    edit(root / "dragoman.toml", "sign_off = true", "sign_off = false")
    (root / "locales/es/LC_MESSAGES/page.po").unlink()
    assert "draft" in run("i-speak", "-o", "made.pdf", at=root).out
    (_, text), *_ = sheet_pages((root / "made.pdf").read_bytes())
    assert "I speak this language." in text and "Not approved: Spanish" in text
