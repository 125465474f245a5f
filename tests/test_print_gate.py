"""`check --print`: sheets are set, taken apart, and held against their own data."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from dragoman.checks.engine import check_sheet
from dragoman.checks.passages import places
from dragoman.checks.views import SheetView
from dragoman.errors import UserError
from dragoman.handouts import open_edition
from dragoman.model import Finding, Passage, TextSize
from dragoman.pdf import take_apart
from dragoman.printing import view_sheet
from dragoman.project import find_project
from projects import SHIPPED, MakeProject, Run, copy_shipped, edit

TODAY = "2026-11-26"
GUIDE = """\
---
title: Care
pages: 1
---

Rest *today* and call [the clinic](https://clinic.example/care).

## At home

Do not drive. Drink water. Call {clinic.phone}.
"""
WORDS = 'msgid ""\nmsgstr "Language: es\\n"\n\nmsgid "Care"\nmsgstr "Cuidado"\n'
Change = Callable[[pikepdf.Pdf], None]


def view(root: Path, tag: str, guide: str, size: TextSize = TextSize.NORMAL) -> SheetView:
    project = find_project(root)
    return view_sheet(open_edition(project, project.language(tag), today=TODAY), guide, size, None)


def changed(root: Path, change: Change) -> list[Finding]:
    """What is found on the sheet of `GUIDE` after its file was changed."""
    from dragoman.build import set_pdf
    from dragoman.handouts import compose_handout, sheet_data

    project = find_project(root)
    edition = open_edition(project, project.english, today=TODAY)
    pdf = set_pdf(sheet_data(edition, compose_handout(edition, "care", None)), 0)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        out = io.BytesIO()
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return list(check_sheet(replace(view(root, "en", "care"), printed=take_apart(out.getvalue()))))


@pytest.fixture(scope="module")
def shipped_views() -> dict[str, SheetView]:
    project = find_project(SHIPPED)
    languages = (project.english, *project.languages)
    editions = {language.tag: open_edition(project, language, today=TODAY) for language in languages}
    office = project.settings.offices[0]
    return {tag: view_sheet(edition, "warning-signs", TextSize.NORMAL, office) for tag, edition in editions.items()}


def test_the_shipped_sheets_are_sound_in_every_language(shipped_views: dict[str, SheetView]) -> None:
    found = {tag: list(check_sheet(view)) for tag, view in shipped_views.items()}
    errors = {tag: [finding.problem for finding in all_ if finding.severity != "note"] for tag, all_ in found.items()}
    # Nobody has translated the drawing's words into a language that is only begun, so that is a note.
    assert errors == {tag: [] for tag in shipped_views}


def test_every_text_has_a_place_and_a_lost_one_has_none(shipped_views: dict[str, SheetView]) -> None:
    """Each passage taken away in turn is missed, by its text or by those that follow; most of them in Arabic script."""
    missed: dict[str, float] = {}
    for tag, view in shipped_views.items():
        assert view.printed and view.expected
        found = places(view.expected, view.printed.passages)
        assert all(place and place.in_order for place in found)
        told = {place.passage for place in found if place and len(place.text.text) > 25}
        rest = [tuple(passage for passage in view.printed.passages if passage is not gone) for gone in told]
        noticed = [
            any(place is None or not place.in_order for place in places(view.expected, passages)) for passages in rest
        ]
        missed[tag] = 1 - sum(noticed) / len(noticed)
    assert [tag for tag, share in missed.items() if share > (0.2 if tag in ("ar", "ur") else 0)] == [], missed


def test_two_paragraphs_in_each_others_place_are_found(shipped_views: dict[str, SheetView]) -> None:
    for tag, view in shipped_views.items():
        assert view.printed and view.expected
        passages = list(view.printed.passages)
        said = dict.fromkeys(place.passage for place in places(view.expected, view.printed.passages) if place)
        one, other = [passages.index(passage) for passage in said if len(passage.text) > 12][5:7]
        passages[one], passages[other] = passages[other], passages[one]
        turned = replace(view, printed=replace(view.printed, passages=tuple(passages)))
        assert {"misplaced-text", "lost-text"} & {finding.rule for finding in check_sheet(turned)}, tag


def add_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))


def add_launch(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots[0].A = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")


def add_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["notes.txt"] = b"hidden"


def lead_elsewhere(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots[0].A.URI = "https://evil.example/"


def drop_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo
    del pdf.Root.StructTreeRoot


def drop_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


def speak_spanish(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = "es"


def cut_the_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].MediaBox = [0, 0, 400, 792]


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        (add_script, {"unsafe-sheet"}),
        (add_launch, {"unsafe-sheet"}),
        (add_file, {"unsafe-sheet"}),
        (lead_elsewhere, {"invented-link"}),
        (drop_tags, {"untagged-sheet"}),
        (drop_bookmarks, {"missing-bookmark"}),
        (speak_spanish, {"untagged-sheet", "wrong-voice"}),
        (cut_the_page, {"clipped-text", "crowded-margin"}),
    ],
)
def test_a_changed_file_is_found(project: MakeProject, change: Change, rules: set[str]) -> None:
    root = project({"source/care.md": GUIDE})
    assert changed(root, lambda _: None) == []
    assert {finding.rule for finding in changed(root, change)} == rules


def test_a_text_that_speaks_of_scripts_is_none(project: MakeProject) -> None:
    root = project({"source/care.md": GUIDE.replace("title: Care", "title: 'Care /JavaScript /Launch (/AA'")})
    assert take_apart_of(view(root, "en", "care")).dangers == ()


def take_apart_of(view: SheetView) -> Any:
    assert view.printed
    return view.printed


def test_a_word_that_fits_no_line_is_found_at_the_edge(project: MakeProject) -> None:
    root = project({"source/care.md": GUIDE.replace("Drink water", "Drinkwater" * 20)})
    rules = {finding.rule for finding in check_sheet(view(root, "en", "care"))}
    assert {"clipped-text", "crowded-margin"} <= rules


def test_pages_are_held_to_the_guide_then_to_the_settings(project: MakeProject, run: Run) -> None:
    long = GUIDE + "\nRest and drink water. Call the clinic when you are not sure.\n" * 60
    root = project({"source/care.md": long})
    found = run("check", "en", "--print", "--format", "json", at=root)
    assert [finding for finding in json.loads(found.out)["findings"] if finding["rule"] == "long-sheet"]
    edit(root / "source/care.md", "pages: 1\n", "")
    assert "long-sheet" not in run("check", "en", "--print", at=root).out
    edit(root / "dragoman.toml", 'name = "Small"', 'name = "Small"\npages = 2')
    assert "long-sheet" in run("check", "en", "--print", at=root).out


def test_the_shipped_guides_have_room_for_their_longest_language_in_whole_leaves() -> None:
    """Urdu is the longest, and a letterhead takes up to a page more. A leaf to spare would let it grow unseen."""
    project = find_project(SHIPPED)
    edition = open_edition(project, project.language("ur"), today=TODAY)
    for guide in project.guides:
        longest = view_sheet(edition, guide, TextSize.NORMAL, project.settings.offices[0])
        assert longest.budget % 2 == 0, "a leaf has two pages"
        assert longest.budget - 2 <= longest.pages <= longest.budget, guide


def test_what_a_draft_has_for_staff_does_not_count_as_pages(shipped_views: dict[str, SheetView]) -> None:
    """In any direction of reading."""
    for tag, found in shipped_views.items():
        assert found.printed and found.staff_pages == 1, tag
        assert found.pages == len(found.printed.pages) - 1, tag


@pytest.mark.parametrize("pages", ["0", "-1", "many", "100", "[1]"])
def test_a_number_of_pages_is_one(project: MakeProject, run: Run, pages: str) -> None:
    root = project({"source/care.md": GUIDE.replace("pages: 1", f"pages: {pages}")})
    found = run("check", at=root)
    assert (found.code, found.err.startswith("source/care.md:3: 'pages'")) == (2, True)
    (root / "source/care.md").write_text(GUIDE, "utf-8")
    edit(root / "dragoman.toml", 'name = "Small"', f'name = "Small"\npages = {pages if pages != "many" else "true"}')
    found = run("check", at=root)
    assert (found.code, found.err.startswith("dragoman.toml:3: 'project.pages'")) == (2, True)


def test_a_letter_without_a_font_is_a_finding_and_others_are_looked_at(project: MakeProject, run: Run) -> None:
    root = project({"source/care.md": GUIDE.replace("Rest", "Rest ☃"), "source/other.md": GUIDE})
    found = json.loads(run("check", "en", "--print", "--format", "json", at=root).out)["findings"]
    (missing,) = [finding for finding in found if finding["rule"] == "missing-glyph"]
    assert missing["location"] == "source/care.md:6"
    assert run("check", "en", "--print", at=root).code == 1


def test_a_waiver_of_a_sheet_is_used_only_where_sheets_are_set(project: MakeProject, run: Run) -> None:
    root = project({"source/care.md": GUIDE.replace("Rest", "Rest ☃")})
    by = ("--by", "Lee", "--reason", "Known.", "--until", "2027-03-31")
    assert run("waive", "missing-glyph", "source/care.md:6", *by, at=root).code == 0
    assert "unused-waiver" not in run("check", at=root).out
    found = run("check", "en", "--print", at=root).out
    assert "unused-waiver" not in found and "missing-glyph" not in found
    (root / "source/care.md").write_text(GUIDE, "utf-8")
    assert "unused-waiver" in run("check", "en", "--print", at=root).out


def test_only_the_asked_sheets_are_set(project: MakeProject, run: Run) -> None:
    root = project({"source/care.md": GUIDE.replace("Rest", "Rest ☃"), "source/other.md": GUIDE})
    assert "missing-glyph" not in run("check", "en", "--print", "--guide", "other", at=root).out
    assert "missing-glyph" in run("check", "en", "--print", "--guide", "care", at=root).out
    wrong = run("check", "--guide", "care", at=root)
    assert (wrong.code, wrong.err) == (2, "--guide is about sheets. Add --print, or leave it out.\n")


def test_words_of_a_drawing_in_english_are_a_warning(tmp_path: Path, run: Run) -> None:
    root = copy_shipped(tmp_path / "shipped")
    found = run("check", "om", "--print", "--guide", "back-injections", "--notes", at=root)
    assert "untranslated-drawing" in found.out


def test_bytes_that_are_no_pdf_are_refused() -> None:
    with pytest.raises(UserError, match="cannot be read as a PDF"):
        take_apart(b"%PDF-1.7 nothing")


def test_passages_of_arabic_are_compared_as_bags() -> None:
    from dragoman.model import ExpectedSheet, ExpectedText

    texts = (ExpectedText("استريحوا طوال اليوم.", "ar"), ExpectedText("اتصلوا بالعيادة", "ar"))
    said = (Passage("P", ".مويلا لاوط اوحيرتسا"), Passage("P", "ةدايعلاب اولصتا"))
    expected = ExpectedSheet("", "ar", texts, (), frozenset())
    assert [place and place.in_order for place in places(expected, said)] == [True, True]
    assert [place and place.in_order for place in places(expected, said[::-1])] == [True, False]
