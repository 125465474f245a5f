"""The pages in a real browser, opened from a disk: nothing sticks out, nobody is asked for anything, no font lacks."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from web.browser import CHROMIUM, Tab
from web.site import PAGES

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
EVERY_PAGE = [*PAGES, "index.html", "status.html"]
WIDTHS = (320, 768, 1280)
"""CSS pixels. 320 is also a window of 1280 at 400 %, and 640, which lies between, one at 200 % (WCAG 2.2, 1.4.10)."""
OPEN_MENUS = "document.querySelectorAll('details').forEach(menu => { menu.open = true })"
OVERFLOW = """(() => {
  const wide = document.scrollingElement.clientWidth
  const cut = [...document.querySelectorAll('body *')].filter(element => {
    const style = getComputedStyle(element)
    if (element.closest('.skip, .scroll, .watermark, svg') || style.display === 'inline') return false
    const box = element.getBoundingClientRect()
    const inside = ['auto', 'scroll'].includes(style.overflowX)
    return box.width > 0 && (box.left < -0.5 || box.right > wide + 0.5
      || (!inside && element.scrollWidth > element.clientWidth + 1))
  })
  return [document.scrollingElement.scrollWidth - wide,
          ...cut.map(element => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 60)}`)]
})()"""
"""How far the page scrolls sideways, and every box that sticks out of the page or of itself."""
SPACING = """(() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important }
    * { word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`)
  document.adoptedStyleSheets = [sheet]
})()"""
"""The spacing that a reader may set (WCAG 2.2, 1.4.12)."""


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_a_page_opened_from_a_disk_is_whole_and_silent(tab: Tab, site: Path, name: str) -> None:
    tab.open((site / name).as_uri(), width=320)
    for width in WIDTHS:
        tab.resize(width)
        assert tab.run(OVERFLOW) == [0], width
    tab.resize(320)
    tab.run(OPEN_MENUS)
    assert tab.run(OVERFLOW) == [0], "with the menu of languages open"
    tab.run(SPACING)
    assert tab.run(OVERFLOW) == [0], "with wide spacing"
    tab.run("document.fonts.ready.then(() => 0)")
    asked = [urlsplit(url) for url in tab.asked_for]
    assert {url.scheme for url in asked} == {"file"}
    assert {Path(unquote(url.path)).suffix for url in asked} >= {".html", ".css", ".woff2"}
    assert not [url for url in asked if not Path(unquote(url.path)).is_relative_to(site)]
    assert (tab.failed, tab.complaints) == ([], [])


@pytest.mark.parametrize(
    "name",
    [name for name in EVERY_PAGE if name.startswith("back-") or "/" not in name]
    + [name for name in PAGES if name.endswith(("/back-injections.html", "/after-your-injection.html"))],
)
def test_every_letter_is_in_a_font_of_the_site(tab: Tab, site: Path, name: str) -> None:
    tab.open((site / name).as_uri())
    tab.run(OPEN_MENUS)
    tab.run("document.fonts.ready.then(() => 0)")
    fonts = tab.fonts()
    assert "Noto Sans" in fonts
    assert [family for family, bundled in fonts.items() if not bundled] == []


def test_a_closed_menu_fetches_no_font_of_another_language(tab: Tab, site: Path) -> None:
    tab.open((site / "es" / "warning-signs.html").as_uri())
    assert {Path(url).stem for url in tab.asked_for if "/fonts/" in url} == {"NotoSans-Regular", "NotoSans-Bold"}


def test_the_browser_would_tell(tab: Tab, tmp_path: Path) -> None:
    """A page that does all that the others must not do."""
    page = tmp_path / "bad.html"
    page.write_text(
        "<!DOCTYPE html><meta charset=utf-8><div style='width: 900px'>a<span>b</span></div>"
        "<img src=http://127.0.0.1:9/x.png><script>console.error('c')</script>",
        "utf-8",
    )
    tab.open(page.as_uri(), width=320)
    assert tab.run(OVERFLOW)[0] > 0
    assert len(tab.run(OVERFLOW)) > 1
    assert False in tab.fonts().values()
    assert "http://127.0.0.1:9/x.png" in tab.asked_for
    assert tab.failed
    assert tab.complaints
