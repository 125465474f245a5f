"""`check --print`: sheets are set, taken apart, and held against their own data."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

import pikepdf
import pytest

from dragoman.checks.engine import check_sheet
from dragoman.checks.passages import has_letters, places
from dragoman.checks.views import SheetView
from dragoman.errors import UserError
from dragoman.handouts import open_edition
from dragoman.model import USUAL_LIMITS, ExpectedText, Finding, Passage, TextSize
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
    from dragoman.handouts import compose_handout, sheet_data
    from dragoman.pressroom import set_pdf

    project = find_project(root)
    edition = open_edition(project, project.english, today=TODAY)
    pdf = set_pdf(sheet_data(edition, compose_handout(edition, "care", None)), 0, USUAL_LIMITS)
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


def without(view: SheetView, gone: Passage, *left: Passage) -> tuple[ExpectedText, ...]:
    """The texts that have no place, or another, with these passages in the place of one."""
    assert view.printed and view.expected
    at = next(number for number, passage in enumerate(view.printed.passages) if passage is gone)
    passages = (*view.printed.passages[:at], *left, *view.printed.passages[at + 1 :])
    found = zip(view.expected.texts, places(view.expected, passages), strict=True)
    return tuple(text for text, place in found if not text.is_label and (place is None or not place.in_order))


def test_every_text_has_a_place_and_a_lost_one_has_none(shipped_views: dict[str, SheetView]) -> None:
    """Each text is taken away in turn, in every script, and is the one that is missed."""
    for tag, view in shipped_views.items():
        assert view.printed and view.expected
        found = places(view.expected, view.printed.passages)
        assert all(place and place.in_order for place in found)
        told = [place for place in found if place and not place.text.is_label]
        assert len(told) > 30
        missed = {place.text.text: [text.text for text in without(view, place.passage)] for place in told}
        assert {text: lost for text, lost in missed.items() if lost != [text]} == {}, tag


def test_a_text_that_lost_a_word_is_lost(shipped_views: dict[str, SheetView]) -> None:
    for tag, view in shipped_views.items():
        assert view.printed and view.expected
        unseen = []
        for place in places(view.expected, view.printed.passages):
            words = [word for word in place.passage.text.split() if has_letters(word)] if place else []
            if place and not place.text.is_label and len(words) > 1:
                less = replace(place.passage, text=" ".join(words[: len(words) // 2] + words[len(words) // 2 + 1 :]))
                if place.text not in without(view, place.passage, less):
                    unseen.append(place.text.text)
        assert unseen == [], tag


def test_the_reader_says_each_letter_of_a_script_that_joins_them(shipped_views: dict[str, SheetView]) -> None:
    """Letter by letter, as often as it stands there, with nothing in its place."""
    for tag in ("ar", "ur"):
        view = shipped_views[tag]
        assert view.printed and view.expected
        for place in places(view.expected, view.printed.passages):
            assert place
            assert letters_of(place.passage.text) == letters_of(place.text.text)


def letters_of(text: str) -> Counter[str]:
    return Counter(letter for letter in normalize("NFKD", text) if category(letter)[0] in "LMN")


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


def test_words_taken_out_of_the_file_of_an_arabic_sheet_are_missed(tmp_path: Path) -> None:
    """The marked contents of one paragraph after another lose their tie to it, as in a file that a program broke."""
    root = copy_shipped(tmp_path / "shipped")
    from dragoman.handouts import compose_handout, sheet_data
    from dragoman.pressroom import set_pdf

    project = find_project(root)
    edition = open_edition(project, project.language("ar"), today=TODAY)
    office = project.settings.offices[0]
    pdf = set_pdf(sheet_data(edition, compose_handout(edition, "warning-signs", office)), 0, USUAL_LIMITS)
    whole = view_sheet(edition, "warning-signs", TextSize.NORMAL, office)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        paragraphs = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/P"]
        assert len(paragraphs) > 20
        for number in range(0, len(paragraphs), 4):
            kept, paragraphs[number].K = paragraphs[number].K, pikepdf.Array([])
            out = io.BytesIO()
            opened.save(out)
            paragraphs[number].K = kept
            found = check_sheet(replace(whole, printed=take_apart(out.getvalue())))
            assert {finding.rule for finding in found} >= {"lost-text"}, number


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
