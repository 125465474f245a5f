"""The pages in a real browser, opened from a disk: nothing sticks out, nobody is asked for anything, no font lacks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from web.browser import CHROMIUM, Tab, browser_tab
from web.site import LANGUAGES, made_site

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
SHOWN = [f"{tag}/{guide}.html" for tag in LANGUAGES[1:] for guide in ("back-injections", "after-your-injection")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_site(tmp_path_factory)


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser_tab(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.mark.parametrize("name", [*SHOWN, "index.html"])
def test_a_page_opened_from_a_disk_is_whole_and_silent(tab: Tab, site: Path, name: str) -> None:
    tab.open((site / name).as_uri(), width=320)
    assert tab.run("document.scrollingElement.scrollWidth") <= 320
    tab.run("document.querySelectorAll('details').forEach(menu => { menu.open = true })")
    assert tab.run("document.scrollingElement.scrollWidth") <= 320, "with the menu of languages open"
    tab.run("document.fonts.ready.then(() => 0)")
    fonts = tab.fonts()
    assert "Noto Sans" in fonts
    assert [family for family, bundled in fonts.items() if not bundled] == []
    asked = [urlsplit(url) for url in tab.asked_for]
    assert {url.scheme for url in asked} == {"file"}
    assert {Path(unquote(url.path)).suffix for url in asked} >= {".html", ".css", ".woff2"}
    assert not [url for url in asked if not Path(unquote(url.path)).is_relative_to(site)]
    assert (tab.failed, tab.complaints) == ([], [])


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
    assert tab.run("document.scrollingElement.scrollWidth") > 320
    assert False in tab.fonts().values()
    assert "http://127.0.0.1:9/x.png" in tab.asked_for
    assert tab.failed
    assert tab.complaints
