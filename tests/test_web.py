"""The pages as a screen reader or a stranger's browser finds them: shipped guides, in scripts of both directions."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import FACTS, SPANISH, entry_of, guide_of, localized, page_of
from dragoman.extract import extract_messages
from dragoman.languages import all_languages
from dragoman.model import DraftReason, Handout, Paper
from dragoman.page_words import page_words
from dragoman.render.html import PageFrame, Sibling, render_page
from dragoman.render.sheet import make_sheet
from dragoman.render.templating import TEMPLATES
from dragoman.render.words import Words
from web.dom import Element, read_page
from web.site import DRAFTS, EVERY_PAGE, LANGUAGES, PAGES, TABLES, WEB, WITH_SCRIPTS, made_site

DIRECTIONS = {language.tag: language.direction for language in all_languages()}
POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
POLICY_WITH_SCRIPTS = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'none'; "
    "base-uri 'none'; form-action 'none'"
)
HOSTILE = """"><script>alert(1)</script><img src=x onerror=alert(1)>' {{ 7*7 }} &lt; javascript:alert(1)"""
EVERYTHING = """\
a {clinic.phone}

## b

> [!WARNING]
> c

- d

1. e

- [x] f

| g | h | i |
|---|---|---|
| j |   | k |
|   |   |   |

l
: m

![n](a.svg "o")

> p
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_site(tmp_path_factory)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Element]:
    found = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    assert set(found) == {*EVERY_PAGE}
    return {name: read_page(path.read_text("utf-8")) for name, path in found.items()}


def test_a_page_says_its_language_and_direction(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        tag = name.partition("/")[0] if name in PAGES else "en"
        assert (page["lang"], page["dir"]) == (tag, DIRECTIONS[tag]), name


def test_a_text_in_another_language_says_so(pages: dict[str, Element]) -> None:
    """No text of an English page stands in another as if it were in its language; names of the clinic may."""
    shared = [found for found in _english_in_others(pages) if found[2].get("class") != "blank-label"]
    assert [(name, text) for name, text, element in shared if element.language() != "en"] == []
    assert len(shared) > 100


def test_the_label_of_a_blank_says_its_language(pages: dict[str, Element]) -> None:
    labels = [found for found in _english_in_others(pages) if found[2].get("class") == "blank-label"]
    assert [(name, text) for name, text, element in labels if element.language() != "en"] == []


def _english_in_others(pages: dict[str, Element]) -> list[tuple[str, str, Element]]:
    texts = [(name, text, element) for name, page in pages.items() for text, element in page.texts()]
    english = {text for name, text, element in texts if name.startswith("en/") and element.language() == "en"}
    return [
        (name, text, element)
        for name, text, element in texts
        if not name.startswith("en/")
        and text in english
        and re.search(r"[A-Za-z]{3} [A-Za-z]{2}", text)
        and "fact" not in element.get("class")
    ]


def test_text_in_the_letters_of_a_language_is_in_it(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        for text, element in page.texts():
            if re.search(r"[\u0600-\u06ff]{2}", text):
                assert element.language() in {"ar", "ur"}, (name, text)
            elif name.startswith(("ar/", "ur/")) and re.search(r"[a-z]{2} [a-z]{2,} [a-z]{2}", text):
                assert element.language() not in {"ar", "ur"}, (name, text)


def test_a_part_in_another_language_has_its_direction(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        for part in page.all():
            if "lang" in part.attributes and part.tag not in {"html", "svg"}:
                given = next((element["dir"] for element in part.around() if "dir" in element.attributes), "")
                assert given == DIRECTIONS[part["lang"]], (name, part)


def test_a_description_and_a_drawing_say_their_language(pages: dict[str, Element]) -> None:
    drawings = [(name, art) for name, page in pages.items() for art in page.all("svg") if art.get("role") == "img"]
    assert len(drawings) == len(LANGUAGES)
    for _, art in drawings:
        assert art["aria-label"]
        assert art["lang"]
    assert {art["lang"] for name, art in drawings if name.startswith("ar/")} == {"ar"}


# ── Nothing of a stranger, nothing for a stranger ──


def test_the_content_policy_stands_before_everything_it_governs(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        head = next(page.all("head"))
        order = [element.get("http-equiv") or element.tag for element in head.all()]
        assert order.index("Content-Security-Policy") < order.index("link"), name
        (policy,) = [e["content"] for e in head.all("meta") if e.get("http-equiv") == "Content-Security-Policy"]
        assert policy == (POLICY_WITH_SCRIPTS if name in WITH_SCRIPTS else POLICY)


def test_no_page_has_a_script_or_a_style_of_its_own(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        own = {"script", "form", "img"} if name in WITH_SCRIPTS else set()
        for element in page.all():
            banned = {"script", "style", "iframe", "object", "embed", "form", "base", "img"} - own
            assert element.tag not in banned, name
            assert not [a for a in element.attributes if a.startswith("on") or a in {"style", "srcset"}], name
            assert "src" not in element.attributes or element.tag == "script" in own, name
            # The policy lets scripts of the site through, and none that stands in the page.
            assert element.tag != "script" or (element["src"].startswith("assets/") and element.text() == ""), name


@pytest.mark.parametrize("draft", [(), (DraftReason.UNSIGNED,)], ids=["final", "draft"])
def test_a_translation_is_text_wherever_it_stands(draft: tuple[DraftReason, ...]) -> None:
    """With every text and every word of the page replaced by markup, the page has the tags it has in English."""
    guide = guide_of(EVERYTHING, "title: T\nsummary: S")
    entries = [entry_of(m.key.text, HOSTILE, context=m.key.context) for m in extract_messages(guide)]
    translated = localized(guide, entries)
    assert len(entries) > 15
    words = {message.key.text: message.key.text for message in page_words()}
    frame = PageFrame("", "g.pdf", (), "es", SPANISH.direction, DIRECTIONS)
    shapes = []
    for text in (None, HOSTILE):
        shown = translated.guide if text else localized(guide, [entry_of(e.key.text, "x") for e in entries]).guide
        handout = Handout(shown, guide, SPANISH, translated.coverage, draft, FACTS, Paper.LETTER)
        own = Words("es", {word: text or word for word in words})
        page = read_page(render_page(make_sheet(handout, own, Words("en", {})), frame, own))
        shapes.append([(element.tag, sorted(element.attributes)) for element in page.all() if element.tag != "a"])
        if text:
            assert page.text().count("<script>alert(1)</script>") > len(entries)
    plain, hostile = shapes
    assert hostile == plain


def test_the_names_of_the_site_are_text() -> None:
    sibling = Sibling("en", HOSTILE, DIRECTIONS["en"], HOSTILE)
    guide = guide_of("a")
    handout = Handout(guide, guide, SPANISH, localized(guide, []).coverage, (), FACTS, Paper.LETTER)
    frame = PageFrame("../", HOSTILE, (sibling,), "es", SPANISH.direction, DIRECTIONS, description=HOSTILE)
    page = read_page(render_page(make_sheet(handout, Words("es", {}), Words("en", {})), frame, Words("es", {})))
    assert not list(page.all("script", "img"))


# ── Finding one's way ──


def test_ids_are_unique_and_what_refers_to_them_finds_them(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        ids = [element["id"] for element in page.all() if "id" in element.attributes]
        assert len(ids) == len(set(ids)), name
        assert not [given for given in ids if re.search(r"\s", given)], name
        for element in page.all():
            assert set(element.get("aria-labelledby").split()) <= set(ids), name


def test_a_guide_has_the_same_anchors_in_all_languages(pages: dict[str, Element]) -> None:
    for guide in {name.partition("/")[2] for name in PAGES}:
        found = {
            tuple(heading.get("id") for heading in pages[f"{tag}/{guide}"].all("h2", "h3", "h4")) for tag in LANGUAGES
        }
        assert len(found) == 1, guide
        assert all(found.pop()), guide


def test_headings_go_down_step_by_step(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        levels = [int(element.tag[1]) for element in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
        assert (levels[0], levels.count(1)) == (1, 1), name
        assert not [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1], name


@pytest.mark.parametrize(
    ("ranks", "levels"), [("3 3", "2 2"), ("2 4 3 2", "2 3 3 2"), ("1 2 3", "2 3 4"), ("4 2", "2 2")]
)
def test_ranks_of_a_guide_become_levels_without_a_gap(ranks: str, levels: str) -> None:
    body = "".join(f"{'#' * int(rank)} h{number}\n\n" for number, rank in enumerate(ranks.split()))
    page = read_page(page_of(guide_of(body)))
    assert [element.tag[1] for element in page.all("h2", "h3", "h4", "h5", "h6")] == levels.split()


def test_a_heading_cannot_take_an_id_of_the_page() -> None:
    page = read_page(page_of(guide_of("## Text\n\n## Page note 1\n\n## Text {#text-}\n\na[^x]\n\n[^x]: b\n")))
    ids = [element["id"] for element in page.all() if "id" in element.attributes]
    assert sorted(ids) == sorted({*ids})
    skip = next(page.all("a"))["href"].removeprefix("#")
    assert [element.tag for element in page.all() if element.get("id") == skip] == ["main"]


def test_a_footnote_has_a_number_and_is_found() -> None:
    page = read_page(page_of(guide_of("a[^dose] b[^when]\n\n[^dose]: c\n\n[^when]: d\n")))
    marks = [link for link in page.all("a") if link["href"].startswith("#page.note")]
    assert [(mark.text(), mark["href"]) for mark in marks] == [("1", "#page.note-1"), ("2", "#page.note-2")]
    assert [note["id"] for note in page.classed("footnote")] == ["page.note-1", "page.note-2"]


def test_the_languages_of_a_page_know_each_other_for_search_engines(pages: dict[str, Element]) -> None:
    """Each page names itself, every other language of it, and which is for everybody else; all by their address."""
    for name in PAGES:
        tag, _, guide = name.partition("/")
        links = [link for link in pages[name].all("link") if link["rel"] == "alternate"]
        addresses = {link["hreflang"]: link["href"] for link in links}
        assert addresses == {"x-default": f"{WEB}/en/{guide}", **{one: f"{WEB}/{one}/{guide}" for one in LANGUAGES}}
        (canonical,) = [link["href"] for link in pages[name].all("link") if link["rel"] == "canonical"]
        assert canonical == addresses[tag]


def test_a_draft_is_not_for_search_engines(site: Path, pages: dict[str, Element]) -> None:
    hidden = {name for name in pages for meta in pages[name].all("meta") if meta.get("name") == "robots"}
    assert hidden == {*DRAFTS, *TABLES, *WITH_SCRIPTS, "status.html"}
    urls = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314 - our own
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    listed = {
        url.findtext("s:loc", "", spaces): {
            link.get("hreflang", ""): link.get("href", "") for link in url.findall("x:link", spaces)
        }
        for url in urls
    }
    shown = {f"{WEB}/{name}" for name in pages} - {f"{WEB}/{name}" for name in hidden}
    assert set(listed) == shown
    for address, others in listed.items():
        assert set(others.values()) <= shown
        assert address in others.values() or address.endswith("/index.html")
        assert all(listed[other] == others for other in others.values())


def test_a_project_without_an_address_gives_no_absolute_link() -> None:
    page = read_page(page_of(guide_of("a")))
    assert not [link["rel"] for link in page.all("link") if link["rel"] != "stylesheet"]
    assert not [meta["property"] for meta in page.all("meta") if meta.get("property") == "og:url"]


# ── What must be right for a patient ──


def test_the_foot_says_dates_and_state_in_the_language_of_the_page(pages: dict[str, Element]) -> None:
    for name in PAGES:
        (standing,) = pages[name].classed("standing")
        labels, values = list(standing.all("dt")), list(standing.all("dd"))
        assert len(labels) == len(values) == 2 + (" translation of " in pages[name].text())
        assert {part.language() for part in (*labels, *values)} == {pages[name]["lang"]}, name
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", values[0].text())
        (time,) = values[0].all("time")
        assert time["dir"] == "ltr"
    spanish = next(iter(pages["es/warning-signs.html"].classed("standing"))).text()
    assert "Fecha de la traducción" in spanish
    assert "Versión final" in spanish


def test_a_phone_number_can_be_called_and_is_isolated(pages: dict[str, Element]) -> None:
    seen = 0
    for name, page in pages.items():
        for number in page.classed("fact-phone"):
            assert (number.tag, number["dir"]) == ("bdi", "ltr"), name
            link = number.parent
            assert link
            assert link["href"] == "tel:" + re.sub(r"\D", "", number.text()), name
            seen += 1
    assert seen >= 5 * len(LANGUAGES)


def test_a_draft_says_so_on_screen_and_on_paper(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        if name in DRAFTS:
            (banner,) = page.classed("draft")
            assert banner.tag == "aside"
            (mark,) = [element for element in page.all() if element.get("id") == banner["aria-labelledby"]]
            assert mark.text().startswith("DRAFT – not for patients"), name
            (stamp,) = page.classed("watermark")
            assert (stamp["aria-hidden"], stamp.text()) == ("true", mark.text()), name
        elif name in PAGES:
            assert not [*page.classed("draft"), *page.classed("watermark")], name


def test_the_index_lists_every_handout_with_its_state(pages: dict[str, Element]) -> None:
    index = pages["index.html"]
    links = {link["href"] for link in index.all("a")}
    assert links >= {*PAGES}
    assert links >= {name.removesuffix("html") + "pdf" for name in PAGES}
    for link in index.classed("pdf"):
        assert link.text() in link["aria-label"]
    states = [state.text() for state in index.classed("state")]
    assert (states.count("Final"), states.count("DRAFT")) == (len(PAGES) - len(DRAFTS), len(DRAFTS))
    names = {(name.language(), name.text()) for name in index.classed("autonym")}
    assert {tag for tag, _ in names} == {*LANGUAGES}
    assert {("en", "English"), ("es", "Español"), ("ar", "العربية"), ("ur", "اردو"), ("om", "Afaan Oromoo")} <= names


def test_a_cell_says_its_column_for_narrow_screens() -> None:
    page = read_page(page_of(guide_of("| a **b** | {clinic.phone} |\n|---|---|\n| c | d |\n|  |  |\n")))
    cells = [(cell.tag, cell.get("scope"), cell.get("data-column")) for cell in page.all("th", "td")]
    assert cells == [
        ("th", "col", ""),
        ("th", "col", ""),
        ("th", "row", ""),
        ("td", "", "(763) 555-0100"),
        ("td", "", ""),
        ("td", "", "(763) 555-0100"),
    ]
    assert [row.get("class") for row in page.all("tr")] == ["", "", "spare"]


def test_styles_know_no_left_or_right(site: Path) -> None:
    for css in ((TEMPLATES / "page.css").read_text("utf-8"), (site / "assets" / "fonts.css").read_text("utf-8")):
        rules = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
        assert not re.findall(r"[^\n]*\b(?:left|right)\b[^\n]*", rules)
        assert not re.findall(r"https?:|//|@import|data:", rules)


def test_the_table_of_states_leads_to_every_page_and_says_each_state_in_words(pages: dict[str, Element]) -> None:
    table = pages["status.html"]
    links = {link["href"] for link in table.all("td") for link in link.all("a")}
    assert links == {*PAGES}
    states = [cell.text() for cell in table.all("td")]
    assert sum("Draft" in state for state in states) == len(DRAFTS)
    assert all("Draft" in state or "Final" in state for state in states)
