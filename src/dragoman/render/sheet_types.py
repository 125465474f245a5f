"""The data that a sheet of paper is set from: the contract between `render/sheet.py` and the press.

What stands round the text: language, head, foot, marks of a draft. `block_types.py` has the text itself.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from dragoman.render.block_types import Block, Leaf, Span

STAFF_HEADING = "For staff: what this sheet still lacks"
"""Above what a draft lacks, on its last page."""


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
    review_by: str
    """ISO date by which a clinician must have looked at the English again."""
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
    form: NotRequired[str]
    """`SheetForm.name`, for the properties of the file."""
    notice: NotRequired[list[list[Leaf]]]
    """For the head of a page: why this is not the newest text, each sentence in one language or in several."""
