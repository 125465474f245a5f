"""The site that the tests of pages look at: the shipped guides in all languages, built once in one run of the tests,
by whichever of its processes needs it first. Tests only look at it.

No signature is asked for, so that there is both: what is complete is final, and of Oromo, which is begun, one guide.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
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
    root = _shared(factory) / "site"
    with _one_at_a_time(root) as is_made:
        if is_made:
            return root / "build"
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
    root = _shared(factory) / "divided"
    whole = made_site(factory).parent
    with _one_at_a_time(root) as is_made:
        if is_made:
            return root / "build"
        shutil.copytree(whole, root)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(lists, "MOST_ON_A_PAGE", len(PAGES) - 1)
            (root / ".dragoman/last-build.json").unlink(missing_ok=True)  # it does not know of the other number
            forget_projects()
            assert main(["--project", str(root), "build", "--jobs", "2"]) == 0
    return root / "build"


def _shared(factory: pytest.TempPathFactory) -> Path:
    """A folder of this run of the tests, which all its processes have."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def _one_at_a_time(root: Path) -> Iterator[bool]:
    """Whether the folder is made already; who comes meanwhile waits, and what was left half made is made anew."""
    made = root.with_suffix(".made")
    with root.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if made.exists():
            yield True
            return
        shutil.rmtree(root, ignore_errors=True)
        yield False
        made.touch()


def _set_up(settings: Path) -> None:
    edit(settings, 'paper = "letter"', f'paper = "letter"\nweb = "{WEB}"\ndesk = ["18"]')
    edit(settings, "sign_off = true", "sign_off = false")
    edit(settings, 'machine = "reviewed"', 'machine = "unreviewed"')
