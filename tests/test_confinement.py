"""Paths and markup, where one mistake is enough: what a project names stays inside it, what is text stays text."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from dragoman.errors import UserError
from dragoman.project import find_project
from projects import SETTINGS, SHIPPED, MakeProject

SOURCES = sorted((SHIPPED / "src/dragoman").rglob("*.py"))
HOSTILE_PATHS = (
    "..", "../", "../x", "../../etc/passwd", "a/../../x", "a/b/../../../x", "./../x", "a/./../../x",
    "../root_outside/x",
    "/", "/etc/passwd", "//etc/passwd", "///etc/passwd", "/../etc/passwd", "/proc/self/environ", "/dev/zero",
    "..\\x", "a\\..\\..\\x", "\\etc\\passwd", "\\\\host\\share\\x", "//host/share/x", "C:\\x", "C:/x", "c:x",
    "file:///etc/passwd", "file:x", "http://evil.example/x", "https:x", "data:,x", "javascript:x",
    "x\0", "\0", "x\0/../../y", "out/x", "out/../x", "out/../../x", "loop", "loop/x", "loop/../x", "deep/out/x",
)  # fmt: skip
HARMLESS_PATHS = (
    "%2e%2e/x",
    "..%2fx",
    "....//x",
    ".../x",
    "~/x",
    "~root/x",
    "$HOME/x",
    "a/x..",
    "..x/y",
    "x/./y",
    "a//b",
)
"""Nobody decodes or expands them: they name files of the project that are not there."""


@pytest.fixture
def root(project: MakeProject) -> Path:
    made = project({"source/care.md": "---\ntitle: Care\n---\nRest.\n", "dragoman.toml": SETTINGS, "deep/x": "x"})
    outside = made.parent / f"{made.name}_outside"
    outside.mkdir()
    (outside / "x").write_text("secret", "utf-8")
    (made / "out").symlink_to(outside)
    (made / "deep/out").symlink_to("../out")
    (made / "loop").symlink_to("loop")
    return made


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_no_path_leads_out_of_a_project(root: Path, path: str) -> None:
    """It is refused, or what it is in the end is inside."""
    try:
        found = find_project(root).inside(path, "x.md")
    except UserError:
        return
    assert found == root or root in found.parents


@pytest.mark.parametrize("path", HARMLESS_PATHS)
def test_what_seems_to_lead_out_is_a_name_like_any_other(root: Path, path: str) -> None:
    found = find_project(root).inside(path, "x.md")
    assert root in found.parents
    assert not found.exists()


def test_there_are_paths_enough() -> None:
    assert len({*HOSTILE_PATHS, *HARMLESS_PATHS}) > 50


def test_a_file_that_becomes_a_link_between_check_and_use_is_not_followed(root: Path) -> None:
    opened = find_project(root)
    path = opened.inside("source/care.md", "x.md")
    path.unlink()
    path.symlink_to(root.parent / f"{root.name}_outside" / "x")
    with pytest.raises(UserError):
        opened.read_bytes("source/care.md")


# ── one place that escapes ──


@cache
def parsed() -> dict[Path, tuple[ast.AST, ...]]:
    return {path: tuple(ast.walk(ast.parse(path.read_text("utf-8")))) for path in SOURCES}


def calls(name: str) -> list[tuple[Path, ast.Call]]:
    """Of a function or class by its last name, in the whole program."""
    found = []
    for path, nodes in parsed().items():
        for node in nodes:
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called == name:
                    found.append((path, node))
    return found


def test_every_template_is_escaped() -> None:
    """`autoescape=True` and no rule that depends on the name of a template."""
    environments = [*calls("Environment"), *calls("SandboxedEnvironment")]
    assert len(environments) == 2
    for _, call in environments:
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        assert isinstance(given["autoescape"], ast.Constant)
        assert given["autoescape"].value is True
        assert "extensions" not in given, "jinja2.ext.i18n trusts translations"
    assert not calls("select_autoescape")


def test_only_one_module_lets_markup_through() -> None:
    assert {path.name for path, _ in calls("Markup")} == {"templating.py"}
    for path in (SHIPPED / "src/dragoman/render/templates").glob("*.j2"):
        text = path.read_text("utf-8")
        assert not [word for word in ("| safe", "|safe", "autoescape", "{% trans") if word in text], path.name


def test_nothing_evaluates_a_text() -> None:
    """No text of a file is ever run."""
    assert not [*calls("eval"), *calls("exec"), *calls("format_map"), *calls("from_string")]
    # The rule of plural forms is read token by token first.
    assert {path.name for path, _ in calls("c2py")} == {"plurals.py"}
