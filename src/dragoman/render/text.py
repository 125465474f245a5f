"""A sheet as plain text, for programs that can show nothing else: a patient portal, a message, an e-mail.

The structure is told by signs that are read out well and survive being pasted: nothing is wrapped or aligned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never, cast

from dragoman.render.block_types import Block, Leaf, ListBlock, TableBlock
from dragoman.render.saying import said
from dragoman.render.sheet_types import Sheet

_RULE = "----------"
_LEFT_TO_RIGHT, _END = "\u2066", "\u2069"
"""LRI and PDI of the Unicode bidirectional algorithm (UAX 9)."""


def render_text(sheet: Sheet) -> str:
    """The whole handout. The head of a draft says that it is one, and why; the last lines say what it is."""
    if sheet["language"]["direction"] == "rtl":
        sheet = cast("Sheet", _isolated(sheet))
    return "\n".join([*_head(sheet), *_lines(sheet["blocks"]), "", _RULE, *_foot(sheet)]) + "\n"


def _isolated(value: object) -> object:
    """With facts between marks of direction: between Arabic letters a phone number would be shown in another order."""
    if isinstance(value, list):
        return [_isolated(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("t") == "fact":
        return {**value, "text": f"{_LEFT_TO_RIGHT}{value['text']}{_END}"}
    return {key: _isolated(one) for key, one in value.items()}


def _head(sheet: Sheet) -> Iterator[str]:
    if sheet["draft"]:
        yield from (mark["text"] for mark in sheet["draft"]["mark"])
        for note in [*sheet["draft"]["notes"], []]:
            yield " / ".join(said(leaf["spans"]) for leaf in note)
    for line in sheet.get("notice", []):
        yield " / ".join(said(leaf["spans"]) for leaf in line)
    title = " ".join(said(sheet["title"]).split())
    yield title
    yield "=" * min(len(title), 60)
    if sheet["summary"]:
        yield said(sheet["summary"])


def _foot(sheet: Sheet) -> Iterator[str]:
    strip = sheet["strip"]
    version = f"version {strip['version']}" if strip["version"] else ""
    english = f"English of {strip['revised']}" if strip["revised"] else ""
    translated = f"translation of {strip['translated']}" if strip["translated"] else ""
    about = [strip["title_en"], strip["language_en"], strip["guide"], version, english, translated, strip["state_en"]]
    yield " · ".join(part for part in about if part)
    if strip["clinic"]:
        yield strip["clinic"]


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - one case for each kind of block
    match block["kind"]:
        case "heading":
            heading = said(block["spans"])
            yield from ("", heading, "-" * min(len(heading), 60))
        case "paragraph":
            yield from ("", *said(block["spans"]).splitlines())
        case "quote" | "part" | "untranslated":
            yield from _lines(block["blocks"])
        case "callout":
            yield from ("", f"{said(block['label'])}:")
            yield from _indented(_lines(block["blocks"]), "| ", "| ")
        case "footnote":
            yield ""
            yield from _indented(_lines(block["blocks"]), f"[{block['label']}] ", "    ")
        case "list":
            yield ""
            yield from _items(block)
        case "table":
            yield from _rows(block)
        case "figure":
            yield from ("", f"[{block['alt']}]")
            yield from (f"{number}. {said(leaf['spans'])}" for number, leaf in enumerate(block["labels"], 1))
            if block["caption"]:
                yield said(block["caption"]["spans"])
        case "code" | "html":
            yield from ("", *block["text"].splitlines())
        case "rule":
            yield from ("", _RULE)
        case "definitions":
            for entry in block["entries"]:
                yield from ("", f"{said(entry['term']['spans'])}:")
                for meaning in entry["meanings"]:
                    yield from _indented(_lines(meaning), "  ", "  ")
        case _:
            assert_never(block)


def _items(block: ListBlock) -> Iterator[str]:
    for number, item in enumerate(block["items"], block["start"]):
        box = "[x] " if item["done"] else "[ ] "
        sign = {"bullets": "- ", "steps": f"{number}. ", "tasks": box}[block["list"]]
        yield from _indented(_lines(item["blocks"]), sign, " " * len(sign))


def _rows(block: TableBlock) -> Iterator[str]:
    """Each row as a paragraph, each cell with the head of its column: columns of many scripts cannot be aligned."""
    for row in block["rows"]:
        yield ""
        for head, cell in zip(block["header"], row, strict=True):
            name = _leaf(head)
            yield f"{name}: {_leaf(cell) or '__________'}" if name else _leaf(cell)


def _leaf(leaf: Leaf | None) -> str:
    return " ".join(said(leaf["spans"]).split()) if leaf else ""


def _indented(lines: Iterator[str], first: str, others: str) -> Iterator[str]:
    """Without the empty lines, the first of which stands before every paragraph."""
    for number, line in enumerate(line for line in lines if line):
        yield f"{others if number else first}{line}"
