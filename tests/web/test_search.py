"""The search of a site in a real browser, opened from a disk: words of languages with and without spaces."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from dragoman.languages import all_languages
from dragoman.model import Direction
from dragoman.render.html import render_tool
from dragoman.render.search import (
    PartEntry,
    Text,
    directory_script,
    languages_script,
    part_script,
    terms,
)
from dragoman.render.sections import Section
from dragoman.render.templating import TEMPLATES
from dragoman.render.words import Words
from web.browser import AT_REST, CHROMIUM, Tab
from web.dom import read_page

HOSTILE = """"><script>globalThis.stolen = 1</script><img src=x onerror="stolen=1">' </script>"""
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")


IMPATIENT = "(later => { globalThis.setTimeout = work => later(work, 0) })(globalThis.setTimeout.bind(globalThis))"
"""The page waits until a person has typed to the end; here nobody types slowly."""
FOUND = """[...document.querySelectorAll('#search-hits li')].map(one => [one.lang, one.querySelector('a').pathname])"""


def find(tab: Tab, words: str) -> list[list[str]]:
    """Of each hit, the language and the path it leads to."""
    tab.run("document.getElementById('search-query').value = ''; document.getElementById('search-query').focus()")
    tab.send("Input.insertText", {"text": words})
    tab.run(AT_REST)
    found: list[list[str]] = tab.run(FOUND)
    return found


def headings_of(site: Path, tag: str) -> list[str]:
    """As people read them."""
    return [text[2] for path in sorted((site / f"assets/search/{tag}").glob("*.js")) for text in data_of(path)["texts"]]


def data_of(path: Path) -> Any:
    return json.loads(path.read_text("utf-8").partition(" = ")[2].rstrip(";\n"))


@needs_browser
@pytest.mark.parametrize("tag", ["en", "es", "ar", "km", "zh-Hans", "my"])
def test_every_heading_is_found_in_its_language(tab: Tab, site: Path, tag: str) -> None:
    tab.open((site / "search.html").as_uri())
    tab.run(IMPATIENT)
    headings = headings_of(site, tag)
    assert len(headings) > 5
    for heading in headings:
        assert tag in [language for language, _ in find(tab, heading)], heading


@needs_browser
@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("fiebre", "es"),
        ("inyeccion", "es"),
        ("inyecion", "es"),
        ("حقنة", "ar"),
        ("发烧", "zh-Hans"),
        ("药", "zh-Hans"),
        ("ខ្នង", "km"),
        ("ဆေး", "my"),
        ("911", "km"),
    ],
)
def test_a_word_is_found_in_its_language(tab: Tab, site: Path, words: str, tag: str) -> None:
    tab.open((site / "search.html").as_uri())
    hits = find(tab, words)
    assert tag in [language for language, _ in hits]
    assert all((site / unquote(path).rpartition("/build/")[2]).is_file() for _, path in hits)


@needs_browser
def test_final_pages_come_before_drafts_and_say_so(tab: Tab, site: Path) -> None:
    tab.open((site / "search.html").as_uri())
    find(tab, "911")
    states = tab.run("[...document.querySelectorAll('#search-hits li[lang=om] .state')].map(one => one.textContent)")
    assert set(states) == {"Final", "DRAFT"}
    assert states == sorted(states, reverse=True)


@needs_browser
def test_the_search_asks_nobody_for_anything(tab: Tab, site: Path) -> None:
    tab.open((site / "search.html").as_uri(), width=320)
    assert find(tab, "911")
    assert find(tab, "qqqqqqqq") == []
    asked = [urlsplit(url) for url in tab.asked_for]
    assert {url.scheme for url in asked} == {"file"}
    assert not [url for url in asked if not Path(unquote(url.path)).is_relative_to(site)]
    assert (tab.failed, tab.complaints) == ([], [])
    find(tab, "911")
    assert tab.run("document.scrollingElement.scrollWidth") <= 320


@needs_browser
def test_texts_are_text_wherever_they_stand(tab: Tab, tmp_path: Path) -> None:
    text = Text("ar/a.html", HOSTILE, draft=True, section=Section("a", HOSTILE, "ar", f"rest {HOSTILE}"))
    (tmp_path / "assets").mkdir()
    language = replace(next(one for one in all_languages() if one.tag == "ar"), english=HOSTILE, autonym=HOSTILE)
    page = render_tool("search.html.j2", Words("en", {}), {}, title=HOSTILE, languages=[language])
    (tmp_path / "search.html").write_text(page, "utf-8")
    script, words = part_script([text])
    part = PartEntry("assets/part.js", 1, words)
    scripts = {
        "search-data.js": languages_script([("ar", HOSTILE, HOSTILE, Direction.RTL, "assets/directory.js")]),
        "directory.js": directory_script([part]),
        "part.js": script,
    }
    for name, script in scripts.items():
        assert not set("<>&'") & set(script)
        (tmp_path / "assets" / name).write_text(script, "utf-8")
    (tmp_path / "assets/search.js").write_bytes((TEMPLATES / "search.js").read_bytes())
    (tmp_path / "assets/minisearch.js").write_bytes((TEMPLATES / "vendor/minisearch-7.2.0.js").read_bytes())
    tab.open((tmp_path / "search.html").as_uri())
    assert find(tab, "rest") == [["ar", f"{tmp_path}/ar/a.html"]]
    assert tab.run("globalThis.stolen === undefined && document.querySelectorAll('main script, main img').length === 0")


def test_without_a_script_the_page_leads_to_the_index(site: Path) -> None:
    page = read_page((site / "search.html").read_text("utf-8"))
    without = next(one for one in page.all("p") if one.get("id") == "search-without")
    assert [link["href"] for link in without.all("a")] == ["index.html"]


def test_what_is_vendored_is_what_the_decision_says() -> None:
    decision = next((TEMPLATES.parents[3] / "docs/decisions").glob("*-minisearch.md")).read_text("utf-8")
    for name in ("minisearch-7.2.0.js", "minisearch-LICENSE.txt"):
        content = (TEMPLATES / "vendor" / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() in decision
        assert b"eval(" not in content


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La Inyección, 5 mg", ["la", "inyeccion", "5", "mg"]),
        ("الحُقنة", ["الحقنة"]),
        ("发烧38度", ["发烧", "烧", "38", "度"]),
        ("ឆ្អឹង\u200bខ្នង", ["ឆ្អឹ" + "ង", "ង" + "ខ្ន", "ខ្ន" + "ង", "ង"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_what_it_is_found_by(text: str, found: list[str]) -> None:
    assert terms(text) == found
