"""A handout as JSON, for programs: its state, and the data that its page and its sheet are made of."""

from __future__ import annotations

import json

from dragoman.model import SOURCE_LANGUAGE
from dragoman.render.sheet_types import Sheet

OLDER = "older"
"""State of a version that was approved, in place of a newer text that is not."""
SCHEMA = 1
"""Rises when a key changes its meaning or goes; new keys may come at any time."""


def render_record(sheet: Sheet, state: str) -> str:
    """What `docs/desk.md` says of each key. `state` is in the words of `freshness.State`, or `OLDER`."""
    strip = sheet["strip"]
    value = {
        "schema": SCHEMA,
        "guide": strip["guide"],
        "language": sheet["language"]["tag"],
        "direction": sheet["language"]["direction"],
        "title": sheet["title_text"],
        "title_language": sheet.get("title_lang", SOURCE_LANGUAGE),
        "title_english": strip["title_en"],
        "state": state,
        "draft": sheet["draft"] is not None,
        "version": strip["version"],
        "revised": strip["revised"],
        "translated": strip["translated"],
        "id": sheet.get("identity", ""),
        "sheet": sheet,
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
