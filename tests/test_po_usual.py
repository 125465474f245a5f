"""The quick way to read catalogs, and the strict one: whatever both can read, they read alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import UnreadableCatalog
from dragoman.model import USUAL_LIMITS, Catalog, Limits, Status
from dragoman.po import read, read_catalog, write_catalog
from dragoman.po.usual import read_usual
from profiles import tries

ROOT = Path(__file__).parent.parent
SHIPPED = sorted((ROOT / "locales").rglob("*.po*"))

USUAL = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

# Ours.
#. info · paragraph
#: source/a.md:3 source/a.md:9
#, python-brace-format, fuzzy
#| msgctxt "c"
#| msgid ""
#| "Old \\"one\\"\\n"
#| "and more"
msgctxt "c"
msgid "Call {clinic.phone}."
msgstr ""
"Llame al {clinic.phone}.\\n"
"Ya."

#: source/a.md:12
msgid "Two\\\\three\\tfour"
msgstr ""

#, fuzzy
#~| msgid "Went"
#~ msgid ""
#~ "Gone"
#~ msgstr "Ido"
"""

ODD = """\
 \t
#~
#|
# \\
#~ "b"
"a"
msgstr[0] "a"
msgid_plural "s"
msgid "\\x41"
msgstr "a" "b"
  msgid "x"
#: \u2068a b\u2069:3
\r
"""

pieces = st.lists(st.sampled_from((USUAL + ODD).splitlines(keepends=True)), max_size=14)


def both(content: bytes, limits: Limits = USUAL_LIMITS) -> tuple[object, object]:
    """What is read with the quick way and without it: all of a catalog, or why there is none."""

    def told() -> object:
        try:
            catalog = read_catalog(content, "x.po", limits=limits)
        except UnreadableCatalog as error:
            return str(error)
        return _all_of(catalog)

    quick = told()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read, "read_usual", lambda *_: None)
        return quick, told()


def _all_of(catalog: Catalog) -> object:
    entries = (catalog.header, *catalog.entries)
    return catalog, [(entry.line, entry.raw) for entry in entries]  # which equality leaves out


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_catalogs_of_the_project_are_read_alike(path: Path) -> None:
    quick, strict = both(path.read_bytes())
    assert quick == strict


def test_most_catalogs_of_the_project_are_usual() -> None:
    usual = [path for path in SHIPPED if read_usual(path.read_text("utf-8"), USUAL_LIMITS)]
    assert len(usual) > len(SHIPPED) * 0.9


def test_the_example_is_usual_and_read_alike() -> None:
    assert read_usual(USUAL, USUAL_LIMITS) is not None
    quick, strict = both(USUAL.encode())
    assert quick == strict
    assert write_catalog(read_catalog(USUAL.encode(), "x.po")) == USUAL.encode()


@settings(max_examples=tries(300), deadline=None)
@given(st.integers(0, USUAL.count("\n")), st.integers(0, 3), pieces)
def test_lines_left_out_and_put_in_are_read_alike(place: int, less: int, more: list[str]) -> None:
    lines = USUAL.splitlines(keepends=True)
    quick, strict = both("".join((*lines[:place], *more, *lines[place + less :])).encode())
    assert quick == strict


@settings(max_examples=tries(300), deadline=None)
@given(st.integers(0, len(USUAL)), st.integers(0, 3), st.text('ab"\\\n#~|: \x04\x0b\u2028é', max_size=4))
def test_letters_left_out_and_put_in_are_read_alike(place: int, less: int, more: str) -> None:
    quick, strict = both((USUAL[:place] + more + USUAL[place + less :]).encode())
    assert quick == strict


@pytest.mark.parametrize("limits", [Limits(entry_bytes=200), Limits(entries=3), Limits(word_letters=9)], ids=repr)
def test_limits_are_told_alike(limits: Limits) -> None:
    quick, strict = both(USUAL.encode(), limits)
    assert isinstance(quick, str)
    assert quick == strict


def test_an_entry_whose_bytes_say_something_else_is_found_out_beside_known_ones() -> None:
    before = read_catalog(USUAL.encode(), "x.po")
    first, second, third = before.entries
    assert second.raw is not None
    wrong = replace(second, translation=("tres",), status=Status.TRANSLATED)
    with pytest.raises(AssertionError, match="would be read as"):
        write_catalog(replace(before, entries=(first, wrong, third)), before)


def test_the_same_bytes_twice_are_the_same_message_twice() -> None:
    before = read_catalog(USUAL.encode(), "x.po")
    first, second, third = before.entries
    with pytest.raises(AssertionError, match="stands here again"):
        write_catalog(replace(before, entries=(first, first, second, third)), before)
