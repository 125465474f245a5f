"""Catalogs made by chance: whatever is written is read again, and what is refused is refused with a place."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import UnreadableCatalog
from dragoman.model import Catalog, Entry, MessageKey, Status
from dragoman.po import read_catalog, write_catalog
from profiles import tries

QUICK = settings(max_examples=tries(150), deadline=None)
HEADER = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'

texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x04"), max_size=40),
    st.text('ab ñ\n\t\r"\\#~|x{}é日。', max_size=120),
)
lines = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=30)
references = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n\u2068\u2069"), min_size=1, max_size=20
)
flags = st.sampled_from(["c-format", "python-brace-format", "no-wrap", "range: 0..5", "max-length:9", 'x:"a, b"', '"'])
keys = st.builds(MessageKey, st.none() | texts, texts)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    plural = draw(st.none() | texts)
    count = 1 if plural is None else draw(st.integers(1, 6))
    translation = tuple(draw(st.lists(texts, min_size=count, max_size=count)))
    states = [Status.FUZZY, Status.OBSOLETE, Status.TRANSLATED if all(translation) else Status.UNTRANSLATED]
    previous = draw(st.none() | keys)
    return Entry(
        draw(keys),
        translation,
        draw(st.sampled_from(states)),
        plural,
        tuple(draw(st.lists(flags, unique=True, max_size=3))),
        tuple(draw(st.lists(lines, max_size=2))),
        tuple(draw(st.lists(lines, max_size=2))),
        tuple(draw(st.lists(references, max_size=5))),
        previous,
        None if previous is None else draw(st.none() | texts),
    )


@st.composite
def catalogs(draw: st.DrawFn, items: st.SearchStrategy[Entry] | None = None) -> Catalog:
    found = draw(st.lists(entries() if items is None else items, max_size=8, unique_by=lambda item: item.key))
    kept = [item for item in found if item.key != MessageKey(None, "")]
    start = draw(st.sampled_from([b"", HEADER, HEADER.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + HEADER]))
    return replace(read_catalog(start, "x.po"), entries=tuple(kept))


@QUICK
@given(catalogs())
def test_what_is_written_is_read_again(catalog: Catalog) -> None:
    content = write_catalog(catalog)
    again = read_catalog(content, "x.po")
    assert again.entries == catalog.entries
    assert write_catalog(again) == content


RELAYOUTS: list[Callable[[str], str]] = [
    lambda text: text.replace("\n\n", "\n"),
    lambda text: text.replace("\n\n", "\n \t\n\n\n"),
    lambda text: "\n\n" + text + "\n\n",
    lambda text: text + "\n# the end",
    lambda text: text.removesuffix("\n"),
    lambda text: re.sub(r'^(msg[a-z_]+)((?:\[\d\])?) "', r'  \1 \2\n\n\t""  "', text, flags=re.MULTILINE),
    lambda text: re.sub(r'^#~ (?=msg|")', "#~", text, flags=re.MULTILINE),
]


@QUICK
@given(catalogs(), st.lists(st.sampled_from(RELAYOUTS), max_size=4, unique=True), st.sampled_from(["\n", "\r\n"]))
def test_layout_changes_bytes_but_no_meaning(
    catalog: Catalog, changes: list[Callable[[str], str]], newline: str
) -> None:
    text = write_catalog(catalog).decode().removeprefix("\ufeff").replace("\r\n", "\n")
    for change in changes:
        text = change(text)
    again = read_catalog(text.replace("\n", newline).encode(), "x.po")
    assert again.entries == catalog.entries
    assert write_catalog(again) == all_bytes(again)


@QUICK
@given(st.data(), catalogs(), st.lists(st.sampled_from(RELAYOUTS), max_size=4, unique=True))
def test_parts_that_stay_keep_their_lines(
    data: st.DataObject, catalog: Catalog, changes: list[Callable[[str], str]]
) -> None:
    text = write_catalog(replace(catalog, lead=b"")).decode()
    for change in changes if "\r\n" not in text else ():
        text = change(text)
    before = read_catalog(text.encode(), "x.po")
    edited = []
    for old in before.entries:
        # Only what leaves the texts alone: their lines must all be there again.
        edit: dict[str, Any] = {
            "references": tuple(data.draw(st.lists(references, max_size=3))),
            "comments": tuple(data.draw(st.lists(lines, max_size=2))),
            "flags": tuple(data.draw(st.lists(flags, unique=True, max_size=2))),
        }
        chosen = data.draw(st.sets(st.sampled_from(sorted(edit))))
        edited.append(replace(old, **{name: edit[name] for name in chosen}, raw=None))
    content = write_catalog(replace(before, entries=tuple(edited)), before)
    assert read_catalog(content, "x.po").entries == tuple(edited)
    assert text_lines(content) == text_lines(text.encode())


@QUICK
@given(st.data(), catalogs())
def test_edits_touch_only_their_entry(data: st.DataObject, catalog: Catalog) -> None:
    before = read_catalog(write_catalog(catalog), "x.po")
    if not before.entries:
        return
    place = data.draw(st.integers(0, len(before.entries) - 1))
    edited = replace(before.entries[place], translation=("new",), plural=None, status=Status.TRANSLATED, raw=None)
    changed = tuple(edited if number == place else item for number, item in enumerate(before.entries))
    after = read_catalog(write_catalog(replace(before, entries=changed)), "x.po")
    assert after.entries == changed
    for number, (old, new) in enumerate(zip(before.entries, after.entries, strict=True)):
        assert number == place or (old.raw or b"").rstrip() == (new.raw or b"").rstrip()


SCRAPS = [
    b'"', b"\\", b"\n", b"\r\n", b"\r", b"#", b"#~ ", b"#| ", b"#~| ", b"#, fuzzy\n", b"# c\n",
    b'msgid "a"\n', b'msgstr "b"\n',
    b"msgid_plural ", b"msgstr[1] ", b"msgctxt ", b"\0", b"\xff", b"\xc3", "ñ".encode(), b"\\x4", b"\\12",
    b"<<<<<<< a\n", b" ", b"domain ",
]  # fmt: skip


@settings(max_examples=tries(400), deadline=None)
@given(st.data(), catalogs())
def test_damaged_files_are_read_whole_or_refused_with_a_place(data: st.DataObject, catalog: Catalog) -> None:
    content = bytearray(write_catalog(catalog))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 12))
        content[start : start + length] = data.draw(st.sampled_from(SCRAPS) | st.binary(max_size=3))
    refused: UnreadableCatalog | None = None
    try:
        read = read_catalog(bytes(content), "x.po")
    except UnreadableCatalog as error:
        refused = error
    if refused is not None:
        assert re.fullmatch(r"x\.po:[1-9]\d*:[1-9]\d*", str(refused.where))
        assert re.fullmatch(r"[^\n]+\.", refused.problem)
        assert refused.remedy.endswith((".", "?"))
        return
    assert all_bytes(read) == bytes(content)
    assert write_catalog(read) == bytes(content)
    anew = replace(read, header=without_bytes(read.header), entries=tuple(map(without_bytes, read.entries)))
    assert read_catalog(write_catalog(anew), "x.po").entries == read.entries


@settings(max_examples=tries(300), deadline=None)
@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_noise_never_escapes_as_another_error(content: bytes) -> None:
    try:
        read = read_catalog(content, "x.po")
    except UnreadableCatalog:
        return
    assert all_bytes(read) == content


plain_lines = st.text("ab ñé.,!~=|日", max_size=20).map(str.strip)
plain_references = st.from_regex(r"[a-z]{1,9}\.md(:[1-9][0-9]?)?", fullmatch=True)


@st.composite
def plain_entries(draw: st.DrawFn) -> Entry:
    """Entries within what `msgcat` keeps.

    It drops flags it does not know, `fuzzy` of an empty translation and obsolete entries without any, and it has an
    order of its own for flags.
    """
    known = draw(st.sampled_from([(), ("python-brace-format",), ("c-format",), ("no-wrap",), ("c-format", "no-wrap")]))
    found = draw(entries())
    whole = found.status in (Status.TRANSLATED, Status.UNTRANSLATED) or all(found.translation)
    return replace(
        found,
        translation=found.translation if whole else tuple(text or "x" for text in found.translation),
        flags=known,
        comments=tuple(draw(st.lists(plain_lines, max_size=2))),
        extracted=tuple(draw(st.lists(plain_lines, max_size=2))),
        references=tuple(draw(st.lists(plain_references, max_size=6, unique=True))),
    )


@pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")
@settings(max_examples=tries(40), deadline=None)
@given(catalogs(plain_entries()))
def test_new_entries_are_worded_as_by_msgcat(catalog: Catalog) -> None:
    in_order = sorted(catalog.entries, key=lambda item: item.status is Status.OBSOLETE)
    catalog = replace(read_catalog(HEADER, "x.po"), entries=tuple(in_order))
    content = write_catalog(catalog)
    command = ["msgcat", "--no-wrap", "--force-po", "-"]
    told = subprocess.run(command, input=content, capture_output=True, check=False)
    assert told.returncode == 0, told.stderr.decode()
    assert told.stdout.decode() == content.decode()


@QUICK
@given(catalogs(plain_entries()), st.lists(st.text('ab ñ\n\t"\\{}日', max_size=30), min_size=3, max_size=3))
def test_polib_as_a_second_opinion(catalog: Catalog, strings: list[str]) -> None:
    """Without the strings that polib is known to read in another way, such as `\\a` or U+2028."""
    context, text, translation = strings
    kept = [
        replace(
            item,
            key=MessageKey(f"{number}{context}", text),
            translation=(translation or "x",),
            status=Status.TRANSLATED if item.status is Status.UNTRANSLATED else item.status,
            plural=None,
            previous=None,
            previous_plural=None,
        )
        for number, item in enumerate(catalog.entries)
    ]
    content = write_catalog(replace(read_catalog(HEADER, "x.po"), entries=tuple(kept)))
    for item, other in zip(kept, polib.pofile(content.decode()), strict=True):
        assert (other.msgctxt, other.msgid, other.msgstr) == (*item.key, *item.translation)
        assert (other.obsolete, other.fuzzy) == (item.status is Status.OBSOLETE, item.status is Status.FUZZY)


def text_lines(content: bytes) -> list[bytes]:
    rows = [row.strip() for row in content.split(b"\n")]
    return [row for row in rows if row.startswith((b"msg", b'"', b"#~", b"#|"))]


def without_bytes(entry: Entry) -> Entry:
    return replace(entry, raw=None) if entry.raw else entry


def all_bytes(catalog: Catalog) -> bytes:
    found = (catalog.header, *catalog.entries)
    return catalog.lead + b"".join(item.raw or b"" for item in found) + catalog.tail
