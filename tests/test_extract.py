"""From the leaves of a guide to its messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import guide_of
from dragoman.extract import BRACE_FORMAT, describe_segment, extract_messages, merge_segments
from dragoman.markup.atoms import is_translatable
from dragoman.markup.tree import iter_segments
from dragoman.model import Level, Location, MessageKey, Role, Segment
from dragoman.project import find_project

ROOT = Path(__file__).parent.parent


def segment(text: str, role: Role = Role.PARAGRAPH, level: Level = Level.INFO, line: int = 1, **more: str) -> Segment:
    return Segment(text, role, level, Location("g.md", line), section="Care", **more)  # type: ignore[arg-type]


def test_equal_texts_are_one_message() -> None:
    found = merge_segments(
        [
            segment("Call", line=4),
            segment("Call", Role.STEP, Level.INSTRUCT, 6),
            segment("Call", Role.PARAGRAPH, Level.WARN, 8),
            segment("Call", line=9, context="noun"),
        ],
        "g",
    )
    assert [message.key for message in found] == [MessageKey(None, "Call"), MessageKey("noun", "Call")]
    assert [str(location) for location in found[0].locations] == ["g.md:4", "g.md:6", "g.md:8"]
    assert found[0].level is Level.WARN
    assert found[0].comments == (
        "info · paragraph · g › Care",
        "instruct · step · g › Care",
        "warn · paragraph · g › Care",
    )


def test_messages_stand_in_the_order_of_the_page() -> None:
    texts = [message.key.text for message in extract_messages(guide_of("b\n\na\n\n- c\n\nb\n"))]
    assert texts == ["T", "b", "a", "c"]


@pytest.mark.parametrize(
    ("text", "says_something"),
    [
        ("Call", True),
        ("7", True),
        ("中", True),
        ("Call {clinic.phone}", True),
        ("{clinic.phone}", False),
        ("**{clinic.name}**: {clinic.phone}.", False),
        ("{phone}", True),
        ("☎ — …", False),
        ("***", False),
    ],
)
def test_what_there_is_to_translate(text: str, says_something: bool) -> None:
    assert is_translatable(text) is says_something
    assert bool(merge_segments([segment(text)], "g")) is says_something


def test_only_texts_with_facts_are_checked_for_them() -> None:
    flags = {m.key.text: m.flags for m in merge_segments([segment("a {b.c}"), segment("a {b}"), segment("a")], "g")}
    assert flags == {"a {b.c}": (BRACE_FORMAT,), "a {b}": (), "a": ()}


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (segment("a"), "info · paragraph · g › Care"),
        (segment("a", Role.TITLE), "info · title · g"),
        (segment("a", Role.BLANK), "info · label of a blank to fill in by hand · g"),
        (segment("a", Role.CELL, column="When"), "info · table cell of column “When” · g › Care"),
        (segment("a", Role.CELL), "info · table cell · g › Care"),
        (segment("a", Role.COLUMN, column="x"), "info · column heading · g › Care"),
        (segment("a", Role.STEP, Level.WARN), "warn · step · g › Care"),
    ],
)
def test_each_text_says_where_it_stands(found: Segment, line: str) -> None:
    assert describe_segment(found, "g") == line


def test_notes_come_after_what_is_said_by_itself() -> None:
    guide = guide_of("<!-- Translators: one -->\n\na <!-- Translators: two -->\n")
    assert extract_messages(guide)[1].comments == ("info · paragraph · g › T", "one", "two")


def test_the_shipped_guides_are_all_in_messages() -> None:
    for guide in find_project(ROOT).guides.values():
        keys = {message.key for message in extract_messages(guide)}
        assert keys == {s.key for s in iter_segments(guide) if is_translatable(s.text)}
        assert all(message.comments and message.locations for message in extract_messages(guide))


def test_a_message_names_the_page_and_heading_it_stands_under() -> None:
    guide = guide_of("First.\n\n## Your visit {#visit}\n\nEat.\n\n## After\n\nEat.\n")
    pages = {message.key.text: message.pages for message in extract_messages(guide)}
    assert pages["First."] == (f"{guide.id}.html",)
    assert pages["Your visit"] == (f"{guide.id}.html#visit",)
    assert pages["Eat."] == (f"{guide.id}.html#visit", f"{guide.id}.html#after")
