"""Handouts for other systems: plain text, HTML to paste, data for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import FACTS, SPANISH, entry_of, guide_of, localized
from dragoman.extract import extract_messages
from dragoman.languages import all_languages, find_language
from dragoman.model import DraftReason, Handout, Paper
from dragoman.render.html import render_fragment
from dragoman.render.record import render_record
from dragoman.render.sheet import make_sheet
from dragoman.render.sheet_types import Sheet
from dragoman.render.text import render_text
from dragoman.render.words import Words
from projects import MakeProject, Run, edit, files_of
from web.dom import read_page

HOSTILE = """"><script>alert(1)</script><img src=x onerror=alert(1)>' {{ 7*7 }} &lt;"""
EVERYTHING = """\
a {clinic.phone} [site](https://example.org/x) [other](b.md) [up](#c)

## b {#c}

> [!WARNING]
> c

- d
- e

  f

1. g

- [x] h

| i | j |
|---|---|
| k |   |

l
: m

> n

A note[^1].

[^1]: o
"""
TAGS = frozenset(
    [
        "div",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "dl",
        "dt",
        "dd",
        "strong",
        "em",
        "del",
        "sub",
        "sup",
        "kbd",
        "small",
        "code",
        "pre",
        "br",
        "a",
        "hr",
        "blockquote",
        "bdi",
        "span",
    ]
)
GUIDE = "---\ntitle: Rest\nsummary: Take it easy.\n---\n\nCall {clinic.phone}.\n"
SPANISH_PO = """\
msgid ""
msgstr "Language: es\\nContent-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Rest"
msgstr "Descanso"

msgid "Take it easy."
msgstr "Con calma."

msgid "Call {clinic.phone}."
msgstr "Llame al {clinic.phone}."
"""


def sheet_of(text: str, translation: str = "", draft: bool = False, tag: str = "es") -> Sheet:
    guide = guide_of(text, "title: T\nsummary: S")
    entries = [entry_of(m.key.text, translation, context=m.key.context) for m in extract_messages(guide)]
    shown = localized(guide, entries if translation else [])
    reasons = (DraftReason.UNSIGNED,) if draft else ()
    language = SPANISH if tag == "es" else find_language(tag)
    handout = Handout(shown.guide, guide, language, shown.coverage, reasons, FACTS, Paper.LETTER)
    return make_sheet(handout, Words(tag, {}), Words("en", {}))


def fragment_of(sheet: Sheet) -> str:
    return render_fragment(sheet, {one.tag: one.direction for one in all_languages()})


@pytest.fixture
def small(project: MakeProject) -> Path:
    return project({"source/rest.md": GUIDE, "locales/es/LC_MESSAGES/rest.po": SPANISH_PO})


def lines(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line)


def test_text_has_the_structure_of_the_guide() -> None:
    text = render_text(sheet_of(EVERYTHING))
    found = list(lines(text))
    assert found[:3] == ["T", "=", "S"]
    body = found[3 : found.index("----------")]
    assert body == [
        *("a (763) 555-0100 site other up", "b", "-", "Warning:", "| c", "- d", "- e", "  f", "1. g", "[x] h"),
        *("i: k", "j: __________", "l:", "  m", "n", "A note[1].", "[1] o"),
    ]


def test_the_text_of_a_draft_begins_with_its_mark() -> None:
    assert render_text(sheet_of("a", draft=True)).startswith("DRAFT")
    assert "DRAFT" not in render_text(sheet_of("a")).partition("----------")[0]


def test_a_phone_number_keeps_its_order_between_arabic_letters() -> None:
    assert "\u2066(763) 555-0100\u2069" in render_text(sheet_of("a {clinic.phone}", tag="ar"))
    assert "\u2066" not in render_text(sheet_of("a {clinic.phone}"))


@pytest.mark.parametrize("draft", [False, True])
def test_a_fragment_has_tags_of_a_short_list_whatever_its_texts_say(draft: bool) -> None:
    shapes = []
    for translation in ("x", HOSTILE):
        fragment = fragment_of(sheet_of(EVERYTHING, translation, draft))
        page = read_page(f"<html>{fragment}</html>")
        elements = [element for element in page.all() if element.tag != "html"]
        assert {element.tag for element in elements} <= TAGS
        assert {name for element in elements for name in element.attributes} <= {"lang", "dir", "href", "start"}
        shapes.append([element.tag for element in elements if element.tag != "a"])
    assert shapes[0] == shapes[1]
    assert "<script>alert(1)</script>" in page.text()


def test_a_fragment_says_language_and_state_and_leads_to_no_page_of_ours() -> None:
    fragment = fragment_of(sheet_of(EVERYTHING, draft=True))
    assert fragment.startswith('<div lang="es" dir="ltr">\n<p><strong lang="en" dir="ltr">DRAFT')
    assert [a["href"] for a in read_page(f"<html>{fragment}</html>").all("a")] == [
        "tel:7635550100",
        "https://example.org/x",
    ]


def test_a_record_has_the_state_and_the_data_of_the_sheet() -> None:
    sheet = sheet_of(EVERYTHING, draft=True)
    record = json.loads(render_record(sheet, "outdated"))
    assert (record["schema"], record["state"], record["draft"], record["language"]) == (1, "outdated", True, "es")
    assert record["sheet"] == json.loads(json.dumps(sheet))


@pytest.mark.parametrize(
    ("name", "begins"), [("a.txt", "Descanso\n===="), ("a.html", '<div lang="es"'), ("a.json", '{\n "schema": 1')]
)
def test_print_writes_what_the_name_of_the_file_asks_for(small: Path, run: Run, name: str, begins: str) -> None:
    said = run("print", "rest", "es", "-o", name, at=small)
    assert (said.code, said.out) == (0, f"{name}: Rest, Spanish; final.\n")
    assert (small / name).read_text("utf-8").startswith(begins)
    assert "(763) 555-0100" in (small / name).read_text("utf-8")


def test_only_paper_has_forms(small: Path, run: Run) -> None:
    said = run("print", "rest", "es", "-o", "a.txt", "--size", "18", at=small)
    assert (said.code, said.err) == (
        2,
        "a.txt: Only a sheet of paper has a form. Name a file that ends with .pdf.\n",
    )
    assert not (small / "a.txt").exists()


def test_a_build_makes_them_when_asked_for_and_leaves_no_old_ones(small: Path, run: Run) -> None:
    endings = ("rest.txt", "rest.fragment.htm", "rest.json")

    def made() -> set[str]:
        return {name for name in files_of(small / "build") if name.endswith(endings)}

    wanted = {f"{tag}/{ending}" for tag in ("en", "es") for ending in endings}
    run("build", "--jobs", "1", at=small)
    assert made() == set()
    every = ("--also", "text", "--also", "fragment", "--also", "json")
    assert run("build", "--jobs", "1", *every, at=small).code == 0
    assert made() == wanted
    assert (small / "build/es/rest.pdf").is_file()
    edit(small / "source/rest.md", "Take it easy.", "Rest well.")
    run("build", "es", "--jobs", "1", at=small)
    assert made() == {name for name in wanted if name.startswith("en/")}
    run("build", "--jobs", "1", at=small)
    assert made() == set()
