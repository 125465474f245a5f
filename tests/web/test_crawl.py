"""Follows everything on the site that leads anywhere: links, anchors, pairs of languages, scripts, fonts, QR codes."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from web.dom import Element, read_page
from web.site import DRAFTS, EVERY_PAGE, LANGUAGES, PAGES, WEB

NOT_FOLLOWED = {"manifest.json", "status.json", "status.svg", "sitemap.xml", "assets/minisearch-LICENSE.txt"}
"""For programs, and for lawyers."""
STRIP = 130
"""Points of the foot of a page of paper, more than its strip is high."""
NEEDS_ZBAR = pytest.mark.skipif(
    shutil.which("zbarimg") is None, reason="zbarimg, which reads QR codes, is not installed"
)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Element]:
    return {name: read_page((site / name).read_text("utf-8")) for name in EVERY_PAGE}


def path_of(name: str, address: str) -> tuple[str, str]:
    """The file of the site that an address on a page means, and the anchor in it; the page itself for `#anchor`."""
    whole = urlsplit(urljoin(f"{WEB}/{name}", address))
    assert whole.geturl().startswith(f"{WEB}/"), (name, address)
    return unquote(whole.geturl().removeprefix(f"{WEB}/").partition("#")[0]), whole.fragment


def leads_of(page: Element) -> Iterator[str]:
    """Addresses on a page that a reader or a browser may follow within the site; telephone numbers are not of it."""
    for element in page.all("a", "link", "script", "img"):
        for attribute in ("href", "src"):
            if attribute in element.attributes and not element[attribute].startswith("tel:"):
                yield element[attribute]


def lost_links(site: Path, pages: Mapping[str, Element]) -> tuple[list[tuple[str, str]], set[str], int]:
    """Links to no file or no place, with the page that has them; kinds of files that links lead to; links to places."""
    anchors = {name: {one["id"] for one in page.all() if "id" in one.attributes} for name, page in pages.items()}
    lost: list[tuple[str, str]] = []
    kinds: set[str] = set()
    with_anchor = 0
    for name, page in pages.items():
        for address in leads_of(page):
            target, anchor = path_of(name, address)
            if not (site / target).is_file() or (anchor and anchor not in anchors[target]):
                lost.append((name, address))
            kinds.add(Path(target).suffix)
            with_anchor += bool(anchor)
    return lost, kinds, with_anchor


def reached_from_the_index(site: Path, pages: Mapping[str, Element]) -> set[str]:
    """Files, by links, styles and what the scripts of the search and the desk load."""
    reached: set[str] = set()
    waiting = ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        if name in pages:
            waiting += [path_of(name, address)[0] for address in leads_of(pages[name])]
        elif name.endswith(".css"):
            text = (site / name).read_text("utf-8")
            waiting += [path_of(name, address)[0] for address in re.findall(r'url\("([^"]+)"\)', text)]
        elif name.startswith("assets/search"):
            text = (site / name).read_text("utf-8")
            waiting += re.findall(r'"(?:directory|path)":"([^"]+\.js)"', text)
        elif name == "assets/desk-data.js":
            waiting += [f"{page.removesuffix('html')}png" for page in PAGES]  # `paths.picture`; test_desk.py opens it
    return reached


def files_in(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def test_every_link_leads_to_a_file_and_every_anchor_to_a_place(site: Path, pages: dict[str, Element]) -> None:
    lost, kinds, with_anchor = lost_links(site, pages)
    assert lost == []
    assert kinds == {".html", ".pdf", ".css", ".js"}
    assert with_anchor > len(PAGES)


def test_nothing_is_out_of_reach_of_the_index(site: Path, pages: dict[str, Element]) -> None:
    assert reached_from_the_index(site, pages) == files_in(site) - NOT_FOLLOWED


def test_the_page_of_a_hit_is_there(site: Path, pages: dict[str, Element]) -> None:
    """Of everything that the search can find, the page and the anchor in it."""
    found = 0
    for tag in LANGUAGES:
        for part in (site / "assets/search" / tag).glob("*.js"):
            for path in re.findall(r'"path":"([^"]+\.html)"', part.read_text("utf-8")):
                assert path in pages
                found += 1
    assert found == len(PAGES)


def test_the_languages_of_a_page_name_each_other(pages: dict[str, Element]) -> None:
    """`hreflang`: each of a pair names the other, and itself, and leads to a page in that language."""
    named = {
        name: {
            link["hreflang"]: path_of(name, link["href"])[0]
            for link in pages[name].all("link")
            if link["rel"] == "alternate"
        }
        for name in PAGES
    }
    pairs = 0
    for name, others in named.items():
        assert name in others.values()
        for tag, other in others.items():
            assert named[other] == others, (name, other)
            assert tag == "x-default" or pages[other]["lang"] == tag
            pairs += 1
    assert pairs == len(PAGES) * (len(LANGUAGES) + 1)


def test_the_map_of_the_site_leads_to_pages(site: Path) -> None:
    urls = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314 - our own
    addresses = [
        value for element in urls.iter() for value in (element.text, element.get("href")) if value and "/" in value
    ]
    assert {path_of("index.html", address)[0] for address in addresses} == {"index.html", *PAGES} - {*DRAFTS}


@NEEDS_ZBAR
def test_the_code_on_every_sheet_leads_to_its_page(site: Path, tmp_path: Path) -> None:
    """In all languages and forms, read as a telephone reads it; `test_press_forms.py` has all pages of a sheet."""
    wanted: list[str] = []
    pictures: list[Path] = []
    for sheet in sorted(site.glob("*/*.pdf")):
        page = pypdfium2.PdfDocument(sheet)[0]
        pictures.append(tmp_path / f"{len(pictures)}.png")
        foot = (0, 0, 0, page.get_height() - STRIP)
        page.render(scale=3, crop=foot, grayscale=True).to_pil().save(pictures[-1])
        wanted.append(f"{WEB}/{sheet.parent.name}/{sheet.stem.partition('.')[0]}.html")
    assert len(pictures) == 2 * len(PAGES)
    command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", *map(str, pictures)]
    read = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False).stdout.split()
    assert read == wanted
    assert {path_of("index.html", address)[0] for address in read} == {*PAGES}
