"""A project looked into by several processes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.findings import find_all
from dragoman.inspection import project_rules
from dragoman.project import find_project

TODAY = "2026-11-26"
_ASK = f"""
import sys
from pathlib import Path
from dragoman.inspection import project_rules
from dragoman.findings import find_all
from dragoman.project import find_project
project = find_project(Path(sys.argv[1]))
for finding in find_all(project, project.languages, "{TODAY}", project_rules(project), processes=2):
    print(ascii(finding))
print(any(name.startswith("locales/es/") for name in project._seen))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems look into one language after the other")
def test_several_processes_find_what_one_does_in_its_order(shipped: Path) -> None:
    for folder in (shipped / "locales").iterdir():
        if folder.is_dir() and folder.name not in ("ru", "es", "zh_Hans"):
            shutil.rmtree(folder)  # three languages are enough for two processes
    for language in ("ru", "es", "zh_Hans"):
        catalog = shipped / f"locales/{language}/LC_MESSAGES/warning-signs.po"
        head, _, entries = catalog.read_text("utf-8").partition("\n\n")
        catalog.write_text(f"{head}\n\n{entries.replace('911', '119')}", "utf-8")
    project = find_project(shipped)
    alone = list(find_all(project, project.languages, TODAY, project_rules(project)))
    asked = subprocess.run([sys.executable, "-c", _ASK, str(shipped)], check=True, capture_output=True, text=True)
    *lines, read_here = asked.stdout.splitlines()
    assert lines == [ascii(finding) for finding in alone]
    assert {finding.language for finding in alone if finding.severity == "error"} >= {"ru", "es", "zh-Hans"}
    assert read_here == "False", "the catalogs were read by the process that asked"
