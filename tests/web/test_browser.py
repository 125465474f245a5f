"""The pages in a real browser, opened from a disk: nothing sticks out, nobody is asked for anything, no font lacks."""

from __future__ import annotations

import base64
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pypdfium2
import pytest

from dragoman.fonts import font_folder
from web.browser import CHROMIUM, Tab, use
from web.judging import OVERFLOW, OVERLAP, SPACING
from web.site import EVERY_PAGE, PAGES

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
WIDTHS = (320, 640, 768, 1280)
"""CSS pixels. 640 is also a window of 1280 at 200 %, and 320 one at 400 % (WCAG 2.2, 1.4.4 and 1.4.10)."""
OPEN_MENUS = "document.querySelectorAll('details').forEach(menu => { menu.open = true })"
BOXES = """[...document.querySelectorAll('body *')].map(element => {
  const box = element.getBoundingClientRect()
  return [box.left, box.top, box.width, box.height].map(length => Math.round(length * 10) / 10)
})"""


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_a_page_opened_from_a_disk_is_whole_and_silent(tab: Tab, site: Path, name: str) -> None:
    tab.open((site / name).as_uri(), width=320)
    for width in WIDTHS:
        tab.resize(width)
        assert tab.run(f"{OVERFLOW}(1)") == [0], width
        assert tab.run(OVERLAP) == [], width
    use(tab, name)
    for width in WIDTHS:
        tab.resize(width)
        assert tab.run(f"{OVERFLOW}(1)") == [0], width
        assert tab.run(OVERLAP) == [], width
    tab.resize(320)
    tab.run(OPEN_MENUS)
    assert tab.run(f"{OVERFLOW}(1)") == [0], "with the menu of languages open"
    tab.run(SPACING)
    # A number and its unit stay in one piece and may reach into the padding of their box.
    assert tab.run(f"{OVERFLOW}(16)") == [0], "with wide spacing"
    assert tab.run(OVERLAP) == []
    tab.run("document.fonts.ready.then(() => 0)")
    asked = [urlsplit(url) for url in tab.asked_for]
    assert {url.scheme for url in asked} == {"file"}
    assert {Path(unquote(url.path)).suffix for url in asked} >= {".html", ".css", ".woff2"}
    assert not [url for url in asked if not Path(unquote(url.path)).is_relative_to(site)]
    assert (tab.failed, tab.complaints) == ([], [])


@pytest.mark.parametrize(
    "name",
    [name for name in EVERY_PAGE if "/" not in name]
    + [name for name in PAGES if name.endswith(("/back-injections.html", "/after-your-injection.html"))],
)
def test_every_letter_is_in_a_font_of_the_site(tab: Tab, site: Path, name: str) -> None:
    tab.open((site / name).as_uri())
    tab.run(OPEN_MENUS)
    use(tab, name)
    tab.run("document.fonts.ready.then(() => 0)")
    fonts = tab.fonts()
    assert "Noto Sans" in fonts
    assert [family for family, bundled in fonts.items() if not bundled] == []


@pytest.mark.parametrize("tag", ["vi", "ar", "zh-Hans", "am", "my", "km", "lo", "ur"])
def test_a_font_cut_down_sets_text_as_the_whole_one_does(tab: Tab, site: Path, tag: str, tmp_path: Path) -> None:
    """Every box of a page has the same place and size with the bundled fonts, whole and for every letter."""
    boxes = []
    for root in (site, _with_whole_fonts(site, tag, tmp_path)):
        tab.open((root / tag / "after-your-injection.html").as_uri(), width=768)
        used = {Path(url).suffix for url in tab.asked_for if "/fonts/" in url}
        assert used and used <= ({".woff2"} if root == site else {".ttf", ".otf"})
        boxes.append(tab.run(BOXES))
    assert len(boxes[0]) > 100
    assert boxes[0] == boxes[1]


def _with_whole_fonts(site: Path, tag: str, folder: Path) -> Path:
    shutil.copytree(site / "assets", folder / "assets", ignore=shutil.ignore_patterns("*.woff2"))
    shutil.copytree(site / tag, folder / tag)
    css = folder / "assets" / "fonts.css"
    text = re.sub(r" unicode-range: [^;]*;", "", css.read_text("utf-8"))
    for font in font_folder().glob("*.?tf"):
        text = text.replace(f'fonts/{font.stem}.woff2") format("woff2")', f'{font.as_uri()}")')
    css.write_text(text, "utf-8")
    return folder


def test_a_draft_printed_by_the_browser_says_so_on_each_page(tab: Tab, site: Path) -> None:
    tab.open((site / "om" / "after-your-injection.html").as_uri())
    printed = pypdfium2.PdfDocument(base64.b64decode(tab.send("Page.printToPDF")["data"]))
    texts = [page.get_textpage().get_text_range() for page in printed]
    assert len(texts) > 2
    assert all("DRAFT" in text for text in texts)
    assert "Sheet for printing" not in "".join(texts)


def test_a_closed_menu_fetches_no_font_of_another_language(tab: Tab, site: Path) -> None:
    tab.open((site / "es" / "warning-signs.html").as_uri())
    assert {Path(url).stem for url in tab.asked_for if "/fonts/" in url} == {"NotoSans-Regular", "NotoSans-Bold"}


def test_the_browser_would_tell(tab: Tab, tmp_path: Path) -> None:
    """A page that does all that the others must not do."""
    page = tmp_path / "bad.html"
    page.write_text(
        "<!DOCTYPE html><meta charset=utf-8><div style='width: 900px'>a<span>b</span></div>"
        "<p>under</p><p style='margin-block-start: -2em'>over it</p>"
        "<img src=http://127.0.0.1:9/x.png><script>console.error('c')</script>",
        "utf-8",
    )
    tab.open(page.as_uri(), width=320)
    sideways, *cut = tab.run(f"{OVERFLOW}(1)")
    assert sideways > 0 and cut
    assert tab.run(OVERLAP) == ["“under” on “over it”"]
    assert False in tab.fonts().values()
    assert "http://127.0.0.1:9/x.png" in tab.asked_for
    assert tab.failed
    assert tab.complaints
