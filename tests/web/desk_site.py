"""A site with a front desk: hostile names, every state of a sheet, and the shipped guides in scripts of all kinds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from dragoman.cli import main
from projects import copy_shipped, edit, forget_projects

LANGUAGES = ("es", "so", "ar", "km", "zh-Hans", "my", "om")


def made_desk(factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is built; made once in one run of the tests."""
    root = factory.getbasetemp() / "desk"
    if not root.exists():
        copy_shipped(root)
        settings = root / "dragoman.toml"
        _replace_line(settings, r"^required = .*$", f"required = {list(LANGUAGES[:-1])}".replace("'", '"'))
        _replace_line(settings, r"^sign_off = .*$", "sign_off = false")
        _replace_line(settings, r"^machine = .*$", 'machine = "unreviewed"')
        edit(settings, 'paper = "letter"', 'paper = "letter"\ndesk = ["18"]')
        for guide in ("back-injections", "before-your-injection"):
            for path in [root / f"source/{guide}.md", *root.glob(f"locales/**/{guide}.po*")]:
                path.unlink()
        for folder in (root / "locales").iterdir():
            if folder.is_dir() and folder.name.replace("_", "-") not in LANGUAGES:
                shutil.rmtree(folder)
        monkeypatch.chdir(root)
        forget_projects()
        assert main(["build", "--jobs", "1"]) == 0
    return root / "build"


def _replace_line(path: Path, line: str, new: str) -> None:
    (old,) = re.findall(line, path.read_text("utf-8"), re.M)
    edit(path, old, new)
