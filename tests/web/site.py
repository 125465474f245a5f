"""The site that the tests of pages look at: the shipped guides, made once in one run of the tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman import build
from dragoman.overview import status_artifacts
from dragoman.project import find_project
from dragoman.site import make_subset, plan_subsets, site_letters, style_artifacts
from projects import copy_shipped, edit, forget_projects

LANGUAGES = ("en", "es", "ar", "ur", "om")
"""English, complete from both sides, and one half done: these have sheets too."""


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
    made: list[build.Made] = []
    for language in (project.english, *project.languages):
        formats = (build.Format.HTML, build.Format.PDF) if language.tag in LANGUAGES else (build.Format.HTML,)
        guides = list(project.guides)
        jobs = build.plan_jobs(project, [language], guides, formats, project.settings.offices[0], today="2026-11-26")
        build.run_jobs(jobs, None, made.append)
    listings = [handout.listing for handout in made]
    freshness = [
        (language, tuple(one.freshness for one in made if one.job.language == language.tag))
        for language in (project.english, *project.languages)
    ]
    shared = [build.index_artifact(project, listings), *status_artifacts(project, freshness, "2026-11-26")]
    subsets = plan_subsets(project, site_letters(project, listings, shared, ()))
    shared += [*style_artifacts(project, subsets), *map(make_subset, subsets)]
    artifacts = [artifact for handout in made for artifact in handout.artifacts]
    for artifact in (*artifacts, *shared):
        path = site / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.content)
