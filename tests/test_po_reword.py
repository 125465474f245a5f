"""An edited text changes no more lines than the program that wrote the catalog would change for it."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Catalog, Entry, MessageKey, Status
from dragoman.po import read_catalog, write_catalog
from profiles import tries

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from gettext_manners import MANNERS  # noqa: E402
from judge_edits import changed_lines  # noqa: E402
from peer_manners import PEERS  # noqa: E402

EVERY = {name: manner for name, manner in {**MANNERS, **PEERS}.items() if name != "translate-toolkit"}
"""Without the one program whose rules are not known to the last: `tools/judge_catalogs.py` tells how close they are."""
needs_gettext = pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
WITNESSES = "".join(
    f'\nmsgid "{length}"\nmsgstr "{"Take it " * 10:.{length}}{" and the rest" * (length % 3)}"\n'
    for length in range(50, 84)
)
"""Lines of each length that a program may or may not end."""
KEY = MessageKey(None, "A text that is in no guide")
PIECES = (
    "Take", "the", "medicine", "with", "food", "and", "a", "glass", "of", "water.", "Tómelo", "след", "еды,", "«x»",
    "!", "—", "(EU)", "{clinic.phone}", "{clinic.after_hours}", "https://clinic.example/a-b/c.html?d=e", "well-being",
    "1/2", "3.5", "50 %", "“quoted”", '"quoted"', "\\", "\t", "日本語の文章、", "「長い」。", "한국어", "الدواء،",
    "את-ה", "ยา", "a\u00a0b", "  ",
)  # fmt: skip
sentences = st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map(" ".join)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Sentences, now and then on several lines."""
    rows = draw(st.lists(sentences, min_size=1, max_size=3))
    return draw(st.sampled_from([" ", " ", "\n"])).join(rows).strip() or "x"


@cache
def witnesses(manner: str) -> bytes:
    return EVERY[manner].make((HEADER + WITNESSES).encode())


def with_text(catalog: Catalog, text: str) -> Catalog:
    """The same with one more translation."""
    return replace(catalog, entries=(*catalog.entries, Entry(KEY, (text,), Status.TRANSLATED)))


def edited(catalog: Catalog, text: str) -> Catalog:
    entries = [
        replace(entry, translation=(text,), raw=None) if entry.key == KEY and entry.translation != (text,) else entry
        for entry in catalog.entries
    ]
    return replace(catalog, entries=tuple(entries))


def parted(catalog: Catalog) -> tuple[list[bytes], list[bytes | None]]:
    """The lines of the one entry, and the others."""
    (own,) = [entry for entry in catalog.entries if entry.key == KEY]
    return (own.raw or b"").rstrip().split(b"\n"), [entry.raw for entry in catalog.entries if entry.key != KEY]


@needs_gettext
@pytest.mark.parametrize("manner", EVERY)
@settings(max_examples=tries(25), deadline=None)
@given(texts(), st.data())
def test_an_edit_costs_no_more_lines_than_by_the_program_itself(manner: str, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    new = text[:start] + data.draw(st.just("") | texts()) + text[end:]
    new = new.strip() or "x"
    again = EVERY[manner].again
    content = again(write_catalog(with_text(read_catalog(witnesses(manner), "x.po"), text)))
    before = read_catalog(content, "x.po")
    written = write_catalog(edited(before, new), before)
    after = read_catalog(written, "x.po")
    assert after.entries == edited(before, new).entries
    (old_lines, others), (lines, same_others) = parted(before), parted(after)
    assert others == same_others
    theirs, _ = parted(read_catalog(again(written), "x.po"))
    assert changed_lines(old_lines, lines) <= changed_lines(old_lines, theirs)
    assert lines == theirs
