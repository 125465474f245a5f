"""What the tree alone does not say: the structure level of a heading, the number of a note, where a link leads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dragoman.press.qr import qr_code
from dragoman.render.card import SMALLEST
from dragoman.render.identity import SHORT_DIGITS, SheetMark, form_keyword, mark_keyword
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
    nodes = list(_nodes(copy["blocks"]))
    names = _name_headings(nodes, place, below)
    for node in _nodes([copy["title"], copy["summary"], copy["blocks"]]):
        if node.get("t") == "link" and node["url"][1:] in names and node["url"][0] == "#":
            node["target"] = names[node["url"][1:]]
    _number_footnotes(nodes)
    _close_up_dangers(nodes)
    for kept in (node for node in nodes if node.get("kind") == "untranslated"):
        for node in _nodes(kept["blocks"]):
            node["kept"] = True
    return copy


def _marks(sheet: Sheet) -> Iterator[SheetMark]:
    """What the file says of itself."""
    if "identity" in sheet:
        state = "notice" if "notice" in sheet else "draft" if sheet["draft"] else "final"
        yield SheetMark(sheet["strip"]["guide"], sheet["language"]["tag"], sheet["identity"], state)


def _nodes(value: object) -> Iterator[Node]:
    """Every object of a JSON value in the order of reading."""
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from _nodes(child)


def _name_headings(nodes: list[Node], place: str, below: int) -> Mapping[str, str]:
    """PDF/UA wants levels without gaps, and a link one place to go to: the first heading of an anchor."""
    names: dict[str, str] = {}
    above: list[int] = []
    for heading in (node for node in nodes if node.get("kind") == "heading"):
        while above and above[-1] >= heading["rank"]:
            above.pop()
        above.append(heading["rank"])
        heading["level"] = min(len(above) + below, 6)
        anchor = heading["anchor"]
        heading["name"] = None if anchor in names else names.setdefault(anchor, f"{place}heading-{len(names)}")
    return names


def _close_up_dangers(nodes: list[Node]) -> None:
    """Lists of what to call for help for stand a little closer than others, since they should be on one page."""
    for box in (node for node in nodes if node.get("kind") == "callout" and node["callout"] in ("caution", "warning")):
        for entries in (block for block in box["blocks"] if block["kind"] == "list"):
            entries["close"] = True


def _number_footnotes(nodes: list[Node]) -> None:
    """Notes are numbered by their first marks, and stand where they are written.

    Typst's own footnotes can end up on the page before their mark when a heading moves to the next page.
    """
    written = {node["label"]: node for node in reversed(nodes) if node.get("kind") == "footnote"}
    numbers: dict[str, int] = {}
    for mark in (node for node in nodes if node.get("t") == "note" and node["label"] in written):
        mark["number"] = numbers.setdefault(mark["label"], len(numbers) + 1)
    for label, note in written.items():
        note["number"] = numbers.get(label)
