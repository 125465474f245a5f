"""The lists of a large library: a page for each language, made anew only where something of that language changed."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from dragoman import lists, shelves
from dragoman.cache import Cache
from dragoman.index import language_list
from dragoman.model import Artifact
from projects import MakeProject, edit
from test_reuse import CHANGES, FILES, HANDOUTS, built, fresh, go, on, settle
from web.dom import Element, read_page

TAGS = ("en", "es", "ar")
LISTS = {f"{folder}/{tag}.html" for folder in ("languages", "status") for tag in TAGS}


@pytest.fixture
def root(project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(shelves, "FEWEST", 1)  # as in a large library
    return project(FILES)


@pytest.fixture
def divided(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that is one handout too large for one page."""
    monkeypatch.setattr(lists, "MOST_ON_A_PAGE", HANDOUTS - 1)
    go(root)
    return root


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages whose list was made, in their order."""
    found: list[str] = []

    def note(*arguments: object) -> Artifact:
        found.append(arguments[1].tag)  # type: ignore[attr-defined]  # the language
        return language_list(*arguments)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(lists, "language_list", note)
    return found


def page(root: Path, name: str) -> Element:
    return read_page((root / "build" / name).read_text("utf-8"))


def links(root: Path, name: str) -> set[str]:
    return {link["href"] for link in page(root, name).all("a")}


def test_as_many_as_fit_stand_on_one_page(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST_ON_A_PAGE", HANDOUTS)
    go(root)
    assert not LISTS & built(root).keys()
    assert "es/walk.html" in links(root, "index.html")
    assert "es/walk.html" in links(root, "status.html")


def test_one_more_has_a_page_for_each_language(divided: Path) -> None:
    assert built(divided).keys() >= LISTS
    assert links(divided, "index.html") >= {f"languages/{tag}.html" for tag in TAGS}
    assert links(divided, "status.html") >= {f"status/{tag}.html" for tag in TAGS}
    for tag in TAGS:
        pages = {f"../{tag}/{guide}.html" for guide in ("call", "rest", "walk")}
        assert links(divided, f"languages/{tag}.html") >= {*pages, *(one.replace(".html", ".pdf") for one in pages)}
        assert links(divided, f"status/{tag}.html") >= {*pages, "../status.html"}
    assert not [link for link in links(divided, "index.html") if link.endswith("walk.html")]


def test_the_pages_of_languages_say_what_the_one_page_says(divided: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [page(divided, f"languages/{tag}.html") for tag in TAGS]
    cards = [item.text() for part in parts for card in part.classed("card") for item in card.all("li")]
    states = [cell.text() for tag in TAGS for cell in page(divided, f"status/{tag}.html").all("td")]
    summary = [cell.text() for cell in page(divided, "status.html").all("td")]
    for_programs = (divided / "build/status.json").read_bytes()
    monkeypatch.setattr(lists, "MOST_ON_A_PAGE", HANDOUTS)
    (divided / ".dragoman/last-build.json").unlink(missing_ok=True)  # it does not know of the other number
    go(divided)
    assert not LISTS & built(divided).keys(), "a library that has become small has one page again"
    whole = page(divided, "index.html")
    assert [item.text() for card in whole.classed("card") for item in card.all("li")] == cards
    assert [cell.text() for cell in page(divided, "status.html").all("td")] == states
    assert (divided / "build/status.json").read_bytes() == for_programs
    assert len(json.loads(for_programs)["handouts"]) == HANDOUTS
    assert summary == ["0", "0", "0", "3"] * len(TAGS)


def test_an_edit_makes_the_lists_of_its_language_alone(divided: Path, listed: list[str]) -> None:
    before = {name: (divided / "build" / name).stat().st_ino for name in LISTS}
    edit(divided / "locales/es/LC_MESSAGES/rest.po", "Descanso", "Reposo")
    go(divided)
    assert listed == ["es"]
    assert "Reposo" in page(divided, "languages/es.html").text()
    changed = {name for name in LISTS if (divided / "build" / name).stat().st_ino != before[name]}
    assert changed == {"languages/es.html", "status/es.html"}


def test_what_was_listed_before_is_taken_as_it_was(divided: Path, listed: list[str]) -> None:
    (divided / "build/languages/ar.html").unlink()
    kept = built(divided)
    go(divided)
    assert listed == []
    assert built(divided).keys() - kept.keys() == {"languages/ar.html"}


def test_a_list_that_is_damaged_in_the_cache_is_made_again(divided: Path, listed: list[str]) -> None:
    whole = built(divided)
    for entry in (divided / ".dragoman/cache").rglob("*"):
        if entry.is_file():
            content = entry.read_bytes()
            entry.write_bytes(content[:-1] + bytes([content[-1] ^ 1]) if content else content)
            os.utime(entry, (time.time(), time.time()))
    (divided / "build/status/ar.html").unlink()
    go(divided)
    assert "ar" in listed
    assert built(divided) == whole


@pytest.mark.parametrize("name", ["catalog", "part", "settings", "ledger of the English"])
def test_each_change_lists_as_a_first_build_would(name: str, divided: Path) -> None:
    settle(divided)
    change, _ = CHANGES[name]
    change(divided)
    go(divided)
    assert built(divided) == fresh(divided)


def test_the_day_stands_on_the_states(divided: Path, listed: list[str]) -> None:
    on(divided, "2027-01-01")
    assert listed == [*TAGS]
    assert "As of 2027-01-01" in page(divided, "status/es.html").text().replace(" .", ".")


def test_a_look_writes_nothing(divided: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(divided / "locales/es/LC_MESSAGES/rest.po", "Descanso", "Reposo")
    puts: list[str] = []
    monkeypatch.setattr(Cache, "put", lambda *arguments: puts.append(str(arguments[1])))
    before = built(divided)
    go(divided, "--check", code=1)
    assert built(divided) == before
    assert puts == []
