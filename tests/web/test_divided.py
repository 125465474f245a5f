"""The lists of a large library in a real browser: every page is reached, nothing sticks out, and keys alone suffice."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from web.browser import CHROMIUM, Tab
from web.dom import Element, read_page
from web.judging import OVERFLOW, OVERLAP, SPACING
from web.site import DRAFTS, EVERY_PAGE, LISTS, PAGES
from web.test_crawl import NOT_FOLLOWED, files_in, leads_of, lost_links, path_of, reached_from_the_index
from web.test_desk import Hands, said, shown, wait_for_address

DIVIDED = ("index.html", "status.html", *LISTS)
BROWSER = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
FOCUSED = """(one => {
  const style = getComputedStyle(one)
  const box = one.getBoundingClientRect()
  const frame = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
  return [one.getAttribute('href') ?? (one.id || one.className), frame,
          box.width > 0 && box.bottom > 0 && box.top < innerHeight]
})(document.activeElement)"""
"""Where the keyboard is: the link or field, whether one sees that it is there, and whether it is on the screen."""


@pytest.fixture(scope="module")
def pages(divided: Path) -> dict[str, Element]:
    return {name: read_page((divided / name).read_text("utf-8")) for name in (*EVERY_PAGE, *LISTS)}


def test_everything_is_in_reach_and_every_link_leads_somewhere(divided: Path, pages: dict[str, Element]) -> None:
    lost, kinds, _ = lost_links(divided, pages)
    assert lost == []
    assert kinds == {".html", ".pdf", ".css", ".js"}
    assert reached_from_the_index(divided, pages) == files_in(divided) - NOT_FOLLOWED


def test_a_reader_needs_two_links_to_each_page_and_each_sheet(pages: dict[str, Element]) -> None:
    first = {path_of("index.html", address)[0] for address in leads_of(pages["index.html"])}
    second = {path_of(name, address)[0] for name in first & pages.keys() for address in leads_of(pages[name])}
    assert second >= {*PAGES, *(name.replace(".html", ".pdf") for name in PAGES)}


def test_the_map_of_the_site_has_the_lists_for_readers(divided: Path) -> None:
    urls = ET.parse(divided / "sitemap.xml").getroot()  # noqa: S314 - our own
    addresses = [value for one in urls.iter() for value in (one.text, one.get("href")) if value and "/" in value]
    lists = {name for name in LISTS if name.startswith("languages/")}
    assert {path_of("index.html", one)[0] for one in addresses} == {"index.html", *lists, *PAGES} - {*DRAFTS}


@BROWSER
@pytest.mark.parametrize("name", DIVIDED)
def test_nothing_sticks_out_or_lies_on_another(tab: Tab, divided: Path, name: str) -> None:
    tab.open((divided / name).as_uri(), width=320)
    for width in (320, 640, 768, 1280):
        tab.resize(width)
        assert tab.run(f"{OVERFLOW}(1)") == [0], width
        assert tab.run(OVERLAP) == [], width
    tab.resize(320)
    tab.run(SPACING)
    assert tab.run(f"{OVERFLOW}(16)") == [0], "with wide spacing"
    assert tab.run(OVERLAP) == []
    assert (tab.failed, tab.complaints) == ([], [])


def walk_to(tab: Tab, hands: Hands, address: str) -> int:
    """Tab by tab; how many it took. Each stop can be seen, and none comes twice."""
    passed: list[str] = []
    while not passed or passed[-1] != address:
        hands.press("Tab")
        where, is_marked, is_on_screen = tab.run(FOCUSED)
        assert is_marked and is_on_screen, where
        assert where not in passed, f"{address} is not reached: {passed}"
        passed.append(where)
    return len(passed)


@BROWSER
@pytest.mark.parametrize(
    ("first", "own", "wanted"),
    [
        ("index.html", "languages/ar.html", "ar/warning-signs.pdf"),
        ("status.html", "status/om.html", "om/back-injections.html"),
    ],
)
def test_a_list_leads_to_each_handout_by_the_keyboard(
    tab: Tab, divided: Path, first: str, own: str, wanted: str
) -> None:
    hands = Hands(tab)
    tab.open((divided / first).as_uri())
    walk_to(tab, hands, own)
    hands.press("Enter")
    wait_for_address(tab, f"/{own}")
    tab.open((divided / own).as_uri())
    walk_to(tab, hands, f"../{wanted}")
    hands.press("Enter")
    wait_for_address(tab, f"/{wanted}")


@BROWSER
def test_the_desk_is_used_by_the_keyboard_at_rest_and_with_words(tab: Tab, divided: Path) -> None:
    """Without a word every stop can be seen; with words and drafts a form is chosen, and its sheet opens."""
    tab.open((divided / "desk.html").as_uri())
    hands = Hands(tab)
    assert tab.run("document.activeElement.id") == "desk-query"
    assert shown(tab) == []
    walk_to(tab, hands, "search.html")
    tab.open((divided / "desk.html").as_uri())
    hands.type("om warn")
    assert len(shown(tab)) == 1
    for name in ("desk-drafts", "desk-size"):
        walk_to(tab, hands, name)
    hands.press("ArrowDown")
    assert tab.run("document.getElementById('desk-size').value") == "18"
    walk_to(tab, hands, tab.run("document.getElementById('desk-open').getAttribute('href')"))
    assert "Text of" in said(tab, "facts")
    hands.press("Enter")
    wait_for_address(tab, "/om/warning-signs.18.pdf")
