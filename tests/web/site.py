"""The site that the tests of pages look at: the shipped guides in all languages, built once in one run of the tests.

No signature is asked for, so that there is both: what is complete is final, and of Oromo, which is begun, one guide.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman import lists
from dragoman.cli import main
from dragoman.project import find_project
from projects import SHIPPED, copy_shipped, edit, forget_projects

WEB = "https://clinic.example/handouts"
LANGUAGES = ("en", *(language.tag for language in find_project(SHIPPED).languages))
GUIDES = tuple(find_project(SHIPPED).guides)
PAGES = tuple(f"{tag}/{guide}.html" for tag in LANGUAGES for guide in GUIDES)
DRAFTS = tuple(f"om/{guide}.html" for guide in GUIDES if guide != "warning-signs")
WITH_SCRIPTS = ("desk.html", "search.html")
TABLES = tuple(f"desk/{tag}.html" for tag in LANGUAGES)
"""What the front desk has without a script."""
EVERY_PAGE = (*PAGES, "index.html", "status.html", *WITH_SCRIPTS, *TABLES)
LISTS = tuple(f"{folder}/{tag}.html" for folder in ("languages", "status") for tag in LANGUAGES)
"""What the index and the table of states of a large library are divided into."""
CACHE = SHIPPED / ".pytest_cache" / "d" / "web-site"
"""Cutting fonts takes longer than all the rest, and they are the same from one run of the tests to the next."""


def made_site(factory: pytest.TempPathFactory) -> Path:
    root = factory.getbasetemp() / "site"
    if not root.exists():
        copy_shipped(root)
        _set_up(root / "dragoman.toml")
        if CACHE.is_dir():
            shutil.copytree(CACHE, root / ".dragoman/cache")
        forget_projects()
        assert main(["--project", str(root), "build", "--jobs", "2"]) == 0
        shutil.rmtree(CACHE, ignore_errors=True)
        shutil.copytree(root / ".dragoman/cache", CACHE)
    return root / "build"


def divided_site(factory: pytest.TempPathFactory) -> Path:
    """The same guides as a large library has them: lists of one language on a page."""
    root = factory.getbasetemp() / "divided"
    if not root.exists():
        shutil.copytree(made_site(factory).parent, root)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(lists, "MOST_ON_A_PAGE", len(PAGES) - 1)
            (root / ".dragoman/last-build.json").unlink(missing_ok=True)  # it does not know of the other number
            forget_projects()
            assert main(["--project", str(root), "build", "--jobs", "2"]) == 0
    return root / "build"


def _set_up(settings: Path) -> None:
    edit(settings, 'paper = "letter"', f'paper = "letter"\nweb = "{WEB}"\ndesk = ["18"]')
    edit(settings, "sign_off = true", "sign_off = false")
    edit(settings, 'machine = "reviewed"', 'machine = "unreviewed"')
