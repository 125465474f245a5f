"""What commands import: to start is most of the time that they take."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from projects import SHIPPED

_SAY = """
import json, sys
from dragoman.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("\\n" + json.dumps(sorted(sys.modules)))
"""
_SLOW = (
    "dragoman.checks",
    "dragoman.edits",
    "dragoman.sync",
    "babel",
    "fontTools",
    "uharfbuzz",
    "openpyxl",
    "pypdfium2",
    "distributed",
)


def modules(*arguments: str) -> set[str]:
    command = [sys.executable, "-c", _SAY, "--project", str(SHIPPED), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(SHIPPED / "src")}
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    return set(json.loads(said.splitlines()[-1]))


def test_a_sheet_is_printed_without_what_checks_and_syncs(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    found = modules("print", "warning-signs", "es", "-o", str(sheet))
    assert sheet.exists()
    assert found >= {"typst", "dragoman.press.press"}
    assert [name for name in found if name in _SLOW] == []


@pytest.mark.parametrize("arguments", [("--help",), ("build", "--help")])
def test_help_needs_no_press_and_no_templates(arguments: tuple[str, ...]) -> None:
    assert [name for name in modules(*arguments) if name in (*_SLOW, "typst", "jinja2", "dragoman.build")] == []
