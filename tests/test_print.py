"""`dragoman print` and the settings of paper: what the desk chooses, and what never leaves the sheet."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from dragoman.errors import UserError
from dragoman.handouts import compose_handout, open_edition, sheet_data
from dragoman.markup.logo import vetted_logo
from dragoman.model import Arrangement, Letterhead, SheetForm, TextSize
from dragoman.project import find_project
from dragoman.render.identity import find_mark
from dragoman.render.paths import sheet_path
from dragoman.render.strip import revision_of
from dragoman.settings import find_office, parse_settings
from projects import SETTINGS, SHIPPED, MakeProject, Run, edit, files_of

GUIDE = """---
title: Rest
version: "1"
revised: 2026-11-01
blanks:
  next: My next visit
---

Rest today.

- {blank.next}

Drink water.
"""
NAME = '[project]\nname = "P"\n'
TYPED = "Monday 9:30 AM with Zwingli"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


def text_of(pdf: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


@pytest.fixture
def resting(project: MakeProject, run: Run) -> Path:
    root = project({"source/rest.md": GUIDE})
    run("extract", at=root)
    run("sync", at=root)
    catalog = root / "locales/es/LC_MESSAGES/rest.po"
    edit(catalog, 'msgid "Rest today."\nmsgstr ""', 'msgid "Rest today."\nmsgstr "Descanse hoy."')
    edit(catalog, 'msgid "Drink water."\nmsgstr ""', '#, fuzzy\nmsgid "Drink water."\nmsgstr "Beba."')
    return root


# ── Values typed at the desk ──


def test_a_value_is_on_the_sheet_and_nowhere_else(resting: Path, run: Run) -> None:
    before = files_of(resting)
    outcome = run("print", "rest", "es", "-o", "sheet.pdf", "--set", f"blank.next={TYPED}", at=resting)
    assert outcome.code == 0
    assert outcome.out.endswith("\n3 passages stand in English: `dragoman check es` names what is broken or missing.\n")
    pdf = (resting / "sheet.pdf").read_bytes()
    assert TYPED in " ".join(text_of(pdf))
    assert files_of(resting) == before | {"sheet.pdf": pdf}
    assert "Zwingli" not in outcome.out + outcome.err
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "Zwingli" not in str(dict(opened.docinfo)) + opened.Root.Metadata.read_bytes().decode()


def test_a_value_does_not_change_what_a_sheet_is_known_by(resting: Path, run: Run) -> None:
    """The id stands in the properties of the file: a hash of a value that is easy to guess would tell it."""
    run("print", "rest", "es", "-o", "filled.pdf", "--set", f"blank.next={TYPED}", at=resting)
    run("print", "rest", "es", "-o", "plain.pdf", at=resting)
    marks = [find_mark((resting / name).read_bytes()) for name in ("filled.pdf", "plain.pdf")]
    assert marks[0] is not None
    assert marks[0] == marks[1]


def test_a_value_is_in_both_languages_of_a_sheet(resting: Path, run: Run) -> None:
    run("print", "rest", "es", "-o", "sheet.pdf", "--set", f"blank.next={TYPED}", "--bilingual", at=resting)
    assert " ".join(text_of((resting / "sheet.pdf").read_bytes())).count("Zwingli") == 2


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("next=Zwingli", "--set does not name a blank."),
        ("blank.next", "--set does not name a blank."),
        ("blank.other=Zwingli", "The guide 'rest' has no blank.other. There are: blank.next."),
        ("blank.next=", "The value of blank.next is empty."),
        ("blank.next=Zwingli\u202e", "The value of blank.next has a character that cannot be printed."),
        ("blank.next=Zwingli " + "x" * 120, "The value of blank.next has 128 characters. There is room for 120."),
        ("blank.next=Zwingli \U00012000", "--set blank.next: The fonts of Spanish have no '\U00012000' (U+12000, "),
    ],
)
def test_what_cannot_be_filled_in_is_said_without_the_value(resting: Path, run: Run, value: str, said: str) -> None:
    outcome = run("print", "rest", "es", "-o", "sheet.pdf", "--set", value, at=resting)
    assert outcome.code == 2
    assert said in outcome.err
    assert "Zwingli" not in outcome.err
    assert not (resting / "sheet.pdf").exists()


def test_a_form_does_not_show_its_values() -> None:
    assert "Zwingli" not in repr(SheetForm(filled=(("next", "Zwingli"),)))


# ── Forms ──


@pytest.mark.parametrize(
    "options",
    [
        ["--size", "18"],
        ["--size", "24"],
        ["--bilingual"],
        ["--bilingual", "stacked"],
        ["--numbered"],
        ["--paper", "a4"],
    ],
    ids=" ".join,
)
def test_each_form_is_another_sheet_and_always_the_same(resting: Path, run: Run, options: list[str]) -> None:
    run("print", "rest", "es", "-o", "plain.pdf", at=resting)
    for name in ("one.pdf", "two.pdf"):
        assert run("print", "rest", "es", "-o", name, *options, at=resting).code == 0
    assert (resting / "one.pdf").read_bytes() == (resting / "two.pdf").read_bytes()
    assert (resting / "one.pdf").read_bytes() != (resting / "plain.pdf").read_bytes()


def test_english_has_no_english_beside_it(resting: Path, run: Run) -> None:
    outcome = run("print", "rest", "en", "-o", "sheet.pdf", "--bilingual", at=resting)
    assert (outcome.code, outcome.err) == (
        2,
        "A sheet in English has no English beside it. Leave --bilingual out.\n",
    )


def test_two_columns_of_the_largest_print_are_refused(resting: Path, run: Run) -> None:
    outcome = run("print", "rest", "es", "-o", "sheet.pdf", "--bilingual", "--size", "24", at=resting)
    assert (outcome.code, outcome.err) == (
        2,
        "Two columns of 24 points are too narrow for long words. Print them with --bilingual stacked.\n",
    )


def test_large_print_is_built_only_when_asked_for(resting: Path, run: Run) -> None:
    def sheets() -> set[str]:
        return {name for name in files_of(resting / "build") if name.endswith(".pdf") and name.startswith("es/")}

    run("build", "--jobs", "1", at=resting)
    assert sheets() == {"es/rest.pdf"}
    normal = (resting / "build/es/rest.pdf").read_bytes()
    edit(resting / "dragoman.toml", 'name = "Small"', 'name = "Small"\nsizes = [18]')
    run("build", "--jobs", "1", "--size", "24", at=resting)
    assert sheets() == {"es/rest.pdf", "es/rest.18.pdf", "es/rest.24.pdf"}
    assert (resting / "build/es/rest.pdf").read_bytes() == normal
    run("build", "--jobs", "1", at=resting)
    assert sheets() == {"es/rest.pdf", "es/rest.18.pdf"}
    assert sheet_path("rest", "es", SheetForm(TextSize.LARGE)) == "es/rest.18.pdf"


def test_numbers_are_the_same_in_every_shipped_language() -> None:
    project = find_project(SHIPPED)

    def numbers(value: object) -> list[object]:
        if isinstance(value, dict):
            own = [value[key] for key in ("kind", "number", "numbers") if key in value and "t" not in value]
            return own + [number for child in value.values() for number in numbers(child)]
        return [number for child in value for number in numbers(child)] if isinstance(value, list) else []

    office = find_office(project.settings, None)
    form = SheetForm(numbered=True, arrangement=Arrangement.STACKED)
    for guide in project.guides:
        found = []
        for language in (project.english, *project.languages):
            edition = open_edition(project, language, today="2026-11-26")
            found.append(numbers(sheet_data(edition, compose_handout(edition, guide, office), form)["blocks"]))
        assert all(one == found[0] for one in found)
        assert found[0]


# ── The strip, and what is missing ──


def test_the_last_page_of_a_draft_tells_staff_what_it_has_not_got(resting: Path, run: Run) -> None:
    run("print", "rest", "es", "-o", "sheet.pdf", "--numbered", at=resting)
    *_, last = text_of((resting / "sheet.pdf").read_bytes())
    assert "3 Drink water. translation not ready" in last
    assert "title Rest not translated" in last
    assert "Rest today." not in last
    run("print", "rest", "en", "-o", "sheet.pdf", at=resting)
    assert not any("For staff" in page for page in text_of((resting / "sheet.pdf").read_bytes()))


def test_the_revision_is_that_of_the_text_and_not_of_its_date(resting: Path, run: Run) -> None:
    def revision() -> str:
        return revision_of(find_project(resting).guide("rest"))

    first = revision()
    run("print", "rest", "es", "-o", "sheet.pdf", at=resting)
    assert f"English text 2026-11-01 ({first})" in text_of((resting / "sheet.pdf").read_bytes())[0]
    edit(resting / "source/rest.md", "2026-11-01", "2026-11-02")
    assert revision() == first
    edit(resting / "source/rest.md", "Drink water.", "Drink tea.")
    assert revision() != first


def test_the_address_on_the_web_is_written_on_each_page(resting: Path, run: Run) -> None:
    run("print", "rest", "es", "-o", "sheet.pdf", at=resting)
    assert not any("https://" in page for page in text_of((resting / "sheet.pdf").read_bytes()))
    edit(resting / "dragoman.toml", 'name = "Small"', 'name = "Small"\nweb = "https://example.org/back/"')
    run("print", "rest", "es", "-o", "sheet.pdf", at=resting)
    assert all(
        "https://example.org/back/es/rest.html" in page for page in text_of((resting / "sheet.pdf").read_bytes())
    )


# ── Settings ──


def test_settings_of_paper() -> None:
    settings = parse_settings(
        NAME
        + 'sizes = [24, 18]\nweb = "https://example.org/back/"\n'
        + '[letterhead]\nlogo = "logo.svg"\nlines = ["{clinic.name}"]\n[facts.clinic]\nname = "C"\n'
    )
    assert settings.sizes == (TextSize.NORMAL, TextSize.LARGE, TextSize.LARGEST)
    assert settings.web == "https://example.org/back"
    assert settings.letterhead == Letterhead("logo.svg", ("{clinic.name}",))
    desk = parse_settings(NAME + 'desk = ["18", "bilingual", "18 stacked numbered", "18"]\n').desk
    assert [form.name for form in desk] == ["18", "14.side", "18.stacked.numbered"]
    plain = parse_settings(NAME)
    assert (plain.sizes, plain.web, plain.letterhead) == ((TextSize.NORMAL,), "", Letterhead())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sizes = 18", "dragoman.toml:3: 'project.sizes' is not a list of sizes of text. Write some of 14, 18, 24"),
        ("sizes = [16]", "dragoman.toml:3: 'project.sizes' is not a list of sizes"),
        ("sizes = [true]", "dragoman.toml:3: 'project.sizes' is not a list of sizes"),
        ("desk = 18", "dragoman.toml:3: 'project.desk' is not a list of texts."),
        ('desk = ["large"]', "dragoman.toml:3: 'project.desk' cannot have 'large'. There are: 14, 18, 24, bilingual"),
        ('desk = ["24 side"]', "dragoman.toml:3: Two columns of 24 points are too narrow for long words."),
        ('web = "http://example.org"', "dragoman.toml:3: 'http://example.org' is no address of pages."),
        ('web = "https://example.org/?q"', "dragoman.toml:3: 'https://example.org/?q' is no address of pages."),
        ('[letterhead]\nlogo = "logo.gif"', "dragoman.toml:4: 'logo.gif' is not a logo."),
        ('[letterhead]\nlines = "C"', "dragoman.toml:4: 'letterhead.lines' is not a list of texts."),
        ('[letterhead]\nlines = ["{clinic.name}"]', "dragoman.toml:4: The letterhead names the fact 'clinic.name'"),
        ('[letterhead]\nlines = ["a","b","c","d","e","f"]', "dragoman.toml:4: The letterhead has 6 lines."),
        ('[letterhead]\nname = "C"', "dragoman.toml:4: [letterhead] has no key 'name'."),
    ],
)
def test_wrong_settings_of_paper(text: str, said: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_settings(NAME + text + "\n")
    assert str(caught.value).startswith(said)


# ── The letterhead ──


def png(*extra: bytes, width: int = 2, height: int = 2) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + bytes(width) for _ in range(height)))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(extra) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("logo", [LOGO.encode(), png()], ids=["SVG", "PNG"])
def test_the_letterhead_has_the_logo_and_the_facts_of_the_location(project: MakeProject, run: Run, logo: bytes) -> None:
    name = "logo.png" if logo.startswith(b"\x89") else "logo.svg"
    lines = '["North Clinic", "{clinic.street}", "{clinic.phone}"]'
    letterhead = f'[letterhead]\nlogo = "{name}"\nlines = {lines}\n'
    offices = '[locations.east]\nname = "East"\n[locations.west]\nname = "West"\nclinic.street = "1 West Road"\n'
    settings = SETTINGS + letterhead + offices
    root = project({"source/rest.md": GUIDE, "dragoman.toml": settings, name: logo})
    assert run("print", "rest", "en", "-o", "west.pdf", "--location", "west", at=root).code == 0
    assert "North Clinic 1 West Road (763) 555-0100" in text_of((root / "west.pdf").read_bytes())[0]
    assert run("print", "rest", "en", "-o", "east.pdf", "--location", "east", at=root).code == 0
    assert "North Clinic (763) 555-0100" in text_of((root / "east.pdf").read_bytes())[0]


def test_a_copy_of_a_picture_has_the_picture_alone() -> None:
    comment = b"Comment\0made by Zwingli"
    chunk = struct.pack(">I", len(comment)) + b"tEXt" + comment + struct.pack(">I", zlib.crc32(b"tEXt" + comment))
    assert vetted_logo(png(chunk), "logo.png") == vetted_logo(png(), "logo.png")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GIF89a\xff", "logo.png: The logo is neither SVG nor PNG."),
        (png()[:-3], "logo.png: The logo is a broken PNG file."),
        (png().replace(b"IHDR", b"IHDX"), "logo.png: The logo is a broken PNG file."),
        (png(width=5000, height=5000)[:60], "logo.png: The logo is a broken PNG file."),
        (b"\x89PNG\r\n\x1a\n", "logo.png: The logo is a broken PNG file."),
        (b"x" * 1_000_001, "logo.png: The logo is larger than 1,000,000 bytes."),
        (LOGO.replace("<rect", "<script/><rect").encode(), "logo.png:1"),
        (LOGO.replace("<rect", '<image href="file:///etc/hostname"/><rect').encode(), "logo.png:1"),
    ],
)
def test_what_is_no_logo(content: bytes, said: str) -> None:
    with pytest.raises(UserError) as caught:
        vetted_logo(content, "logo.png")
    assert str(caught.value).startswith(said)


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    with pytest.raises(UserError, match="too many pixels"):
        vetted_logo(png(width=5000, height=4000), "logo.png")


def test_a_logo_is_in_the_folder_of_the_project(project: MakeProject, run: Run) -> None:
    for path, said in (("logo.svg", "There is no logo 'logo.svg'"), ("../logo.svg", "leads out of the project")):
        settings = SETTINGS + f'[letterhead]\nlogo = "{path}"\n'
        root = project({"source/rest.md": GUIDE, "dragoman.toml": settings})
        outcome = run("print", "rest", "en", "-o", "sheet.pdf", at=root)
        assert (outcome.code, said in outcome.err) == (2, True), outcome.err
