"""Words that climb above their line, as those of Nastaliq do: no ink of theirs touches what stands above them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from dragoman.press import Press
from press.sample import sample
from test_page_breaks import NOON, danger, words

TALL = "انجیکشن"
"""“Injection”: its first letter is the highest of those that our texts have often."""
SCALE = 4


def in_urdu(text: str) -> dict[str, Any]:
    return {"lang": "ur", "spans": words(text)}


def paragraph(text: str) -> dict[str, Any]:
    return {"kind": "paragraph", **in_urdu(text)}


def pictures(press: Press, *blocks: dict[str, Any], size: int) -> Iterator[Image.Image]:
    """Each page in black and white, without the numbers and marks of its margins."""
    sheet: Any = copy.deepcopy(sample("ur", draft=False, size=size)) | {"blocks": list(blocks), "title_text": "سر"}
    for page in pypdfium2.PdfDocument(press.set_sheet(sheet, timestamp=NOON)):
        yield page.render(scale=SCALE, grayscale=True).to_pil().point(lambda value: 255 if value < 170 else 0)


def ink_of(picture: Image.Image) -> list[float]:
    """How much of each row of a picture has ink."""
    return [
        sum(picture.crop((0, y, picture.width, y + 1)).tobytes()) / 255 / picture.width for y in range(picture.height)
    ]


def air_below_rules(picture: Image.Image) -> list[float]:
    """Below each rule as wide as the text: the way to the next ink, in points."""
    ink = ink_of(picture)
    ends = [y for y in range(1, len(ink)) if ink[y - 1] > 0.7 and ink[y] < 0.7]
    return [next((at - y for at in range(y, len(ink)) if ink[at] > 0), 99 * SCALE) / SCALE for y in ends]


def height_of_the_head(picture: Image.Image) -> float:
    """How high the first ink of a page is, down to the first row without any, in points."""
    ink = ink_of(picture)
    top = next(y for y, share in enumerate(ink) if share > 0)
    return next(y - top for y in range(top, len(ink)) if ink[y] == 0) / SCALE


@pytest.mark.parametrize("size", [14, 24])
def test_no_rule_of_a_table_cuts_through_tall_words(press: Press, size: int) -> None:
    rows = [[in_urdu(f"{TALL} {TALL}")] * 2 for _ in range(3)]
    table = {"kind": "table", "alignments": ["none"] * 2, "header": [in_urdu(TALL)] * 2, "rows": rows}
    air = [air for picture in pictures(press, table, size=size) for air in air_below_rules(picture)]
    assert len(air) > 4
    assert min(air) > 0.5, "the strip at the foot too"


def test_no_rule_of_a_row_that_became_a_list_cuts_through_tall_words(press: Press) -> None:
    cell = in_urdu(f"{TALL} " * 12)
    table = {"kind": "table", "alignments": ["none"] * 3, "header": [in_urdu(TALL)] * 3, "rows": [[cell] * 3] * 2}
    air = [air for picture in pictures(press, table, size=24) for air in air_below_rules(picture)]
    assert min(air) > 0.5


@pytest.mark.parametrize("size", [14, 18, 24])
def test_tall_words_that_begin_a_page_keep_clear_of_its_head(press: Press, size: int) -> None:
    heading = {"kind": "heading", "rank": 2, "anchor": "h", **in_urdu(TALL)}
    blocks = [paragraph(f"{TALL} " * 30), heading, paragraph(f"{TALL} " * 60)] * 6
    heads = [height_of_the_head(picture) for picture in list(pictures(press, *blocks, size=size))[1:]]
    assert len(heads) > 2
    assert max(heads) < 30, "a word of the running title alone"


def test_tall_words_keep_clear_of_the_frame_that_they_stand_in(press: Press) -> None:
    box = {**danger(), "label": words("سر"), "label_lang": "ur", "blocks": [paragraph(f"{TALL} " * 9)]}
    (picture, *_) = pictures(press, box, size=14)
    side = 80 * SCALE
    assert min(air_below_rules(picture.crop((side, 0, picture.width - side, picture.height)))) > 0.7
