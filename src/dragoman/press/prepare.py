"""What the tree alone does not say: the structure level of a heading, the number of a note, where a link leads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dragoman.press.qr import qr_code
from dragoman.render.card import SMALLEST
from dragoman.render.identity import SHORT_DIGITS, SheetMark, form_keyword, mark_keyword
from dragoman.render.order import depths, nodes_of, note_numbers
from dragoman.render.sheet_types import STAFF_HEADING, Sheet

Node = dict[str, Any]
"""A JSON object of the sheet: the template is the one that knows all its kinds."""


def prepare_sheet(sheet: Sheet, *, place: str = "", below: int = 1) -> Node:
    """A copy that also has levels and names of headings, targets of links, numbers of notes, what stays English, which
    lists are close, and the QR code of its address.

    Where several sheets are in one file, `place` makes their names different; `below` is the level of the title.
    """
    copy: Node = json.loads(json.dumps(sheet))
    copy["place"] = place
    code = qr_code(copy["strip"]["web"]) if copy["strip"]["web"] else None
    copy["strip"]["qr"] = {"svg": code.svg, "modules": code.modules} if code else None
    copy["keywords"] += [mark_keyword(mark) for mark in _marks(sheet)]
    if "form" in sheet:
        copy["keywords"].append(form_keyword(sheet["paper"], sheet["form"]))
    copy["smallest"] = SMALLEST
    copy["staff_heading"] = STAFF_HEADING
    copy["short"] = sheet.get("identity", "")[:SHORT_DIGITS]
    nodes = list(nodes_of(copy["blocks"]))
    names = _name_headings(nodes, place, below)
    for node in nodes_of([copy["title"], copy["summary"], copy["blocks"]]):
        if node.get("t") == "link" and node["url"][1:] in names and node["url"][0] == "#":
            node["target"] = names[node["url"][1:]]
    _number_footnotes(nodes, note_numbers(sheet["blocks"]))
    _close_up_dangers(nodes)
    for kept in (node for node in nodes if node.get("kind") == "untranslated"):
        for node in nodes_of(kept["blocks"]):
            node["kept"] = True
    return copy


def _marks(sheet: Sheet) -> Iterator[SheetMark]:
    """What the file says of itself."""
    if "identity" in sheet:
        state = "notice" if "notice" in sheet else "draft" if sheet["draft"] else "final"
        yield SheetMark(sheet["strip"]["guide"], sheet["language"]["tag"], sheet["identity"], state)


def _name_headings(nodes: list[Node], place: str, below: int) -> Mapping[str, str]:
    """PDF/UA wants levels without gaps, and a link one place to go to: the first heading of an anchor."""
    names: dict[str, str] = {}
    headings = [node for node in nodes if node.get("kind") == "heading"]
    for heading, depth in zip(headings, depths(heading["rank"] for heading in headings), strict=True):
        heading["level"] = min(depth + below, 6)
        anchor = heading["anchor"]
        heading["name"] = None if anchor in names else names.setdefault(anchor, f"{place}heading-{len(names)}")
    return names


def _close_up_dangers(nodes: list[Node]) -> None:
    """Lists of what to call for help for stand a little closer than others, since they should be on one page."""
    for box in (node for node in nodes if node.get("kind") == "callout" and node["callout"] in ("caution", "warning")):
        for entries in (block for block in box["blocks"] if block["kind"] == "list"):
            entries["close"] = True


def _number_footnotes(nodes: list[Node], numbers: Mapping[str, int]) -> None:
    """Notes stand where they are written: Typst's own can end up on the page before their mark when a heading moves
    to the next page. Of two with one label the first has its number."""
    written = {node["label"]: node for node in reversed(nodes) if node.get("kind") == "footnote"}
    marks = [node for node in nodes if node.get("t") == "note" and node["label"] in numbers]
    for numbered in (*marks, *written.values()):
        numbered["number"] = numbers[numbered["label"]]
