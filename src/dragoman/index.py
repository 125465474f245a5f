"""The page that leads to all handouts of a build; of a large library, to a page for each language that does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.handouts import ENGLISH_WORDS
from dragoman.jobs import INDEX, Listing
from dragoman.model import Artifact, Language
from dragoman.pages import directions_of, page_address
from dragoman.project import Project
from dragoman.render.html import Index, IndexGuide, IndexLanguage, render_index
from dragoman.render.links import page_path
from dragoman.render.paths import language_list_path, sheet_path


def index_artifact(project: Project, listings: Sequence[Listing | None]) -> Artifact:
    """The page that leads to all handouts; `None` stands for one that is left out."""
    by_language: dict[str, list[Listing]] = {}
    for listing in listings:
        if listing:
            by_language.setdefault(listing.language, []).append(listing)
    languages = [one for one in (project.english, *project.languages) if one.tag in by_language]
    rows = tuple(_with_guides(project, one, by_language[one.tag]) for one in languages)
    return _page(project, INDEX, Index(project.settings.name, rows))


def languages_artifact(project: Project, sizes: Mapping[Language, int]) -> Artifact:
    """The page that leads to the list of each language, with how many handouts that has."""
    rows = tuple(
        IndexLanguage(
            language.tag,
            language.autonym,
            language.english,
            language.direction,
            guides=(),
            list_page=language_list_path(language.tag),
            size=f"{size:,} guide{'' if size == 1 else 's'}",
        )
        for language, size in sizes.items()
    )
    return _page(project, INDEX, Index(project.settings.name, rows))


def language_list(project: Project, language: Language, listings: Sequence[Listing]) -> Artifact:
    """The page that leads to all handouts in a language."""
    row = _with_guides(project, language, listings)
    return _page(project, language_list_path(language.tag), Index(project.settings.name, (row,), of=row))


def _with_guides(project: Project, language: Language, listings: Sequence[Listing]) -> IndexLanguage:
    order = {guide: place for place, guide in enumerate(project.guides)}
    return IndexLanguage(
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
            for listing in sorted(listings, key=lambda found: order[found.guide])
        ),
    )


def _page(project: Project, path: str, index: Index) -> Artifact:
    directions, address = directions_of(project), page_address(project, path)
    return Artifact(path, render_index(index, ENGLISH_WORDS, directions, address, project.page_templates).encode())
