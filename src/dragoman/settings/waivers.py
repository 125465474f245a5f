"""The file of waivers: read to values, and one more in its words."""

from __future__ import annotations

import json
from datetime import date, datetime

from dragoman.model import Waiver
from dragoman.settings.document import Document, Row, parse_toml

_KEYS = ("rule", "language", "guide", "context", "source", "translation", "by", "reason", "until")
_HEAD = """\
# Findings that may stand, each by the word of a person and for a time. `dragoman waive` adds one.
# A waiver ends with its date, and with any change of the English or the translation.
"""


def parse_waivers(text: str, path: str) -> tuple[Waiver, ...]:
    """Waivers in the order of the file; `UserError` names the line of what is wrong."""
    document = Document(parse_toml(text, path), text, path)
    document.check_keys((), document.table, ("waiver",))
    return tuple(_waiver(row) for row in document.rows(("waiver",)))


def _waiver(row: Row) -> Waiver:
    row.check_keys(_KEYS)
    until = row.table.get("until")
    if not isinstance(until, date) or isinstance(until, datetime):
        row.fail("The waiver does not say until when it holds.", "Write a date: until = 2027-03-31.")
    return Waiver(
        rule=row.text("rule"),
        language=row.text("language", ""),
        guide=row.text("guide", ""),
        context=row.text("context", ""),
        source=row.text("source", ""),
        translation=row.text("translation", ""),
        by=row.text("by"),
        reason=row.text("reason"),
        until=until.isoformat(),
        location=row.where,
    )


def with_waiver(text: str, waiver: Waiver) -> str:
    """The text of the file with one more waiver at its end; a head for a file that is new."""
    lines = [f"{key} = {_quoted(value)}" for key in _KEYS[:-1] if (value := getattr(waiver, key))]
    table = "\n".join(("[[waiver]]", *lines, f"until = {waiver.until}"))
    return f"{text.rstrip() or _HEAD.rstrip()}\n\n{table}\n"


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON's, but for the one control character that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
