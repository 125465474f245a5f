"""The data that a sheet of paper is set from: the contract between `render/sheet.py` and the press.

Plain JSON values, all of them text to show: nothing here is markup or code, and the press reads nothing else.
A leaf's `lang` is either the `tag` of the sheet's language or `"en"`; any other tag is set as English.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

# ── Inline text ─────────────────────────────────────────────────────────────────────────────────


class TextSpan(TypedDict):
    t: Literal["text"]
    text: str


class MarkSpan(TypedDict):
    t: Literal["mark"]
    mark: Literal["em", "strong", "del", "sub", "sup", "kbd", "small"]
    spans: list[Span]


class CodeSpan(TypedDict):
    t: Literal["code"]
    text: str


class LinkSpan(TypedDict):
    t: Literal["link"]
    url: str
    """Already vetted, absolute (`https:`, `mailto:`, `tel:`), or `#anchor` of a heading of this sheet."""
    spans: list[Span]


class BreakSpan(TypedDict):
    t: Literal["break"]


class FactSpan(TypedDict):
    """A fact of the clinic: isolated left to right; all kinds but `text` and `url` never break over two lines."""

    t: Literal["fact"]
    text: str
    kind: Literal["text", "phone", "url", "email", "measure"]


class BlankSpan(TypedDict):
    """The label of a blank, then a line to write on that takes the rest of the line."""

    t: Literal["blank"]
    spans: list[Span]
    lang: str
    value: NotRequired[str]
    """What stands on the line already, typed at the desk."""


class WriteSpan(TypedDict):
    """A fact that is not set: a short line to write it on."""

    t: Literal["write"]


class NoteSpan(TypedDict):
    """The mark of the footnote block with the same label, numbered by the press; an unknown label is shown as it is."""

    t: Literal["note"]
    label: str


Span = TextSpan | MarkSpan | CodeSpan | LinkSpan | BreakSpan | FactSpan | BlankSpan | WriteSpan | NoteSpan


class Leaf(TypedDict):
    """A piece of text in one language."""

    spans: list[Span]
    lang: str
    english: NotRequired[list[Span]]
    """The same text in English, in a sheet with both languages."""


# ── Blocks ──────────────────────────────────────────────────────────────────────────────────────


class HeadingBlock(TypedDict):
    kind: Literal["heading"]
    rank: int
    """1 to 6 as in the guide; the title of the sheet stands above rank 2."""
    anchor: str
    spans: list[Span]
    lang: str
    english: NotRequired[list[Span]]
    number: NotRequired[int]
    """In the margin, as `number` of other blocks too: the same in all languages."""


class ParagraphBlock(TypedDict):
    kind: Literal["paragraph"]
    spans: list[Span]
    lang: str
    english: NotRequired[list[Span]]
    number: NotRequired[int]


class QuoteBlock(TypedDict):
    kind: Literal["quote"]
    blocks: list[Block]


class CalloutBlock(TypedDict):
    kind: Literal["callout"]
    callout: Literal["note", "tip", "important", "warning", "caution"]
    label: list[Span]
    """The word for the callout, in `label_lang`: Warning, Tip."""
    label_lang: str
    label_english: NotRequired[list[Span]]
    blocks: list[Block]


class SheetItem(TypedDict):
    done: bool
    blocks: list[Block]


class ListBlock(TypedDict):
    kind: Literal["list"]
    list: Literal["bullets", "steps", "tasks"]
    start: int
    items: list[SheetItem]


class TableBlock(TypedDict):
    kind: Literal["table"]
    alignments: list[Literal["none", "start", "center", "end"]]
    header: list[Leaf | None]
    """`None` is an empty cell: room to write in."""
    rows: list[list[Leaf | None]]
    numbers: NotRequired[list[int]]
    """One for the header, if it has any text, and one for each row."""


class FigureBlock(TypedDict):
    kind: Literal["figure"]
    svg: str
    alt: str
    alt_lang: str
    caption: Leaf | None
    labels: list[Leaf]
    """Label N, counted from 1, belongs to the mark N in the drawing."""
    number: NotRequired[int]


class CodeBlock(TypedDict):
    kind: Literal["code"]
    text: str


class HtmlBlock(TypedDict):
    kind: Literal["html"]
    text: str


class RuleBlock(TypedDict):
    kind: Literal["rule"]


class SheetDefinition(TypedDict):
    term: Leaf
    meanings: list[list[Block]]
    number: NotRequired[int]


class DefinitionsBlock(TypedDict):
    kind: Literal["definitions"]
    entries: list[SheetDefinition]


class FootnoteBlock(TypedDict):
    kind: Literal["footnote"]
    label: str
    blocks: list[Block]


class PartBlock(TypedDict):
    kind: Literal["part"]
    blocks: list[Block]


class UntranslatedBlock(TypedDict):
    kind: Literal["untranslated"]
    blocks: list[Block]
    lang: str


Block = (
    HeadingBlock
    | ParagraphBlock
    | QuoteBlock
    | CalloutBlock
    | ListBlock
    | TableBlock
    | FigureBlock
    | CodeBlock
    | HtmlBlock
    | RuleBlock
    | DefinitionsBlock
    | FootnoteBlock
    | PartBlock
    | UntranslatedBlock
)

# ── The sheet ───────────────────────────────────────────────────────────────────────────────────


class SheetLanguage(TypedDict):
    tag: str
    """BCP 47, as in `Language.tag`."""
    lang: str
    """ISO 639 code of two or three letters, in lower case; it chooses letter shapes too (`ksw`, `ur`)."""
    region: str | None
    """ISO 3166-1 code of two letters, where it is part of the language: `AF` for Dari, `CN` for Simplified Chinese."""
    direction: Literal["ltr", "rtl"]
    fonts: list[str]
    """Bundled families, tried in this order."""
    line_height: float
    """Baseline to baseline, as a multiple of the size."""
    size_factor: float


class DraftMark(TypedDict):
    text: str
    lang: str


class Draft(TypedDict):
    mark: list[DraftMark]
    """What is written across each page: first in English, then in the language of the sheet."""
    notes: list[list[Leaf]]
    """Why it is a draft, for the box at the top of page 1: each reason in one language or in several."""


class Strip(TypedDict):
    """The foot of each page. English but for `language_own`, `page` and what is a name; an empty text is left out."""

    title_en: str
    language_en: str
    language_own: str
    guide: str
    version: str
    """As shown after the word "version": `3`, `2026.1`."""
    revised: str
    """ISO date of the English text."""
    revision: str
    """Seven digits of the hash of the English text: another text has another one, whatever its date says."""
    translated: str
    """ISO date of the translation."""
    state_en: str
    """`Final`, `DRAFT – not for patients`."""
    signed_en: str
    """Who signed, as roles: shown after the state."""
    page: str
    """With `{page}` and `{pages}`, in the language of the sheet."""
    page_en: str
    clinic: str
    web: str
    """Address of the same handout on the web, `https://…`: written out, and as a QR code."""
    phone: NotRequired[str]
    """Of the clinic, on a card; empty for room to write it."""


class Letterhead(TypedDict):
    logo: str
    """A vetted SVG; empty for none."""
    lines: list[str]
    """In English, facts put in; the first is the clinic's name."""


class Missing(TypedDict):
    """A row of the last page of a draft, which is for staff."""

    place: str
    """Number of the paragraph where the sheet has numbers, else the heading that it stands under, in English."""
    text: str
    """How the English begins."""
    what: str
    """What is missing, in English: `not translated`."""


class Sheet(TypedDict):
    language: SheetLanguage
    paper: Literal["us-letter", "a4"]
    """What it is printed on; a page of a booklet has half of it."""
    layout: NotRequired[Literal["sheet", "booklet", "card"]]
    """Whole pages where nothing is said."""
    size: int
    """Nominal size of the text in points, before `size_factor`."""
    title: list[Span]
    title_text: str
    """The title as plain text: for the PDF's properties. Never empty."""
    title_lang: NotRequired[str]
    """Tag of the title and summary where a draft has them in English."""
    summary_lang: NotRequired[str]
    summary: list[Span] | None
    keywords: list[str]
    draft: Draft | None
    strip: Strip
    blocks: list[Block]
    arrangement: Literal["alone", "side", "stacked"]
    """Whether `english` of texts is shown: beside them in a column of its own, or below them."""
    title_english: NotRequired[list[Span]]
    summary_english: NotRequired[list[Span] | None]
    letterhead: Letterhead | None
    missing: list[Missing]
    missing_more: int
    """How many more are missing than `missing` has rows."""
    lacks: list[str]
    """What a draft lacks as a whole, for staff: sentences in English."""
    identity: NotRequired[str]
    """`render.identity.sheet_identity` of the plain sheet; its first digits stand at the foot of each page."""
    notice: NotRequired[list[list[Leaf]]]
    """For the head of a page: why this is not the newest text, each sentence in one language or in several."""
