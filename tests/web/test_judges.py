"""The pages before the judges of others: axe-core for what stands in a reader's way, the Nu checker for HTML and CSS.

Both come from npm and are no part of this project: `.ci/run` installs them outside the tree and names their folder.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from web.browser import CHROMIUM, Tab, use
from web.site import DRAFTS, EVERY_PAGE, LISTS, WITH_SCRIPTS

JUDGES = Path(os.environ.get("DRAGOMAN_JUDGES", "/nowhere"))
"""A `node_modules` folder."""
AXE = JUDGES / "axe-core" / "axe.min.js"
VNU = JUDGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
DARK = tuple(
    name for name in EVERY_PAGE if name.startswith(("en/", "ar/", "desk/om")) or name in DRAFTS or "/" not in name
)
"""Enough: dark pages differ in their colours alone, and these have all of them."""
RUN_AXE = """axe.run(document, {resultTypes: ['violations']}).then(result => [
  result.passes.length,
  ...result.violations.map(found => `${found.id}: ${found.nodes[0].html} ${found.nodes[0].failureSummary}`)
])"""
SELF_ON_DISK = "Resource violates Content Security Policy .* blocked by “(?:style|script)-src” directive."
"""The checker, given files, takes none as of the same site. Whether the policy lets them through, Chromium says."""
GUESSED = 'This document appears to be written in .* “lang="mww-Latn"”'
"""It guesses at languages, by chance, among those that it knows. Hmong is none of them, so that it says now and then
that a page is in Uzbek."""


@pytest.mark.skipif(not (AXE.is_file() and CHROMIUM), reason="DRAGOMAN_JUDGES names no folder with axe-core")
@pytest.mark.parametrize(
    ("name", "scheme"), [*((name, "light") for name in EVERY_PAGE), *((name, "dark") for name in DARK)]
)
def test_nothing_stands_in_a_readers_way(tab: Tab, site: Path, name: str, scheme: str) -> None:
    tab.open((site / name).as_uri(), prefers_color_scheme=scheme)
    tab.run("document.querySelectorAll('details').forEach(menu => { menu.open = true })")
    tab.run(f"{AXE.read_text('utf-8')}; 0")
    passed, *violations = tab.run(RUN_AXE)
    assert violations == []
    assert passed > 20
    if name in WITH_SCRIPTS:
        use(tab, name)
        assert tab.run(RUN_AXE)[1:] == []


@pytest.mark.skipif(not (AXE.is_file() and CHROMIUM), reason="DRAGOMAN_JUDGES names no folder with axe-core")
@pytest.mark.parametrize("name", ["index.html", "status.html", *LISTS])
def test_nothing_stands_in_the_way_on_divided_lists(tab: Tab, divided: Path, name: str) -> None:
    for width in (1024, 320):
        tab.open((divided / name).as_uri(), width=width, prefers_color_scheme="dark" if width == 320 else "light")
        tab.run(f"{AXE.read_text('utf-8')}; 0")
        passed, *violations = tab.run(RUN_AXE)
        assert violations == []
        assert passed > 20


@pytest.mark.skipif(not (AXE.is_file() and CHROMIUM), reason="DRAGOMAN_JUDGES names no folder with axe-core")
def test_axe_would_tell(tab: Tab, tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text("<!DOCTYPE html><img src=x><p style='color: #ddd; background: #fff'>pale words", "utf-8")
    tab.open(page.as_uri())
    tab.run(f"{AXE.read_text('utf-8')}; 0")
    assert {found.partition(":")[0] for found in tab.run(RUN_AXE)[1:]} >= {
        "image-alt",
        "html-has-lang",
        "color-contrast",
    }


@pytest.mark.skipif(not (VNU.is_file() and shutil.which("java")), reason="DRAGOMAN_JUDGES names no folder with vnu-jar")
def test_html_and_css_are_as_the_standards_say(site: Path, divided: Path, tmp_path: Path) -> None:
    pages = [*(site / name for name in EVERY_PAGE), *(divided / name for name in ("index.html", "status.html", *LISTS))]
    assert _complaints(["--skip-non-html", *map(str, pages)]) == []
    assert _complaints(["--css", *map(str, (site / "assets").glob("*.css"))]) == []
    bad = tmp_path / "bad.html"
    bad.write_text("<!DOCTYPE html><p lang=xx-yy-zz><center>", "utf-8")
    assert len(_complaints([str(bad)])) > 1


def _complaints(arguments: list[str]) -> list[str]:
    """Errors and warnings."""
    command = ["java", "-jar", str(VNU), "--format", "json", *arguments]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False).stderr
    found = [f"{one.get('url', '')}: {one['message']}" for one in json.loads(said)["messages"]]
    return [one for one in found if not re.search(f"{SELF_ON_DISK}|{GUESSED}", one)]
