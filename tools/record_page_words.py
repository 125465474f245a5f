"""Writes src/dragoman/page_words.json, the record of what Babel finds in the templates of pages and in their words.

    python tools/record_page_words.py

To be run after any change to one of the files that `dragoman.page_words` names: each reference has a line number.
"""

from __future__ import annotations

from dragoman.babel_messages import extract_page_words
from dragoman.page_words import RECORD, SOURCES, record_of

if __name__ == "__main__":
    RECORD.write_text(record_of(extract_page_words(SOURCES)), "utf-8")
