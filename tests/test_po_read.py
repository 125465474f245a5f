"""What the catalog reader takes, what it refuses, and where it says the fault is."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from dragoman.errors import UnreadableCatalog
from dragoman.model import Catalog, Entry, Limits, MessageKey, Status
from dragoman.po import read_catalog
from hostile_texts import CATALOGS

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
AFTER_HEADER = HEADER.count("\n")

READ = {
    "plain": ('msgid "a"\nmsgstr "b"\n', {"text": "a", "translation": ("b",), "status": Status.TRANSLATED}),
    "untranslated": ('msgid "a"\nmsgstr ""\n', {"status": Status.UNTRANSLATED, "translation": ("",)}),
    "context": ('msgctxt "c"\nmsgid "a"\nmsgstr "b"\n', {"context": "c"}),
    "no context": ('msgid "a"\nmsgstr "b"\n', {"context": None}),
    "empty context": ('msgctxt ""\nmsgid "a"\nmsgstr "b"\n', {"context": ""}),
    "empty text in a context": ('msgctxt "c"\nmsgid ""\nmsgstr "b"\n', {"context": "c", "text": ""}),
    "fuzzy": ('#, fuzzy\nmsgid "a"\nmsgstr "b"\n', {"status": Status.FUZZY, "flags": ()}),
    "fuzzy without blank": ('#,fuzzy\nmsgid "a"\nmsgstr "b"\n', {"status": Status.FUZZY}),
    "fuzzy between blanks": ('#, no-wrap fuzzy c-format\nmsgid "a"\nmsgstr "b"\n',
                             {"status": Status.FUZZY, "flags": ("no-wrap", "c-format")}),
    "fuzzy in quotes": ('#, x:"a, fuzzy, b"\nmsgid "a"\nmsgstr "b"\n', {"status": Status.FUZZY}),
    "fuzzy as gettext reads #!": ('#! fuzzy\nmsgid "a"\nmsgstr "b"\n', {"status": Status.FUZZY}),
    "fuzzy and empty": ('#, fuzzy\nmsgid "a"\nmsgstr ""\n', {"status": Status.FUZZY}),
    "not quite fuzzy": ('#, fuzzy-ish\nmsgid "a"\nmsgstr "b"\n',
                        {"status": Status.TRANSLATED, "flags": ("fuzzy-ish",)}),
    "several flag lines": ('#, c-format\n#= no-wrap\n#, c-format, range: 1..3\nmsgid "a"\nmsgstr "b"\n',
                           {"flags": ("c-format", "no-wrap", "range: 1..3")}),
    "flags with blanks and commas": ('#, placeholders:"a b, c", max-length:9\nmsgid "a"\nmsgstr "b"\n',
                                     {"flags": ('placeholders:"a b, c"', "max-length:9")}),
    "comments": ('# one\n#two\n#\n#  three \n#. note\n#.\nmsgid "a"\nmsgstr "b"\n',
                 {"comments": ("one", "two", "", " three "), "extracted": ("note", "")}),
    "references": ('#: a.md:1 b.md\n#: \u2068c d.md\u2069:3\nmsgid "a"\nmsgstr "b"\n',
                   {"references": ("a.md:1", "b.md", "c d.md:3")}),
    "previous": ('#, fuzzy\n#| msgctxt "c"\n#| msgid "old "\n#| "text"\n#| msgid_plural "olds"\n'
                 'msgid "a"\nmsgstr "b"\n',
                 {"previous": MessageKey("c", "old text"), "previous_plural": "olds"}),
    "previous without blank": ('#|msgid"old"\nmsgid"a"msgstr"b"\n', {"previous": MessageKey(None, "old")}),
    "nothing previous": ('#|\nmsgid "a"\nmsgstr "b"\n', {"previous": None}),
    "obsolete": ('# c\n#. x\n#: r\n#~ msgid "a"\n#~ "b"\n#~ msgstr "c"\n',
                 {"status": Status.OBSOLETE, "text": "ab", "comments": ("c",), "extracted": ("x",),
                  "references": ("r",)}),
    "obsolete with previous": ('#, fuzzy\n#~| msgid "old"\n#~ msgid "a"\n#~ msgstr "b"\n',
                               {"status": Status.OBSOLETE, "previous": MessageKey(None, "old"), "flags": ("fuzzy",)}),
    "marks in any order": ('#~| #~| msgctxt "c"\n#| #~ msgid "old"\n#~|#~"er"\n#~ #~ msgid "a"\n#~ msgstr "b"\n',
                           {"status": Status.OBSOLETE, "previous": MessageKey("c", "older")}),
    "obsolete comment": ('#~ # c\n#~ msgid "a"\n#~ msgstr "b"\n', {"comments": ("c",), "status": Status.OBSOLETE}),
    "plural": ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "x"\nmsgstr[1] "y"\n',
               {"plural": "as", "translation": ("x", "y"), "status": Status.TRANSLATED}),
    "plural in part": ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "x"\nmsgstr[1] ""\n', {"status": Status.UNTRANSLATED}),
    "plural with blanks": ('msgid "a"\nmsgid_plural "as"\nmsgstr [ 0 ] "x"\n', {"translation": ("x",)}),
    "eleven plural forms": ('msgid "a"\nmsgid_plural "as"\n' + "".join(f'msgstr[{n}] "{n}"\n' for n in range(11)),
                            {"translation": tuple(str(n) for n in range(11))}),
    "adjacent strings": ('msgid "a" "b"\nmsgstr\n"c"\n\n  "d"\n', {"text": "ab", "translation": ("cd",)}),
    "escapes": (r'msgid "a"' + "\n" + r'msgstr "\a\b\f\n\r\t\v\"\\n\101\x42\303\251"' + "\n",
                {"translation": ('\a\b\f\n\r\t\v"\\nABé',)}),
    "octal ends after three digits": ('msgid "a"\nmsgstr "\\1019"\n', {"translation": ("A9",)}),
    "line ends of Unicode": ('msgid "a\x85b\u2028c\u2029d\x1ce\x0cf"\nmsgstr ""\n',
                             {"text": "a\x85b\u2028c\u2029d\x1ce\x0cf"}),
    "indented": ('\t# c\n  msgid "a"\n \tmsgstr "b"  \n', {"comments": ("c",), "translation": ("b",)}),
    "comment apart": ('# c\n\n\nmsgid "a"\nmsgstr "b"\n', {"comments": ("c",)}),
    "hash in text": ('msgid "#~ a"\nmsgstr ""\n"# b"\n', {"text": "#~ a", "translation": ("# b",)}),
    "charset in a comment": ('# Content-Type: text/plain; charset=utf-7\nmsgid "+ADw-"\nmsgstr "b"\n',
                             {"text": "+ADw-"}),
}  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), READ.values(), ids=READ)
def test_reads(written: str, expected: dict[str, object]) -> None:
    for lines, mark in ((written, ""), (written.replace("\n", "\r\n"), ""), (written, "\ufeff")):
        catalog = read(mark + HEADER + lines)
        (entry,) = catalog.entries
        found = {"text": entry.key.text, "context": entry.key.context}
        assert {name: found.get(name) or getattr(entry, name, None) for name in expected} | {
            name: found[name] for name in expected if name in found
        } == expected


WHOLE_FILES = {
    "empty": (b"", 0),
    "blank lines": (b"\n\n", 0),
    "a byte order mark": (b"\xef\xbb\xbf", 0),
    "comments only": (b"# nothing here\n", 0),
    "header only": (HEADER.encode(), 0),
    "no header": (b'msgid "a"\nmsgstr "b"\n', 1),
    "no line end at the end": ((HEADER + 'msgid "a"\nmsgstr "b"').encode(), 1),
    "blank lines everywhere": (("\n\n" + HEADER + '\n\nmsgid "a"\n\nmsgstr "b"\n\n\n').encode(), 1),
    "comment at the end": ((HEADER + 'msgid "a"\nmsgstr "b"\n\n# bye\n').encode(), 1),
    "empty obsolete line": ((HEADER + 'msgid "a"\nmsgstr "b"\n\n#~\n').encode(), 1),
    "no blank lines between": ((HEADER + 'msgid "a"\nmsgstr "b"\n# c\nmsgid "c"\nmsgstr ""\n').encode(), 2),
    "obsolete twice": ((HEADER + '#~ msgid "a"\n#~ msgstr "b"\n' * 2).encode(), 2),
    "obsolete and active": ((HEADER + 'msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "b"\n').encode(), 2),
    "no charset": (b'msgid ""\nmsgstr "Language: es\\n"\n', 0),
    "placeholder for a charset": (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=CHARSET\\n"\n', 0),
    "ASCII": (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=us-ascii\\n"\n', 0),
    "utf8": ('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf8\\nX: ñ\\n"\n'.encode(), 0),
    "placeholder for plurals": (
        (b'msgid ""\nmsgstr "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n\n'
         b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n'),
        1,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "entries"), WHOLE_FILES.values(), ids=WHOLE_FILES)
def test_every_byte_has_a_place(content: bytes, entries: int) -> None:
    catalog = read_catalog(content, "x.po")
    assert len(catalog.entries) == entries
    assert all_bytes(catalog) == content


def test_bytes_belong_to_their_entry() -> None:
    catalog = read("\ufeff\n" + HEADER + '# c\nmsgid "a"\nmsgstr "b"\n\n\n#~ msgid "c"\n#~ msgstr "d"\n\n# bye')
    assert catalog.lead == b"\xef\xbb\xbf\n"
    assert catalog.header.raw == HEADER.encode()
    assert [entry.raw for entry in catalog.entries] == [
        b'# c\nmsgid "a"\nmsgstr "b"\n\n\n',
        b'#~ msgid "c"\n#~ msgstr "d"\n',
    ]
    assert catalog.tail == b"\n# bye"
    assert [entry.line for entry in catalog.entries] == [6, 10]


def test_missing_header_is_an_empty_entry_without_bytes() -> None:
    catalog = read_catalog(b'msgid "a"\nmsgstr "b"\n', "x.po", "es")
    assert catalog.header == Entry(MessageKey(None, ""), ("",), Status.UNTRANSLATED)
    assert catalog.header.raw == b""
    assert catalog.language == "es"
    assert dict(catalog.fields) == {}


def test_first_of_two_header_fields_counts() -> None:
    catalog = read_catalog(b'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Language: fr\\n"\n', "x.po")
    assert catalog.fields["Language"] == "es"


BAD_ENTRIES = {
    "unclosed string": ('msgid "a\nmsgstr "b"\n', "1:7", "no closing quote"),
    "escaped closing quote": ('msgid "a\\"\nmsgstr "b"\n', "1:7", "no closing quote"),
    "typographic quotes": ('msgid "a"\nmsgstr “b”\n', "2:8", "straight quotes"),
    "a typographic quote at the end": ('msgid "a"\nmsgstr "b”\n', "2:8", "straight quotes"),
    "typographic quotes in a line that goes on": ('msgid "a"\nmsgstr ""\n„b“\n', "3:1", "straight quotes"),
    "a word misspelt": ('msgid "a"\nmsgst "b"\n', "2:1", "“msgst” is not a word"),
    "another word misspelt": ('msgctx "c"\nmsgid "a"\nmsgstr "b"\n', "1:1", "“msgctx” is not a word"),
    "text after a string": ('msgid "a"\nmsgstr "b" c\n', "2:12", "follows the closing quote"),
    "comment after a string": ('msgid "a"\nmsgstr "b" # c\n', "2:12", "follows the closing quote"),
    "quote in text": ('msgid "a"\nmsgstr "say "hi""\n', "2:14", "follows the closing quote"),
    "unknown escape": ('msgid "a"\nmsgstr "ab\\qc"\n', "2:11", "“\\q” is not an escape"),
    "apostrophe": ('msgid "a"\nmsgstr "\\\'"\n', "2:9", "is not an escape"),
    "hexadecimal without digits": ('msgid "a"\nmsgstr "\\xg"\n', "2:9", "is not an escape"),
    "too many hexadecimal digits": ('msgid "a"\nmsgstr "\\x41b"\n', "2:9", "two ways"),
    "too much octal": ('msgid "a"\nmsgstr "\\777"\n', "2:9", "two ways"),
    "escaped bytes": ('msgid "a"\nmsgstr "a\\xff"\n', "2:10", "not UTF-8"),
    "escaped NUL": ('msgid "a"\nmsgstr "b\\0c"\n', "2:", "NUL"),
    "EOT": ('msgid "a\x04b"\nmsgstr "c"\n', "1:9", "EOT"),
    "escaped EOT": ('msgid "a\\004b"\nmsgstr "c"\n', "1:", "EOT"),
    "unknown word": ('msgidd "a"\n', "1:6", "not a word"),
    "upper case": ('MSGID "a"\nmsgstr "b"\n', "1:1", "“MSGID” is not a word"),
    "text without quotes": ("msgid a\nmsgstr b\n", "1:7", "not a word"),
    "no-break space": ('msgid\u00a0"a"\nmsgstr "b"\n', "1:6", "not a word"),
    "domain": ('domain "x"\nmsgid "a"\nmsgstr "b"\n', "1:1", "several domains"),
    "msgstr after a comment": ('# c\nmsgstr "b"\n', "2:1", "has no msgid"),
    "string after a comment": ('msgid "a"\nmsgstr "b"\n# c\n"d"\n', "4:1", "belongs to no"),
    "no msgstr": ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', "3:1", "no msgstr"),
    "no msgstr at the end": ('msgid "a"\n', "1:1", "no msgstr"),
    "no msgid": ('msgctxt "a"\nmsgstr "b"\n', "2:1", "no msgid"),
    "no text": ('msgid\nmsgstr "b"\n', "2:1", "“msgid” has no text"),
    "no text at the end": ('msgid "a"\nmsgstr\n', "2:1", "no msgstr"),
    "context after msgid": ('msgid "a"\nmsgctxt "c"\nmsgstr "b"\n', "2:1", "no msgstr"),
    "two msgid": ('msgid "a"\nmsgid "c"\nmsgstr "b"\n', "2:1", "no msgstr"),
    "two msgstr": ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', "3:1", "second msgstr"),
    "plural gap": ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "x"\nmsgstr[2] "y"\n', "4:1", "“msgstr[1]” is due"),
    "plural starts at one": ('msgid "a"\nmsgid_plural "as"\nmsgstr[1] "x"\n', "3:1", "“msgstr[0]” is due"),
    "plural form twice": ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "x"\nmsgstr[0] "y"\n', "4:1", "“msgstr[1]” is due"),
    "plural form beyond the cap": ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "x"\nmsgstr[100] "y"\n', "4:1", "beyond"),
    "gigantic plural form": ('msgid "a"\nmsgid_plural "as"\nmsgstr[99999999999] "x"\n', "3:1", "no number"),
    "negative plural form": ('msgid "a"\nmsgid_plural "as"\nmsgstr[-1] "x"\n', "3:1", "no number"),
    "plural form in other digits": ('msgid "a"\nmsgid_plural "as"\nmsgstr[\u0661] "x"\n', "3:1", "no number"),
    "no plural forms": ('msgid "a"\nmsgid_plural "as"\nmsgstr "x"\n', "3:1", "needs plural forms"),
    "plural form without msgid_plural": ('msgid "a"\nmsgstr[0] "x"\n', "2:1", "no msgid_plural"),
    "singular among plurals": ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "x"\nmsgstr "y"\n', "4:1", "second msgstr"),
    "comment inside": ('msgid "a"\n# c\nmsgstr "b"\n', "2:1", "comment stands inside"),
    "comment between strings": ('msgid "a"\nmsgstr "b"\n#. c\n"d"\n', "4:1", "belongs to no"),
    "comment inside an obsolete entry": ('#~ msgid "a"\n# c\n#~ msgstr "b"\n', "2:1", "comment stands inside"),
    "flags after previous text": ('#| msgid "o"\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n', "2:1", "comment stands inside"),
    "previous text at the end": ('#| msgid "o"\n', "1:1", "no msgid"),
    "previous context alone": ('#| msgctxt "c"\nmsgid "a"\nmsgstr "b"\n', "2:1", "wrong place"),
    "previous plural alone": ('#| msgid_plural "c"\nmsgid "a"\nmsgstr "b"\n', "1:4", "wrong place"),
    "previous msgstr": ('#| msgid "o"\n#| msgstr "p"\nmsgid "a"\nmsgstr "b"\n', "2:4", "previous msgstr"),
    "previous text goes on without mark": ('#| msgid "o"\n"p"\nmsgid "a"\nmsgstr "b"\n', "2:1", "does not go on"),
    "text goes on as previous": ('msgid "a"\n#| "p"\nmsgstr "b"\n', "2:4", "does not go on"),
    "half obsolete": ('#~ msgid "a"\nmsgstr "b"\n', "2:1", "part of this entry is obsolete"),
    "other half obsolete": ('msgid "a"\n#~ msgstr "b"\n', "2:1", "part of this entry is obsolete"),
    "previous text of an obsolete entry": ('#| msgid "o"\n#~ msgid "a"\n#~ msgstr "b"\n', "2:1", "part of this"),
    "two entries on a line": ('msgid "a" msgstr "b" msgid "c" msgstr "d"\n', "1:22", "second entry"),
    "duplicates": ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "4:1", f"line {AFTER_HEADER + 1}"),
    "duplicate of a fuzzy entry": ('#, fuzzy\nmsgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "b"\n', "5:1", "again"),
    "second header": ('msgid ""\nmsgstr "X: y\\n"\n', "1:1", "line 1"),
    "conflict begins": ('<<<<<<< ours\nmsgid "a"\nmsgstr "b"\n', "1:1", "conflict mark"),
    "conflict in the middle": ('msgid "a"\nmsgstr "b"\n=======\n', "3:1", "conflict mark"),
    "conflict in the ancestor": ('msgid "a"\n||||||| 1a2b\nmsgstr "b"\n', "2:1", "conflict mark"),
    "conflict ends": ('msgid "a"\nmsgstr "b"\n>>>>>>> theirs\n', "3:1", "conflict mark"),
}  # fmt: skip


@pytest.mark.parametrize(("written", "place", "problem"), BAD_ENTRIES.values(), ids=BAD_ENTRIES)
def test_refuses_entry(written: str, place: str, problem: str) -> None:
    line, _, column = place.partition(":")
    expected = f"dir/x.po:{int(line) + AFTER_HEADER}:{column}"
    for content in (HEADER + written, (HEADER + written).replace("\n", "\r\n"), "\ufeff" + HEADER + written):
        with pytest.raises(UnreadableCatalog) as refused:
            read(content)
        assert str(refused.value.where).startswith(expected)
        assert problem in refused.value.problem
        assert refused.value.remedy


@pytest.mark.parametrize(("word", "meant"), [("msgst", "msgstr"), ("msgctx", "msgctxt"), ("mgsid", "msgid")])
def test_a_misspelt_word_is_answered_with_the_right_one(word: str, meant: str) -> None:
    with pytest.raises(UnreadableCatalog) as refused:
        read(f'{HEADER}{word} "a"\n')
    assert refused.value.remedy == f"Did you mean “{meant}”?"


BAD_FILES = {
    "msgstr without msgid": (b'msgstr "b"\n', "1:1", "has no msgid"),
    "string without word": (b'"b"\n', "1:1", "belongs to no"),
    "NUL": (b'msgid "a"\nmsgstr "b\0c"\n', "2:10", "NUL"),
    "UTF-16 with mark": ('msgid "a"'.encode("utf-16"), "1:1", "UTF-16"),
    "UTF-16 little-endian": ('msgid "a"'.encode("utf-16-le"), "1:1", "UTF-16"),
    "UTF-16 big-endian": ('msgid "a"'.encode("utf-16-be"), "1:1", "UTF-16"),
    "Latin-1": ('# ñ\nmsgid "é"\n'.encode("latin-1"), "1:3", "not UTF-8"),
    "bad byte after wide characters": ('msgid "日本'.encode() + b"\xff", "1:10", "not UTF-8"),
    "surrogate": (b'msgid "a"\nmsgstr "\xed\xa0\x80"\n', "2:9", "not UTF-8"),
    "overlong": (b'msgid "\xc0\xaf"\n', "1:8", "not UTF-8"),
    "lone carriage return": (b'msgid "a"\r\nmsgstr "b"\rmsgid "c"\r\n', "2:11", "carriage return"),
    "old Macintosh": (b'msgid "a"\rmsgstr "b"\r', "1:10", "carriage return"),
    "header second": (b'msgid "a"\nmsgstr "b"\n\nmsgid ""\nmsgstr "X: y\\n"\n', "4:1", "not the first"),
    "header after obsolete": (b'#~ msgid "a"\n#~ msgstr "b"\nmsgid ""\nmsgstr "X: y\\n"\n', "3:1", "not the first"),
    "Latin-1 declared": (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n', "1:1", "ISO-8859-1"),
    "UTF-7 declared": (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-7\\n"\n', "1:1", "utf-7"),
    "second charset": (b'msgid ""\nmsgstr "A: charset=UTF-8\\nB: charset=rot13\\n"\n', "1:1", "rot13"),
    "charset is a path": (b'msgid ""\nmsgstr "A: charset=../../etc/passwd\\n"\n', "1:1", "../../etc/passwd"),
    "ASCII declared": ('msgid ""\nmsgstr "A: charset=ASCII\\n"\n\nmsgid "é"\nmsgstr ""\n'.encode(), "1:1", "ASCII"),
    "more forms than the language has": (
        (b'# c\nmsgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
         b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] "y"\n'),
        "5:1",
        "2 plural forms",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "place", "problem"), BAD_FILES.values(), ids=BAD_FILES)
def test_refuses_file(content: bytes, place: str, problem: str) -> None:
    with pytest.raises(UnreadableCatalog) as refused:
        read_catalog(content, "x.po")
    assert refused.value.where == f"x.po:{place}"
    assert problem in refused.value.problem
    assert str(refused.value) == f"x.po:{place}: {refused.value.problem} {refused.value.remedy}"


ENTRY = b'msgid "a"\nmsgstr "b"\n'


@pytest.mark.parametrize(
    ("limits", "where"),
    [
        (Limits(catalog_bytes=len(ENTRY)), "x.po:1:1"),
        (Limits(entry_bytes=len(ENTRY)), "x.po:3:1"),
        (Limits(entries=1), "x.po:3:1"),
    ],
    ids=["catalog_bytes", "entry_bytes", "entries"],
)
def test_limits_hold_to_the_byte(limits: Limits, where: str, request: pytest.FixtureRequest) -> None:
    assert len(read_catalog(ENTRY, "x.po", limits=limits).entries) == 1
    with pytest.raises(UnreadableCatalog) as refused:
        read_catalog(ENTRY + b'msgid "cc"\nmsgstr "d"\n', "x.po", limits=limits)
    assert refused.value.where == where
    key = request.node.callspec.id
    assert refused.value.remedy.endswith(f", or raise '{key}' under [limits] in dragoman.toml.")


@pytest.mark.parametrize("text", CATALOGS.values(), ids=CATALOGS)
def test_hostile_files_are_read_or_refused(text: str) -> None:
    """`judge_times.py` measures how long it takes."""
    with contextlib.suppress(UnreadableCatalog):
        read(text + '\nmsgstr ""\n')


def test_a_megabyte_is_read_whole() -> None:
    item = '#. note\n#: a.md:{0}\n#, python-brace-format\nmsgid "Take {0} {{x}}"\nmsgstr ""\n"Tome\\n"\n"{0} ñ"\n\n'
    content = (HEADER + "".join(item.format(number) for number in range(12_000))).encode()
    assert len(content) > 2**20
    assert len(read_catalog(content, "x.po").entries) == 12_000


def test_what_names_a_file_is_content_and_is_not_opened(tmp_path: Path) -> None:
    real = tmp_path / "real.po"
    real.write_text(HEADER + 'msgid "a"\nmsgstr "b"\n')
    with pytest.raises(UnreadableCatalog, match="not a word of catalogs"):
        read_catalog(str(real).encode(), str(real))
    named = tmp_path / 'msgid "a" msgstr "b"'
    named.write_text(HEADER)
    assert read_catalog(named.read_bytes(), str(named)).entries == ()
    assert len(read_catalog(named.name.encode(), "x.po").entries) == 1


def read(text: str) -> Catalog:
    return read_catalog(text.encode(), "dir/x.po")


def all_bytes(catalog: Catalog) -> bytes:
    entries = (catalog.header, *catalog.entries)
    return catalog.lead + b"".join(entry.raw or b"" for entry in entries) + catalog.tail
