"""The recorded words of the page are those that Babel finds, and a record that is too old is not believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import page_words
from dragoman.babel_messages import extract_page_words


def test_the_record_is_what_babel_finds_now() -> None:
    found = extract_page_words(page_words.SOURCES)
    assert len(found) > 20
    written = page_words.RECORD.read_text("utf-8")
    assert written == page_words.record_of(found), "run python tools/record_page_words.py"
    assert page_words.page_words() == found


@pytest.mark.parametrize("change", ["another source", "no record"])
def test_an_old_record_is_not_believed(change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = page_words.page_words()
    record = tmp_path / "page_words.json"
    if change == "another source":
        text = page_words.RECORD.read_text("utf-8")
        line = next(line for line in text.split("\n") if line.startswith('{"text"'))
        old = text.replace(line + "\n", "").replace('"sources": "', '"sources": "0')
        record.write_text(old, "utf-8")
    monkeypatch.setattr(page_words, "RECORD", record)
    assert page_words.page_words() == right
