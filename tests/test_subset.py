"""Fonts cut down to the letters that pages show."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.fonts import coverage, families, subset
from dragoman.fonts.subset import subset_font
from dragoman.render import letters
from dragoman.render.letters import COMMON, Letters, needed_codes, page_letters
from profiles import tries
from projects import MakeProject, Run, edit

STACKS = {"en": ("Noto Sans",), "my": ("Noto Sans", "Padauk"), "km": ("Noto Sans", "Noto Sans Khmer")}
GUIDE = "---\ntitle: Rest\n---\nSleep.\n"


def letters_of(tag: str, text: str) -> str:
    found: Letters = page_letters(f'<html lang="{tag}"><body><p>{text}</p></body></html>')
    return dict(found)[tag]


def test_letters_are_counted_by_the_language_that_they_are_in() -> None:
    page = '<html lang="es"><br><p>uno <b lang="my">က<i>ခ</i></b> dos</p><td data-column="x">y</td></html>'
    assert dict(page_letters(page)) == {"es": " dnosuxy", "my": "ကခ"}


@pytest.mark.parametrize(
    ("tag", "text", "also"),
    [
        ("vi", "e\u0302\u0301", "ế"),
        ("vi", "ế", "\u0301"),
        ("km", "\u17be", "\u17c1"),
        ("lo", "\u0eb3", "\u0ecd\u0eb2"),
        ("ar", "«", "»"),
        ("en", "\u00ad", "\u2010"),
    ],
)
def test_what_shaping_asks_for_is_counted_too(tag: str, text: str, also: str) -> None:
    assert set(also) <= set(letters_of(tag, text))


def test_a_letter_is_taken_from_the_first_font_that_has_it_and_marks_from_all() -> None:
    needed = needed_codes([(("my", "aကိ\u200d"), ("xx", "ж"))], STACKS, coverage)
    assert set(map(chr, needed["Padauk"])) == {"က", "ိ", *("\u200d" if 0x200D in coverage("Padauk") else "")}
    assert {ord(letter) for letter in COMMON} & coverage("Noto Sans") <= needed["Noto Sans"]
    assert ord("ж") not in needed["Noto Sans"]
    assert needed["Noto Sans Khmer"] == frozenset()


@pytest.mark.parametrize("file", ["NotoSans-Bold.ttf", "Padauk-Regular.ttf", "NotoSansCJKSC-Regular.otf"])
def test_a_subset_has_its_letters_and_the_same_bytes_each_time(file: str) -> None:
    codes = frozenset(map(ord, "Abc 1")) & coverage(
        next(f.name for f in families() if file in [g.name for g in f.files])
    )
    made = subset_font.__wrapped__(file, codes)
    assert made == subset_font.__wrapped__(file, codes)
    assert len(made) < 10_000
    with TTFont(io.BytesIO(made)) as font:
        assert set(font.getBestCmap()) == codes
        assert font.flavor == "woff2"
        assert "OFL" in str(font["name"].getDebugName(13)) or "Open Font License" in str(font["name"].getDebugName(13))


def test_a_font_whose_name_is_reserved_calls_itself_otherwise(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": GUIDE})
    edit(root / "dragoman.toml", '["es"]', '["es", "my"]')
    assert run("build", "--format", "html", "--jobs", "1", at=root).code == 0
    with TTFont(root / "build/assets/fonts/Padauk-Regular.woff2") as font:
        names = {record.nameID: str(record) for record in font["name"].names}
        assert not [name for number, name in names.items() if number in (1, 3, 4, 6, 16) and "Padauk" in name]
        assert "SIL International" in names[0]


def test_a_build_of_a_part_keeps_the_letters_of_the_other_pages(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": GUIDE.replace("Sleep.", "Sleep. Ж"), "source/more.md": GUIDE})
    assert run("build", "--format", "html", "--jobs", "1", at=root).code == 0
    before = (root / "build/assets/fonts.css").read_text("utf-8")
    assert "-416," in before
    assert run("build", "es", "--guide", "more", "--format", "html", "--jobs", "1", at=root).code == 0
    assert (root / "build/assets/fonts.css").read_text("utf-8") == before


def test_a_subset_is_made_once(project: MakeProject, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({"source/rest.md": GUIDE})
    assert run("build", "--format", "html", "--jobs", "1", at=root).code == 0
    first = {path.name: path.read_bytes() for path in (root / "build/assets/fonts").iterdir()}
    assert len(first) == 2

    def never(*_: object) -> bytes:
        raise AssertionError("made again")

    monkeypatch.setattr(subset, "subset_font", never)
    for path in (root / "build/assets/fonts").iterdir():
        path.unlink()
    edit(root / "source/rest.md", "Sleep.", "Sleep more.")
    assert run("build", "--format", "html", "--jobs", "1", at=root).code == 0
    assert {path.name: path.read_bytes() for path in (root / "build/assets/fonts").iterdir()} == first


def test_a_font_that_is_spoilt_in_the_cache_is_made_again(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": GUIDE})
    assert run("build", "--format", "html", "--jobs", "1", at=root).code == 0
    font: Path = root / "build/assets/fonts/NotoSans-Regular.woff2"
    whole = font.read_bytes()
    for entry in (root / ".dragoman/cache").glob("*/*"):
        content = entry.read_bytes()
        if content.endswith(whole):
            entry.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    font.unlink()
    assert run("build", "--format", "html", "--jobs", "1", at=root).code == 0
    assert font.read_bytes() == whole


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<b lang='so'>", '<b lang="so">', "</b>", "<br>", "<br/>", '<path d="M0 1" />', "<title>"),
        *(
            "</title>",
            '<td data-column="Edad">',
            '<td lang="vi" data-column="a &amp; b">',
            "</td>",
            "<script>",
            "</script>",
        ),
        *("<style>", "</style>", "<!-- a -->", "<!DOCTYPE html>", "<", ">", "&amp;", "&lt", "&#237;", "&", '"', "'"),
        *("<P>", '<p lang="">', "<p lang>", '<a href="x" lang="es" hreflang="my">', "</a>", "<p\nlang='ru'>", "<p >"),
        *("a", "ñ", "ế", "ж", "က", " ", "\n", "</p >", '<p title="a > b" lang="km">', '<p lang="es"dir="ltr">', "<1>"),
    ]
)


@settings(max_examples=tries(600))
@given(st.lists(PIECES, max_size=12).map("".join))
def test_the_quick_way_to_read_a_page_finds_what_the_slow_one_does(html: str) -> None:
    quick = letters._plain_texts(html)
    if quick is not None:
        slow = letters._read_texts(html)
        assert {tag: "".join(texts) for tag, texts in quick.items()} == {t: "".join(s) for t, s in slow.items()}


def test_our_own_pages_are_read_the_quick_way(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": GUIDE})
    assert run("build", "--format", "html", "--jobs", "1", at=root).code == 0
    page = (root / "build/en/rest.html").read_text("utf-8")
    assert letters._plain_texts(page) == letters._read_texts(page)
    assert letters._plain_texts(f"{page}<!-- -->") is None
