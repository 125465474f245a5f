"""Languages that are hard to set, made of the English sample: longer, taller, without spaces, from the right."""

from __future__ import annotations

import copy
from typing import Any

from dragoman.render.sheet_types import Sheet
from press.sample import sample

TALL = str.maketrans("aeiouyAEIOUY", "ẫểịộựỹẪỂỊỘỰỸ")


def _longer(text: str) -> str:
    """Six tenths longer, in words of up to 25 letters, as Oromo and Russian have."""
    return " ".join(f"{word}{word[: 25 - len(word)]}" if len(word) > 3 else word for word in text.split(" "))


PSEUDO: dict[str, tuple[str, dict[str, Any], Any]] = {
    "long": ("en", {}, _longer),
    "tall": ("en", {"line_height": 1.5}, lambda text: text.translate(TALL)),
    "no-spaces": ("lo", {}, lambda text: text.replace(" ", "")),
    "right-to-left": ("en", {"direction": "rtl"}, lambda text: text),
}


def pseudo(name: str, size: int) -> Sheet:
    tag, changes, said = PSEUDO[name]
    sheet: Any = copy.deepcopy(sample(tag, draft=True, size=size))
    sheet["language"] |= changes | {"tag": "qps"}
    sheet["draft"]["mark"] = [
        {**mark, "lang": "qps"} if mark["lang"] == tag else mark for mark in sheet["draft"]["mark"]
    ]
    _say(sheet["title"], said)
    _say(sheet["summary"], said)
    _say(sheet["blocks"], said)
    sheet["draft"]["notes"] = []
    _retag(sheet["blocks"], tag)
    return sheet  # type: ignore[no-any-return]  # a sample with other texts


def _say(value: Any, said: Any) -> None:
    if isinstance(value, dict):
        if value.get("t") == "text":
            value["text"] = said(value["text"])
        for child in value.values():
            _say(child, said)
    elif isinstance(value, list):
        for child in value:
            _say(child, said)


def _retag(value: Any, tag: str) -> None:
    if isinstance(value, dict):
        for key in ("lang", "label_lang", "alt_lang"):
            if value.get(key) == tag:
                value[key] = "qps"
        for child in value.values():
            _retag(child, tag)
    elif isinstance(value, list):
        for child in value:
            _retag(child, tag)
