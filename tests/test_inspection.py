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
_ASK_ONE = f"""
import sys
from pathlib import Path
from dragoman import copies, inquiry
from dragoman.findings import find_all
from dragoman.inspection import project_rules
from dragoman.project import find_project
inquiry._FEWEST_TEXTS, inquiry._AT_ONCE, copies._FEWEST_PARTS = 100, 1, 2
project = find_project(Path(sys.argv[1]))
only = [language for language in project.languages if language.tag == "es"]
looked_at, work = [], inquiry.look_at_pairs
inquiry.look_at_pairs = lambda view, *rest: looked_at.append(view.guide) or work(view, *rest)
for finding in find_all(project, only, "{TODAY}", project_rules(project), processes=2, recalled=True):
    print(ascii(finding))
print(len(looked_at))
"""
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


def _let_911_be_119(project: Path, *languages: str) -> None:
    for folder in (project / "locales").iterdir():
        if folder.is_dir() and folder.name not in languages:
            shutil.rmtree(folder)
    for language in languages:
        catalog = project / f"locales/{language}/LC_MESSAGES/warning-signs.po"
        head, _, entries = catalog.read_text("utf-8").partition("\n\n")
        catalog.write_text(f"{head}\n\n{entries.replace('911', '119')}", "utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems look into one language after the other")
def test_several_processes_find_what_one_does_in_its_order(shipped: Path) -> None:
    _let_911_be_119(shipped, "ru", "es", "zh_Hans")  # three languages are enough for two processes
    project = find_project(shipped)
    alone = list(find_all(project, project.languages, TODAY, project_rules(project)))
    asked = subprocess.run([sys.executable, "-c", _ASK, str(shipped)], check=True, capture_output=True, text=True)
    *lines, read_here = asked.stdout.splitlines()
    assert lines == [ascii(finding) for finding in alone]
    assert {finding.language for finding in alone if finding.severity == "error"} >= {"ru", "es", "zh-Hans"}
    assert read_here == "False", "the catalogs were read by the process that asked"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems look into one catalog after the other")
def test_two_processes_find_in_one_language_what_one_does_also_after_an_edit(shipped: Path) -> None:
    _let_911_be_119(shipped, "es")
    parts = []
    for _ in range(2):
        project = find_project(shipped)
        only = [language for language in project.languages if language.tag == "es"]
        alone = list(find_all(project, only, TODAY, project_rules(project)))
        asked = subprocess.run(
            [sys.executable, "-c", _ASK_ONE, str(shipped)], check=True, capture_output=True, text=True
        )
        *lines, looked_at = asked.stdout.splitlines()
        assert lines == [ascii(finding) for finding in alone]
        assert any(finding.severity == "error" for finding in alone)
        parts.append(int(looked_at))
        catalog = shipped / "locales/es/LC_MESSAGES/warning-signs.po"
        catalog.write_text(catalog.read_text("utf-8").replace("119", "118", 1), "utf-8")
    catalogs = len(find_project(shipped).guides) + 1
    assert 0 < parts[0] < catalogs, "the two processes did not divide the catalogs"
    assert parts[1] == 0, "catalogs that had not changed were divided again"
