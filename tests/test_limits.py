"""Limits: each is a key of `[limits]`, holds at one less, at the number and at one more, and names its key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from dragoman.errors import UserError
from dragoman.model import USUAL_LIMITS, Limits
from dragoman.project import nearest_limits
from dragoman.settings import parse_settings
from projects import SETTINGS, MakeProject, Run

ES = "locales/es/LC_MESSAGES/care.po"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
ENTRY = '\nmsgid "Rest."\nmsgstr "Descanse."\n'
FORMS = '\nmsgid "{n} day"\nmsgid_plural "{n} days"\n' + "".join(f'msgstr[{n}] "d"\n' for n in range(4))
HEAD = "---\ntitle: Care\n---\n"
TABLE = "| a | b | c |\n| - | - | - |\n| d | e | f |\n"
LINKS = "[a] [b] [c]\n\n[a]: https://a.example\n[b]: https://b.example\n[c]: https://c.example\n"
CATALOG = HEADER + ENTRY + FORMS
LONGEST_ENTRY = len(FORMS.lstrip("\n").encode())
GUIDE = HEAD + TABLE + "\n" + LINKS

EXACT: Mapping[str, int] = {
    "catalog_bytes": len(CATALOG.encode()),
    "entry_bytes": max(len(HEADER.encode()) + 1, LONGEST_ENTRY),
    "entries": 3,
    "plural_forms": 4,
    "guide_bytes": len(GUIDE.encode()),
    "table_columns": 3,
    "link_references": 3,
    "word_letters": len("https://a.example"),
}
"""What the catalog and the guide above need."""
OF_THE_PRESS = {"press_seconds", "press_bytes"}
"""Tried in test_guard.py."""


@pytest.mark.parametrize("key", EXACT)
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_limit_of_the_settings_holds_in_a_command(key: str, more: int, project: MakeProject, run: Run) -> None:
    settings = f"{SETTINGS}[limits]\n{key} = {EXACT[key] + more}\n"
    root = project({"source/care.md": GUIDE, ES: CATALOG, "dragoman.toml": settings})
    outcome = run("status", at=root)
    if more < 0:
        assert outcome.code == 2
        said = outcome.err or outcome.out.splitlines(keepends=True)[-1]  # a catalog does not stop the others
        assert re.search(rf", or raise '{key}' under \[limits\] in dragoman\.toml\.\n$", said), said
        assert re.match(r"(?:source/care\.md|locales/es/LC_MESSAGES/care\.po)\b", said)
    else:
        assert (outcome.code, outcome.err) == (0, "")


def test_each_limit_is_tried() -> None:
    assert set(EXACT) | OF_THE_PRESS == {limit.name for limit in fields(Limits)}


@pytest.mark.parametrize("key", EXACT)
def test_a_limit_is_what_the_settings_say(key: str) -> None:
    limits = parse_settings(f'[project]\nname = "P"\n[limits]\n{key} = 7\n').limits
    assert limits == Limits(**{key: 7})
    assert limits != USUAL_LIMITS


def test_usual_limits() -> None:
    assert parse_settings('[project]\nname = "P"\n').limits == USUAL_LIMITS


WITHOUT_A_PROJECT: Mapping[str, Callable[[Path], list[str]]] = {
    "convert": lambda path: ["convert", "--check", str(path)],
    "merge-driver": lambda path: ["merge-driver", str(path), str(path), str(path), "es.po"],
}


@pytest.mark.parametrize("command", WITHOUT_A_PROJECT)
def test_commands_that_need_no_project_know_the_limits_of_the_one_they_run_in(
    command: str, project: MakeProject, run: Run
) -> None:
    path = Path(ES)
    for most, code in ((2, 2), (3, 0)):
        settings = f"{SETTINGS}[limits]\nentries = {most}\n"
        root = project({"source/care.md": GUIDE, ES: CATALOG, "dragoman.toml": settings})
        outcome = run(*WITHOUT_A_PROJECT[command](path), at=root)
        assert outcome.code == code, outcome


def test_limits_without_a_project_or_with_broken_settings_are_the_usual_ones(tmp_path: Path) -> None:
    assert nearest_limits(tmp_path) == USUAL_LIMITS
    (tmp_path / "dragoman.toml").write_text("<<<<<<< ours\n")
    assert nearest_limits(tmp_path) == USUAL_LIMITS


def test_babel_reads_guides_with_the_usual_limits() -> None:
    from dragoman.markup.parse import parse_guide

    wide = "|" + " a |" * (USUAL_LIMITS.table_columns + 1) + "\n|" + " - |" * (USUAL_LIMITS.table_columns + 1) + "\n"
    with pytest.raises(UserError, match="more than 200 columns"):
        parse_guide(HEAD + wide, "g.md", "g")


def test_a_word_that_no_line_can_hold_is_refused_in_a_catalog(project: MakeProject, run: Run) -> None:
    word = "é" * 10_001
    entry = f'\nmsgid "Rest."\nmsgstr ""\n"{word[:6000]}"\n"{word[6000:]}"\n'
    root = project({"source/care.md": HEAD + "Rest.\n", ES: HEADER + entry})
    outcome = run("check", at=root)
    assert outcome.code != 0
    assert "has a word of more than 10,000 letters" in outcome.out + outcome.err
    assert "raise 'word_letters' under [limits] in dragoman.toml" in outcome.out + outcome.err
