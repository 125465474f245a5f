"""Cut fonts as browsers read them: read back by fontTools, which writes and reads woff2 by itself."""

from __future__ import annotations

import io
from itertools import accumulate, chain
from operator import mul
from typing import Any

import pytest
import uharfbuzz
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent, GlyphCoordinates
from fontTools.ttLib.tables.ttProgram import Program
from fontTools.ttLib.woff2 import pack255UShort, packBase128
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.fonts import coverage, families, font_folder, glyphs, woff2
from dragoman.fonts.subset import subset_font
from dragoman.fonts.woff2 import to_woff2
from dragoman.render.letters import needed_codes, page_letters
from profiles import tries
from test_fonts import SAMPLES

URDU = "Noto Nastaliq Urdu"
FILES = {family.name: family.files[0].name for family in families()}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less work to compress: nothing here looks at the size."""
    monkeypatch.setattr(woff2, "_QUALITY", 1)


def tables(font: TTFont) -> dict[str, bytes]:
    return {tag: font.reader[tag] for tag in sorted(font.reader.keys())}


def unpacked(content: bytes) -> bytes:
    """A plain font of a woff2."""
    out = io.BytesIO()
    with TTFont(io.BytesIO(content)) as font:
        font.flavor = None
        font.save(out, reorderTables=None)
    return out.getvalue()


def shaped(content: bytes, text: str, features: dict[str, bool]) -> list[tuple[object, ...]]:
    """What is drawn where for which letters."""
    font = uharfbuzz.Font(uharfbuzz.Face(content))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, features)
    return [
        (outline(font, glyph.codepoint), glyph.cluster, place.position)
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def outline(font: Any, glyph: int) -> tuple[object, ...]:
    lines: list[object] = []
    draw = uharfbuzz.DrawFuncs()
    for name in ("move_to", "line_to", "quadratic_to", "cubic_to"):
        getattr(draw, f"set_{name}_func")(lambda *numbers, name=name: lines.append((name, numbers[:-1])))
    font.draw_glyph(glyph, draw, None)
    return tuple(lines)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("family", SAMPLES)
def test_text_is_set_as_with_the_whole_font(family: str) -> None:
    text = "".join(letter for letter in SAMPLES[family] if ord(letter) in coverage(family))
    whole = (font_folder() / FILES[family]).read_bytes()
    needed = needed_codes([page_letters(f'<html lang="xx"><body>{text}</body></html>')], {"xx": (family,)}, coverage)
    made = unpacked(subset_font.__wrapped__(FILES[family], needed[family]))
    for features in ({}, {"frac": True, "tnum": True, "salt": True, "dlig": True}):
        assert shaped(made, text, features) == shaped(whole, text, features)


@pytest.mark.usefixtures("quick")
def test_most_rules_stay_whole_and_few_are_cut() -> None:
    def rules(letters: str) -> bytes:
        with TTFont(io.BytesIO(subset_font.__wrapped__(FILES[URDU], frozenset(map(ord, letters))))) as font:
            return tables(font)["GSUB"]

    with TTFont(font_folder() / FILES[URDU]) as font:
        whole = tables(font)["GSUB"]
    assert rules("ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےآؤئۓ") == whole
    assert len(rules("اب")) < len(whole) / 4


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("family", ["Sarabun", "Noto Sans Khmer", "Dragoman Signs"])
def test_what_is_packed_is_what_was_there(family: str) -> None:
    """Some have hinting, glyphs made of others, contours that overlap."""
    with TTFont(font_folder() / FILES[family]) as before, TTFont(io.BytesIO(to_woff2(tables(before)))) as after:
        same_tables(before, after)
        assert after["head"].flags == before["head"].flags | 1 << 11


def same_tables(before: TTFont, after: TTFont) -> None:
    kept, made = tables(before), tables(after)
    assert kept.keys() == made.keys()
    assert [tag for tag in kept if tag not in ("head", "glyf", "loca") and kept[tag] != made[tag]] == []
    if "glyf" in kept:
        for name in before.getGlyphOrder():
            assert parts(before["glyf"][name]) == parts(after["glyf"][name]), name


def parts(glyph: Glyph) -> list[object]:
    if not glyph.numberOfContours:
        return []
    found: list[object] = [glyph.numberOfContours, glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax]
    if hasattr(glyph, "program"):
        found.append(glyph.program.getBytecode())
    if glyph.isComposite():
        return found + [vars(component) for component in glyph.components]
    flags = [flag & 0x01 for flag in glyph.flags]
    return [*found, list(glyph.coordinates), flags, glyph.flags[0] & 0x40, list(glyph.endPtsOfContours)]


FAR = st.sampled_from([0, 1, 64, 65, 255, 256, 768, 769, 1279, 1280, 4095, 4096, 9000])
STEP = st.builds(mul, FAR, st.sampled_from([1, -1]))
CONTOUR = st.lists(st.tuples(STEP, STEP, st.booleans()), min_size=1, max_size=4)
NAMES = [".notdef", "A", "B"]


@settings(max_examples=tries(60))
@given(st.lists(CONTOUR, min_size=1, max_size=3), st.binary(max_size=20), st.sampled_from([0, 253, 506, 762]), STEP)
def test_all_ways_between_points_are_packed(contours: list[Any], program: bytes, more: int, beside: int) -> None:
    simple, component, composite = Glyph(), GlyphComponent(), Glyph()
    across, up, on_curve = zip(*chain(*contours), strict=True)
    simple.numberOfContours = len(contours)
    simple.endPtsOfContours = [end - 1 for end in accumulate(map(len, contours))]
    simple.coordinates = GlyphCoordinates(list(zip(accumulate(across), accumulate(up), strict=True)))
    simple.flags = bytearray(on_curve)
    simple.program = Program()
    simple.program.fromBytecode(program + bytes(more))
    component.glyphName, component.x, component.y, component.flags = "A", beside, -beside, 0x4
    component.transform = [[0.5, 0.25], [0, 1]]
    composite.numberOfContours, composite.components, composite.program = -1, [component] * 2, simple.program
    assert packed_and_read(Glyph(), simple, composite)["head"].indexToLocFormat == 0


def test_many_bytes_of_outlines_have_longer_offsets() -> None:
    simple = Glyph()
    simple.numberOfContours, simple.endPtsOfContours, simple.flags = 1, [1], bytearray([1, 1])
    simple.coordinates = GlyphCoordinates([(0, 0), (5, 5)])
    simple.program = Program()
    simple.program.fromBytecode(bytes(50_000))
    assert packed_and_read(simple, simple, simple)["head"].indexToLocFormat == 1


def packed_and_read(*glyphs: Glyph) -> TTFont:
    out = io.BytesIO()
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(NAMES)
    builder.setupGlyf(dict(zip(NAMES, glyphs, strict=True)))
    builder.setupHorizontalMetrics({name: (9, getattr(builder.font["glyf"][name], "xMin", 0)) for name in NAMES})
    builder.setupHorizontalHeader()
    builder.setupMaxp()
    builder.setupPost()
    builder.save(out)
    with TTFont(out) as before:
        after = TTFont(io.BytesIO(to_woff2(tables(before))))
        same_tables(before, after)
        return after


@given(st.integers(0, 0xFFFF), st.integers(0, 0xFFFFFFFF))
def test_numbers_are_packed_as_fonttools_packs_them(short: int, long: int) -> None:
    assert glyphs._short(short) == pack255UShort(short)
    assert woff2._base128(long) == packBase128(long)
