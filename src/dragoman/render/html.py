"""The data of a sheet as a page, and the index of all pages.

Only importer of Jinja2. Autoescape is on for every template; the one text that is not escaped is the art of a
drawing, which `markup/drawing.py` has vetted element by element.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dragoman.model import SOURCE_LANGUAGE, Direction
from dragoman.render.sheet_types import Block, Sheet
from dragoman.render.words import Word, Words

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Sibling:
    """The same guide in another language."""

    tag: str
    autonym: str
    direction: Direction
    url: str


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What a page needs beside the sheet: where it stands among the other files of the site."""

    root: str
    """Relative way to the top of the site: `../`."""
    pdf: str
    siblings: tuple[Sibling, ...]
    lang: str
    direction: Direction
    directions: Mapping[str, Direction]
    """Of every language that may stand on the page."""
    description: str = ""


@dataclass(frozen=True, slots=True)
class IndexGuide:
    title: str
    title_lang: str
    title_en: str
    page: str
    pdf: str
    draft: bool


@dataclass(frozen=True, slots=True)
class IndexLanguage:
    tag: str
    autonym: str
    english: str
    direction: Direction
    guides: tuple[IndexGuide, ...]


@dataclass(frozen=True, slots=True)
class Index:
    title: str
    languages: tuple[IndexLanguage, ...]


@dataclass(frozen=True, slots=True)
class StatusCell:
    """The state of one handout."""

    kind: str
    """Ending of the class of the cell: `final`, `soon`, `outdated`, `draft`."""
    mark: str
    """A sign for those who see; the words say the same."""
    words: str
    detail: str
    page: str
    """Empty where the build leaves it out."""


@dataclass(frozen=True, slots=True)
class StatusRow:
    tag: str
    autonym: str
    english: str
    direction: Direction
    cells: tuple[StatusCell, ...]


@dataclass(frozen=True, slots=True)
class StatusPage:
    title: str
    today: str
    summary: str
    guides: tuple[str, ...]
    """Titles, in English."""
    rows: tuple[StatusRow, ...]
    work: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What depends on all blocks of a page at once."""

    levels: Mapping[str, int]
    """Of each heading by its anchor, 2 to 6: below the title, none is skipped."""
    notes: Mapping[str, int]
    """Number of each footnote by its label."""
    main: str
    """Id of the text as a whole, which no heading has. Other ids of the page have a dot, which no anchor can."""


def outline(sheet: Sheet) -> Outline:
    """How the headings of a sheet stand below each other, whatever ranks its guide gives them."""
    blocks = list(_all_blocks(sheet["blocks"]))
    levels: dict[str, int] = {}
    above: list[int] = []
    for heading in (block for block in blocks if block["kind"] == "heading"):
        while above and above[-1] >= heading["rank"]:
            above.pop()
        above.append(heading["rank"])
        levels[heading["anchor"]] = min(len(above) + 1, 6)
    labels = [block["label"] for block in blocks if block["kind"] == "footnote"]
    main = "text"
    while main in levels:
        main += "-"
    return Outline(levels, {label: number for number, label in enumerate(labels, 1)}, main)


def _all_blocks(blocks: list[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if block["kind"] == "list":
            for item in block["items"]:
                yield from _all_blocks(item["blocks"])
        elif block["kind"] == "definitions":
            for entry in block["entries"]:
                for meaning in entry["meanings"]:
                    yield from _all_blocks(meaning)
        elif block["kind"] in ("quote", "callout", "footnote", "part", "untranslated"):
            yield from _all_blocks(block["blocks"])


def render_page(sheet: Sheet, frame: PageFrame, words: Words) -> str:
    """The page of a sheet in HTML."""
    return _render("page.html.j2", words.word, sheet=sheet, page=frame, outline=outline(sheet))


def render_index(index: Index, words: Words, directions: Mapping[str, Direction]) -> str:
    """The page that leads to every page and sheet, in English with each language's own name."""
    frame = PageFrame("", "", (), SOURCE_LANGUAGE, Direction.LTR, directions)
    return _render("index.html.j2", words.word, index=index, page=frame)


def render_status(status: StatusPage, words: Words, directions: Mapping[str, Direction]) -> str:
    """The table of all handouts and what to do, in English, for the people who look after them."""
    frame = PageFrame("", "", (), SOURCE_LANGUAGE, Direction.LTR, directions)
    return _render("status.html.j2", words.word, status=status, page=frame)


def render_tool(template: str, words: Words, directions: Mapping[str, Direction], **values: object) -> str:
    """A page with a script of its own, in English, for the people who hand out sheets."""
    frame = PageFrame("", "", (), SOURCE_LANGUAGE, Direction.LTR, directions)
    return _render(template, words.word, page=frame, **values)


def _render(template: str, word: Callable[[str], Word], **values: object) -> str:
    return _environment().get_template(template).render(_=word, art=_art, **values) + "\n"


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


def _art(svg: str, alt: str, lang: str) -> Markup:
    """The vetted drawing as an image with a description; it takes its size from the style sheet."""
    opening = Markup('<svg role="img" aria-label="{}" lang="{}" focusable="false" ').format(alt, lang)
    head, bracket, body = svg.removeprefix("<svg ").partition(">")
    head = re.sub(r'\b(?:width|height)="[^"]*" ?', "", head)
    return opening + Markup(f"{head}{bracket}{body}")  # noqa: S704 - vetted, see the head of this module
