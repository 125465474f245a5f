"""The gate for CI: the script, the action, the hooks and the recipes are what they say."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.cli.parser import make_parser
from projects import SHIPPED, edit

ACTION: dict[str, Any] = yaml.safe_load((SHIPPED / "action.yml").read_text("utf-8"))
HOOKS: list[dict[str, Any]] = yaml.safe_load((SHIPPED / ".pre-commit-hooks.yaml").read_text("utf-8"))
CATALOG = "locales/es/LC_MESSAGES/back-injections.po"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """`dragoman` as an installed program would be."""
    path = tmp_path / "bin" / "dragoman"
    path.parent.mkdir()
    path.write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(SHIPPED / "src"))} exec {sys.executable} -m dragoman "$@"\n'
    )
    path.chmod(0o755)
    return path


@pytest.fixture
def spanish(shipped: Path) -> Path:
    """The shipped project in one language: what the gate does with a finding is the same in each."""
    for folder in (shipped / "locales").iterdir():
        if folder.is_dir() and folder.name != "es":
            shutil.rmtree(folder)
    settings = (shipped / "dragoman.toml").read_text("utf-8")
    named = settings[settings.index("required = ") : settings.index("[policy]")]
    (shipped / "dragoman.toml").write_text(settings.replace(named, 'required = ["es"]\n'), "utf-8")
    return shipped


def gate(program: Path, root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "DRAGOMAN"))}
    return subprocess.run(
        [SHIPPED / ".ci" / "check"],
        cwd=root,
        env={**clean, "DRAGOMAN": str(program), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_gate_is_quiet_on_the_shipped_project(program: Path, shipped: Path) -> None:
    done = gate(program, shipped)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 errors" in done.stdout


def test_the_gate_annotates_reports_and_sums_up(program: Path, spanish: Path, tmp_path: Path) -> None:
    edit(spanish / CATALOG, 'msgstr "**Los puntos principales:**"', 'msgstr "**Los puntos principales:"')
    edit(spanish / "source/warning-signs.md", "title: ", "title: My ")
    summary = tmp_path / "summary.md"
    done = gate(
        program,
        spanish,
        GITHUB_ACTIONS="true",
        GITHUB_STEP_SUMMARY=str(summary),
        DRAGOMAN_REPORTS=str(tmp_path / "reports"),
    )
    assert done.returncode == 1
    assert re.search(rf"^::error file={CATALOG},line=\d+,title=markup-mismatch::", done.stdout, re.MULTILINE)
    assert "| Spanish (es) |" in summary.read_text("utf-8").replace("&#40;", "(")
    assert "| Language | " in summary.read_text("utf-8")
    (run,) = json.loads((tmp_path / "reports/dragoman.sarif").read_text("utf-8"))["runs"]
    assert {"markup-mismatch", "stale-catalog"} <= {result["ruleId"] for result in run["results"]}
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == [
        "dragoman.json",
        "dragoman.sarif",
        "dragoman.xml",
    ]


def test_the_gate_says_what_it_cannot_read(program: Path, shipped: Path) -> None:
    edit(shipped / "dragoman.toml", "[project]", "[projects]")
    done = gate(program, shipped)
    assert done.returncode == 2
    assert "The file has no key 'projects'" in done.stderr


def test_the_action_runs_the_gate(program: Path, spanish: Path, tmp_path: Path) -> None:
    """Its last step, as GitHub would run it, but for the installation before it."""
    *_, check = ACTION["runs"]["steps"]
    home = tmp_path / "dragoman" / "bin"
    home.mkdir(parents=True)
    (home / "dragoman").symlink_to(program)
    outputs = tmp_path / "outputs"
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", check["run"]],
        cwd=spanish,
        env={
            **os.environ,
            "GITHUB_ACTION_PATH": str(SHIPPED),
            "GITHUB_OUTPUT": str(outputs),
            "RUNNER_TEMP": str(tmp_path),
            "DRAGOMAN_PROJECT": ACTION["inputs"]["project"]["default"],
            "DRAGOMAN_AGAINST": "",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert outputs.read_text() == f"sarif={tmp_path}/dragoman-reports/dragoman.sarif\n"
    assert (tmp_path / "dragoman-reports/dragoman.sarif").exists()


def test_what_the_action_installs_is_there() -> None:
    text = (SHIPPED / "action.yml").read_text("utf-8")
    named = re.findall(r"\$GITHUB_ACTION_PATH/([\w./-]+)", text)
    assert named
    assert [name for name in named if not (SHIPPED / name).exists()] == []


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_a_command_that_there_is(hook: dict[str, Any]) -> None:
    make_parser().parse_args(shlex.split(hook["entry"])[1:])
    assert not hook["pass_filenames"]
    for name in ("source/rest.md", "source/images/spine.svg", CATALOG, "locales/rest.pot", "dragoman.toml"):
        assert re.search(hook["files"], name)


def test_recipes_for_ci_name_hooks_and_outputs_that_there_are() -> None:
    page = (SHIPPED / "docs/ci.md").read_text("utf-8")
    blocks = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)]
    github, gitlab, hooks = blocks
    assert set(re.findall(r"dragoman\.outputs\.(\w+)", json.dumps(github))) <= set(ACTION["outputs"])
    assert ".dragoman/.ci/check" in json.dumps(gitlab)
    assert [hook["id"] for hook in hooks["repos"][0]["hooks"]] == [hook["id"] for hook in HOOKS]
