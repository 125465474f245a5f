"""Projects on disk, and the command run on them: fixtures that `conftest.py` passes on, and their helpers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from dragoman import build
from dragoman.cli import main
from dragoman.folder import MEMORY

SHIPPED = Path(__file__).parent.parent
"""The project that comes with the program: its guides and catalogs."""
SETTINGS = """\
[project]
name = "Small"
[languages]
required = ["es"]
[policy]
sign_off = false
machine = "unreviewed"
[facts.clinic]
phone = { kind = "phone", value = "(763) 555-0100" }
"""
MakeProject = Callable[[Mapping[str, str | bytes]], Path]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person at the terminal, or a script, gets to see of a command."""

    code: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, *arguments: str, at: Path) -> Outcome: ...


@pytest.fixture
def project(tmp_path: Path) -> MakeProject:
    """Makes a project in a folder of its own from its files; a small `dragoman.toml` is put beside them."""

    def make(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "project"
        for name, content in {"dragoman.toml": SETTINGS, **files}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return make


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the shipped project, to be changed at will."""
    return copy_shipped(tmp_path / "shipped")


def copy_shipped(root: Path) -> Path:
    for folder in ("source", "locales"):
        shutil.copytree(SHIPPED / folder, root / folder)
    for file in SHIPPED.glob("*.toml"):
        if file.name != "pyproject.toml":
            shutil.copy(file, root)
    return root


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command in the folder `at`, as `dragoman …` there would."""

    def one(*arguments: str, at: Path) -> Outcome:
        monkeypatch.chdir(at)
        forget_projects()
        capsys.readouterr()
        try:
            code = main(list(arguments))
        except SystemExit as stop:  # argparse: help, and wrong use
            code = stop.code if isinstance(stop.code, int) else 1
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return one


def forget_projects() -> None:
    """A process of the command sees one state of a project; here each call is to be such a process."""
    build._project.cache_clear()
    build._edition.cache_clear()
    build._left_out.cache_clear()


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with what it holds, but for what commands remember; a link is what it leads to."""
    return {
        path.relative_to(folder).as_posix(): bytes(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if (path.is_symlink() or path.is_file()) and MEMORY not in path.relative_to(folder).parts
    }


def edit(path: Path, old: str, new: str) -> None:
    """Replaces a text that stands in a file just once."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), "utf-8")


def cluster_of(workers: int) -> Any:
    """Processes on this machine, as a Dask cluster."""
    from distributed import LocalCluster

    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        dashboard_address="127.0.0.1:0",
        host="127.0.0.1",
        silence_logs=50,
    )
