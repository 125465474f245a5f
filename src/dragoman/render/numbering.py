"""Numbers of paragraphs, by which people with sheets in two languages can point at the same place.

They count the blocks of the tree, and every language has the tree of the English: so they agree without being stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from dragoman.render.block_types import Block


def number_blocks(blocks: list[Block]) -> None:
    """Gives every heading, paragraph, term, figure and row of a table its number, in the order of reading."""
    _number(blocks, count(1))


def _number(blocks: Iterable[Block], numbers: Iterator[int]) -> None:
    for block in blocks:
        match block["kind"]:
            case "heading" | "paragraph" | "figure":
                block["number"] = next(numbers)
            case "table":
                rows = [block["header"], *block["rows"]] if any(block["header"]) else block["rows"]
                block["numbers"] = [next(numbers) for _ in rows]
            case "list":
                for item in block["items"]:
                    _number(item["blocks"], numbers)
            case "definitions":
                for entry in block["entries"]:
                    entry["number"] = next(numbers)
                    for meaning in entry["meanings"]:
                        _number(meaning, numbers)
            case "code" | "html" | "rule":
                pass
            case _:
                _number(block["blocks"], numbers)
