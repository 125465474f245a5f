"""The page that leads to all handouts of a build."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.build import INDEX, Listing
from dragoman.handouts import ENGLISH_WORDS
from dragoman.model import Artifact
from dragoman.pages import page_address
from dragoman.project import Project
from dragoman.render.html import Index, IndexGuide, IndexLanguage, render_index
from dragoman.render.links import page_path
from dragoman.render.paths import sheet_path


def index_artifact(project: Project, listings: Sequence[Listing | None]) -> Artifact:
    """The page that leads to all handouts; `None` stands for one that is left out."""
    return Artifact(INDEX, _index(project, [listing for listing in listings if listing]).encode())


def _index(project: Project, listings: Sequence[Listing]) -> str:
    by_language: dict[str, list[Listing]] = {}
    for listing in listings:
        by_language.setdefault(listing.language, []).append(listing)
    order = list(project.guides)
    rows = [
        IndexLanguage(
            tag=language.tag,
            autonym=language.autonym,
            english=language.english,
            direction=language.direction,
            guides=tuple(
                IndexGuide(
                    title=listing.title,
                    title_lang=listing.title_lang,
                    title_en=listing.title_en,
                    page=page_path(listing.guide, listing.language),
                    pdf=sheet_path(listing.guide, listing.language),
                    draft=listing.draft,
                )
                for listing in sorted(by_language[language.tag], key=lambda found: order.index(found.guide))
            ),
        )
        for language in (project.english, *project.languages)
        if language.tag in by_language
    ]
    index = Index(project.settings.name, tuple(rows))
    address = page_address(project, INDEX)
    directions = {one.tag: one.direction for one in (project.english, *project.languages)}
    return render_index(index, ENGLISH_WORDS, directions, address, project.page_templates)
