"""The site that the tests of pages look at: the shipped guides, made once in one run of the tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman import build
from dragoman.overview import status_artifacts
from dragoman.project import find_project
from projects import copy_shipped, edit, forget_projects

LANGUAGES = ("en", "es", "ar", "ur", "om")
"""English, complete from both sides, and one half done."""


def made_site(factory: pytest.TempPathFactory) -> Path:
    root = factory.getbasetemp() / "site"
    site = root / "build"
    if not root.exists():
        _make(root, site)
    return site


def _make(root: Path, site: Path) -> None:
    copy_shipped(root / "project")
    settings = root / "project" / "dragoman.toml"
    edit(
        settings, re.findall(r"^required = .*$", settings.read_text("utf-8"), re.M)[0], 'required = ["es", "ar", "ur"]'
    )
    forget_projects()
    project = find_project(root / "project")
    languages = [project.language(tag) for tag in LANGUAGES]
    made: list[build.Made] = []
    formats = (build.Format.HTML, build.Format.PDF)
    jobs = build.plan_jobs(
        project, languages, list(project.guides), formats, project.settings.offices[0], today="2026-11-26"
    )
    build.run_jobs(jobs, None, made.append)
    listings = [handout.listing for handout in made]
    freshness = [
        (language, tuple(one.freshness for one in made if one.job.language == language.tag)) for language in languages
    ]
    artifacts = [artifact for handout in made for artifact in handout.artifacts]
    artifacts += [build.index_artifact(project, listings), *build.style_artifacts(project)]
    for artifact in (*artifacts, *status_artifacts(project, freshness, "2026-11-26")):
        path = site / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.content)
