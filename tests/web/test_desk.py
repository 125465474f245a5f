"""The front desk in a real browser, opened from a disk and used by keys alone."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from dragoman.model import Direction
from dragoman.render.desk import (
    Desk,
    DeskGuide,
    DeskLanguage,
    DeskPaths,
    DeskSheet,
    DeskState,
    Fate,
    KnownSheet,
    desk_language_script,
    desk_script,
)
from dragoman.render.html import render_desk_table, render_tool
from dragoman.render.templating import TEMPLATES
from dragoman.render.words import Words
from web.browser import CHROMIUM, Tab
from web.dom import read_page
from web.site import DRAFTS, GUIDES, PAGES, TABLES

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
HOSTILE = """"><script>globalThis.stolen = 1</script><img src=x onerror="stolen=1">' </script> {{ 7*7 }} \u2028"""
KEYS = {"Enter": 13, "Tab": 9, "ArrowDown": 40, "ArrowUp": 38, "Escape": 27, " ": 32}
TEXTS = {"Enter": "\r", " ": " "}


class Hands:
    """Someone at the keyboard, who does one thing at a time."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.actions = 0

    def type(self, text: str) -> None:
        self.actions += 1
        self.tab.send("Input.insertText", {"text": text})

    def press(self, key: str) -> None:
        self.actions += 1
        event = {"key": key, "code": key, "windowsVirtualKeyCode": KEYS[key]}
        down = {**event, "text": TEXTS[key]} if key in TEXTS else event
        self.tab.send("Input.dispatchKeyEvent", {**down, "type": "keyDown"})
        self.tab.send("Input.dispatchKeyEvent", {**event, "type": "keyUp"})


def shown(tab: Tab) -> list[str]:
    found: list[str] = tab.run("[...document.querySelectorAll('#desk-list .what')].map(one => one.textContent)")
    return found


def said(tab: Tab, name: str) -> str:
    text: str = tab.run(f"document.getElementById('desk-{name}').textContent")
    return text


def find(tab: Tab, words: str) -> list[str]:
    tab.run("document.getElementById('desk-query').value = ''; document.getElementById('desk-query').focus()")
    Hands(tab).type(words)
    return shown(tab)


def wait_for_address(tab: Tab, ending: str) -> None:
    """Asks the browser and not the page, which goes away meanwhile and would never answer."""
    end = time.monotonic() + 20
    while True:
        with suppress(AssertionError):  # for a moment there is no page
            history = tab.send("Page.getNavigationHistory")
            if history["entries"][history["currentIndex"]]["url"].endswith(ending):
                return
        assert time.monotonic() < end, ending
        time.sleep(0.05)


def choose(tab: Tab, name: str, value: str) -> None:
    tab.run(
        f"(one => {{ one.value = {json.dumps(value)}; one.dispatchEvent(new Event('change')) }})"
        f"(document.getElementById('desk-{name}'))"
    )


def test_a_sheet_is_before_the_printer_in_three_actions(tab: Tab, site: Path) -> None:
    """Type, Enter, and the third is the browser's own Ctrl+P on the PDF."""
    tab.open((site / "desk.html").as_uri())
    hands = Hands(tab)
    hands.type("warn somali")
    assert shown(tab) == ["Somali: Warning signs after a back injectionFinal"]
    hands.press("Enter")
    wait_for_address(tab, "/so/warning-signs.pdf")
    assert hands.actions + 1 <= 3


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("somali warning", "Somali: Warning"),
        ("warnign smoali", "Somali: Warning"),
        ("emergncy espanol", "Spanish: Warning"),
        ("Cambodian after", "Khmer: After"),
        ("cambodain after", "Khmer: After"),
        ("ខ្មែរ after", "Khmer: After"),
        ("中文 warn", "Chinese (Simplified): Warning"),
        ("zh-Hans warn", "Chinese (Simplified): Warning"),
        ("after العربية", "Arabic: After"),
        ("so warning-signs", "Somali: Warning"),
    ],
)
def test_a_sheet_is_found_by_any_of_its_names(tab: Tab, site: Path, words: str, found: str) -> None:
    if "desk.html" not in tab.run("location.href"):
        tab.open((site / "desk.html").as_uri())
    assert find(tab, words)[0].startswith(found)


def test_what_is_not_there_is_not_found(tab: Tab, site: Path) -> None:
    tab.open((site / "desk.html").as_uri())
    assert find(tab, "warn klingon") == []
    assert said(tab, "count") == "There is no such sheet."


def test_drafts_are_shown_when_asked_for_and_say_so(tab: Tab, site: Path) -> None:
    tab.open((site / "desk.html").as_uri())
    assert find(tab, "oromo after your") == []
    assert "There is one draft" in said(tab, "count")
    tab.run("document.getElementById('desk-drafts').focus()")
    Hands(tab).press(" ")
    (only,) = shown(tab)
    assert "DRAFT" in only
    assert tab.run("document.getElementById('desk-mark').hidden") is False


def test_arrows_choose_and_the_reader_of_the_screen_is_told(tab: Tab, site: Path) -> None:
    tab.open((site / "desk.html").as_uri())
    assert len(find(tab, "warn")) > 3
    hands = Hands(tab)
    for key, active in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1)):
        hands.press(key)
        assert tab.run("document.activeElement.getAttribute('aria-activedescendant')") == f"desk-option-{active}"
        chosen = tab.run("[...document.querySelectorAll('#desk-list [aria-selected=true]')].map(one => one.id)")
        assert chosen == [f"desk-option-{active}"]
    hands.press("Escape")
    assert shown(tab) == []


def test_a_form_that_is_not_made_has_its_command(tab: Tab, site: Path) -> None:
    tab.open((site / "desk.html").as_uri())
    find(tab, "warn somali")
    choose(tab, "size", "18")
    assert tab.run("document.getElementById('desk-open').getAttribute('href')") == "so/warning-signs.18.pdf"
    choose(tab, "english", "side")
    choose(tab, "paper", "a4")
    assert tab.run("document.getElementById('desk-open').hidden") is True
    command = "dragoman print warning-signs so -o warning-signs.so.pdf --size 18 --bilingual side"
    command += " --location chaska --paper a4"
    assert tab.run("document.getElementById('desk-command').value") == command
    tab.run("document.getElementById('desk-query').focus()")
    Hands(tab).press("Enter")
    assert tab.run("document.activeElement.id") == "desk-command"
    assert tab.run("getSelection().toString()") == command


def test_the_desk_asks_nobody_for_anything(tab: Tab, site: Path) -> None:
    tab.open((site / "desk.html").as_uri(), width=320)
    find(tab, "after")
    tab.run("document.fonts.ready.then(() => 0)")
    asked = [urlsplit(url) for url in tab.asked_for]
    assert {url.scheme for url in asked} == {"file"}
    assert not [url for url in asked if not Path(unquote(url.path)).is_relative_to(site)]
    assert (tab.failed, tab.complaints) == ([], [])
    assert tab.run("document.scrollingElement.scrollWidth") <= 320
    assert tab.run("Object.keys(localStorage).length + document.cookie.length") == 0
    assert tab.run("document.getElementById('desk-picture').naturalWidth") == 289


def test_without_a_script_all_sheets_are_in_a_table(site: Path) -> None:
    desk = read_page((site / "desk.html").read_text("utf-8"))
    tables = [link["href"] for link in desk.all("a") if link.get("href").startswith("desk/")]
    assert tables == list(TABLES)
    for name in tables:
        page = read_page((site / name).read_text("utf-8"))
        tag = Path(name).stem
        links = {link["href"].removeprefix("../") for link in page.all("a") if link["href"].endswith(".pdf")}
        assert links == {path.relative_to(site).as_posix() for path in (site / tag).glob("*.pdf")}
        assert len(list(page.all("tr"))) == 1 + len(GUIDES)
        drafts = [row.text() for row in page.all("tr") if "DRAFT" in row.text()]
        assert len(drafts) == (len(DRAFTS) if tag == "om" else 0)


def test_a_picture_is_small(site: Path) -> None:
    pictures = [path.stat().st_size for path in site.glob("*/*.png")]
    assert len(pictures) == len(PAGES)
    assert max(pictures) < 8_000


# ── names and ids that no project of ours has ──


def desk_of(title: str) -> Desk:
    language = DeskLanguage("ar", title, title, Direction.RTL, (title, "Farsi"))
    own = {DeskState.FINAL: "3fa91c0700000001", DeskState.DRAFT: "3fa91c0900000003"}
    sheets = tuple(
        DeskSheet(
            guide=f"g-{state}",
            language="ar",
            identity=own.get(state, ""),
            title_en=title,
            title=title,
            title_lang="ar",
            keywords=(title, "rest"),
            state=state,
            when=title,
            dated="2026-11-22",
            pages=(2,),
        )
        for state in DeskState
    )
    known = (
        KnownSheet("3fa91c0800000002", Fate.OUTDATED, "g-gone", "ar", "", "2026-01-02", "2026-03-04"),
        KnownSheet("3fa91c0a00000004", Fate.ELSEWHERE, "g-final", "ar", "edina", "2026-01-02"),
        KnownSheet("3fa91c0b00000005", Fate.OUTDATED, "g-gone", "fr", "", "2026-01-02"),
    )
    return Desk(
        title=title,
        today="2026-11-26",
        paper="letter",
        office="chaska",
        offices=(("chaska", title), ("edina", "Edina")),
        languages=(language,),
        guides=tuple(DeskGuide(sheet.guide, title, (title,), ("abcdef1",)) for sheet in sheets),
        sheets=sheets,
        known=known,
        paths=DeskPaths(
            forms=(("14", "{language}/{guide}.pdf"),),
            picture="{language}/{guide}.png",
            notice="{language}/{guide}.notice.pdf",
            data="assets/desk/{language}.js",
            table="desk/{language}.html",
        ),
    )


def put_desk(folder: Path, desk: Desk) -> str:
    directions = {"ar": Direction.RTL, "en": Direction.LTR}
    (folder / "assets/desk").mkdir(parents=True)
    (folder / "desk.html").write_text(render_tool("desk.html.j2", Words("en", {}), directions, desk=desk), "utf-8")
    (folder / "assets/desk-data.js").write_text(desk_script(desk), "utf-8")
    (folder / "assets/desk/ar.js").write_text(desk_language_script(desk, "ar"), "utf-8")
    for name in ("desk.js", "desk-search.js", "desk.css", "page.css"):
        (folder / "assets" / name).write_bytes((TEMPLATES / name).read_bytes())
    (folder / "assets/fonts.css").write_text("", "utf-8")
    return (folder / "desk.html").as_uri()


def test_names_are_text_wherever_they_stand(tab: Tab, tmp_path: Path) -> None:
    tab.open(put_desk(tmp_path, desk_of(HOSTILE)))
    assert len(find(tab, "rest farsi")) == 3
    tab.run("document.getElementById('desk-drafts').click()")
    assert len(shown(tab)) == 5
    for number in range(5):
        tab.run(f"document.getElementById('desk-option-{number}').click()")
    tab.run("document.getElementById('desk-id').focus()")
    Hands(tab).type("3fa91c07")
    assert "<script>" in said(tab, "answer")
    assert tab.run(
        "globalThis.stolen === undefined && document.querySelectorAll('main script, main li img').length === 0"
    )
    page = read_page((tmp_path / "desk.html").read_text("utf-8"))
    assert len(list(page.all("script"))) == 4
    assert all(script["src"].startswith("assets/desk") for script in page.all("script"))


def test_the_table_without_a_script_has_names_as_text() -> None:
    desk = desk_of(HOSTILE)
    page = read_page(render_desk_table(desk, desk.languages[0], Words("en", {}), {"ar": Direction.RTL}))
    assert not list(page.all("script", "img"))
    assert page.text().count("<script>") > len(desk.sheets)


def test_the_data_is_no_code_and_the_same_value() -> None:
    desk = desk_of(HOSTILE)
    shared, of_language = desk_script(desk), desk_language_script(desk, "ar")
    assert shared.startswith("globalThis.dragomanDesk = {")
    assert not set("<>&'\u2028") & set(shared + of_language)
    assert json.loads(shared.partition(" = ")[2].rstrip(";\n"))["guides"]["g-final"]["english"] == HOSTILE
    sheets, known = of_language.splitlines()
    assert sheets.startswith('globalThis.dragomanDesk.sheets["ar"] = [')
    assert known.startswith('globalThis.dragomanDesk.known["ar"] = [')
    assert json.loads(sheets.partition(" = ")[2].rstrip(";"))[0]["title"] == HOSTILE


@pytest.mark.parametrize(
    ("digits", "kind", "answer"),
    [
        ("3fa91c07", "good", "Current."),
        ("id 3FA9 1C07", "good", "Current."),
        ("3fa91c08", "bad", "Outdated since 2026-03-04. ar: g-gone, approved on 2026-01-02."),
        ("3fa91c09", "bad", "Draft."),
        ("3fa91c0a", "bad", "approved on 2026-01-02 for Edina. This page knows today’s text of another location"),
        ("3fa91c0b", "bad", "Outdated. fr: g-gone, approved on 2026-01-02."),
        ("3fa91c", "bad", "Outdated since"),
        ("abcdef1", "bad", "This is the hash of the English text"),
        ("ffffffff", "bad", "Unknown."),
        ("3fa91cO7", "bad", "An id has the digits"),
        ("3fa9", "", ""),
    ],
)
def test_a_sheet_in_the_hand_is_known_by_its_id(tab: Tab, tmp_path: Path, digits: str, kind: str, answer: str) -> None:
    tab.open(put_desk(tmp_path, desk_of("Rest")))
    tab.run("document.getElementById('desk-id').focus()")
    Hands(tab).type(digits)
    assert answer in said(tab, "answer")
    assert tab.run("document.getElementById('desk-answer').className") == kind
