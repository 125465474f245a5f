"""The last version that was final, out of git: projects of earlier commits, read by today's program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.disk import passing_folder
from dragoman.errors import UserError
from dragoman.folder import decode
from dragoman.git import Commit, commits_touching, tree_files
from dragoman.handouts import compose_handout, open_edition, sheet_data
from dragoman.ledger_file import LEDGER_NAME
from dragoman.markup.join import figure_sources, part_names
from dragoman.model import Handout, Language
from dragoman.project import Project, find_project
from dragoman.render.sheet_types import Sheet
from dragoman.render.words import PAGE_DOMAIN
from dragoman.settings import FILE_NAME, find_office, parse_settings

_MOST_BYTES = 5_000_000
_ENDINGS = (".md", ".svg", ".png", ".po", ".jsonl", ".toml")
"""What a handout is made of; nothing else of an old commit is looked at."""


@dataclass(frozen=True, slots=True)
class Found:
    """A handout as it was when it was final."""

    commit: Commit
    handout: Handout
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Wanted:
    """A handout by its names, which an older project may know or not."""

    guide: str
    language: str
    office: str | None
    """Id or name as a person gives it; `None` for the first of the project."""


def last_final(project: Project, wanted: Wanted) -> Found | None:
    """The handout at the newest commit at which it was final, judged by that commit's own settings and date."""
    for commit in commits_touching(project.root, sources_of(project, wanted.guide, project.language(wanted.language))):
        if found := _final_at(project, commit, wanted):
            return found
    return None


def english_changed_on(project: Project, guide: str) -> str:
    """The ISO date of the newest commit that changed the English of a guide; empty where git does not know."""
    commits = commits_touching(project.root, _english_sources(project, guide))
    return commits[0].date if commits else ""


def sources_of(project: Project, guide: str, language: Language) -> Sequence[str]:
    """The paths that decide what a handout says and whether it is final."""
    english = _english_sources(project, guide)
    ledgers = [project.ledger_path(project.english)]
    if language == project.english:
        return (*english, *ledgers, FILE_NAME)
    used = {guide, *part_names(project.guide(guide)), PAGE_DOMAIN}
    domains = [name for name, names in project.domains().items() if used & {*names}]
    catalogs = [project.catalog_path(name, language) for name in domains]
    return (*english, *catalogs, *ledgers, project.ledger_path(language), FILE_NAME)


def _english_sources(project: Project, guide: str) -> Sequence[str]:
    whole = project.guide(guide)
    source = project.settings.source
    parts = sorted({guide, *part_names(whole)})
    drawings = sorted({figure.source for figure in figure_sources(whole)})
    return (*(f"{source}/{part}.md" for part in parts), *(f"{source}/{drawing}" for drawing in drawings))


def _final_at(project: Project, commit: Commit, wanted: Wanted) -> Found | None:
    """The handout if it was final then. What today's program cannot read is not a version that it could print."""
    files = tree_files(project.root, commit.name, lambda path: path.endswith(_ENDINGS))
    try:
        if not _may_be_final(files):
            return None
        with passing_folder({name: content for name, content in files.items() if len(content) <= _MOST_BYTES}) as root:
            old = find_project(root)
            edition = open_edition(old, old.language(wanted.language), today=commit.date)
            handout = compose_handout(edition, wanted.guide, find_office(old.settings, wanted.office))
            return Found(commit, handout, sheet_data(edition, handout)) if not handout.draft else None
    except UserError:
        return None


def _may_be_final(files: Mapping[str, bytes]) -> bool:
    """Whether it is worth reading the guides: nothing is final where people must sign and nobody has."""
    if FILE_NAME not in files:
        return False
    policy = parse_settings(decode(files[FILE_NAME], FILE_NAME)).policy
    return not policy.sign_off or any(name.rpartition("/")[2] == LEDGER_NAME for name in files)
