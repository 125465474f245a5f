"""GNU `msgcat` as the judge of what we read and write, hostile files and rules, limits: the suite's part.

The whole of it, on all catalogs of a system and on 20,000 made by chance, is `tools/judge_catalogs.py`.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import UnreadableCatalog
from dragoman.languages import plural_rule
from dragoman.model import USUAL_LIMITS, Catalog, Entry, Limits, MessageKey, Status
from dragoman.po import read_catalog, write_catalog
from dragoman.po.wording import entry_lines
from hostile_texts import PLURAL_RULES

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from gettext_differences import DIFFERENCES, Case  # noqa: E402
from gettext_judge import Outcome, compare, explained  # noqa: E402
from gettext_manners import MANNERS  # noqa: E402
from judge_catalogs import measured_read, try_damaged, try_generated, try_real  # noqa: E402
from judge_costs import cost  # noqa: E402
from judge_edits import changed_lines  # noqa: E402
from judge_file import judge_file  # noqa: E402
from judge_tally import Tally  # noqa: E402
from odd_catalogs import odd_catalog  # noqa: E402

needs_gettext = pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")
HEADER = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ENTRY = b'msgid "a"\nmsgstr "b"\n'


# ── the judge ──


@needs_gettext
def test_catalogs_made_by_chance_are_read_as_msgcat_reads_them() -> None:
    tallies = try_generated(400, "suite")
    assert [loss for tally in tallies.values() for loss in tally.losses] == []
    made, damaged = tallies["made by chance"], tallies["damaged"]
    assert made.refused == made.differences["comment hides a line"]
    assert made.same_strings > 360, "too many are excused"
    assert damaged.refused > 100, "too few are damaged"
    assert damaged.files - damaged.refused > 50, "too few can still be read"


@needs_gettext
def test_shipped_catalogs_in_every_manner() -> None:
    tallies = {name: Tally() for name in MANNERS}
    paths = sorted((ROOT / "locales").rglob("*.po"))[::9]
    for number, path in enumerate(paths):
        for name, manner in list(MANNERS.items())[number % 2 :: 2]:
            judge_file(manner.make(path.read_bytes()), path.name, tallies[name], dice(number), manner.again)
    assert [loss for tally in tallies.values() for loss in tally.losses] == []
    assert sum(tally.files for tally in tallies.values()) == sum(tally.same_bytes for tally in tallies.values())
    assert tallies["--no-wrap"].cut_elsewhere == 0
    assert [edit for tally in tallies.values() for edit in tally.worst] == []
    assert all(tally.least >= tally.lines > 0 for tally in tallies.values())


def test_damaged_catalogs_are_read_or_refused() -> None:
    tally = try_damaged(2000, "suite")
    assert tally.losses == []
    assert tally.refused + tally.same_bytes == tally.files == 2000
    assert tally.same_bytes > 200, "too few can still be read"
    assert tally.refused > 1000, "too few are damaged"


def test_what_escapes_the_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_content: bytes, _path: str) -> Catalog:
        raise RecursionError("too deep")

    monkeypatch.setattr("judge_catalogs.read_catalog", broken)
    assert try_damaged(1, "suite").losses == ["damaged, seed suite-0: RecursionError escapes: too deep"]


SAME_AND_NOT: dict[str, tuple[bytes, Outcome, str]] = {
    "same": (HEADER + ENTRY, Outcome.SAME, ""),
    "both refuse": (HEADER + b'msgid "a\n', Outcome.BOTH_REFUSE, ""),
    "NUL": (HEADER + b'msgid "a"\nmsgstr "b\0c"\n', Outcome.KNOWN, "NUL"),
    "no encoding": ('msgid "a"\nmsgstr "ñ"\n'.encode(), Outcome.KNOWN, "no encoding named"),
    "obsolete twice": (HEADER + ENTRY + b'\n#~ msgid "a"\n#~ msgstr "c"\n', Outcome.KNOWN, "obsolete twice"),
    "two lines of flags": (HEADER + b"#, fuzzy\n#, c-format\n" + ENTRY, Outcome.KNOWN, "two lines of flags"),
}


@needs_gettext
@pytest.mark.parametrize(("content", "outcome", "detail"), SAME_AND_NOT.values(), ids=SAME_AND_NOT)
def test_the_judge_tells_same_from_different(content: bytes, outcome: Outcome, detail: str) -> None:
    judged = compare(content)
    assert (judged.outcome, judged.detail) == (outcome, detail)


@needs_gettext
def test_agreement_is_about_accepting_and_refusing() -> None:
    both = [HEADER + ENTRY, HEADER + b'msgid "a\n', HEADER + b"#, fuzzy\n#, c-format\n" + ENTRY]
    assert [compare(content).agreed for content in both] == [True, True, True]
    assert not compare(HEADER + b"# \0\n" + ENTRY).agreed


@needs_gettext
def test_a_file_in_another_encoding_is_judged_as_converted(tmp_path: Path) -> None:
    latin = HEADER.replace(b"UTF-8", b"ISO-8859-1") + b'msgid "a"\nmsgstr "\xf1"\n'
    assert compare(latin, converted=True).outcome is Outcome.SAME
    mistaken = HEADER.replace(b"UTF-8", b"ISO-8859-1") + 'msgid "a"\nmsgstr "ñ"\n'.encode()
    assert compare(mistaken, converted=True).detail == "other encoding in truth"
    (tmp_path / "a.po").write_bytes(latin)
    (tmp_path / "b.pot").write_bytes(HEADER + ENTRY)
    tallies = try_real([tmp_path], None, dice(1), every=False)
    assert [tally.losses for tally in tallies.values()] == [[], []]
    found, converted = tallies["as found"], tallies["converted"]
    assert (found.files, found.agreed, found.same_strings, found.same_bytes) == (2, 1, 1, 1)
    assert (converted.files, converted.agreed, converted.same_strings) == (1, 1, 1)
    assert 0 <= found.slowest < 2
    assert 0 <= found.largest < 300


def test_a_child_that_crashes_hangs_or_grows_is_told() -> None:
    def memory(_: bytes) -> None:
        assert bytearray(b"x") * 2**29

    def endless(_: bytes) -> None:
        while True:
            pass

    assert cost(HEADER + ENTRY).too_much == ""
    assert cost(b"not a catalog").too_much == ""
    assert cost(b"", lambda _: os.kill(os.getpid(), signal.SIGKILL)).too_much == "killed by signal 9"
    assert cost(b"", endless, limit=1).too_much.startswith("killed by signal ")
    assert re.fullmatch("[0-9]+ MB", cost(b"", memory).too_much)
    assert cost(b"", lambda content: print(content[0])).too_much == "IndexError escapes: index out of range"


def test_a_translation_that_only_we_take_for_checked_is_never_excused() -> None:
    content = b"# ends in a backslash \\\n#, c-format\n#, c-format\n#~| # c\n#~ x\n#: \xe2\x81\xa8 0\n" + ENTRY
    for parts in ({"fuzzy only for msgcat"}, {"fuzzy only for msgcat", "flags"}, {"texts"}, {"number of entries"}):
        if parts == {"texts"}:
            content = HEADER + ENTRY
        assert explained(Case(content, "", "", frozenset(parts))).outcome is Outcome.LOSS


def test_every_known_difference_has_a_reason() -> None:
    assert [name for name, difference in DIFFERENCES.items() if len(difference.reason) < 20] == []


def test_changed_lines_are_counted() -> None:
    old = [b"a", b"b", b"c", b"d"]
    assert changed_lines(old, old) == 0
    assert changed_lines(old, [b"a", b"x", b"c", b"d"]) == 1
    assert changed_lines(old, [b"a", b"x", b"y", b"c", b"d"]) == 2
    assert changed_lines(old, [b"a", b"d"]) == 2
    assert changed_lines([b"a", b"a"], [b"a", b"a", b"a"]) == 1


# ── hostile files ──

MANY = 20_000
BAD_BYTES = {
    "a page of the web": b"<!DOCTYPE html>\n<p>not a catalog</p>\n",
    "an archive": b"PK\x03\x04\x14\0\0\0\x08\0",
    "a compiled catalog": b"\xde\x12\x04\x95\0\0\0\0\1\0\0\0",
    "UTF-16": (HEADER + ENTRY).decode().encode("utf-16"),
    "UTF-32": (HEADER + ENTRY).decode().encode("utf-32"),
    "UTF-7 in the header": HEADER.replace(b"UTF-8", b"utf-7") + b'msgid "+ADw-"\nmsgstr "b"\n',
    "unicode_escape in the header": HEADER.replace(b"UTF-8", b"unicode_escape") + ENTRY,
    "rot13 in the header": HEADER.replace(b"UTF-8", b"rot13") + ENTRY,
    "a path for an encoding": HEADER.replace(b"UTF-8", b"../../etc/passwd") + ENTRY,
    "idna for an encoding": HEADER.replace(b"UTF-8", b"idna") + ENTRY,
    "NUL in a translation": HEADER + b'msgid "a"\nmsgstr "b\0c"\n',
    "NUL in a comment": HEADER + b"# \0\n" + ENTRY,
    "escaped NUL": HEADER + b'msgid "a"\nmsgstr "b\\x00c"\n',
    "escaped surrogate": HEADER + b'msgid "a"\nmsgstr "\\xed\\xa0\\x80"\n',
    "overlong slash": HEADER + b'msgid "a"\nmsgstr "\xc0\xaf"\n',
    "cut in a character": HEADER + b'msgid "a"\nmsgstr "\xc3',
    "cut in a string": HEADER + b'msgid "a"\nmsgstr "b',
    "cut in an entry": HEADER + b'msgid "a"\n',
    "lone carriage returns": (HEADER + ENTRY).replace(b"\n", b"\r"),
    "context and text in one": HEADER + b'msgid "a\x04b"\nmsgstr "c"\n',
    "a gigantic form": HEADER + b'msgid "a"\nmsgid_plural "b"\nmsgstr[99999999999] "c"\n',
    "many forms": HEADER + b'msgid "a"\nmsgid_plural "b"\n' + b"".join(b'msgstr[%d] "c"\n' % n for n in range(MANY)),
    "twice": HEADER + ENTRY + ENTRY,
    "twice with other escapes": HEADER + ENTRY + b'msgid "\\141"\nmsgstr "c"\n',
    "two headers": HEADER + HEADER,
    "a conflict": HEADER + b"<<<<<<< ours\n" + ENTRY + b"=======\n" + ENTRY + b">>>>>>> theirs\n",
    "a comment that hides a translation": HEADER + b'msgid "a"\n# msgstr "b"\nmsgstr "c"\n',
    "half obsolete": HEADER + b'#~ msgid "a"\nmsgstr "b"\n',
    "a domain": HEADER + b'domain "../x"\n' + ENTRY,
    "many quotes": HEADER + b'msgid "a"\nmsgstr ' + b'"' * (2 * MANY + 1),
    "many marks": HEADER + b"#~ " * MANY + b'msgid "a"\n',
    "many backslashes": HEADER + b'msgid "a"\nmsgstr "' + b"\\" * (2 * MANY + 1) + b'"\n',
    "an unknown word": HEADER + b'msgid "a"\nmsgstr "b"\nimport "os"\n',
}  # fmt: skip


@pytest.mark.parametrize("content", BAD_BYTES.values(), ids=BAD_BYTES)
def test_hostile_files_are_refused_with_a_place(content: bytes) -> None:
    with pytest.raises(UnreadableCatalog) as refused:
        read_catalog(content, "dir/x.po")
    assert re.fullmatch(r"dir/x\.po:[1-9]\d*:[1-9]\d*", str(refused.value.where))
    assert re.fullmatch(r"[^\n\0]{1,200}\.", refused.value.problem)
    assert re.fullmatch(r"[^\n\0]{1,200}\.", refused.value.remedy)


# ── limits ──


@pytest.mark.parametrize(
    ("limits", "where"),
    [
        (lambda more: Limits(catalog_bytes=len(HEADER + ENTRY) + more), "x.po:1:1"),
        (lambda more: Limits(entry_bytes=len(HEADER) + more), "x.po:1:1"),
        (lambda more: Limits(entries=2 + more), "x.po:4:1"),
    ],
    ids=["file", "entry", "entries"],
)
def test_limits_at_one_less_and_one_more(limits: object, where: str) -> None:
    assert callable(limits)
    for more in (0, 1):
        assert len(read_catalog(HEADER + ENTRY, "x.po", limits=limits(more)).entries) == 1
    with pytest.raises(UnreadableCatalog, match="limit") as refused:
        read_catalog(HEADER + ENTRY, "x.po", limits=limits(-1))
    assert refused.value.where == where


def test_plural_forms_up_to_the_cap() -> None:
    cap = USUAL_LIMITS.plural_forms

    def forms(count: int) -> bytes:
        return HEADER + b'msgid "a"\nmsgid_plural "b"\n' + b"".join(b'msgstr[%d] "c"\n' % n for n in range(count))

    for count in (cap - 1, cap):
        assert len(read_catalog(forms(count), "x.po").entries[0].translation) == count
    with pytest.raises(UnreadableCatalog, match="beyond the 100"):
        read_catalog(forms(cap + 1), "x.po")


def test_memory_of_a_megabyte() -> None:
    size, _, memory = measured_read(10_000)
    assert size > 1_000_000
    assert memory < 300


# ── hostile plural rules ──


@pytest.mark.parametrize("rule", PLURAL_RULES, ids=range(len(PLURAL_RULES)))
def test_hostile_plural_rules_give_a_form_or_are_refused(rule: str) -> None:
    try:
        form = plural_rule(rule)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - what is not refused must be in range
    else:
        for number in range(1001):
            try:
                assert form(number) in (0, 1)
            except ValueError:
                continue


# ── the writer's own judge ──


def test_a_broken_writer_is_stopped_before_anything_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = read_catalog(HEADER + ENTRY, "x.po")
    new = Entry(MessageKey(None, "c"), ("d",), Status.TRANSLATED)
    right = entry_lines
    broken = {
        "text lost": lambda entry, width: [line.replace('"d"', '""') for line in right(entry, width)],
        "line lost": lambda entry, width: right(entry, width)[:-1],
        "fuzzy": lambda entry, width: ["#, fuzzy", *right(entry, width)],
        "nothing": lambda _entry, _width: [],
    }
    for lines in broken.values():
        monkeypatch.setattr("dragoman.po.write.entry_lines", lines)
        with pytest.raises(AssertionError):
            write_catalog(replace(catalog, entries=(*catalog.entries, new)))


def test_text_that_utf_8_cannot_hold_is_never_written() -> None:
    catalog = read_catalog(HEADER + ENTRY, "x.po")
    new = Entry(MessageKey(None, "c"), ("\ud800",), Status.TRANSLATED)
    with pytest.raises(UnicodeEncodeError):
        write_catalog(replace(catalog, entries=(*catalog.entries, new)))


def test_catalogs_made_by_chance_are_the_same_for_the_same_seed() -> None:
    assert odd_catalog(dice("a")) == odd_catalog(dice("a")) != odd_catalog(dice("b"))


def dice(seed: int | str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - not for secrets
