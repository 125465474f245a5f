"""Guides that are hostile on purpose: each becomes a page of a bounded size, or is refused with its line."""

from __future__ import annotations

import pytest

from hostile_markdown import MARKDOWN, SIZE, make_page
from judge_costs import cost

PATIENCE = 30
"""Seconds of the processor, after which the child is ended; `judge_times.py` measures how few it takes."""
MEGABYTES = 1_000
MOST_OUTPUT = 20_000_000
MOST_TIMES, AND = 50, 1_000_000
"""A page may be so many times as long as its guide, and so many bytes more."""


def bounded_page(content: bytes) -> None:
    page = make_page(content.decode()).encode()
    assert len(page) <= min(MOST_OUTPUT, MOST_TIMES * len(content) + AND), len(page)


@pytest.mark.parametrize("name", MARKDOWN)
def test_a_hostile_guide_is_a_page_or_is_refused(name: str) -> None:
    """In a child, whose time and memory are limited: a crash of it is seen as well."""
    text = MARKDOWN[name](SIZE)
    assert 0.9 * SIZE < len(text.encode()) < 1.1 * SIZE
    found = cost(text.encode(), bounded_page, limit=PATIENCE)
    assert (found.fault, found.megabytes < MEGABYTES) == ("", True), found


def test_there_are_classes_enough_and_most_become_a_page() -> None:
    assert len(MARKDOWN) == 62
    made = [name for name, make in MARKDOWN.items() if make_page(make(2_000))]
    assert len(made) > 40


def test_the_judge_would_tell() -> None:
    def wordy(_: bytes) -> None:
        bounded_page(b"")
        raise AssertionError("21 MB")

    assert cost(b"", wordy, limit=PATIENCE).fault == "AssertionError escapes: 21 MB"
