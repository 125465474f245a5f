"""The head of a guide: read strictly, each problem with its line."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import Any

import pytest
import yaml

from dragoman.errors import UserError
from dragoman.markup.front_matter import parse_front_matter, split_front_matter
from dragoman.model import Level, Location, Meta, Role

PATH = "source/g.md"


def meta_of(head: str) -> Meta:
    return parse_front_matter(head, PATH, "g")


def test_everything_there_is() -> None:
    meta = meta_of(
        'title: "Before: your injection"\n'
        "summary: >\n  One\n  two.\n\n"
        "audience: Adults\nversion: 1.0\nrevised: 2026-11-22\nreview_by: '2027-11-22'\n"
        "keywords:\n  - spine\n  - 中文\n"
        "blanks:\n  driver: Your driver\n  date_2: Date\n"
    )
    assert (meta.title.text, meta.title.role, meta.title.level) == ("Before: your injection", Role.TITLE, Level.INFO)
    assert meta.title.location == Location(PATH, 2)
    assert meta.summary
    assert (meta.summary.text, meta.summary.location.line) == ("One two.", 3)
    assert [(word.text, word.location.line) for word in meta.keywords] == [("spine", 12), ("中文", 13)]
    assert [(name, label.text, label.location.line) for name, label in meta.blanks] == [
        ("driver", "Your driver", 15),
        ("date_2", "Date", 16),
    ]
    assert (meta.audience, meta.version, meta.revised, meta.review_by) == ("Adults", "1.0", "2026-11-22", "2027-11-22")
    assert {s.domain for s in (meta.title, meta.summary, *meta.keywords)} == {"g"}


def test_only_a_title() -> None:
    meta = meta_of("title: T")
    assert (meta.summary, meta.keywords, meta.blanks, meta.version) == (None, (), (), "")


@pytest.mark.parametrize("value", ["yes", "1.10", "012", "null", "2026-11-22", "1e3", "!!str 5", "0x1F"])
def test_values_are_the_text_that_stands_there(value: str) -> None:
    assert meta_of(f"title: T\nversion: {value}").version == value.removeprefix("!!str ")


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system ['true']", "!x {a: b}"])
def test_no_tag_makes_an_object(tag: str) -> None:
    with pytest.raises(UserError, match=r"^source/g\.md:3: 'version' is not a text\."):
        meta_of(f"title: T\nversion: {tag}")
    assert meta_of("title: T\nversion: !!python/name:os.system ''").version == ""


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ("", "source/g.md:1: The front matter is not a list of 'key: value' lines. Write 'title: …'."),
        ("just text", "source/g.md:2: The front matter is not a list of 'key: value' lines. Write 'title: …'."),
        ("- title", "source/g.md:2: The front matter is not a list of 'key: value' lines. Write 'title: …'."),
        ("summary: S", "source/g.md:1: The front matter has no title. Add a line 'title: …'."),
        ("title:", "source/g.md:1: The front matter has no title. Add a line 'title: …'."),
        ("title: '  '", "source/g.md:1: The front matter has no title. Add a line 'title: …'."),
        (
            "title: T\nsubtitle: S",
            "source/g.md:3: 'subtitle' is not a key of the front matter. There are title, summary, audience, version, "
            "revised, review_by, keywords, blanks, card, pages.",
        ),
        (
            "title: T\n? [a]\n: b",
            "source/g.md:3: '' is not a key of the front matter. There are title, summary, audience, version, "
            "revised, review_by, keywords, blanks, card, pages.",
        ),
        ("title: T\ntitle: U", "source/g.md:3: 'title' stands twice in the front matter. Keep one of the two."),
        ("title: [a]", "source/g.md:2: 'title' is not a text. Write it on one line, in quotation marks."),
        ("title: T\nrevised: soon", "source/g.md:3: 'revised' is not a date: soon. Write it like 2026-11-22."),
        (
            "title: T\nreview_by: 2027-02-29",
            "source/g.md:3: 'review_by' is not a date: 2027-02-29. Write it like 2026-11-22.",
        ),
        ("title: T\nreview_by: 1/2/26", "source/g.md:3: 'review_by' is not a date: 1/2/26. Write it like 2026-11-22."),
        ("title: T\nkeywords: a, b", "source/g.md:3: 'keywords' is not a list. Write 'keywords: [one, two]'."),
        (
            "title: T\nkeywords:\n  - a\n  - {b: c}",
            "source/g.md:5: 'keywords' is not a text. Write it on one line, in quotation marks.",
        ),
        ("title: T\nblanks: [a]", "source/g.md:3: 'blanks' is not a list of 'key: value' lines. Write 'title: …'."),
        (
            "title: T\nblanks:\n  Driver: a",
            "source/g.md:4: 'Driver' is not a name for a blank. Use small letters, digits and _.",
        ),
        (
            "title: T\nblanks:\n  a: x\n  a: y",
            "source/g.md:5: 'a' stands twice in the front matter. Keep one of the two.",
        ),
        ("title: T\nblanks:\n  a: [x]", "source/g.md:4: 'a' is not a text. Write it on one line, in quotation marks."),
        (
            'title: T\nblanks:\n  a: "{blank.a}"',
            "source/g.md:4: The label of the blank 'a' holds a blank. Write what to fill in, as text.",
        ),
        (
            "title: Before: after",
            "source/g.md:2: The front matter is not YAML: mapping values are not allowed here. "
            "Put a text with a colon in it in quotation marks.",
        ),
        (
            "title: T\nsummary: 'S",
            "source/g.md:3: The front matter is not YAML: a quotation mark is not closed. "
            "Close it at the end of its line.",
        ),
        (
            'title: "Rest: a \\" guide\nsummary: "S"\nversion: "1"',
            "source/g.md:2: The front matter is not YAML: a quotation mark is not closed. "
            "Close it at the end of its line.",
        ),
        (
            "title: T\nsummary: *nobody",
            "source/g.md:3: The front matter is not YAML: found undefined alias 'nobody'. "
            "Put a text with a colon in it in quotation marks.",
        ),
        (
            "title: \a",
            "source/g.md:2: The front matter is not YAML: it cannot be read. "
            "Put a text with a colon in it in quotation marks.",
        ),
        ("keywords: " + "[" * 1500, "source/g.md:2: The front matter is nested too deep. It needs one list."),
    ],
)
def test_what_is_refused_is_named_with_its_line(head: str, sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        meta_of(head)
    assert str(caught.value) == sentence


def test_a_blank_without_a_label_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        meta_of("title: T\nblanks:\n  a:")
    assert str(caught.value) == "source/g.md:4: The blank 'a' has no label. Write what to fill in."


def test_an_alias_to_a_bomb_is_not_unfolded() -> None:
    lines = ["title: T", "keywords: [&a0 x]"]
    with pytest.raises(UserError):
        meta_of("\n".join([*lines, *(f"k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40))]))


def test_splitting() -> None:
    assert split_front_matter("---\ntitle: T\n---\nbody\n", PATH) == ("title: T\n", "body\n", 4)
    assert split_front_matter("--- \ntitle: T\n---\t\n", PATH) == ("title: T\n", "", 4)
    assert split_front_matter("---\n---", PATH) == ("", "", 2)
    assert split_front_matter("---\na: --- b\n---\n---\nc", PATH) == ("a: --- b\n", "---\nc", 4)


@pytest.mark.parametrize("text", ["", "# A\n", "\n---\ntitle: T\n---\n", "---\ntitle: T\n", "----\ntitle: T\n---\n"])
def test_a_guide_without_front_matter(text: str) -> None:
    with pytest.raises(UserError) as caught:
        split_front_matter(text, PATH)
    assert str(caught.value) == (
        "source/g.md:1: The guide has no front matter. Begin it with a line '---', 'title: …' and another line '---'."
    )


# ── two readers of YAML ──


PIECES = (
    *"ab z1é’'\",.?!-:#[]{}&*|>%@`\\~=<$ ", "  ", "title: ", "key: ", "\n", "\nkey: ", "\nblanks:\n  a: b",
    "\n  name: x", "null", "2026-01-02", "''", ", ", "[a, b]", '"q"', "中", "\u00a0", "\t", "\r", "...", "---", "? ",
    "- ", ": ", "<<",
    "\u2028", "\x85", "\x1c", "\x0c",
)  # fmt: skip


def told(node: Any) -> object:
    """What is used of a node, with the line of each text."""
    if node is None:
        return None
    match node.id:
        case "scalar":
            return node.value, node.start_mark.line
        case "sequence":
            return [told(item) for item in node.value]
        case _:
            return [(told(key), told(value)) for key, value in node.value]


def test_libyaml_says_what_the_reader_in_python_says() -> None:
    """Any pieces in any order: where both read a head, they read the same."""
    dice = random.Random(7)  # noqa: S311 - not for secrets
    found = 0
    for _ in range(5_000):
        text = "".join(dice.choices(PIECES, k=dice.randrange(1, 9)))
        text = f"key: {text}\n" if dice.random() < 0.7 else f"{text}\n"
        with suppress(yaml.YAMLError):
            both = [told(yaml.compose(text, Loader=loader)) for loader in (yaml.CSafeLoader, yaml.SafeLoader)]
            found += 1
            assert both[0] == both[1], text
    assert found > 500
