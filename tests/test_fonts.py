"""The bundled fonts: that the files are what the tables say, and that every script is set so that it can be read."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UserError
from dragoman.fonts import (
    LATIN_FAMILY,
    SIGN_FAMILY,
    FontFile,
    coverage,
    families,
    font_files,
    font_folder,
    font_stack,
    missing_glyphs,
)
from dragoman.model import Breaking, Direction, Language

ALL_FILES = [(family.name, file) for family in families() for file in family.files]

SAMPLES = {
    "Noto Sans": "Ngưỡng ẵ ệ — Позвоните ёЁїЇ — इंजेक्शन के बाद १२३ श्री",
    "Noto Naskh Arabic": "اتصل بالرقم؟ می\u200cخواهیم گچ پژ ځان ډېر ۍ ې",
    "Noto Nastaliq Urdu": "اگر ٹانگوں میں کمزوری ہو تو فوراً کال کریں۔",
    "Noto Sans Ethiopic": "ከመርፌው በኋላ ትኩሳት ካለብዎት፣ ይደውሉ። ብቕልጡፍ ቐሺ፧",
    "Noto Sans Khmer": "សូមទូរស័ព្ទទៅគ្លីនិក ប្រសិនបើអ្នកមានគ្រុនក្តៅ។",
    "Noto Sans Lao": "ກະລຸນາໂທຫາຄລີນິກ ຖ້າທ່ານມີໄຂ້ຫຼັງຈາກສັກຢາ",
    "Sarabun": "โปรดโทรหาคลินิกหากมีไข้หลังฉีดยา",
    "Padauk": "ဆေးထိုးပြီးနောက် ဖျားပါက။ ကညီကျိာ် ဆဲးကသံၣ်ဝံၤအလီၢ်ခံ နမ့ၢ်",
    "Noto Sans CJK SC": "注射后如果发烧,请立即打电话给诊所。镕喆玥",
    "Noto Sans CJK TC": "注射後如果發燒,請立即打電話。嘅咗唔哋啲冇嚟嘢",
    "Noto Sans CJK JP": "注射後に熱が出たら、クリニックに電話してください。",
    "Noto Sans CJK KR": "주사 후 열이 나면 병원으로 전화하십시오. 똠 뷁",
    "Dragoman Signs": "←↑→↓≈≠≤≥✓",
}

UNLIKE = (
    # Stacked marks: the second text is the first with one mark more, and must stand out above or below it.
    ("Sarabun", "th", "ที", "ที่"),
    ("Sarabun", "th", "ทั", "ทั้"),
    ("Sarabun", "th", "นำ", "น้ำ"),
    ("Sarabun", "th", "ฟื", "ฟื้"),
    ("Noto Sans Lao", "lo", "ທີ", "ທີ່"),
    ("Noto Sans Lao", "lo", "ປື", "ປື້"),
    ("Noto Sans Lao", "lo", "ນຳ", "ນ້ຳ"),
    ("Noto Sans Khmer", "km", "ក", "ក្រ្ត"),
    ("Padauk", "my", "က", "ကို"),
    ("Padauk", "ksw", "က", "က့"),
    ("Noto Sans", "vi", "ê", "ệ"),
    ("Noto Sans", "vi", "â", "ẫ"),
    ("Noto Naskh Arabic", "ar", "د", "دّ"),
    ("Noto Sans", "hi", "ट", "ट्रू"),
)


def a_language(*fonts: str) -> Language:
    return Language(
        tag="xx",
        gettext="xx",
        english="Testish",
        autonym="Testish",
        aliases=(),
        script="Latn",
        direction=Direction.LTR,
        plural_forms="nplurals=1; plural=0;",
        digits="latn",
        breaking=Breaking.SPACES,
        fonts=fonts,
        line_height=1.4,
        size_factor=1.0,
        expansion=1.0,
        pdf_language="xx",
    )


# ── The files ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("family", "file"), ALL_FILES, ids=lambda value: getattr(value, "name", ""))
def test_file_is_the_one_in_the_table(family: str, file: FontFile) -> None:
    from fontTools.ttLib import TTFont

    path = font_folder() / file.name
    assert hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256
    font = TTFont(io.BytesIO(path.read_bytes()), lazy=True)
    assert font["name"].getBestFamilyName() == family
    assert font["OS/2"].usWeightClass == file.weight
    assert font["name"].getDebugName(5).startswith(file.version)
    assert font["OS/2"].fsType == 0, "embedding must not be restricted"
    assert "fvar" not in font


def test_folder_has_the_fonts_and_their_licence_and_nothing_else() -> None:
    assert {path.name for path in font_folder().iterdir()} == {file.name for _, file in ALL_FILES} | {"OFL.txt"}


def test_size() -> None:
    assert sum(path.stat().st_size for path in font_folder().iterdir()) < 20_000_000


def test_every_family_has_regular_and_bold() -> None:
    for family in families():
        assert [file.weight for file in family.files] == [400, 700], family.name


def test_licences_allow_bundling() -> None:
    licence = (font_folder() / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    for family in families():
        assert family.licence == "OFL-1.1"
        assert f"{family.name}: {family.copyright}" in licence


def test_changed_fonts_bear_no_reserved_name() -> None:
    for family in families():
        reserved = family.copyright.partition("Reserved Font Name")[2].replace('"', "'").split("'")[1::2]
        if family.change != "none":
            assert not any(name.casefold() in family.name.casefold() for name in reserved), family.name


def test_coverage_is_that_of_the_files() -> None:
    from fontTools.ttLib import TTFont

    for family in families():
        contents = [io.BytesIO((font_folder() / file.name).read_bytes()) for file in family.files]
        maps = [set(TTFont(content, lazy=True).getBestCmap()) for content in contents]
        assert coverage(family.name) == set.intersection(*maps), family.name


# ── The functions ───────────────────────────────────────────────────────────────────────────────


def test_the_cutter_is_not_loaded_for_other_work() -> None:
    code = "import sys; from dragoman import fonts; fonts.coverage('Padauk'); sys.exit('uharfbuzz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("family", SAMPLES)
def test_no_glyph_is_missing_in_the_samples(family: str) -> None:
    assert missing_glyphs(SAMPLES[family], (family, LATIN_FAMILY)) == ()


def test_signs_of_the_sheet_are_present() -> None:
    text = "0123456789().,:;-+/%°®–—…“”„‘’«»‹›→≥≤½×−±•·✓ ñ¿¡€"
    assert missing_glyphs(text, font_stack(a_language(LATIN_FAMILY))) == ()


def test_missing_glyphs_are_told_once_in_order() -> None:
    assert missing_glyphs("漢 b 字 a 漢", ("Noto Sans",)) == ("漢", "字")
    assert missing_glyphs("漢字 \U0001f600", ("Noto Sans", "Noto Sans CJK TC")) == ("\U0001f600",)
    assert missing_glyphs("a", ()) == ("a",)


def test_what_is_not_drawn_is_not_missing() -> None:
    text = (
        "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u00ad\ufe0f\ufe0e"
    )
    assert missing_glyphs(text + "\u2060\ufeff\U000e0101\n\r\t \u00a0\u202f\u2009\u3000\u2028", ("Padauk",)) == ()


@given(st.text(), st.lists(st.sampled_from(sorted(SAMPLES)), max_size=3))
def test_more_fonts_never_miss_more(text: str, stack: list[str]) -> None:
    missing = missing_glyphs(text, stack)
    assert set(missing_glyphs(text, [*stack, "Noto Sans"])) <= set(missing) <= set(text)
    assert len(set(missing)) == len(missing)


def test_stack_always_has_latin_letters_and_signs() -> None:
    assert font_stack(a_language("Padauk")) == ("Padauk", LATIN_FAMILY, SIGN_FAMILY)
    assert font_stack(a_language(LATIN_FAMILY, "Sarabun")) == (LATIN_FAMILY, "Sarabun", SIGN_FAMILY)


def test_stack_of_unknown_family() -> None:
    with pytest.raises(UserError) as caught:
        font_stack(a_language("Comic Neue"))
    assert str(caught.value).startswith("The font family 'Comic Neue' of Testish (xx) is not bundled. Choose from ")
    with pytest.raises(UserError, match="cannot be printed"):
        font_stack(a_language())
    for call in (coverage, lambda name: font_files([name])):
        with pytest.raises(UserError, match="The font family 'X' is not bundled"):
            call("X")


def test_files_of_a_stack() -> None:
    names = [path.name for path in font_files(("Padauk", "Noto Sans", "Padauk"))]
    assert names == ["Padauk-Regular.ttf", "Padauk-Bold.ttf", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"]
    assert all(path.is_file() for path in font_files(family.name for family in families()))


def test_families_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        families()[0].name = "X"  # type: ignore[misc]


# ── How they are set ────────────────────────────────────────────────────────────────────────────

_PAGES = """
#set page(width: auto, height: auto, margin: 60pt)
#for row in json(bytes(sys.inputs.rows)) {
  for weight in (400, 700) {
    page(text(font: row.font, lang: row.lang, weight: weight, size: 60pt, fallback: false, row.text))
  }
}
"""


def inks(*rows: tuple[str, str, str]) -> list[tuple[int, int, int]]:
    """Width, height and amount of the ink of each (family, language, text): Regular, Bold, Regular ...

    Taken from the picture: where Typst measures text it does not count how far a mark is moved.
    """
    typst: Any = pytest.importorskip("typst")
    image: Any = pytest.importorskip("PIL.Image")
    data = json.dumps([{"font": font, "lang": lang, "text": text} for font, lang, text in rows])
    folder = [font_folder()]
    compiler = typst.Compiler(_PAGES.encode(), font_paths=folder, ignore_system_fonts=True, sys_inputs={"rows": data})
    found = []
    for page in compiler.compile(format="png", ppi=72):
        picture = image.open(io.BytesIO(page)).convert("L").point(lambda value: 255 - value)
        left, top, right, bottom = picture.getbbox()
        found.append((right - left, bottom - top, sum(picture.tobytes()) // 255))
    return found


def test_bold_is_bolder() -> None:
    drawn = inks(*((family, "en", text) for family, text in SAMPLES.items()))
    for family, (*_, regular), (*_, bold) in zip(SAMPLES, drawn[::2], drawn[1::2], strict=True):
        assert bold > 1.1 * regular, family


def test_stacked_marks_stand_clear_of_each_other() -> None:
    """A tone mark that falls on a vowel mark makes another word of it: some fonts do that."""
    plain = inks(*((family, lang, text) for family, lang, text, _ in UNLIKE))
    marked = inks(*((family, lang, text) for family, lang, _, text in UNLIKE))
    for index, row in enumerate(UNLIKE):
        for weight in (0, 1):
            before, after = plain[2 * index + weight], marked[2 * index + weight]
            assert after[1] >= before[1] + 6, (row, weight)
