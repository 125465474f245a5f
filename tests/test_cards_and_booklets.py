"""Cards to cut apart and booklets to fold."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdfium2 import raw

from dragoman.handouts import compose_handout, open_edition, pdf_timestamp, sheet_data
from dragoman.model import Layout, Paper, SheetForm, TextSize
from dragoman.press.press import HALF_OF
from dragoman.pressroom import set_pdf
from dragoman.project import find_project
from dragoman.render.card import SMALLEST
from pages import boxes, embedded_fonts, sheet_pages, words_of
from projects import SHIPPED, MakeProject, Run

TAGS = ("en", "es", "ar", "ur", "km", "my", "zh-Hans")
TODAY = "2026-11-26"
PHONE = "(763) 201-8191"
EDGE = 12
"""Points that stay white at the edges of the paper and at the cuts: office printers reach no further."""
SMALL = 6.5
"""Points of the foot of a card, which is for staff."""
CARD = SheetForm(layout=Layout.CARD)
BOOKLET = SheetForm(layout=Layout.BOOKLET)
WARNED = """\
---
title: Rest
version: "1"
---

Read this.

## After it

> [!NOTE]
> Rest today.

### Call us

<!-- dragoman:level warn -->

> [!WARNING]
> Call {clinic.phone} if it gets worse:
>
> - Fever
> - Pain
"""
FOR_A_CARD = WARNED.replace("title: Rest", "title: Rest\ncard: true")

Made = Callable[..., bytes]


@pytest.fixture(scope="module")
def made() -> Made:
    """Forms of the shipped warning signs, each made once; `final` is as if all had been signed."""
    project = find_project(SHIPPED)
    done: dict[tuple[object, ...], bytes] = {}

    def make(
        tag: str, form: SheetForm, *, paper: Paper = Paper.LETTER, final: bool = False, again: bool = False
    ) -> bytes:
        key = (tag, form, paper, final)
        if key not in done or again:
            edition = open_edition(project, project.language(tag), today=TODAY)
            handout = compose_handout(edition, "warning-signs", project.settings.offices[0])
            handout = replace(handout, paper=paper, draft=() if final else handout.draft)
            done[key] = set_pdf(sheet_data(edition, handout, form), pdf_timestamp(handout), project.settings.limits)
        return done[key]

    return make


def quarters(page: Any) -> list[str]:
    """The text of each quarter, in the order of writing."""
    width, height = page.get_size()
    text = page.get_textpage()
    across, up = ((0, width / 2), (width / 2, width)), ((height / 2, height), (0, height / 2))
    return [text.get_text_bounded(left, low, right, high) for low, high in up for left, right in across]


def standards(pdf: bytes) -> tuple[str, str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        return str(metadata.get("pdfuaid:part", "")), str(metadata.get("pdfaid:part", ""))


def tags_of(pdf: bytes) -> Counter[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        elements = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary)]
        return Counter(str(item.S) for item in elements if "/S" in item and "/P" in item)


def font_sizes(page: Any) -> Iterator[float]:
    text = page.get_textpage()
    for index in range(text.count_chars()):
        if text.get_text_range(index, 1).strip():
            yield round(raw.FPDFText_GetFontSize(text.raw, index), 2)


def assert_inside(pdf: bytes) -> None:
    for page, _ in sheet_pages(pdf):
        width, height = page.get_size()
        for left, bottom, right, top in boxes(page):
            assert left >= EDGE and right <= width - EDGE and bottom >= EDGE and top <= height - EDGE


# ── cards ──


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("tag", TAGS)
def test_a_card_stands_in_each_quarter_and_says_what_it_is(tag: str, paper: Paper, made: Made) -> None:
    pdf = made(tag, CARD, paper=paper)
    sides = list(sheet_pages(pdf))
    assert len(sides) in (1, 2), "one side, or both"
    for page, _ in sides:
        first, *others = map(sorted, quarters(page))
        assert all(card == first for card in others)
        said = words_of(quarters(page)[0])
        assert {"warning", "signs", "English", "text", "id", "iSpine", "DRAFT", *re.findall(r"\w+", PHONE)} <= said
    assert standards(pdf) == ("1", "2")
    assert_inside(pdf)
    assert embedded_fonts(pdf)


@pytest.mark.parametrize("tag", TAGS)
def test_a_final_card_keeps_clear_of_its_cuts(tag: str, made: Made) -> None:
    for page, text in sheet_pages(made(tag, CARD, final=True)):
        assert "DRAFT" not in text
        width, height = page.get_size()
        for left, bottom, right, top in boxes(page):
            assert right <= width / 2 - EDGE or left >= width / 2 + EDGE
            assert top <= height / 2 - EDGE or bottom >= height / 2 + EDGE


@pytest.mark.parametrize("tag", TAGS)
def test_no_text_of_a_card_is_below_the_floor(tag: str, made: Made) -> None:
    for page, _ in sheet_pages(made(tag, CARD, final=True)):
        sizes = Counter(font_sizes(page))
        assert max(sizes, key=sizes.__getitem__) >= SMALLEST
        assert min(sizes) >= SMALL


def test_a_card_is_heard_once(made: Made) -> None:
    tags = tags_of(made("en", CARD))
    assert (tags["/H1"], tags["/H2"]) == (1, 2)


def test_the_same_card_and_booklet_give_the_same_bytes(made: Made) -> None:
    for form in (CARD, BOOKLET):
        assert made("km", form) == made("km", form, again=True)


def printed(run: Run, root: Path, source: str) -> Any:
    (root / "source/rest.md").write_text(source, "utf-8")
    outcome = run("print", "rest", "en", "-o", "card.pdf", "--card", at=root)
    assert outcome.code == 0, outcome.err
    page, _ = next(sheet_pages((root / "card.pdf").read_bytes()))
    return page


def test_a_guide_that_is_not_made_for_it_gives_its_warnings(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": WARNED})
    text = quarters(printed(run, root, WARNED))[0]
    assert "Call us" in text and "Fever" in text
    assert "Read this" not in text and "Rest today" not in text and "After it" not in text
    text = quarters(printed(run, root, FOR_A_CARD))[0]
    assert "Read this" in text and "Rest today" in text and "After it" in text


def test_the_shorter_a_card_the_larger_its_text(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": WARNED})
    more = "".join(f"> - Pain number {number} that gets worse every day\n" for number in range(11))
    sizes = [max(font_sizes(printed(run, root, source))) for source in (WARNED, WARNED + 2 * more)]
    assert sizes[0] > sizes[1]


@pytest.mark.parametrize(
    ("source", "options", "problem"),
    [
        (WARNED.replace("<!-- dragoman:level warn -->\n\n", "").replace("WARNING", "TIP"), (), "has no warnings"),
        (FOR_A_CARD + "\n| a | b |\n| --- | --- |\n| c | d |\n", (), "has a table, which a card has no room for"),
        (
            WARNED + "".join(f"> - {'Pain ' * 30}\n" for _ in range(30)),
            (),
            f"too long for a card: at {SMALLEST} points",
        ),
        (WARNED.replace("title: Rest", "title: Rest\ncard: maybe"), (), "neither true nor false"),
        (WARNED, ("--size", "18"), "as large as it can be"),
        (WARNED, ("--bilingual",), "in one language"),
        (WARNED, ("--booklet",), "not allowed with"),
        (WARNED, ("--last-approved",), "just as it was"),
    ],
)
def test_what_cannot_be_a_card_is_said_in_a_sentence(
    source: str, options: tuple[str, ...], problem: str, project: MakeProject, run: Run
) -> None:
    root = project({"source/rest.md": source})
    outcome = run("print", "rest", "es", "-o", "card.pdf", "--card", *options, at=root)
    assert outcome.code == 2
    assert problem in outcome.err
    assert "Traceback" not in outcome.err
    assert not (root / "card.pdf").exists()


def test_verify_knows_cards_and_booklets(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": WARNED})
    for option in ("--card", "--booklet"):
        assert run("print", "rest", "es", "-o", "made.pdf", option, at=root).code == 0
        assert "this text is not approved" in run("verify", "made.pdf", at=root).out
        # A file that says the same and is another is known by nothing but its mark.
        (root / "made.pdf").write_bytes((root / "made.pdf").read_bytes() + b"\n")
        assert "It says of itself" in run("verify", "made.pdf", at=root).out


# ── booklets ──


def halves(page: Any) -> list[int]:
    """The numbers of the pages on the left and on the right; 0 for an empty one."""
    width, height = page.get_size()
    text = page.get_textpage()
    found = []
    for left in (0, width / 2):
        # Where a page reads from the right, the words of its foot come out in the opposite order.
        words = text.get_text_bounded(left, 0, left + width / 2, height)
        number = re.search(r"Page (\d+) of \d|\d of (\d+) Page", words)
        found.append(int(number[1] or number[2]) if number else 0)
    return found


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("tag", TAGS)
def test_a_booklet_has_its_pages_in_the_order_to_fold(tag: str, paper: Paper, made: Made) -> None:
    pdf = made(tag, BOOKLET, paper=paper)
    sides = list(sheet_pages(pdf))
    assert all(page.get_size()[0] > page.get_size()[1] for page, _ in sides)
    total = 2 * len(sides)
    assert total % 4 == 0
    opens_right = tag in ("ar", "ur")
    read: dict[int, int] = {}
    for side, pair in enumerate(halves(page) for page, _ in sides):
        # Outer sides have the later page away from where the booklet opens, inner sides the other way round.
        first, last = pair if opens_right == (side % 2 == 0) else pair[::-1]
        read |= {side + 1: first, total - side: last}
    shown = [read[number] for number in range(1, total + 1)]
    pages = max(shown)
    assert shown == [*range(1, pages + 1), *[0] * (total - pages)]
    assert total - pages < 4
    assert_inside(pdf)


def test_a_booklet_is_for_the_printer_and_says_no_more_of_itself(made: Made) -> None:
    pdf = made("es", BOOKLET)
    assert standards(pdf) == ("", ""), "Typst places pages of a PDF in no PDF/UA and no PDF/A"
    assert embedded_fonts(pdf)
    text = " ".join(text for _, text in sheet_pages(pdf))
    assert "Llame al 911 ahora" in text and "DRAFT" in text


def test_the_paper_and_the_text_of_a_booklet(made: Made) -> None:
    assert set(HALF_OF) == {"us-letter", "a4"}
    for form, least in ((BOOKLET, 12), (replace(BOOKLET, size=TextSize.LARGE), 18)):
        pages = list(sheet_pages(made("es", form)))
        assert {page.get_size() for page, _ in pages} == {(792, 612)}
        assert (
            max(Counter(size for page, _ in pages for size in font_sizes(page)).items(), key=lambda c: c[1])[0] == least
        )


def test_a_booklet_in_two_languages_is_refused(shipped: Path, run: Run) -> None:
    outcome = run("print", "warning-signs", "es", "-o", "made.pdf", "--booklet", "--bilingual", at=shipped)
    assert (outcome.code, "too small for two languages" in outcome.err) == (2, True)
