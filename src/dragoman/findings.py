"""What all rules find in a project, in its history and on its paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.checks.anatomy import Rule
from dragoman.checks.engine import (
    check_history,
    check_sheet,
)
from dragoman.checks.views import FileView, HistoryView
from dragoman.errors import UnreadableCatalog, UserError
from dragoman.git import parting_day, revision_files
from dragoman.inquiry import Inquiry, by_language, catalog_view
from dragoman.ledgers import signed_since
from dragoman.messages import domain_context, project_messages
from dragoman.model import (
    NO_CONVENTIONS,
    Catalog,
    Conventions,
    Finding,
    Language,
    Office,
    TextSize,
)
from dragoman.po import read_catalog
from dragoman.project import Project
from dragoman.recall import Recall
from dragoman.settings.glossary import parse_glossary


@dataclass(frozen=True, slots=True)
class SheetScope:
    """Which sheets to look at."""

    languages: tuple[Language, ...]
    """English may be among them."""
    guides: tuple[str, ...]
    sizes: tuple[TextSize, ...]
    office: Office | None = None


def project_conventions(project: Project) -> Conventions:
    """The glossary of the project; nothing where it has none."""
    path, named = project.settings.checks.glossary, project.settings.checks.glossary_named
    if project.exists(path):
        return parse_glossary(project.read_text(path), path)
    if named is not None:
        raise UserError(f"There is no glossary '{path}'.", where=named, remedy="Take the key out, or write the file.")
    return NO_CONVENTIONS


def find_all(
    project: Project,
    languages: Sequence[Language],
    today: str,
    rules: Mapping[str, Rule],
    *,
    processes: int = 1,
    recalled: bool = False,
) -> Iterator[Finding]:
    """Findings of the guides and their templates, then of each language, guide by guide, then of all its guides.

    `today` is an ISO date. With `recalled`, what earlier checks found of just the same is taken from the project's
    memory, and what is found is put there.
    """
    conventions = project_conventions(project)
    recall = Recall(project, rules, today) if recalled else None
    inquiry = Inquiry.into(project, rules, conventions, today, recall)
    yield from inquiry.of_english()
    for findings in by_language(inquiry, languages, processes):
        yield from findings
    if recall:
        recall.close()


def find_history(project: Project, languages: Sequence[Language], revision: str) -> Iterator[Finding]:
    """Findings of what was done to each catalog since a revision of git. A catalog that was renamed counts as new."""
    messages = project_messages(project)
    paths = [project.catalog_path(domain, language) for language in languages for domain in messages]
    paths += [project.ledger_path(language) for language in languages]
    old = revision_files(project.root, revision, paths)
    parted = parting_day(project.root, revision)
    for language in languages:
        signed = signed_since(project, language, revision, old, parted)
        path_of = project.catalog_paths(language)
        for domain, found in messages.items():
            today = catalog_view(project, path_of(domain), domain, language, found)
            if isinstance(today, FileView):
                continue
            context = domain_context(project, domain)
            view = HistoryView(None, today.catalog, language, found, domain, context, signed)
            try:
                view = replace(view, before=_catalog_of(project, revision, today.catalog.path, old, language))
            except UnreadableCatalog as error:
                view = replace(view, unread=f"{error.where}: {error.problem}")
            yield from check_history(view)


def find_on_paper(project: Project, scope: SheetScope, today: str, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """Findings of each sheet: language by language, guide by guide, size by size."""
    from dragoman.printing import view_sheets  # noqa: PLC0415 - Typst and a reader of PDFs, which only this needs

    for view in view_sheets(project, scope.languages, scope.guides, scope.sizes, office=scope.office, today=today):
        yield from check_sheet(view, rules)


def _catalog_of(
    project: Project, revision: str, path: str, old: Mapping[str, bytes], language: Language
) -> Catalog | None:
    """`UnreadableCatalog` where it is none."""
    if path not in old:
        return None
    return read_catalog(old[path], f"{revision}:{path}", language.tag, limits=project.settings.limits)
