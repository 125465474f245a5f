"""A sheet as the pieces that a search finds: each heading with what stands below it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import assert_never

from dragoman.render.block_types import Block, Leaf
from dragoman.render.saying import said
from dragoman.render.sheet_types import Sheet


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of a handout."""

    anchor: str
    """Of its heading; empty for what stands above the first."""
    heading: str
    lang: str
    """Tag of the heading, which a draft may have in English."""
    text: str
    """What stands below it, block by block."""


def sections_of(sheet: Sheet) -> tuple[Section, ...]:
    """All texts of a sheet, in order; the first section has its title for a heading."""
    summary = said(sheet["summary"]) if sheet["summary"] else ""
    language = sheet.get("title_lang", sheet["language"]["tag"])
    found = [(("", sheet["title_text"], language), [summary, *sheet["keywords"]])]
    for block in _flat(sheet["blocks"]):
        if block["kind"] == "heading":
            found.append(((block["anchor"], said(block["spans"]), block["lang"]), []))
        else:
            found[-1][1].extend(_texts(block))
    return tuple(Section(*head, " · ".join(filter(None, map(_on_one_line, texts)))) for head, texts in found)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def sections_json(sheet: Sheet) -> str:
    return json.dumps([asdict(section) for section in sections_of(sheet)], ensure_ascii=False)


def read_sections(text: str) -> tuple[Section, ...]:
    """What `sections_json` wrote."""
    found: Sequence[Mapping[str, str]] = json.loads(text)
    return tuple(Section(**section) for section in found)


def _flat(blocks: Sequence[Block]) -> Iterator[Block]:
    """Headings stand in parts too, and in what is not translated."""
    for block in blocks:
        if block["kind"] in ("part", "untranslated"):
            yield from _flat(block["blocks"])
        else:
            yield block


def _texts(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - one case for each kind of block
    match block["kind"]:
        case "heading" | "paragraph":
            yield said(block["spans"])
        case "callout":
            yield said(block["label"])
            yield from _all_texts(block["blocks"])
        case "quote" | "footnote" | "part" | "untranslated":
            yield from _all_texts(block["blocks"])
        case "list":
            for item in block["items"]:
                yield from _all_texts(item["blocks"])
        case "table":
            for row in (block["header"], *block["rows"]):
                yield from _leaves(row)
        case "figure":
            yield block["alt"]
            yield from _leaves([block["caption"], *block["labels"]])
        case "code" | "html":
            yield block["text"]
        case "definitions":
            for entry in block["entries"]:
                yield said(entry["term"]["spans"])
                for meaning in entry["meanings"]:
                    yield from _all_texts(meaning)
        case "rule":
            pass
        case _:
            assert_never(block)


def _all_texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _texts(block)


def _leaves(leaves: Sequence[Leaf | None]) -> Iterator[str]:
    yield from (said(leaf["spans"]) for leaf in leaves if leaf)
