"""Whole builds of the shipped guides in four languages: what patients, the front desk and a web server are given."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import MEMORY
from dragoman.fonts import families
from dragoman.languages import find_language
from dragoman.markup.inline import InlineContext, iter_spans, parse_inline
from dragoman.model import Catalog, CodeSpan, Direction, Entry, Status, Text
from dragoman.po import read_catalog
from pages import boxes, embedded_fonts, lines_of_digits, passages, sheet_pages, text_in, words_of
from projects import SETTINGS, SHIPPED, Run, edit, files_of, forget_projects

LANGUAGES = ("es", "ar", "km")
TAGS = ("en", *LANGUAGES)
GUIDES = ("after-your-injection", "back-injections", "before-your-injection", "warning-signs")
TITLES = {
    "after-your-injection": "After your back injection",
    "back-injections": "Back injections for pain",
    "before-your-injection": "Before your back injection",
    "warning-signs": "Warning signs after a back injection",
}
PHONE = "(763) 201-8191"
DRAFT = "DRAFT – not for patients"
UNTRANSLATED = "Trouble breathing or chest pain"
"""The text of the warning signs that has no translation in the half-translated project."""


def few(root: Path) -> Path:
    """The shipped guides in four languages, with a policy that asks for no signature."""
    shutil.copytree(SHIPPED / "source", root / "source")
    for tag in LANGUAGES:
        shutil.copytree(SHIPPED / "locales" / tag, root / "locales" / tag)
    settings = (SHIPPED / "dragoman.toml").read_text("utf-8")
    shipped = settings[settings.index("required = ") : settings.index("[policy]")]
    settings = settings.replace(shipped, f"required = {json.dumps(LANGUAGES)}\n")
    settings = settings.replace("sign_off = true", "sign_off = false").replace(
        'machine = "reviewed"', 'machine = "unreviewed"'
    )
    (root / "dragoman.toml").write_text(settings, "utf-8")
    return root


def build(root: Path, *options: str) -> str:
    """A successful build; what it said."""
    forget_projects()
    said = io.StringIO()
    with redirect_stdout(said):
        assert main(["--project", str(root), "build", "--jobs", "1", *options]) == 0
    return said.getvalue()


@pytest.fixture(scope="module")
def final(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A complete project whose policy asks for no signature, built. Tests only look at it."""
    root = few(tmp_path_factory.mktemp("final") / "project")
    build(root)
    return root


@pytest.fixture(scope="module")
def half(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One text of each language not translated and one fuzzy, with the shipped policy, built. Tests only look at it."""
    root = few(tmp_path_factory.mktemp("half") / "project")
    edit(root / "dragoman.toml", "sign_off = false", "sign_off = true")
    edit(root / "dragoman.toml", 'machine = "unreviewed"', 'machine = "reviewed"')
    for tag in LANGUAGES:
        path = root / f"locales/{tag}/LC_MESSAGES/warning-signs.po"
        before, _, after = path.read_text("utf-8").partition(f'msgid "{UNTRANSLATED}"\nmsgstr "')
        text = f'{before}msgid "{UNTRANSLATED}"\nmsgstr ""\n{after.partition(chr(10))[2]}'
        path.write_text(text.replace('msgid "A seizure"', '#, fuzzy\nmsgid "A seizure"'), "utf-8")
    build(root)
    return root


def test_a_build_says_how_much_is_in_english(half: Path, final: Path) -> None:
    """Two texts of the warning signs, which two other guides show too."""
    said = "Passages that stand in English: 6 in Spanish, 6 in Arabic, 6 in Khmer. `dragoman check --notes` names them."
    assert said in build(half)
    assert "in English" not in build(final)


@pytest.fixture
def made(final: Path, tmp_path: Path) -> Path:
    """A copy of the complete project with what was built of it, to be changed at will."""
    return Path(shutil.copytree(final, tmp_path / "project"))


def handouts() -> list[tuple[str, str]]:
    return [(tag, guide) for tag in TAGS for guide in GUIDES]


def page(root: Path, tag: str, guide: str) -> str:
    return (root / f"build/{tag}/{guide}.html").read_text("utf-8")


def sheet(root: Path, tag: str, guide: str) -> bytes:
    return (root / f"build/{tag}/{guide}.pdf").read_bytes()


def catalog(root: Path, tag: str, domain: str) -> Catalog:
    path = root / f"locales/{tag}/LC_MESSAGES/{domain}.po"
    return read_catalog(path.read_bytes(), path.name, tag)


def own_word(root: Path, tag: str, word: str) -> str:
    """A word of the page in the language."""
    (found,) = (e.translation[0] for e in catalog(root, tag, "page").entries if e.key.text == word)
    return found


def pieces(text: str) -> Iterator[str]:
    """A text as a reader sees it, without its spaces, taken apart where facts and marks stand."""
    for span in iter_spans(parse_inline(text, InlineContext((), ()))):
        if isinstance(span, Text | CodeSpan) and span.text.strip():
            yield "".join(span.text.split())


def is_keyword(entry: Entry) -> bool:
    """Keywords are for programs: they stand in the properties of the sheet and not on the page."""
    return any(" · keyword · " in comment for comment in entry.extracted)


# ── Pages ──


def test_there_is_a_page_and_a_sheet_of_each_guide_in_each_language(final: Path) -> None:
    names = {name for name in files_of(final / "build") if not name.startswith("assets/")}
    wanted = {f"{tag}/{guide}.{kind}" for tag, guide in handouts() for kind in ("html", "pdf", "png")}
    assert names == wanted | {
        "desk.html",
        "index.html",
        "manifest.json",
        "search.html",
        "status.html",
        "status.json",
        "status.svg",
        *(f"desk/{tag}.html" for tag in dict.fromkeys(tag for tag, _ in handouts())),
    }


@pytest.mark.parametrize("tag", TAGS)
def test_a_page_is_in_its_language_and_direction(tag: str, final: Path) -> None:
    for guide in GUIDES:
        direction = Direction.RTL if tag == "ar" else Direction.LTR
        assert f'<html lang="{tag}" dir="{direction}"' in page(final, tag, guide)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_translation_stands_on_its_page(tag: str, final: Path) -> None:
    for guide in GUIDES:
        said = "".join(text_in(page(final, tag, guide), tag).split())
        for entry in catalog(final, tag, guide).entries:
            if not is_keyword(entry):
                assert [piece for piece in pieces(entry.translation[0]) if piece not in said] == [], entry.key


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_final_page_has_no_english_in_it_but_the_strip_for_staff(tag: str, final: Path) -> None:
    for guide in GUIDES:
        english = [passage.text for passage in passages(page(final, tag, guide)) if passage.lang == "en"]
        strip = re.compile(rf"English|{TITLES[guide]} · .*|\) · {guide} · .*|iSpine Pain Physicians")
        assert [text for text in english if not strip.fullmatch(text)] == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_what_is_not_translated_or_fuzzy_is_english_and_marked_so(tag: str, half: Path) -> None:
    for guide in ("warning-signs", "after-your-injection"):  # the second one includes the first
        found = passages(page(half, tag, guide))
        for text in (UNTRANSLATED, "A seizure"):
            assert [(p.lang, p.dir) for p in found if p.text == text] == [("en", "ltr")]
        fuzzy = next(e for e in catalog(half, tag, "warning-signs").entries if e.status is Status.FUZZY)
        assert not any(fuzzy.translation[0] in p.text for p in found)


# ── Drafts ──


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_draft_page_says_so_in_both_languages_with_its_reasons(tag: str, half: Path) -> None:
    for guide in GUIDES:
        made = page(half, tag, guide)
        reasons = ["A machine made this translation.", "This text has not been approved yet."]
        if guide != "before-your-injection":  # the others show or include the warning signs
            reasons.append("Some of this text is not translated yet.")
        assert [word for word in (DRAFT, *reasons) if word not in text_in(made, "en")] == []
        words = [e.key.text for e in catalog(half, tag, "page").entries]
        own = [own_word(half, tag, word) for word in words if word.startswith(tuple(reasons))]
        assert [word for word in (own_word(half, tag, DRAFT), *own) if word not in text_in(made, tag)] == []


@pytest.mark.parametrize(("tag", "guide"), handouts())
def test_each_page_of_a_draft_sheet_says_so(tag: str, guide: str, half: Path) -> None:
    own = DRAFT if tag == "en" else own_word(half, tag, DRAFT)
    for _, text in sheet_pages(sheet(half, tag, guide)):
        assert words_of(DRAFT) <= words_of(text)
        # Letters of Arabic and Khmer come out of a PDF doubled and in other places; none is missing.
        assert own in text if tag in ("en", "es") else set(own) - {" ", "\u200b", "\u0651"} <= set(text)


@pytest.mark.parametrize(("tag", "guide"), handouts())
def test_a_final_handout_has_no_mark_of_a_draft(tag: str, guide: str, final: Path) -> None:
    assert "DRAFT" not in page(final, tag, guide)
    assert 'class="draft"' not in page(final, tag, guide)
    for _, text in sheet_pages(sheet(final, tag, guide)):
        assert "DRAFT" not in text
        assert "Final" in words_of(text)


def test_the_index_leads_to_every_handout_and_says_what_is_a_draft(final: Path, half: Path) -> None:
    for root, drafts in ((final, 0), (half, 16)):
        index = (root / "build/index.html").read_text("utf-8")
        for tag, guide in handouts():
            assert f'href="{tag}/{guide}.html"' in index
            assert f'href="{tag}/{guide}.pdf"' in index
        assert index.count('<span class="state draft">DRAFT</span>') == drafts
        assert index.count('<span class="state final">Final</span>') == 16 - drafts
        shown = {(p.text, p.lang, p.dir) for p in passages(index)}
        for language in map(find_language, LANGUAGES):
            assert (language.autonym, language.tag, language.direction.value) in shown


# ── Sheets ──


@pytest.mark.parametrize(("tag", "guide"), handouts())
def test_each_page_of_a_sheet_tells_staff_what_it_is(tag: str, guide: str, final: Path) -> None:
    found = list(sheet_pages(sheet(final, tag, guide)))
    strip = f"{TITLES[guide]} {find_language(tag).english} {guide} version 1 English text 2026 11 22 iSpine Final"
    for number, (_, text) in enumerate(found, start=1):
        assert words_of(f"{strip} Page {number} of {len(found)}") <= words_of(text)


@pytest.mark.parametrize(("tag", "guide"), handouts())
def test_a_sheet_brings_its_letters_along_and_they_are_the_bundled_ones(tag: str, guide: str, final: Path) -> None:
    bundled = {file.name.rpartition(".")[0] for family in families() for file in family.files}
    assert embedded_fonts(sheet(final, tag, guide)) <= bundled | {name.replace("CJKSC", "CJKsc") for name in bundled}


@pytest.mark.parametrize(("tag", "guide"), handouts())
def test_nothing_runs_off_the_paper(tag: str, guide: str, final: Path) -> None:
    for paper, _ in sheet_pages(sheet(final, tag, guide)):
        width, height = paper.get_size()
        assert (width, height) == (612, 792)
        for left, bottom, right, top in boxes(paper):
            assert min(left, bottom) >= 24
            assert right <= width - 24
            assert top <= height - 24


@pytest.mark.parametrize(("tag", "guide"), handouts())
def test_the_phone_number_is_whole_and_from_left_to_right(tag: str, guide: str, final: Path) -> None:
    wanted = PHONE.replace("(", "|").replace(")", "|").replace(" ", "")
    lines = [line for paper, _ in sheet_pages(sheet(final, tag, guide)) for line in lines_of_digits(paper)]
    source = (final / f"source/{guide}.md").read_text("utf-8")
    parts = (final / "source/warning-signs.md").read_text("utf-8") if "dragoman:include" in source else ""
    assert sum(line.count(wanted) for line in lines) == (source + parts).count("{clinic.phone}")
    assert f'<bdi dir="ltr" class="fact fact-phone">{PHONE}</bdi>' in page(final, tag, guide)


# ── Facts, offices, paper ──


def test_another_phone_number_changes_every_language_and_no_catalog(made: Path) -> None:
    catalogs, before = files_of(made / "locales"), files_of(made / "build")
    edit(made / "dragoman.toml", PHONE, "(952) 555-0123")
    build(made)
    assert files_of(made / "locales") == catalogs
    for tag, guide in handouts():
        assert PHONE not in page(made, tag, guide)
        assert "(952) 555-0123" in page(made, tag, guide)
        assert 'href="tel:9525550123"' in page(made, tag, guide)
        assert sheet(made, tag, guide) != before[f"{tag}/{guide}.pdf"]


def test_another_office_prints_its_own_number(made: Path, run: Run) -> None:
    with (made / "dragoman.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[locations.edina]\nname = "Edina"\nclinic.location = "Edina"\n')
        settings.write('clinic.phone = { kind = "phone", value = "(952) 555-0123" }\n')
    for name in ("edina", "EDINA"):
        assert run("print", "back-injections", "es", "-o", "edina.pdf", "--location", name, at=made).code == 0
        text = " ".join(text for _, text in sheet_pages((made / "edina.pdf").read_bytes()))
        assert "(952) 555-0123" in text
        assert PHONE not in text
    run("print", "back-injections", "es", "-o", "first.pdf", at=made)
    assert (made / "first.pdf").read_bytes() == sheet(made, "es", "back-injections")
    build(made, "es", "--format", "html", "--location", "edina")
    assert "(952) 555-0123" in page(made, "es", "back-injections")
    assert "Edina" in page(made, "es", "back-injections")


@pytest.mark.parametrize("command", ["print warning-signs ar -o build/ar/warning-signs.pdf", "build ar --jobs 1"])
def test_paper_can_be_chosen_at_the_desk(command: str, made: Path, run: Run) -> None:
    assert run(*command.split(), "--paper", "a4", at=made).code == 0
    for paper, _ in sheet_pages(sheet(made, "ar", "warning-signs")):
        assert [round(side) for side in paper.get_size()] == [595, 842]


def test_a_printed_sheet_is_the_one_that_was_built(made: Path, tmp_path: Path, run: Run) -> None:
    for tag in TAGS:
        outcome = run("print", "warning-signs", tag, "-o", str(tmp_path / "sheet.pdf"), at=made)
        assert outcome.out.endswith("; final.\n")
        assert (tmp_path / "sheet.pdf").read_bytes() == sheet(made, tag, "warning-signs")


# ── Builds ──

SIGNS = "---\ntitle: Signs\n---\n\n## When to call {#when}\n\n- A fever\n- A rash\n"
REST = "---\ntitle: Rest\n---\n\nRest today. Call {clinic.phone}.\n\n<!-- dragoman:include signs -->\n"


@pytest.fixture(scope="module")
def built_small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two guides, of which one includes the other, in English, Spanish and Arabic, built. Tests only copy it."""
    root = tmp_path_factory.mktemp("small") / "project"
    (root / "source").mkdir(parents=True)
    (root / "dragoman.toml").write_text(SETTINGS.replace('["es"]', '["es", "ar"]'), "utf-8")
    (root / "source/rest.md").write_text(REST, "utf-8")
    (root / "source/signs.md").write_text(SIGNS, "utf-8")
    forget_projects()
    with redirect_stdout(io.StringIO()):
        assert main(["--project", str(root), "sync"]) == 0
    edit(root / "locales/es/LC_MESSAGES/signs.po", 'msgid "A rash"\nmsgstr ""', 'msgid "A rash"\nmsgstr "Una erupción"')
    build(root)
    return root


@pytest.fixture
def small(built_small: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed at will."""
    return Path(shutil.copytree(built_small, tmp_path / "project"))


def stamps(folder: Path) -> dict[str, int]:
    return {path.as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_a_second_build_touches_no_file(small: Path) -> None:
    before = stamps(small / "build")
    assert "Nothing had changed." in build(small)
    assert stamps(small / "build") == before


def test_the_same_project_gives_the_same_bytes_elsewhere_and_on_two_processes(final: Path, tmp_path: Path) -> None:
    root = few(tmp_path / "elsewhere")
    build(root, "--jobs", "2")
    assert files_of(root / "build") == files_of(final / "build")


def test_one_edited_entry_changes_the_handouts_that_show_it(small: Path, run: Run) -> None:
    before = files_of(small / "build")
    edit(small / "locales/es/LC_MESSAGES/signs.po", "Una erupción", "Un sarpullido")
    would = run("build", "--check", "--jobs", "1", at=small)
    # The id of the sheet is another, and its text; other languages and other parts are as they were.
    changed = ["assets/desk/es.js", "assets/search/es.js", "assets/search/es/rest.js"]
    changed += [f"es/{guide}.{kind}" for guide in ("rest", "signs") for kind in ("html", "pdf", "png")]
    assert would.code == 1
    assert {*would.out.splitlines()[:-1]} == {f"build/{name}: would change" for name in changed}
    assert files_of(small / "build") == before
    build(small)
    after = files_of(small / "build")
    assert {name for name in after if after[name] != before[name]} == {*changed}
    assert run("build", "--check", "--jobs", "1", at=small).code == 0


def test_handouts_of_a_guide_that_is_gone_are_removed_and_nothing_else(small: Path) -> None:
    (small / "source/rest.md").unlink()
    (small / "build/note.txt").write_text("The desk's own.", "utf-8")
    before = set(files_of(small / "build"))
    build(small)
    gone = {f"{tag}/rest.{kind}" for tag in ("en", "es", "ar") for kind in ("html", "pdf", "png")}
    # The texts for the search are named by their first guide.
    gone |= {f"assets/search/{tag}/rest.js" for tag in ("en", "es", "ar")}
    new = {f"assets/search/{tag}/signs.js" for tag in ("en", "es", "ar")}
    assert set(files_of(small / "build")) == before - gone | new
    assert "rest.html" not in (small / "build/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "name", ["../source/signs.md", "es", "/etc/passwd", "es/../../dragoman.toml", "a\0b", "c:\\x", "", "es/", ".", 7]
)
def test_a_manifest_can_remove_nothing_outside_the_build(name: object, small: Path) -> None:
    before = set(files_of(small))
    (small / "build/manifest.json").write_text(json.dumps({"files": [name]}), "utf-8")
    build(small)
    # A build may remember more than the one before.
    assert {found for found in files_of(small) if not found.startswith(f"{MEMORY}/")} == {
        found for found in before if not found.startswith(f"{MEMORY}/")
    }


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"files": 7}', b"\xff"])
def test_a_manifest_that_cannot_be_read_is_made_anew(content: bytes, small: Path) -> None:
    right = (small / "build/manifest.json").read_bytes()
    (small / "build/manifest.json").write_bytes(content)
    build(small)
    assert (small / "build/manifest.json").read_bytes() == right


@pytest.mark.parametrize(
    ("options", "made_of"),
    [
        (("ar", "--guide", "signs", "--format", "pdf"), {"ar/signs.pdf", "ar/signs.png"}),
        (("Spanish", "ar", "--guide", "rest", "--format", "html"), {"es/rest.html", "ar/rest.html"}),
        (("en", "--guide", "signs"), {"en/signs.html", "en/signs.pdf", "en/signs.png"}),
    ],
)
def test_filters_leave_out_all_else(options: tuple[str, ...], made_of: set[str], small: Path) -> None:
    whole = files_of(small / "build")
    build(small, *options)
    assert files_of(small / "build") == whole
    shutil.rmtree(small / "build")
    build(small, *options)
    assert {name for name in files_of(small / "build") if not name.startswith("assets/")} == made_of | {"manifest.json"}


def test_an_error_leaves_the_last_good_build_as_it_was(small: Path, run: Run) -> None:
    edit(small / "source/signs.md", "A fever", "Chills")
    edit(small / "locales/ar/LC_MESSAGES/signs.po", 'msgid "A rash"', 'msgid "A rash')
    before = files_of(small / "build")
    assert run("build", "--jobs", "1", at=small).code == 2
    assert files_of(small / "build") == before
    assert run("build", "en", "es", "--jobs", "1", at=small).code == 0
