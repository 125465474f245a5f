"""The site that the tests of pages look at: the shipped guides in all languages, made once in one run of the tests.

No signature is asked for, so that there is both: what is complete is final, and of Oromo, which is begun, one guide.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman import build
from dragoman.cache import Cache
from dragoman.index import index_artifact
from dragoman.model import Artifact
from dragoman.overview import status_artifacts
from dragoman.project import Project, find_project
from dragoman.site import font_outputs, plan_subsets, site_letters, sitemap_artifacts, style_artifacts
from projects import SHIPPED, copy_shipped, edit, forget_projects

WEB = "https://clinic.example/handouts"
LANGUAGES = ("en", *(language.tag for language in find_project(SHIPPED).languages))
GUIDES = tuple(find_project(SHIPPED).guides)
WITH_SHEETS = ("en", "es", "ar", "ur", "om")
"""English, complete from both sides, and one half done. Sheets of the others would tell nothing more of pages."""
PAGES = tuple(f"{tag}/{guide}.html" for tag in LANGUAGES for guide in GUIDES)
DRAFTS = tuple(f"om/{guide}.html" for guide in GUIDES if guide != "warning-signs")
FONT_CACHE = SHIPPED / ".pytest_cache" / "d" / "web-fonts"
TODAY = "2026-11-26"


def made_site(factory: pytest.TempPathFactory) -> Path:
    root = factory.getbasetemp() / "site"
    site = root / "build"
    if not root.exists():
        copy_shipped(root / "project")
        _set_up(root / "project" / "dragoman.toml")
        forget_projects()
        for artifact in _artifacts(find_project(root / "project")):
            path = site / artifact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(artifact.content)
    return site


def _set_up(settings: Path) -> None:
    edit(settings, 'paper = "letter"', f'paper = "letter"\nweb = "{WEB}"')
    edit(settings, "sign_off = true", "sign_off = false")
    edit(settings, 'machine = "reviewed"', 'machine = "unreviewed"')


def _artifacts(project: Project) -> Iterator[Artifact]:
    made: list[build.Made] = []
    languages = (project.english, *project.languages)
    for language in languages:
        formats = (build.Format.HTML, build.Format.PDF) if language.tag in WITH_SHEETS else (build.Format.HTML,)
        jobs = build.plan_jobs(project, [language], GUIDES, formats, project.settings.offices[0], today=TODAY)
        build.run_jobs(jobs, None, made.append)
    listings = [handout.listing for handout in made]
    freshness = [
        (language, tuple(one.freshness for one in made if one.job.language == language.tag)) for language in languages
    ]
    shared = [index_artifact(project, listings), *status_artifacts(project, freshness, TODAY)]
    subsets = plan_subsets(project, site_letters(project, listings, shared, ()))
    yield from (artifact for handout in made for artifact in handout.artifacts)
    yield from shared
    yield from sitemap_artifacts(project, listings)
    yield from style_artifacts(project, subsets)
    for font in font_outputs(subsets, Cache(FONT_CACHE), lambda _: None, writes=True):
        yield Artifact(font.path, font.content())
