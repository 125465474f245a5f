"""Inline text of a sheet as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from dragoman.render.block_types import Span

LINE = "__________"
"""Where somebody writes by hand."""


def said(spans: Sequence[Span]) -> str:
    """The text with its facts, without marks and addresses; a place to write on is a line."""
    return "".join(map(_said, spans))


def _said(span: Span) -> str:
    match span["t"]:
        case "text" | "code" | "fact":
            return span["text"]
        case "mark" | "link":
            return said(span["spans"])
        case "break":
            return "\n"
        case "blank":
            return f"{said(span['spans'])} {span.get('value', LINE)}"
        case "write":
            return LINE
        case "note":
            return f"[{span['label']}]"
        case _:
            assert_never(span)
