"""The words of the page as messages: as recorded in `page_words.json` while the files they come from are the same.

To let Babel extract them takes 0.05 s of every command that reads catalogs, and the answer changes with the program
only. `tools/record_page_words.py` writes the record; where it is older than the files, Babel is asked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from dragoman.model import Location, Message, MessageKey

_PACKAGE = Path(__file__).parent
RECORD = _PACKAGE / "page_words.json"
SOURCES = ("render/words.py", "render/templates/page.html.j2", "render/templates/index.html.j2")
"""Files of the package, in the order of their messages."""


def page_words() -> tuple[Message, ...]:
    """Messages of the page's own catalog. References name files of the package: `dragoman/render/words.py`."""
    recorded = json.loads(RECORD.read_bytes()) if RECORD.exists() else {}
    if recorded.get("sources") != _digest():
        from dragoman.babel_messages import extract_page_words  # noqa: PLC0415 - slow to import, and rarely needed

        return extract_page_words(SOURCES)
    return tuple(
        Message(
            MessageKey(None, said["text"]),
            tuple(Location(path, line) for path, line in said["locations"]),
            tuple(said["comments"]),
            tuple(said["flags"]),
        )
        for said in recorded["messages"]
    )


def record_of(messages: Sequence[Message]) -> str:
    """What `page_words.json` must be for these messages, which Babel found in the files as they are."""
    lines = [
        json.dumps(
            {
                "text": message.key.text,
                "locations": [[place.path, place.line] for place in message.locations],
                "comments": message.comments,
                "flags": message.flags,
            },
            ensure_ascii=False,
        )
        for message in messages
    ]
    return f'{{"sources": "{_digest()}", "messages": [\n' + ",\n".join(lines) + "\n]}\n"


def _digest() -> str:
    """SHA-256 of all sources."""
    found = hashlib.sha256()
    for name in SOURCES:
        found.update(hashlib.sha256((_PACKAGE / name).read_bytes()).digest())
    return found.hexdigest()
