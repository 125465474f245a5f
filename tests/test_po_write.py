"""How catalogs are written: what did not change keeps its bytes, the rest is as GNU `msgcat` words it."""

from __future__ import annotations

import gettext
import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.model import USUAL_LIMITS, Breaking, Catalog, Direction, Entry, Language, MessageKey, Status
from dragoman.po import header_with, new_catalog, new_template, read_catalog, to_mo, write_catalog

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
SPANISH = Language(
    "es", "es", "Spanish", "Español", (), "Latn", Direction.LTR, "nplurals=2; plural=(n != 1);",
    "latn", Breaking.SPACES, (), 1.4, 1.0, 1.2, "es",
)  # fmt: skip
REVISED = "2026-03-04 14:30+0000"


def entry(text: str, *translation: str, status: Status | None = None, **others: object) -> Entry:
    status = status or (Status.TRANSLATED if all(translation) and translation else Status.UNTRANSLATED)
    return replace(Entry(MessageKey(None, text), translation or ("",), status), **others)  # type: ignore[arg-type]


WORDED = {
    "plain": (entry("a", "b"), 'msgid "a"\nmsgstr "b"\n'),
    "untranslated": (entry("a"), 'msgid "a"\nmsgstr ""\n'),
    "context": (entry("a", key=MessageKey("c", "a")), 'msgctxt "c"\nmsgid "a"\nmsgstr ""\n'),
    "empty context": (entry("a", key=MessageKey("", "a")), 'msgctxt ""\nmsgid "a"\nmsgstr ""\n'),
    "everything": (
        entry(
            "a", "x", "y", status=Status.FUZZY, plural="as", flags=("python-brace-format", "no-wrap"),
            comments=("one", "", " two"), extracted=("note", ""), references=("a.md:1", "b c.md:2", "d"),
            previous=MessageKey("p", "q"), previous_plural="qs",
        ),
        ("# one\n#\n#  two\n#. note\n#.\n#: a.md:1 \u2068b c.md\u2069:2 d\n#, fuzzy, python-brace-format, no-wrap\n"
         '#| msgctxt "p"\n#| msgid "q"\n#| msgid_plural "qs"\n'
         'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "x"\nmsgstr[1] "y"\n'),
    ),
    "obsolete": (
        entry("a", "b\nc", status=Status.OBSOLETE, comments=("n",), extracted=("x",), previous=MessageKey(None, "q")),
        '# n\n#. x\n#~| msgid "q"\n#~ msgid "a"\n#~ msgstr ""\n#~ "b\\n"\n#~ "c"\n',
    ),
    "line end at the end": (entry("a\n", "b\n"), 'msgid "a\\n"\nmsgstr "b\\n"\n'),
    "line end within": (entry("a\nb"), 'msgid ""\n"a\\n"\n"b"\nmsgstr ""\n'),
    "line ends alone": (entry("\n\n"), 'msgid ""\n"\\n"\n"\\n"\nmsgstr ""\n'),
    "escapes": (entry('\a\b\f\t\v\r"\\'), 'msgid "\\a\\b\\f\\t\\v\\r\\"\\\\"\nmsgstr ""\n'),
    "other line ends": (entry("a\x85b\u2028c"), 'msgid "a\x85b\u2028c"\nmsgstr ""\n'),
    "half a pair of quotes": (entry("a", flags=('x"', 'y"')), '#, x"\n#, y"\nmsgid "a"\nmsgstr ""\n'),
    "long text": (entry("word " * 30), f'msgid "{"word " * 30}"\nmsgstr ""\n'),
    "long references": (
        entry("a", references=tuple(f"source/guide.md:{line}" for line in range(5))),
        ("#: source/guide.md:0 source/guide.md:1 source/guide.md:2 source/guide.md:3\n#: source/guide.md:4\n"
         'msgid "a"\nmsgstr ""\n'),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("item", "expected"), WORDED.values(), ids=WORDED)
def test_new_entry(item: Entry, expected: str) -> None:
    catalog = read_catalog(HEADER.encode(), "x.po")
    assert write_catalog(with_entries(catalog, item)).decode() == HEADER + "\n" + expected


LAYOUTS = {
    "plain": HEADER + '\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n',
    "no blank lines": HEADER + 'msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"',
    "odd": "\ufeff\n\n" + HEADER + ' #foo\n\n#=x\n\tmsgid\n""\n"a" "b"\n\n\nmsgstr"\\x41"\n\n\n'
           '#~ msgid "o"\n#~ msgstr ""\n#~\n# bye',
    "Windows": (HEADER + '\nmsgid "a"\nmsgstr ""\n"b"\n\n').replace("\n", "\r\n"),
    "mixed line ends": HEADER + '\nmsgid "a"\r\nmsgstr "b"\n',
    "empty": "",
    "blank": "\n\n",
    "comment only": "# nothing\n",
}  # fmt: skip


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_unchanged_catalog_keeps_every_byte(text: str) -> None:
    assert write_catalog(read_catalog(text.encode(), "x.po")) == text.encode()


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_new_entry_leaves_the_others_alone(text: str) -> None:
    before = read_catalog(text.encode(), "x.po")
    for place in range(len(before.entries) + 1):
        entries = [*before.entries[:place], entry("new", "neu"), *before.entries[place:]]
        after = read_catalog(write_catalog(with_entries(before, *entries)), "x.po")
        assert after.entries == tuple(entries)
        assert [blank_free(item.raw) for item in (*after.entries[:place], *after.entries[place + 1 :])] == [
            blank_free(item.raw) for item in before.entries
        ]


def test_entries_may_change_places() -> None:
    before = read_catalog(
        (HEADER + '\nmsgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n\nmsgid "c"\nmsgstr ""').encode(), "x.po"
    )
    a, b, c = before.entries
    written = write_catalog(with_entries(before, c, a, b)).decode()
    assert written == HEADER + '\nmsgid "c"\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n'
    assert write_catalog(with_entries(before, a)).decode() == HEADER + '\nmsgid "a"\nmsgstr ""\n'


def test_changed_entry_is_worded_anew_alone() -> None:
    odd = ' msgid  "a"\n\n msgstr  "x"\n\n\n'
    before = read_catalog((HEADER + "\n" + odd + 'msgid "b"\nmsgstr ""\n').encode(), "x.po")
    first, second = before.entries
    changed = replace(second, translation=("c",), status=Status.TRANSLATED, raw=None)
    written = write_catalog(with_entries(before, first, changed)).decode()
    assert written == HEADER + "\n" + odd + 'msgid "b"\nmsgstr "c"\n'


WEIRD = (
    '# note\n\n#own\n  #: a.md:1\n#= no-wrap\n#: b.md:2\n#| msgid "o"\n#| "ld"\n'
    'msgid\t""\n"Take the "\n"medicine"\n\nmsgstr   "Tome"\n  " el medicamento"\n\n\n'
)
EDITS = {
    "nothing": ({}, []),
    "references": ({"references": ("c.md:3",)}, [("  #: a.md:1\n", "#: c.md:3\n"), ("#: b.md:2\n", "")]),
    "no references": ({"references": ()}, [("  #: a.md:1\n", ""), ("#: b.md:2\n", "")]),
    "fuzzy": ({"status": Status.FUZZY}, [("#= no-wrap\n", "#, fuzzy, no-wrap\n")]),
    "extracted": ({"extracted": ("step",)}, [("  #: a.md:1\n", "#. step\n  #: a.md:1\n")]),
    "no previous": ({"previous": None}, [('#| msgid "o"\n#| "ld"\n', "")]),
    "context": ({"key": MessageKey("c", "Take the medicine")}, [("msgid\t", 'msgctxt "c"\nmsgid\t')]),
    "translation": ({"translation": ("Tómelo",)}, [('msgstr   "Tome"\n  " el medicamento"\n', 'msgstr "Tómelo"\n')]),
    "plural": (
        {"plural": "them", "translation": ("x", "y")},
        [('\nmsgstr   "Tome"\n  " el medicamento"\n', 'msgid_plural "them"\nmsgstr[0] "x"\nmsgstr[1] "y"\n')],
    ),
}


@pytest.mark.parametrize(("edit", "lines"), EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_changed_entry_keeps_the_lines_of_its_other_parts(
    edit: dict[str, object], lines: list[tuple[str, str]], newline: str
) -> None:
    text = HEADER + "\n" + WEIRD + 'msgid "b"\nmsgstr "b"'
    before = read_catalog(text.replace("\n", newline).encode(), "x.po")
    first, second = before.entries
    edited = replace(first, **edit, raw=None)  # type: ignore[arg-type]
    for old, new in lines:
        assert old in text
        text = text.replace(old, new)
    written = write_catalog(with_entries(before, edited, second), before).decode()
    if edit.keys() & {"plural"}:
        written = written.replace(newline * 2 + "msgid_plural", newline + "msgid_plural")
    assert written == text.replace("\n", newline)


def test_moved_references_cost_one_line_an_entry() -> None:
    item = '#: source/guide.md:{0}\nmsgid "Take {0}"\nmsgstr ""\n"Tome {0} con "\n"comida"\n\n'
    content = (HEADER + "\n" + "".join(item.format(number) for number in range(1, 9))).encode()
    before = read_catalog(content, "x.po")
    moved = [replace(old, references=(f"{old.references[0]}0",), raw=None) for old in before.entries]
    after = write_catalog(with_entries(before, *moved), before)
    changed = [line for line in after.splitlines() if line not in content.splitlines()]
    assert changed == [f"#: source/guide.md:{number}0".encode() for number in range(1, 9)]


def test_entry_that_becomes_obsolete_is_worded_anew() -> None:
    before = read_catalog((HEADER + "\n" + WEIRD).encode(), "x.po")
    (old,) = before.entries
    gone = replace(old, status=Status.OBSOLETE, previous=None, references=(), raw=None)
    assert write_catalog(with_entries(before, gone), before).decode() == HEADER + "\n" + (
        '# note\n# own\n#, no-wrap\n#~ msgid "Take the medicine"\n#~ msgstr "Tome el medicamento"\n\n\n'
    )


def test_line_ends_are_those_of_the_file() -> None:
    before = read_catalog(HEADER.replace("\n", "\r\n").encode(), "x.po")
    written = write_catalog(with_entries(before, entry("a", "b\nc"), entry("d")))
    assert written.count(b"\n") == written.count(b"\r\n") == 10


WORDS = "Take the medicine with food and a glass of water every single morning until the nurse calls you. "
WRAPPED = {
    79: 'msgid ""\n"Take the medicine with food and a glass of water every single morning until "\n'
        '"the nurse calls you. "\n',
    60: 'msgid ""\n"Take the medicine with food and a glass of water every "\n'
        '"single morning until the nurse calls you. "\n',
}  # fmt: skip


@pytest.mark.parametrize("worded", WRAPPED.values(), ids=map(str, WRAPPED))
def test_wrapped_catalog_goes_on_wrapped(worded: str) -> None:
    before = read_catalog((HEADER + "\n" + worded.replace("Take", "Tuke") + 'msgstr ""\n').encode(), "x.po")
    written = write_catalog(with_entries(before, *before.entries, entry(WORDS))).decode()
    assert written.endswith("\n\n" + worded + 'msgstr ""\n')


def test_wrapping_cuts_no_placeholder_and_no_address() -> None:
    before = read_catalog((HEADER + "\n" + WRAPPED[60] + 'msgstr ""\n').encode(), "x.po")
    text = "{clinic.after_hours} [map](https://example.org/a-b/c.html?d=e) " * 4
    written = write_catalog(with_entries(before, entry(text))).decode()
    assert written.count("{clinic.after_hours}") == written.count("https://example.org/a-b/c.html?d=e") == 4


def test_wide_characters_are_wrapped_between_words_and_not_before_stops() -> None:
    before = read_catalog((HEADER + "\n" + WRAPPED[60] + 'msgstr ""\n').encode(), "x.po")
    written = write_catalog(with_entries(before, *before.entries, entry("日本語の文章、これは長い。" * 8))).decode()
    lines = [line for line in written.split("\n") if "、" in line]
    assert len(lines) > 1
    assert all(50 <= 2 * (len(line) - 2) + 2 <= 60 for line in lines[:-1])
    assert not [line for line in lines if line.startswith(('"、', '"。'))]


def test_what_was_read_under_raised_limits_is_written() -> None:
    word = "a" * 20_000
    raised = replace(USUAL_LIMITS, word_letters=50_000)
    before = read_catalog((HEADER + f'\nmsgid "{word}"\nmsgstr "b"\n').encode(), "x.po", limits=raised)
    changed = replace(before.entries[0], translation=("c",), raw=None)
    assert f'msgid "{word}"\nmsgstr "c"\n' in write_catalog(with_entries(before, changed), before).decode()


def test_stale_bytes_are_noticed() -> None:
    before = read_catalog((HEADER + '\nmsgid "a"\nmsgstr "b"\n').encode(), "x.po")
    stale = replace(before.entries[0], translation=("c",))
    with pytest.raises(AssertionError, match="would be read as"):
        write_catalog(with_entries(before, stale))


NOT_WRITABLE = {
    "same message twice": (entry("a"), entry("a", "b")),
    "a header among the entries": (entry("", "X: y\n"),),
    "status against text": (entry("a", "b", status=Status.UNTRANSLATED),),
    "comment of two lines": (entry("a", comments=("b\nmsgid",)),),
    "comment with a carriage return": (entry("a", comments=("b\rc",)),),
    "NUL": (entry("a\0b"),),
    "fuzzy as a mere flag": (entry("a", "b", flags=("fuzzy",)),),
}


@pytest.mark.parametrize("entries", NOT_WRITABLE.values(), ids=NOT_WRITABLE)
def test_what_cannot_be_read_again_is_not_written(entries: tuple[Entry, ...]) -> None:
    catalog = read_catalog(HEADER.encode(), "x.po")
    with pytest.raises(AssertionError):
        write_catalog(with_entries(catalog, *entries))


def test_new_catalog() -> None:
    catalog = new_catalog(SPANISH, "es.po", "Handouts", revised=REVISED)
    assert catalog.language == "es"
    assert write_catalog(catalog).decode() == (
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: Handouts\\n"\n'
        f'"PO-Revision-Date: {REVISED}\\n"\n'
        '"Last-Translator: none\\n"\n'
        '"Language-Team: Spanish\\n"\n'
        '"Language: es\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
        '"X-Generator: Dragoman\\n"\n'
    )
    assert read_catalog(write_catalog(catalog), "es.po", "es") == catalog


def test_new_template_has_no_language_and_no_placeholders() -> None:
    template = new_template("x.pot", "Handouts", created=REVISED)
    assert template.language == template.fields["Language"] == ""
    assert template.fields["POT-Creation-Date"] == REVISED
    assert template.header.status is Status.TRANSLATED
    assert new_template("x.pot", "Handouts") == new_template("x.pot", "Handouts")


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
def test_msgfmt_takes_new_catalogs_without_a_word(tmp_path: Path) -> None:
    catalog = new_catalog(SPANISH, "es.po", "Handouts", revised=REVISED, created=REVISED)
    plural = entry("{n} day", "{n} día", "{n} días", plural="{n} days", flags=("python-brace-format",))
    template = new_template("x.pot", "Handouts", created=REVISED)
    for number, made in enumerate((with_entries(catalog, plural, entry("a", "ñ")), with_entries(template, entry("a")))):
        path = tmp_path / f"{number}.po"
        path.write_bytes(write_catalog(made))
        command = ["msgfmt", "--check-format", "--check-domain", "--check-header", "-o", "/dev/null", str(path)]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stderr
        if made.language:
            assert told.stderr == ""


def test_header_fields_are_set_in_place() -> None:
    text = HEADER.replace("charset=UTF-8\\n", "charset=UTF-8\\nX-Own: kept\\nlanguage: fr\\nX-Own: twice\\nno colon\\n")
    before = read_catalog(text.encode(), "x.po")
    after = header_with(before, Language="es", X_Generator="Dragoman", **{"X-Own": "new"})
    assert after.header.translation[0].split("\n") == [
        "Content-Type: text/plain; charset=UTF-8",
        "X-Own: new",
        "Language: es",
        "X-Own: twice",
        "no colon",
        "X-Generator: Dragoman",
        "",
    ]
    assert after.fields["X-Own"] == "new"
    assert header_with(after, Language="es") is after
    assert read_catalog(write_catalog(after), "x.po") == after


def test_header_is_made_where_there_is_none() -> None:
    before = read_catalog(b'msgid "a"\nmsgstr "b"\n', "x.po")
    written = write_catalog(header_with(before, Language="es"))
    assert written == b'msgid ""\nmsgstr "Language: es\\n"\n\nmsgid "a"\nmsgstr "b"\n'


@pytest.mark.parametrize(("name", "value"), [("X", "a\nY: b"), ("X", "a\0"), ("X\nY", "b"), ("X: Y", "b")])
def test_header_field_is_one_line(name: str, value: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        header_with(read_catalog(b"", "x.po"), **{name: value})


def test_compiled_catalog_is_what_gettext_loads() -> None:
    catalog = with_entries(
        new_catalog(SPANISH, "es.po", "Handouts", revised=REVISED),
        entry("a", "ñ"),
        entry("right", "derecha", key=MessageKey("side", "right")),
        entry("right", "correcto"),
        entry("right", "vacío", key=MessageKey("", "right")),
        entry("{n} day", "{n} día", "{n} días", plural="{n} days"),
        entry("f", "fuzzy", status=Status.FUZZY),
        entry("o", "obsolete", status=Status.OBSOLETE),
        entry("half", "x", "", plural="halves"),
        entry("u"),
    )
    loaded = gettext.GNUTranslations(io.BytesIO(to_mo(catalog)))
    assert loaded.gettext("a") == "ñ"
    assert loaded.gettext("right") == "correcto"
    assert loaded.pgettext("side", "right") == "derecha"
    assert loaded.pgettext("", "right") == "vacío"
    assert [loaded.ngettext("{n} day", "{n} days", n) for n in (1, 2)] == ["{n} día", "{n} días"]
    assert [loaded.gettext(text) for text in ("f", "o", "half", "u")] == ["f", "o", "half", "u"]
    assert loaded.info()["plural-forms"] == SPANISH.plural_forms


@pytest.mark.skipif(shutil.which("msgunfmt") is None, reason="gettext is not installed")
def test_compiled_catalog_of_a_file_without_header_declares_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "x.mo"
    path.write_bytes(to_mo(read_catalog('msgid "a"\nmsgstr "ñ"\n'.encode(), "x.po")))
    told = subprocess.run(["msgunfmt", str(path)], capture_output=True, check=True)
    assert 'msgstr "ñ"'.encode() in told.stdout


def with_entries(catalog: Catalog, *entries: Entry) -> Catalog:
    return replace(catalog, entries=entries)


def blank_free(raw: bytes | None) -> bytes:
    return (raw or b"").strip()
