"""What the data of a sheet say that a reader of the paper, or of the file by ear, must find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal

from dragoman.model import ExpectedSheet, ExpectedText
from dragoman.render.sheet_types import STAFF_HEADING, Sheet, SheetLanguage

_LINKED: tuple[Literal["draft", "title", "summary", "blocks"], ...] = ("draft", "title", "summary", "blocks")
_DIGITS_OF_A_NOTE = 3
ENGLISH = "en-US"
"""How the press names English where it stands beside another language."""


def expected_sheet(sheet: Sheet) -> ExpectedSheet:
    """Of a sheet in one language; of its last page for staff, the heading alone."""
    language = _named(sheet["language"])
    own = sheet["language"]["tag"]
    named = {own: language, "": ""}
    texts = [replace(text, language=named.get(text.language, ENGLISH)) for text in _texts(sheet) if text.text.strip()]
    links = [node for node in _nodes([sheet[key] for key in _LINKED]) if node.get("t") == "link"]
    headings = [block for block in _nodes(sheet["blocks"]) if block.get("kind") == "heading"]
    return ExpectedSheet(
        title=sheet["title_text"],
        language=language,
        texts=tuple(texts),
        headings=(_plain(sheet["title"]), *(_plain(heading["spans"]) for heading in headings)),
        addresses=frozenset(link["url"] for link in links),
    )


def _named(language: SheetLanguage) -> str:
    return language["lang"] if language["region"] is None else f"{language['lang']}-{language['region']}"


def _texts(sheet: Sheet) -> Iterator[ExpectedText]:
    """Each text with its tag, in the order in which the press sets them."""
    own = sheet["language"]["tag"]
    letterhead = sheet["letterhead"]
    yield from (ExpectedText(line, "en") for line in (letterhead["lines"] if letterhead else ()))
    yield ExpectedText(_plain(sheet["title"]), sheet.get("title_lang", own))
    yield from (_leaf(leaf) for note in (sheet["draft"]["notes"] if sheet["draft"] else ()) for leaf in note)
    if sheet["summary"] is not None:
        yield ExpectedText(_plain(sheet["summary"]), sheet.get("summary_lang", own))
    yield from _in_all(sheet["blocks"])
    if sheet["missing"] or sheet["lacks"]:
        yield ExpectedText(STAFF_HEADING, "en")


def _in_all(blocks: Iterable[Mapping[str, Any]]) -> Iterator[ExpectedText]:
    for block in blocks:
        yield from _block_texts(block)


def _block_texts(block: Mapping[str, Any]) -> Iterator[ExpectedText]:
    """Of one block and of what is in it; the kinds are those of `block_types`."""
    match block["kind"]:
        case "heading" | "paragraph":
            yield _leaf(block)
        case "callout":
            yield ExpectedText(_plain(block["label"]), block["label_lang"])
        case "table":
            yield from (replace(_leaf(cell), is_label=True) for cell in block["header"] if cell)
            yield from (_leaf(cell) for row in block["rows"] for cell in row if cell)
        case "figure":
            yield from map(_leaf, [*([block["caption"]] if block["caption"] else []), *block["labels"]])
        case "code" | "html":
            yield ExpectedText(block["text"], "")
        case "definitions":
            for entry in block["entries"]:
                yield _leaf(entry["term"])
                yield from _in_all(inner for meaning in entry["meanings"] for inner in meaning)
        case _:
            pass  # it has only what is in it
    yield from _in_all(block.get("blocks", ()))
    yield from _in_all(inner for item in block.get("items", ()) for inner in item["blocks"])


def _leaf(leaf: Mapping[str, Any]) -> ExpectedText:
    """In the language of most of its letters: the label of a blank may still be in English."""
    letters: Counter[str] = Counter()
    for span in leaf["spans"]:
        letters[span.get("lang", leaf["lang"])] += len(_plain([span]))
    language = letters.most_common(1)[0][0] if letters else leaf["lang"]
    return ExpectedText(_plain(leaf["spans"]), language, added=_added(leaf["spans"]))


def _added(spans: Iterable[Mapping[str, Any]]) -> int:
    """Letters at most: the press writes the address of a link beside its words, and a number where a note belongs."""
    return sum(
        len(node["url"]) if node.get("t") == "link" else _DIGITS_OF_A_NOTE
        for node in _nodes(list(spans))
        if node.get("t") in ("link", "note")
    )


def _plain(spans: Iterable[Mapping[str, Any]]) -> str:
    """The words of inline text; the number of a note is the press's own."""
    return "".join(
        " " if span["t"] == "break" else span.get("text", "") + _plain(span.get("spans", ())) for span in spans
    )


def _nodes(value: object) -> Iterator[Mapping[str, Any]]:
    """Every object of a JSON value in the order of reading."""
    if isinstance(value, dict):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nodes(child)
