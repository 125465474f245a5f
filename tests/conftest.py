"""What tests share: guides, catalogs and pages made in one line; projects on disk are in `projects.py`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

import profiles
from dragoman.fonts import font_folder
from dragoman.languages import all_languages, find_language
from dragoman.localize import Localized, entry_lookup, localize
from dragoman.markup.drawing import parse_drawing
from dragoman.markup.join import figure_sources, join_drawings
from dragoman.markup.parse import parse_guide
from dragoman.model import (
    USUAL_LIMITS,
    Catalog,
    Entry,
    Fact,
    FactKind,
    Guide,
    Handout,
    Language,
    Location,
    MessageKey,
    Paper,
    Status,
)
from dragoman.page_words import page_words
from dragoman.press import Press, Typesetter
from dragoman.render.html import PageFrame, render_page
from dragoman.render.sheet import make_sheet
from dragoman.render.words import Words
from projects import project, run, shipped

__all__ = ["profiles", "project", "run", "shipped"]  # profiles for Hypothesis before any test is read; fixtures

ENGLISH = find_language("en")
SPANISH = find_language("es")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'
DRAWING = SVG.format(
    '<svg id="drawing" viewBox="0 0 8 8"><path d="M0 0h8"/><text x="1" y="1">1</text></svg>'
    '<g id="key"><text>Nerve</text></g>'
)
FACTS: Mapping[str, Fact] = {
    name: Fact(name, value, kind, Location("dragoman.toml", 1))
    for name, value, kind in (
        ("clinic.name", "Spine & Co", FactKind.TEXT),
        ("clinic.phone", "(763) 555-0100", FactKind.PHONE),
        ("clinic.fax", "", FactKind.PHONE),
        ("clinic.site", "spine.example/help", FactKind.URL),
        ("clinic.mail", "desk@spine.example", FactKind.EMAIL),
        ("fever.limit", "100.4 °F", FactKind.MEASURE),
    )
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-expected", action="store_true", help="write what comes out into tests/spec/*.md")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update-expected") and os.environ.get("CI"):
        raise pytest.UsageError("--update-expected is refused in CI, where nobody reads what it writes")


_DEAR = (
    "test_browser.py",
    "test_reuse.py",
    "test_build.py",
    "test_cluster.py",
    "test_verify.py",
    "test_watch.py",
    "test_cards_and_booklets.py",
    "test_hostile_guides.py",
    "test_life.py",
    "test_archive.py",
    "test_recall.py",
    "test_judges.py",
    "test_search.py",
    "test_hostile.py",
)
"""Files that take more than 15 s of a processor. `make test` gives whole files to processes, in this order: one of them
at the very end would keep one process at work and the others waiting."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(_DEAR)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


@pytest.fixture(scope="session")
def press() -> Press:
    return Press(Typesetter(font_folder()).typeset)


def guide_of(body: str, head: str = "title: T", name: str = "g") -> Guide:
    """A guide with its body from line 4 on, if the head has one line; drawings are all the same one."""
    guide = parse_guide(
        body if body.startswith(("---", "\ufeff---")) else f"---\n{head}\n---\n{body}",
        f"{name}.md",
        name,
        replace(USUAL_LIMITS, word_letters=200_000),  # nesting without a space looks like a word, and no press sets it
    )
    drawing = parse_drawing(DRAWING, "drawing.svg")
    return join_drawings(guide, {figure.source: drawing for figure in figure_sources(guide)})


def entry_of(text: str, translation: str, status: Status = Status.TRANSLATED, context: str | None = None) -> Entry:
    return Entry(MessageKey(context, text), (translation,), status)


def catalog_of(entries: Iterable[Entry], language: str = "es") -> Catalog:
    return Catalog("g.po", language, entry_of("", "Language: es\n"), tuple(entries))


def localized(guide: Guide, entries: Iterable[Entry], language: Language = SPANISH) -> Localized:
    return localize(guide, language, entry_lookup({guide.id: catalog_of(entries)}))


def page_of(source: Guide, translated: Localized | None = None, language: Language = SPANISH) -> str:
    """The page of a guide, in English unless it comes localized. All words of the page count as translated."""
    if translated is None:
        language, translated = ENGLISH, localize(source, ENGLISH, {})
    handout = Handout(translated.guide, source, language, translated.coverage, (), FACTS, Paper.LETTER)
    words = Words(language.tag, {message.key.text: message.key.text for message in page_words()})
    directions = {known.tag: known.direction for known in all_languages()}
    frame = PageFrame("", "g.pdf", (), language.tag, language.direction, directions)
    return render_page(make_sheet(handout, words, Words("en", {})), frame, words)


def main_of(page: str) -> str:
    """What a page shows of its guide: the title and the blocks, without the way to the sheet."""
    found = re.search(r"<main\b[^>]*>\n*(.*?)</main>", page, re.DOTALL)
    assert found
    return re.sub(r'<p class="get-sheet">.*?</p>\n*', "", found[1], count=1, flags=re.DOTALL)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: many tests wait for a browser, a disk or a limit of time."""
    return (os.cpu_count() or 1) + 1
