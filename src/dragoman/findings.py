"""What all rules find in a project: its guides, its templates and each language, in several processes if need be."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.checks.anatomy import Rule
from dragoman.checks.engine import (
    check_catalog,
    check_file,
    check_guide,
    check_history,
    check_ledger,
    check_library,
    check_sheet,
    check_template,
)
from dragoman.checks.views import CatalogView, FileView, GuideView, HistoryView, LibraryView, TemplateView
from dragoman.errors import UnreadableCatalog
from dragoman.extract import extract_messages
from dragoman.git import parting_day, revision_files
from dragoman.ledgers import english_ledger_view, ledger_view, signed_since
from dragoman.markup.inline import NOTHING_ELSEWHERE, InlineContext
from dragoman.messages import domain_context, project_messages
from dragoman.model import (
    NO_CONVENTIONS,
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
)
from dragoman.po import read_catalog
from dragoman.project import Project
from dragoman.settings.glossary import parse_glossary

_FEWEST_TEXTS = 1000
"""Translations that are worth a second process: a few tenths of a second."""


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
    path = project.settings.checks.glossary
    return parse_glossary(project.read_text(path), path) if project.exists(path) else NO_CONVENTIONS


def find_all(
    project: Project, languages: Sequence[Language], today: str, rules: Mapping[str, Rule], *, processes: int = 1
) -> Iterator[Finding]:
    """Findings of the guides and their templates, then of each language, guide by guide, then of all its guides.

    `today` is an ISO date.
    """
    messages = project_messages(project)
    contexts = {domain: domain_context(project, domain) for domain in messages}
    inquiry = _Inquiry(project, rules, messages, contexts, project_conventions(project), today)
    for guide in project.guides.values():
        yield from check_guide(GuideView(guide, extract_messages(guide), today), rules)
    yield from check_ledger(english_ledger_view(project, today), rules)
    for domain, found in messages.items():
        template = _template_view(project, domain, found)
        yield from check_file(template, rules) if isinstance(template, FileView) else check_template(template, rules)
    for findings in _by_language(inquiry, languages, processes):
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
