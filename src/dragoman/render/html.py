"""The data of a sheet as a page, the index of all pages, and what search engines are told of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.model import SOURCE_LANGUAGE, Direction, PageTemplates
from dragoman.render.block_types import Block
from dragoman.render.desk import Desk, DeskLanguage
from dragoman.render.order import depths, note_numbers
from dragoman.render.sheet_types import Sheet
from dragoman.render.templating import fill
from dragoman.render.words import Words

NO_TEMPLATES = PageTemplates("", ())


@dataclass(frozen=True, slots=True)
class Sibling:
    """The same guide in another language."""

    tag: str
    autonym: str
    direction: Direction
    url: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """A page in one language, as search engines are told of it."""

    tag: str
    """BCP 47, or `x-default` for readers of any other language."""
    address: str
    """Absolute."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the map of the site."""

    address: str
    alternates: tuple[Alternate, ...]


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
    site: str = ""
    """Name of the project."""
    address: str = ""
    """Of the page on the web, absolute; empty if the project names no address."""
    alternates: tuple[Alternate, ...] = ()
    """All languages of the page, its own among them; none without an address."""


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
    list_page: str = ""
    """The page with its guides, if they stand on one of their own."""
    size: str = ""
    """Words that say how many those are."""


@dataclass(frozen=True, slots=True)
class Index:
    title: str
    languages: tuple[IndexLanguage, ...]
    of: IndexLanguage | None = None
    """The one language of a page of one."""


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
    """A language, or a handout."""

    tag: str
    own: str
    """Its name in that language."""
    english: str
    direction: Direction
    cells: tuple[StatusCell, ...]
    page: str = ""
    """Of more about it."""


@dataclass(frozen=True, slots=True)
class StatusPage:
    title: str
    today: str
    summary: str
    caption: str
    rows_are: str
    """Heading of the first column."""
    columns: tuple[str, ...]
    """Headings of the others."""
    rows: tuple[StatusRow, ...]
    work: tuple[str, ...]
    of: str = ""
    """English name of the language of a page of one."""


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
    headings = [block for block in _all_blocks(sheet["blocks"]) if block["kind"] == "heading"]
    below = depths(heading["rank"] for heading in headings)
    levels = {heading["anchor"]: min(depth + 1, 6) for heading, depth in zip(headings, below, strict=True)}
    main = "text"
    while main in levels:
        main += "-"
    return Outline(levels, note_numbers(sheet["blocks"]), main)


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


def render_page(sheet: Sheet, frame: PageFrame, words: Words, templates: PageTemplates = NO_TEMPLATES) -> str:
    """The page of a sheet in HTML."""
    drawings = frozenset(block["svg"] for block in _all_blocks(sheet["blocks"]) if block["kind"] == "figure")
    values = {"_": words.word, "sheet": sheet, "page": frame, "outline": outline(sheet)}
    return fill("page.html.j2", templates, drawings, values)


def render_fragment(sheet: Sheet, directions: Mapping[str, Direction]) -> str:
    """A handout in HTML that stands alone, to be pasted into another system: no class, id, style, script or picture."""
    values = {"sheet": sheet, "directions": directions, "outline": outline(sheet)}
    return fill("fragment.html.j2", NO_TEMPLATES, frozenset(), values)


def render_index(
    index: Index,
    words: Words,
    directions: Mapping[str, Direction],
    address: str = "",
    templates: PageTemplates = NO_TEMPLATES,
) -> str:
    """The page that leads to every page and sheet, in English with each language's own name; or that of one language,
    in a folder of the site.
    """
    root = "../" if index.of else ""
    frame = PageFrame(root, "", (), SOURCE_LANGUAGE, Direction.LTR, directions, site=index.title, address=address)
    return fill("index.html.j2", templates, frozenset(), {"_": words.word, "index": index, "page": frame})


def render_status(
    status: StatusPage,
    words: Words,
    directions: Mapping[str, Direction],
    templates: PageTemplates = NO_TEMPLATES,
) -> str:
    """The table of all handouts and what to do, in English, for the people who look after them; or that of one
    language, in a folder of the site.
    """
    root = "../" if status.of else ""
    frame = PageFrame(root, "", (), SOURCE_LANGUAGE, Direction.LTR, directions, site=status.title)
    return fill("status.html.j2", templates, frozenset(), {"_": words.word, "status": status, "page": frame})


def render_tool(template: str, words: Words, directions: Mapping[str, Direction], **values: object) -> str:
    """A page with a script of its own, in English, for the people who hand out sheets."""
    frame = PageFrame("", "", (), SOURCE_LANGUAGE, Direction.LTR, directions)
    return fill(template, NO_TEMPLATES, frozenset(), {"_": words.word, "page": frame, **values})


def render_desk_table(desk: Desk, language: DeskLanguage, words: Words, directions: Mapping[str, Direction]) -> str:
    """The sheets of a language for a front desk whose browser runs no script; in English, in a folder of the site."""
    frame = PageFrame("../", "", (), SOURCE_LANGUAGE, Direction.LTR, directions, site=desk.title)
    sheets = [sheet for sheet in desk.sheets if sheet.language == language.tag]
    values = {"_": words.word, "page": frame, "desk": desk, "language": language, "sheets": sheets}
    return fill("desk-table.html.j2", NO_TEMPLATES, frozenset(), values)


def render_sitemap(places: Sequence[Place]) -> str:
    """The list of pages for search engines, by the sitemap protocol 0.9, with the languages of each."""
    return fill("sitemap.xml.j2", NO_TEMPLATES, frozenset(), {"places": places})
