"""What a handout has not got, for the people who can see to it: the last page of a draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.localize import inline_context
from dragoman.model import SOURCE_LANGUAGE, Gap, Handout, Role, Status
from dragoman.render import sheet_types as data
from dragoman.render.block_types import Block
from dragoman.render.plain import segment_text

_MOST_ROWS = 30
"""About what one page holds; `dragoman check` lists all."""
_MOST_LETTERS = 60
_OF_PAGE = frozenset({Role.TITLE, Role.SUMMARY, Role.KEYWORD, Role.BLANK})
"""They stand under no heading, or in several places."""
_WHAT = {
    Status.UNTRANSLATED: "not translated",
    Status.FUZZY: "translation not ready",
    Status.OBSOLETE: "not translated",
    Status.TRANSLATED: "translated",
}


def missing_rows(handout: Handout, blocks: list[Block]) -> tuple[list[data.Missing], int]:
    """The first rows of the list and how many more there are; places are numbers where the blocks have them."""
    numbers = dict(_numbers_of_english(blocks))
    context = inline_context(handout.source)

    def row(gap: Gap) -> data.Missing:
        text = segment_text(gap.segment, context, handout.facts)
        number = numbers.get(text)
        of_page = gap.segment.role in _OF_PAGE or not gap.segment.section
        place = gap.segment.role.value if of_page else str(number or gap.segment.section)
        short = text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS].rstrip() + "…"
        return {"place": place, "text": short, "what": _WHAT[gap.status]}

    rows = [row(gap) for gap in handout.gaps[:_MOST_ROWS]]
    return rows, len(handout.gaps) - len(rows)


def _numbers_of_english(value: Any) -> Iterator[tuple[str, int]]:
    """Texts left in English with the number of their paragraph, term, row or figure; the first of each text counts."""
    found: list[tuple[str, int]] = []
    _collect(value, 0, found)
    yield from reversed(found)


def _collect(value: Any, number: int, found: list[tuple[str, int]]) -> None:
    match value:
        case {"numbers": [*numbers], "header": header, "rows": rows}:
            shown = [header, *rows] if any(header) else rows
            for cells, of_row in zip(shown, numbers, strict=True):
                _collect(cells, of_row, found)
        case dict():
            number = value.get("number", number)
            if number and value.get("lang") == SOURCE_LANGUAGE and "spans" in value:
                found.append((_plain(value["spans"]), number))
            for child in value.values():
                _collect(child, number, found)
        case list():
            for child in value:
                _collect(child, number, found)
        case _:
            pass


def _plain(spans: list[Any]) -> str:
    return "".join(span.get("text", "") + _plain(span.get("spans", [])) for span in spans)
