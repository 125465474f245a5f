"""`dragoman check`: what must not reach a patient."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from dragoman.checks.anatomy import CatalogView, GuideView, HistoryView, LibraryView, TemplateView
from dragoman.checks.engine import check_catalog, check_guide, check_history, check_library, check_template
from dragoman.checks.judge import judge_findings
from dragoman.errors import UserError
from dragoman.extract import extract_messages
from dragoman.git import revision_files
from dragoman.markup.inline import NOTHING_ELSEWHERE, InlineContext
from dragoman.messages import domain_context, project_messages
from dragoman.model import Catalog, Entry, Finding, Language, Message, MessageKey, Status
from dragoman.po import read_catalog
from dragoman.project import Project
from dragoman.references import require_references
from dragoman.report.findings import findings_json, findings_text


class CheckFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


def run(
    project: Project,
    *,
    languages: Sequence[Language],
    form: CheckFormat,
    notes: bool,
    today: str,
    against: str | None = None,
) -> int:
    """Exits 1 when there is an error among the findings that count. `today` is an ISO date."""
    project.refuse_strange_catalogs()
    require_references(project)
    findings = list(find_all(project, languages, today))
    if against is not None:
        findings.extend(find_history(project, languages, against))
    verdict = judge_findings(findings)
    match form:
        case CheckFormat.TEXT:
            print(findings_text(verdict.findings, notes=notes))
        case CheckFormat.JSON:
            print(findings_json(verdict.findings))
    return 1 if verdict.failed else 0


def find_all(project: Project, languages: Sequence[Language], today: str) -> Iterator[Finding]:
    """Findings of the guides and their templates, then of each language, guide by guide, then of all its guides."""
    messages = project_messages(project)
    contexts = {domain: domain_context(project, domain) for domain in messages}
    for guide in project.guides.values():
        yield from check_guide(GuideView(guide, extract_messages(guide), today))
    for domain, found in messages.items():
        template = TemplateView(project.template(domain), project.template_path(domain), found, domain)
        yield from check_template(template)
    for language in languages:
        views = tuple(_view(project, domain, language, found, contexts[domain]) for domain, found in messages.items())
        for view in views:
            yield from check_catalog(view)
        yield from check_library(LibraryView(language, views))


def find_history(project: Project, languages: Sequence[Language], revision: str) -> Iterator[Finding]:
    """Findings of what was done to each catalog since a revision of git. A catalog that was renamed counts as new."""
    messages = project_messages(project)
    paths = [project.catalog_path(domain, language) for language in languages for domain in messages]
    old = revision_files(project.root, revision, paths)
    for language in languages:
        for domain, found in messages.items():
            today = _view(project, domain, language, found)
            before = _catalog_of(revision, today.catalog.path, old, language)
            yield from check_history(HistoryView(before, today.catalog, language, found, domain))


def _catalog_of(revision: str, path: str, old: Mapping[str, bytes], language: Language) -> Catalog | None:
    if path not in old:
        return None
    try:
        return read_catalog(old[path], f"{revision}:{path}", language.tag)
    except UserError as error:
        raise UserError(error.problem, where=error.where, remedy="Choose a later revision.") from error


def _view(
    project: Project,
    domain: str,
    language: Language,
    messages: tuple[Message, ...],
    context: InlineContext = NOTHING_ELSEWHERE,
) -> CatalogView:
    catalog = project.catalog(domain, language)
    if catalog is None:
        nothing = Entry(MessageKey(None, ""), ("",), Status.UNTRANSLATED)
        catalog = Catalog(project.catalog_path(domain, language), language.tag, nothing, ())
    return CatalogView(catalog, language, messages, domain, context, project.commitment(language))
