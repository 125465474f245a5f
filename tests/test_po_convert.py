"""Catalogs in other encodings: the same text in UTF-8, or refused where the bytes can mean two things."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from dragoman.commands import convert
from dragoman.errors import UnreadableCatalog, UserError
from dragoman.po import read_catalog
from dragoman.po.convert import CHARSETS, convert_catalog

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from gettext_judge import READ, our_records, their_records, told, unlike

TEXTS = {
    "iso-8859-1": "Reposo, niño", "iso-8859-2": "Źródło", "iso-8859-3": "Ĉiu", "iso-8859-4": "Ģimene",
    "iso-8859-5": "Отдых", "iso-8859-6": "راحة", "iso-8859-7": "Ξεκούραση", "iso-8859-8": "מנוחה",
    "iso-8859-9": "İğne", "iso-8859-10": "Þýða", "iso-8859-11": "พักผ่อน", "iso-8859-13": "Šķērsām",
    "iso-8859-14": "Ŵyth", "iso-8859-15": "Œuvre €", "iso-8859-16": "Știință",
    "windows-1250": "Źródło „a”", "windows-1251": "Отдых «а»", "windows-1252": "Reposo “niño”",
    "windows-1253": "Ξεκούραση", "windows-1254": "İğne", "windows-1255": "מנוחה", "windows-1256": "راحة",
    "windows-1257": "Šķērsām", "windows-1258": "nghi", "koi8-r": "Отдых", "koi8-u": "Їжа",
    "gb18030": "休息 𠀀", "gbk": "休息 錢", "gb2312": "休息", "big5": "休息 功許蓋息", "euc-jp": "休む カナ",
    "euc-kr": "휴식", "shift_jis": "休む 表示 ソん",
}  # fmt: skip
FILE = (
    '# {0}\nmsgid ""\nmsgstr ""\n"Language: x\\n"\n"Content-Type: text/plain; charset={1}\\n"\n"X-Own: {0}\\n"\n\n'
    '#. {0}\n#, fuzzy\nmsgid "Rest \\"now\\""\nmsgstr ""\n"{0}\\n"\n"{0}"\n\n\n#~ msgid "old"\n#~ msgstr "{0}"\n'
)
SPANISH = FILE.format("niño", "ISO-8859-1")


@pytest.mark.parametrize("charset", sorted(CHARSETS))
def test_text_stays_and_the_header_says_utf_8(charset: str) -> None:
    text = FILE.format(TEXTS[charset], charset.upper())
    for newline in ("\n", "\r\n"):
        converted = convert_catalog(text.replace("\n", newline).encode(charset), "x.po")
        assert converted.charset == charset.upper()
        expected = FILE.format(TEXTS[charset], "UTF-8").replace("\n", newline)
        assert converted.content.decode() == expected
        assert convert_catalog(converted.content, "x.po") == (converted.content, "UTF-8")


@pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")
@pytest.mark.parametrize("charset", sorted(CHARSETS - {"iso-8859-16", "iso-8859-10", "iso-8859-11"}))
def test_msgcat_reads_the_same_in_the_old_file(charset: str) -> None:
    # gettext learns the encoding at the end of the header: a header with other letters it reads by chance.
    header, _, entries = FILE.partition("\n\n")
    text = f"{header.format('x', charset.upper())}\n\n{entries.format(TEXTS[charset])}"
    content = text.encode(charset)
    code, output, messages = told([*READ[:-1], "--to-code=UTF-8", "-"], content)
    if code and "not a portable encoding" in messages:
        pytest.skip("this gettext does not know it")
    assert code == 0, messages
    ours = our_records(read_catalog(convert_catalog(content, "x.po").content, "x.po"))
    assert unlike(ours, their_records(output)) == frozenset()


@pytest.mark.parametrize(
    ("spelled", "charset"),
    [("latin1", "iso-8859-1"), ("ISO8859-2", "iso-8859-2"), ("iso_8859-15", "iso-8859-15"), ("CP1252", "windows-1252"),
     ("Shift-JIS", "shift_jis")],
)  # fmt: skip
def test_other_spellings(spelled: str, charset: str) -> None:
    text = FILE.format(TEXTS[charset], spelled)
    assert convert_catalog(text.encode(charset), "x.po").content.decode() == FILE.format(TEXTS[charset], "UTF-8")


REFUSED = {
    "no header": ('msgid "a"\nmsgstr "ñ"\n'.encode("latin-1"), "1:1", "names no encoding"),
    "in a comment only": ('# charset=latin1\nmsgid "a"\nmsgstr "ñ"\n'.encode("latin-1"), "1:1", "names no encoding"),
    "in an entry only": ('msgid "charset=latin1"\nmsgstr "ñ"\n'.encode("latin-1"), "1:1", "names no encoding"),
    "placeholder": (SPANISH.replace("ISO-8859-1", "CHARSET").encode("latin-1"), "5:36", "“CHARSET”"),
    "UTF-7": (SPANISH.replace("ISO-8859-1", "UTF-7").encode("latin-1"), "5:36", "“UTF-7”"),
    "UTF-16": (SPANISH.replace("ISO-8859-1", "UTF-16").encode("latin-1"), "5:36", "“UTF-16”"),
    "code": (SPANISH.replace("ISO-8859-1", "unicode_escape").encode("latin-1"), "5:36", "“unicode_escape”"),
    "a path": (SPANISH.replace("ISO-8859-1", "../../x").encode("latin-1"), "5:36", "“../../x”"),
    "parted name": (SPANISH.replace("ISO-8859-1", 'ISO-"\n"8859-1').encode("latin-1"), "5:36", "“ISO-”"),
    "two encodings": (SPANISH.replace("X-Own: ", "X-Own: charset=koi8-r").encode("latin-1"), "2:1", "koi8-r"),
    "UTF-8 in truth": (SPANISH.encode(), "1:5", "UTF-8 as well"),
    "mark of UTF-8": (b"\xef\xbb\xbf" + SPANISH.encode("latin-1"), "1:1", "mark of a Unicode"),
    "Windows in truth": (SPANISH.replace("niño", "“niño”").encode("windows-1252"), "1:3", "control character"),
    "unassigned byte": (FILE.format("nióo", "ISO-8859-6").encode("latin-1"), "1:5", "not ISO-8859-6"),
    "escaped byte": (SPANISH.replace("Rest", "Rest \\351").encode("latin-1"), "10:13", "stands for a byte"),
    "escaped UTF-8": (SPANISH.replace("Rest", "\\xc3\\xa9").encode("latin-1"), "10:8", "stands for a byte"),
    "broken file": (SPANISH.replace("Rest", '"').encode("latin-1"), "10:10", "closing quote"),
    "UTF-8 and broken": (SPANISH.replace("ISO-8859-1", "UTF-8").encode("latin-1"), "1:5", "not UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "place", "problem"), REFUSED.values(), ids=REFUSED)
def test_what_can_be_read_in_two_ways_is_refused(content: bytes, place: str, problem: str) -> None:
    with pytest.raises(UnreadableCatalog, match=re.escape(problem)) as refused:
        convert_catalog(content, "x.po")
    assert str(refused.value.where).startswith(f"x.po:{place}")
    assert refused.value.remedy


def test_harmless_escapes_stay() -> None:
    text = SPANISH.replace("Rest", "Rest \\101 \\\\351 \\x41").replace("# niño", "# \\351 niño", 1)
    converted = convert_catalog(text.encode("latin-1"), "x.po").content.decode()
    assert converted == text.replace("ISO-8859-1", "UTF-8")


# ── the command ──


def test_files_are_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "a.po", tmp_path / "b.po"
    old.write_bytes(SPANISH.encode("latin-1"))
    new.write_bytes(FILE.format("niño", "UTF-8").encode())
    assert convert.run([old, new], check=True) == 1
    assert old.read_bytes() == SPANISH.encode("latin-1")
    assert convert.run([old, new], check=False) == 0
    assert old.read_bytes() == new.read_bytes()
    assert convert.run([old, new], check=True) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{old}: ISO-8859-1 to UTF-8, not written",
        f"{new}: is UTF-8 already",
        f"{old}: ISO-8859-1 to UTF-8",
        f"{new}: is UTF-8 already",
        f"{old}: is UTF-8 already",
        f"{new}: is UTF-8 already",
    ]


def test_one_bad_file_leaves_all_as_they_were(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.po", tmp_path / "b.po"
    good.write_bytes(SPANISH.encode("latin-1"))
    bad.write_bytes(b'msgid "a"\nmsgstr "\xf1"\n')
    with pytest.raises(UnreadableCatalog, match="names no encoding"):
        convert.run([good, bad], check=False)
    assert good.read_bytes() == SPANISH.encode("latin-1")
    assert sorted(tmp_path.iterdir()) == [good, bad]


def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_bytes(SPANISH.encode("latin-1"))
    (tmp_path / "link.po").symlink_to(tmp_path / "a.po")
    with pytest.raises(UserError):
        convert.run([tmp_path / "link.po"], check=False)
    assert (tmp_path / "a.po").read_bytes() == SPANISH.encode("latin-1")


def test_a_byte_order_mark_is_taken_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = FILE.format("niño", "UTF-8").encode()
    path = tmp_path / "a.po"
    path.write_bytes(b"\xef\xbb\xbf" + plain)
    assert convert.run([path], check=True) == 1
    assert convert.run([path], check=False) == 0
    assert path.read_bytes() == plain
    assert capsys.readouterr().out.endswith("a.po: byte order mark taken off\n")
