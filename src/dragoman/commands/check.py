"""`dragoman check`: what must not reach a patient."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from dragoman.checks.anatomy import CatalogView, HistoryView, TemplateView
from dragoman.checks.engine import check_catalog, check_history, check_template
from dragoman.errors import UserError
from dragoman.git import revision_files
from dragoman.messages import domain_context, project_messages
from dragoman.model import Catalog, Entry, Finding, Language, Message, MessageKey, Status
from dragoman.po import read_catalog
from dragoman.project import Project
from dragoman.references import require_references
from dragoman.report.findings import findings_json, findings_text, has_errors


class CheckFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


def run(
    project: Project, *, languages: Sequence[Language], form: CheckFormat, notes: bool, against: str | None = None
) -> int:
    """Exits 1 when there is an error among the findings."""
    project.refuse_strange_catalogs()
    require_references(project)
    findings = list(find_all(project, languages))
    if against is not None:
        findings.extend(find_history(project, languages, against))
    match form:
        case CheckFormat.TEXT:
            print(findings_text(findings, notes=notes))
        case CheckFormat.JSON:
            print(findings_json(findings))
    return 1 if has_errors(findings) else 0


def find_all(project: Project, languages: Sequence[Language]) -> Iterator[Finding]:
    """Findings of the templates, then of each language, guide by guide."""
    messages = project_messages(project)
    contexts = {domain: domain_context(project, domain) for domain in messages}
    for domain, found in messages.items():
        yield from check_template(TemplateView(project.template(domain), project.template_path(domain), found), domain)
    for language in languages:
        for domain, found in messages.items():
            view = _view(project, domain, language, found)
            yield from check_catalog(view, project.commitment(language), contexts[domain], domain)


def find_history(project: Project, languages: Sequence[Language], revision: str) -> Iterator[Finding]:
    """Findings of what was done to each catalog since a revision of git. A catalog that was renamed counts as new."""
    messages = project_messages(project)
    paths = [project.catalog_path(domain, language) for language in languages for domain in messages]
    old = revision_files(project.root, revision, paths)
    for language in languages:
        for domain, found in messages.items():
            today = _view(project, domain, language, found)
            before = _catalog_of(revision, today.catalog.path, old, language)
            yield from check_history(HistoryView(before, today.catalog, language, found), domain)


def _catalog_of(revision: str, path: str, old: Mapping[str, bytes], language: Language) -> Catalog | None:
    if path not in old:
        return None
    try:
        return read_catalog(old[path], f"{revision}:{path}", language.tag)
    except UserError as error:
        raise UserError(error.problem, where=error.where, remedy="Choose a later revision.") from error


def _view(project: Project, domain: str, language: Language, messages: tuple[Message, ...]) -> CatalogView:
    catalog = project.catalog(domain, language)
    if catalog is None:
        nothing = Entry(MessageKey(None, ""), ("",), Status.UNTRANSLATED)
        catalog = Catalog(project.catalog_path(domain, language), language.tag, nothing, ())
    return CatalogView(catalog, language, messages)
