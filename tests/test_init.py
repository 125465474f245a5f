"""`dragoman init`: a project that every other command can work on at once, and nothing lost that was there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dragoman.languages import all_languages
from dragoman.starter import starter_files
from projects import Run, files_of


def test_a_new_project_builds_and_has_no_finding_but_what_is_still_to_be_done(run: Run, tmp_path: Path) -> None:
    made = run("init", "new/library", "Spanish", "Somali", "--name", 'Guides of "Ours"', at=tmp_path)
    assert (made.code, made.err) == (0, "")
    assert "cd new/library" in made.out
    library = tmp_path / "new" / "library"
    for command in (("extract", "--check"), ("sync", "--check"), ("check",)):
        assert run(*command, at=library).code == 0
    checked = run("check", at=library)
    assert "0 errors, 0 warnings" in checked.out
    built = run("build", "--jobs", "1", at=library)
    assert (built.code, built.err) == (0, "")
    assert {path.name for path in (library / "build" / "so").glob("*.html")} == {"your-visit.html"}
    assert 'name = "Guides of \\"Ours\\""' in (library / "dragoman.toml").read_text("utf-8")


def test_files_for_git_that_are_there_stay_as_they_are(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    made = run("init", ".", at=tmp_path)
    assert made.code == 0
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert ".gitignore" in made.out.partition("In this folder:")[2]
    assert "cd " not in made.out


@pytest.mark.parametrize("taken", ["dragoman.toml", "source/your-visit.md"])
def test_a_folder_that_is_taken_is_left_alone(run: Run, tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).parent.mkdir(exist_ok=True)
    (tmp_path / taken).write_text("mine")
    before = files_of(tmp_path)
    made = run("init", ".", "es", at=tmp_path)
    assert (made.code, made.out) == (2, "")
    assert taken in made.err
    assert made.err.count("\n") == 1
    assert files_of(tmp_path) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["en"], "English"), (["Klingon"], "Klingon"), (["es", "--name", " \n"], "--name"), (["Chinese"], "zh-Hans")],
)
def test_a_wrong_wish_makes_nothing(run: Run, tmp_path: Path, arguments: list[str], said: str) -> None:
    made = run("init", "new", *arguments, at=tmp_path)
    assert made.code == 2
    assert said in made.err
    assert not (tmp_path / "new").exists()


def test_the_settings_say_any_name_and_every_language() -> None:
    settings = starter_files("a\\b \"c\" 'd' #é $x", all_languages(), today="2026-11-26")["dragoman.toml"].decode()
    read = tomllib.loads(settings)
    assert read["project"]["name"] == "a\\b \"c\" 'd' #é $x"
    assert read["languages"]["begun"] == [language.tag for language in all_languages()]
