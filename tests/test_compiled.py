"""Compiled templates: kept beside them, and only believed where they were made of just the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest

from dragoman.compiled import CompiledTemplates
from dragoman.model import PageTemplates
from dragoman.render import templating
from dragoman.render.templating import fill, keep_compiled

HELLO = "<p>{{ name }}</p>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Of templates, with one of them, in which compiled ones may be kept."""
    for module in ("compiled", "render.templating"):
        monkeypatch.setattr(f"dragoman.{module}.TEMPLATES", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(templating, "_kept", [])
    (tmp_path / "hello.html.j2").write_text(HELLO, "utf-8")
    keep_compiled(CompiledTemplates())
    yield tmp_path
    templating._environment.cache_clear()  # it knows this folder


def filled(templates: PageTemplates | None = None) -> str:
    """As a new process does."""
    templating._environment.cache_clear()
    return fill("hello.html.j2", templates or PageTemplates("", ()), frozenset(), {"name": "<Ana>"})


def kept(folder: Path) -> Path:
    (found,) = (folder / "__pycache__").iterdir()
    return found


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of templates as they are compiled."""
    names: list[str] = []
    compile_ = jinja2.Environment.compile

    def counting(self: jinja2.Environment, source: str, name: str, filename: str) -> object:
        names.append(name)
        return compile_(self, source, name, filename)

    monkeypatch.setattr(jinja2.Environment, "compile", counting)
    return names


def test_a_template_is_compiled_once_for_all_processes(folder: Path, compiled: list[str]) -> None:
    assert filled() == filled() == "<p>&lt;Ana&gt;</p>\n"
    assert compiled == ["hello.html.j2"]
    assert kept(folder).name.startswith("hello.html.")


def test_another_text_is_compiled_anew(folder: Path) -> None:
    filled()
    (folder / "hello.html.j2").write_text("<b>{{ name }}</b>", "utf-8")
    assert filled() == "<b>&lt;Ana&gt;</b>\n"


@pytest.mark.usefixtures("folder")
def test_so_it_is_by_another_jinja(compiled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    filled()
    monkeypatch.setattr(jinja2, "__version__", "99")
    filled()
    assert len(compiled) == 2


@pytest.mark.usefixtures("folder")
def test_so_it_is_in_another_environment(compiled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    filled()
    monkeypatch.setitem(jinja2.filters.FILTERS, "loud", str.upper)
    filled()
    assert len(compiled) == 2


@pytest.mark.parametrize("place", [0, 40, 70, -1])
def test_a_damaged_file_is_no_file(place: int, folder: Path) -> None:
    filled()
    content = bytearray(kept(folder).read_bytes())
    content[place] ^= 1
    kept(folder).write_bytes(content)
    assert filled() == "<p>&lt;Ana&gt;</p>\n"
    kept(folder).write_bytes(content[: len(content) // 2])
    assert filled() == "<p>&lt;Ana&gt;</p>\n"


def test_none_is_written_where_python_may_write_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert filled() == "<p>&lt;Ana&gt;</p>\n"
    assert not (folder / "__pycache__").exists()


def test_none_is_written_where_none_can_be(folder: Path) -> None:
    (folder / "__pycache__").write_text("a file")
    assert filled() == "<p>&lt;Ana&gt;</p>\n"


def test_templates_of_a_project_are_not_kept(folder: Path, compiled: list[str]) -> None:
    own = PageTemplates("templates", (("hello.html.j2", "<i>{{ name }}</i>"),))
    assert filled(own) == filled(own) == "<i>&lt;Ana&gt;</i>\n"
    assert len(compiled) == 2
    assert not (folder / "__pycache__").exists()
