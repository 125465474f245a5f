"""Letters of pages: known folder by folder, and never those of another page."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cache import Cache
from dragoman.render.letters import Letters
from dragoman.shown import Shown

PAGES = {"a1": (("es", "ab"),), "b2": (("en", "x"), ("es", "bc"))}
TOGETHER = (("en", "x"), ("es", "abc"))


def never() -> Letters:
    raise AssertionError("its letters are known")


def look(folder: Path, pages: dict[str, Letters], *, known: bool = False, writes: bool = True) -> tuple[Letters, ...]:
    """A build that names these pages, by their hashes."""
    shown = Shown(Cache(folder), writes=writes)
    for digest, letters in pages.items():
        shown.add(f"es/{digest}.html", digest, never if known else lambda letters=letters: letters)  # type: ignore[misc]  # bound at once
    found = shown.letters()
    shown.write()
    return found


def test_what_a_folder_shows_is_known_the_next_time(tmp_path: Path) -> None:
    assert look(tmp_path, PAGES) == (TOGETHER,)
    assert look(tmp_path, PAGES, known=True) == (TOGETHER,)


def test_a_new_page_is_read_and_the_others_are_not(tmp_path: Path) -> None:
    look(tmp_path, PAGES)
    shown = Shown(Cache(tmp_path), writes=True)
    shown.add("es/a1.html", "a1", never)
    shown.add("es/new.html", "c3", lambda: (("es", "ñ"),))
    assert shown.letters() == ((("es", "abñ"),),)
    shown.write()
    assert look(tmp_path, {"c3": ()}, known=True) == ((("es", "ñ"),),)


def test_a_page_less_is_no_letter_more(tmp_path: Path) -> None:
    look(tmp_path, PAGES)
    assert look(tmp_path, {"a1": ()}, known=True) == ((("es", "ab"),),)


def test_folders_are_apart(tmp_path: Path) -> None:
    look(tmp_path, PAGES)
    shown = Shown(Cache(tmp_path), writes=True)
    shown.add("so/a1.html", "a1", lambda: (("so", "q"),))
    assert shown.letters() == ((("so", "q"),),)


def test_a_page_that_cannot_be_read_has_no_letters_and_is_asked_for_again(tmp_path: Path) -> None:
    shown = Shown(Cache(tmp_path), writes=True)
    shown.add("es/a1.html", "a1", lambda: PAGES["a1"])
    shown.add("es/b2.html", "b2", lambda: None)
    assert shown.letters() == (PAGES["a1"],)
    shown.write()
    assert look(tmp_path, PAGES) == (TOGETHER,)


def test_a_look_that_writes_nothing_leaves_nothing(tmp_path: Path) -> None:
    look(tmp_path, PAGES, writes=False)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("place", [30, 120, -2])
def test_what_is_damaged_is_read_again(place: int, tmp_path: Path) -> None:
    look(tmp_path, PAGES)
    (entry,) = tmp_path.glob("??/*")
    content = bytearray(entry.read_bytes())
    content[place] ^= 1
    entry.write_bytes(content)
    assert look(tmp_path, PAGES) == (TOGETHER,)
    assert look(tmp_path, {"a1": PAGES["a1"]}) == (PAGES["a1"],)
