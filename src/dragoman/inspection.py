"""All rules over a whole project, and what its settings, waivers and baseline make of the findings.

Whatever asks whether a project is sound asks here, so that no command has an opinion of its own.
"""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.checks.anatomy import FileRule, HistoryRule, Rule, SheetRule
from dragoman.checks.baseline import read_baseline
from dragoman.checks.engine import (
    check_catalog,
    check_file,
    check_guide,
    check_history,
    check_ledger,
    check_library,
    check_sheet,
    check_template,
    check_waivers,
)
from dragoman.checks.judge import judge_findings
from dragoman.checks.patterns import pattern_rules
from dragoman.checks.registry import RULES
from dragoman.checks.views import CatalogView, FileView, GuideView, HistoryView, LibraryView, TemplateView, WaiverView
from dragoman.errors import UnreadableCatalog, UserError
from dragoman.extract import extract_messages
from dragoman.git import parting_day, revision_files
from dragoman.ledgers import english_ledger_view, ledger_view, signed_since
from dragoman.markup.inline import NOTHING_ELSEWHERE, InlineContext
from dragoman.messages import domain_context, project_messages
from dragoman.model import (
    NO_CONVENTIONS,
    SOURCE_LANGUAGE,
    Catalog,
    Conventions,
    Entry,
    Finding,
    Language,
    Location,
    Message,
    MessageKey,
    Office,
    Status,
    TextSize,
    Verdict,
    Waiver,
)
from dragoman.po import read_catalog
from dragoman.project import Project
from dragoman.references import require_references
from dragoman.settings.glossary import parse_glossary
from dragoman.settings.waivers import parse_waivers

_FEWEST_TEXTS = 1000
"""Translations that are worth a second process: a few tenths of a second."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What to look at."""

    languages: tuple[Language, ...]
    today: str
    """ISO date: waivers and dates of review come to an end."""
    against: str | None = None
    """A revision of git to compare catalogs with."""
    sheets: SheetScope | None = None
    """Sheets of paper to set and take apart; none unless they are asked for."""


@dataclass(frozen=True, slots=True)
class SheetScope:
    """Which sheets to look at."""

    languages: tuple[Language, ...]
    """English may be among them."""
    guides: tuple[str, ...]
    sizes: tuple[TextSize, ...]
    office: Office | None = None


def inspect_project(project: Project, scope: Scope, *, processes: int = 1) -> Verdict:
    """All findings of a project, judged; a catalog or template that cannot be read is one of them.

    `UserError` for guides and settings that cannot be read, and for settings that name nothing. With several processes
    the project does not know which catalogs were read: it is for commands that write none.
    """
    project.refuse_strange_catalogs()
    require_references(project)
    rules = project_rules(project)
    found = list(find_all(project, scope, rules, processes=processes))
    unread = tuple(finding for finding in found if isinstance(rules[finding.rule], FileRule))
    findings = [finding for finding in found if finding not in unread]
    if scope.against is not None:
        findings.extend(find_history(project, scope.languages, scope.against))
    if scope.sheets is not None:
        findings.extend(_find_on_paper(project, scope.sheets, scope.today, rules))
    checks = project.settings.checks
    waivers = project_waivers(project)
    judged = tuple(waiver for waiver in waivers if _is_judged(waiver, scope, rules, unread))
    about = check_waivers(WaiverView(judged, tuple(findings), scope.today), checks.waivers)
    verdict = judge_findings(
        (*findings, *about),
        choices=checks.severities,
        waivers=waivers,
        baseline=_baseline(project),
        today=scope.today,
    )
    return replace(verdict, findings=(*unread, *verdict.findings), unread=unread)


def inspect_whole(project: Project, scope: Scope) -> Verdict:
    """As `inspect_project`, for what must know of all findings: `UserError` where a file cannot be read."""
    verdict = inspect_project(project, scope)
    if verdict.unread:
        first = verdict.unread[0]
        raise UserError(first.problem, where=first.location.exact, remedy=first.remedy)
    return verdict


def project_rules(project: Project) -> Mapping[str, Rule]:
    """The built-in rules and the project's own, by id."""
    checks = project.settings.checks
    for pattern in checks.patterns:
        if pattern.id in RULES:
            raise UserError(
                f"There is a built-in rule '{pattern.id}'.", where=pattern.location, remedy="Choose another id."
            )
    rules = {**RULES, **pattern_rules(checks.patterns)}
    for choice in checks.severities:
        for rule in choice.rules:
            if rule != "*" and rule not in rules:
                raise UserError(
                    f"There is no rule '{rule}'.", where=choice.location, remedy="`dragoman explain` lists them."
                )
        for tag in choice.languages:
            if tag not in [language.tag for language in project.languages]:
                raise UserError(f"'{tag}' is no language of this project.", where=choice.location)
    return rules


def project_waivers(project: Project) -> tuple[Waiver, ...]:
    path = project.settings.checks.waivers
    return parse_waivers(project.read_text(path), path) if project.exists(path) else ()


def project_conventions(project: Project) -> Conventions:
    """The glossary of the project; nothing where it has none."""
    path = project.settings.checks.glossary
    return parse_glossary(project.read_text(path), path) if project.exists(path) else NO_CONVENTIONS


def find_all(project: Project, scope: Scope, rules: Mapping[str, Rule], *, processes: int = 1) -> Iterator[Finding]:
    """Findings of the guides and their templates, then of each language, guide by guide, then of all its guides."""
    messages = project_messages(project)
    contexts = {domain: domain_context(project, domain) for domain in messages}
    inquiry = _Inquiry(project, rules, messages, contexts, project_conventions(project), scope.today)
    for guide in project.guides.values():
        yield from check_guide(GuideView(guide, extract_messages(guide), scope.today), rules)
    yield from check_ledger(english_ledger_view(project, scope.today), rules)
    for domain, found in messages.items():
        template = _template_view(project, domain, found)
        yield from check_file(template, rules) if isinstance(template, FileView) else check_template(template, rules)
    for findings in _by_language(inquiry, scope.languages, processes):
        yield from findings


@dataclass(frozen=True, slots=True)
class _Inquiry:
    """What is the same for every language."""

    project: Project
    rules: Mapping[str, Rule]
    messages: Mapping[str, tuple[Message, ...]]
    contexts: Mapping[str, InlineContext]
    conventions: Conventions
    today: str
    """ISO date."""

    def find_in(self, language: Language) -> Iterator[Finding]:
        views: list[CatalogView] = []
        for domain, found in self.messages.items():
            view = _view(self.project, domain, language, found, self.contexts[domain])
            if isinstance(view, FileView):
                yield from check_file(view, self.rules)
            else:
                views.append(replace(view, conventions=self.conventions))
        for readable in views:
            yield from check_catalog(readable, self.rules)
        yield from check_library(LibraryView(language, tuple(views)), self.rules)
        if len(views) == len(self.messages):
            # Who signed what can only be told of texts that can be read.
            yield from check_ledger(ledger_view(self.project, language, tuple(views), self.today), self.rules)


def _by_language(
    inquiry: _Inquiry, languages: Sequence[Language], processes: int
) -> Iterator[Iterator[Finding] | tuple[Finding, ...]]:
    """The findings of each language, in the order of the languages, however many processes look for them."""
    texts = len(languages) * sum(map(len, inquiry.messages.values()))
    if min(processes, len(languages)) < 2 or texts < _FEWEST_TEXTS or not _may_fork():
        yield from map(inquiry.find_in, languages)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - takes as long as to check a guide
    from multiprocessing import get_context  # noqa: PLC0415 - the same

    # A forked process has what this one has read and compiled.
    with ProcessPoolExecutor(
        min(processes, len(languages)), get_context("fork"), initializer=_begin_worker, initargs=(inquiry,)
    ) as executor:
        yield from executor.map(_find_in, languages)


def _may_fork() -> bool:
    """Whether this process has one thread alone, so that no lock can be held for ever in a copy of it."""
    return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1


_inquiries: list[_Inquiry] = []
"""In a process of `_by_language`: what it looks into."""


def _begin_worker(inquiry: _Inquiry) -> None:
    _inquiries.append(inquiry)
    # An interruption is told by the process that the person started.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _find_in(language: Language) -> tuple[Finding, ...]:
    return tuple(_inquiries[-1].find_in(language))


def find_history(project: Project, languages: Sequence[Language], revision: str) -> Iterator[Finding]:
    """Findings of what was done to each catalog since a revision of git. A catalog that was renamed counts as new."""
    messages = project_messages(project)
    paths = [project.catalog_path(domain, language) for language in languages for domain in messages]
    paths += [project.ledger_path(language) for language in languages]
    old = revision_files(project.root, revision, paths)
    parted = parting_day(project.root, revision)
    for language in languages:
        signed = signed_since(project, language, revision, old, parted)
        for domain, found in messages.items():
            today = _view(project, domain, language, found)
            if isinstance(today, FileView):
                continue
            before = _catalog_of(project, revision, today.catalog.path, old, language)
            context = domain_context(project, domain)
            yield from check_history(HistoryView(before, today.catalog, language, found, domain, context, signed))


def _find_on_paper(project: Project, scope: SheetScope, today: str, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """Findings of each sheet: language by language, guide by guide, size by size."""
    from dragoman.printing import view_sheets  # noqa: PLC0415 - Typst and a reader of PDFs, which only this needs

    for view in view_sheets(project, scope.languages, scope.guides, scope.sizes, office=scope.office, today=today):
        yield from check_sheet(view, rules)


def _catalog_of(
    project: Project, revision: str, path: str, old: Mapping[str, bytes], language: Language
) -> Catalog | None:
    if path not in old:
        return None
    try:
        return read_catalog(old[path], f"{revision}:{path}", language.tag, limits=project.settings.limits)
    except UserError as error:
        raise UserError(error.problem, where=error.where, remedy="Choose a later revision.") from error


def _view(
    project: Project,
    domain: str,
    language: Language,
    messages: tuple[Message, ...],
    context: InlineContext = NOTHING_ELSEWHERE,
) -> CatalogView | FileView:
    """A catalog for its rules, an empty one where there is none."""
    try:
        catalog = project.catalog(domain, language)
    except UnreadableCatalog as error:
        return _unreadable(error, project.catalog_path(domain, language), domain, language.tag)
    if catalog is None:
        nothing = Entry(MessageKey(None, ""), ("",), Status.UNTRANSLATED)
        catalog = Catalog(project.catalog_path(domain, language), language.tag, nothing, ())
    return CatalogView(catalog, language, messages, domain, context, project.commitment(language))


def _template_view(project: Project, domain: str, messages: tuple[Message, ...]) -> TemplateView | FileView:
    path = project.template_path(domain)
    try:
        return TemplateView(project.template(domain), path, messages, domain)
    except UnreadableCatalog as error:
        return _unreadable(error, path, domain, "")


def _unreadable(error: UnreadableCatalog, path: str, domain: str, tag: str) -> FileView:
    place = re.fullmatch(rf"{re.escape(path)}:([0-9]+):([0-9]+)", str(error.where))
    location = Location(path, int(place[1]), int(place[2])) if place else Location(path, 1)
    return FileView(domain, tag, location, error.problem, error.remedy or "Mend it, then run the command again.")


def _is_judged(waiver: Waiver, scope: Scope, rules: Mapping[str, Rule], unread: Sequence[Finding]) -> bool:
    """Whether this run looked at what a waiver is about; else it cannot say whether the waiver is used."""
    if waiver.language in {finding.language for finding in unread}:
        return False
    looked_at = waiver.language in ("", *(language.tag for language in scope.languages))
    rule = rules.get(waiver.rule)
    if isinstance(rule, SheetRule):
        sheets = scope.sheets
        tags = () if sheets is None else tuple(_tag_of_finding(language) for language in sheets.languages)
        return sheets is not None and waiver.language in tags and waiver.guide in sheets.guides
    return looked_at and (scope.against is not None or not isinstance(rule, HistoryRule))


def _tag_of_finding(language: Language) -> str:
    """Findings about the English have no tag."""
    return "" if language.tag == SOURCE_LANGUAGE else language.tag


def _baseline(project: Project) -> frozenset[str]:
    path = project.settings.checks.baseline
    return read_baseline(project.read_text(path), path) if path and project.exists(path) else frozenset()
