"""The data of texts and blocks on a sheet of paper: the part of the contract with the press that follows the guide.

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
