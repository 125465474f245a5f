"""`dragoman check`: what must not reach a patient."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from dragoman.checks.anatomy import CatalogView, TemplateView
from dragoman.checks.engine import check_catalog, check_template
from dragoman.handouts import require_known_facts
from dragoman.localize import inline_context
from dragoman.markup.inline import InlineContext
from dragoman.messages import project_messages
from dragoman.model import Catalog, Entry, Finding, Language, Message, MessageKey, Status
from dragoman.project import Project
from dragoman.report.findings import findings_json, findings_text, has_errors


class CheckFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


def run(project: Project, *, languages: Sequence[Language], form: CheckFormat, notes: bool) -> int:
    """Exits 1 when there is an error among the findings."""
    project.refuse_strange_catalogs()
    require_known_facts(project)
    findings = list(find_all(project, languages))
    match form:
        case CheckFormat.TEXT:
            print(findings_text(findings, notes=notes))
        case CheckFormat.JSON:
            print(findings_json(findings))
    return 1 if has_errors(findings) else 0


def find_all(project: Project, languages: Sequence[Language]) -> Iterator[Finding]:
    """Findings of the templates, then of each language, guide by guide."""
    messages = project_messages(project)
    contexts = {domain: _context(project, names) for domain, names in project.domains().items()}
    for domain, found in messages.items():
        yield from check_template(TemplateView(project.template(domain), project.template_path(domain), found), domain)
    for language in languages:
        for domain, found in messages.items():
            view = _view(project, domain, language, found)
            yield from check_catalog(view, project.commitment(language), contexts[domain], domain)


def _view(project: Project, domain: str, language: Language, messages: tuple[Message, ...]) -> CatalogView:
    catalog = project.catalog(domain, language)
    if catalog is None:
        nothing = Entry(MessageKey(None, ""), ("",), Status.UNTRANSLATED)
        catalog = Catalog(project.catalog_path(domain, language), language.tag, nothing, ())
    return CatalogView(catalog, language, messages)


def _context(project: Project, names: tuple[str, ...]) -> InlineContext:
    """What texts of the guides of one catalog may refer to."""
    contexts = [inline_context(project.guides[name]) for name in names if name in project.guides]
    return InlineContext(
        tuple(reference for context in contexts for reference in context.references),
        tuple(label for context in contexts for label in context.footnotes),
    )
