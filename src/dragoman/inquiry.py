"""What the rules find in the English of a project and in each of its languages, by one process or several.

With a memory, nobody looks again for what was found before in just the same.
"""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from dragoman.checks.anatomy import Rule
from dragoman.checks.engine import (
    check_catalog,
    check_file,
    check_guide,
    check_ledger,
    check_library,
    check_template,
)
from dragoman.checks.pairs import PairKey, PairMemory, Said, hash_of
from dragoman.checks.records import CatalogRecord
from dragoman.checks.views import CatalogView, FileView, GuideView, LibraryView, TemplateView
from dragoman.errors import UnreadableCatalog
from dragoman.extract import extract_messages
from dragoman.ledgers import english_ledger_view, ledger_view
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
    Status,
)
from dragoman.project import Project
from dragoman.recall import Recall

_FEWEST_TEXTS = 1000
"""Translations that are worth a second process: a few tenths of a second."""
_SHARED = ("messages", "context", "conventions")
"""What the views of a catalog have in common in all languages."""
_OF_LANGUAGE = tuple(field.name for field in fields(CatalogView) if field.name not in ("catalog", *_SHARED))
"""All else that is in the view of a catalog, but for the catalog itself."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is the same for every language."""

    project: Project
    rules: Mapping[str, Rule]
    messages: Mapping[str, tuple[Message, ...]]
    contexts: Mapping[str, InlineContext]
    conventions: Conventions
    today: str
    """ISO date."""
    shared: Mapping[str, str]
    """Name of each catalog → hash of what its views have in common in all languages."""
    recall: Recall | None = None
    """`None` to look at everything anew."""

    @classmethod
    def into(
        cls, project: Project, rules: Mapping[str, Rule], conventions: Conventions, today: str, recall: Recall | None
    ) -> Inquiry:
        messages = project_messages(project)
        contexts = {domain: domain_context(project, domain) for domain in messages}
        shared = {domain: hash_of(messages[domain], contexts[domain], conventions) for domain in messages}
        return cls(project, rules, messages, contexts, conventions, today, shared, recall)

    def of_english(self) -> tuple[Finding, ...]:
        """Findings of the guides, of what was signed of them, and of their templates."""
        if self.recall is None:
            return tuple(self._find_in_english())
        asked = self.recall.ask_english(tuple(self.messages))
        known = self.recall.findings(asked)
        if known is None:
            known = tuple(self._find_in_english())
            self.recall.keep(asked, known, {})
        return known

    def known_of(self, language: Language) -> tuple[Finding, ...] | None:
        """What was found before of just the same; `None` where somebody has to look."""
        return self.recall.findings(self.recall.ask(language, tuple(self.messages))) if self.recall else None

    def of_language(self, language: Language) -> tuple[Finding, ...]:
        """Findings of each catalog, then of all together, and of what was signed."""
        if self.recall is None:
            return tuple(self._find_in(language, None))
        asked = self.recall.ask(language, tuple(self.messages))
        memory = CatalogMemory(self.recall.catalogs(asked))
        found = tuple(self._find_in(language, memory))
        self.recall.keep(asked, found, memory.now)
        return found

    def _find_in_english(self) -> Iterator[Finding]:
        for guide in self.project.guides.values():
            yield from check_guide(GuideView(guide, extract_messages(guide), self.today), self.rules)
        yield from check_ledger(english_ledger_view(self.project, self.today), self.rules)
        for domain, found in self.messages.items():
            view = _template_view(self.project, domain, found)
            yield from check_file(view, self.rules) if isinstance(view, FileView) else check_template(view, self.rules)

    def _find_in(self, language: Language, memory: CatalogMemory | None) -> Iterator[Finding]:
        views: list[CatalogView] = []
        path_of = self.project.catalog_paths(language)
        for domain, found in self.messages.items():
            path, context = path_of(domain), self.contexts[domain]
            view = catalog_view(self.project, path, domain, language, found, context, self.conventions)
            if isinstance(view, FileView):
                yield from check_file(view, self.rules)
            else:
                views.append(view)
        seen = self.project.seen() if memory else {}
        for readable in views:
            if memory is None:
                yield from check_catalog(readable, self.rules)
            else:
                yield from self._recalled(readable, memory, seen[readable.catalog.path])
        yield from check_library(LibraryView(language, tuple(views)), self.rules)
        if len(views) == len(self.messages):
            # Who signed what can only be told of texts that can be read.
            yield from check_ledger(ledger_view(self.project, language, tuple(views), self.today), self.rules)

    def _recalled(self, view: CatalogView, memory: CatalogMemory, held: str) -> tuple[Finding, ...]:
        """The findings of a catalog, from its record where it is of the same state, and in its record from now on.

        `held` is the hash of its file as it was read; all else that rules see of it says by itself what it is.
        """
        state = hash_of(held, self.shared[view.guide], *(getattr(view, name) for name in _OF_LANGUAGE))
        record = memory.before.get(view.guide)
        if record is None or record.state != state:
            pairs = replace(record.pairs if record else PairMemory(), beside=memory.said)
            record = CatalogRecord.of(state, tuple(check_catalog(view, self.rules, pairs)), pairs)
            memory.said.update(pairs.now)
        memory.now[view.guide] = record
        return record.findings


@dataclass(frozen=True, slots=True)
class CatalogMemory:
    """What was found in each catalog of a language, by its name: before, and now."""

    before: Mapping[str, CatalogRecord]
    now: dict[str, CatalogRecord] = field(default_factory=dict)
    said: dict[PairKey, Said] = field(default_factory=dict)
    """What the rules for pairs said in this run, in whichever catalog the pair stood."""


def by_language(inquiry: Inquiry, languages: Sequence[Language], processes: int) -> Iterator[tuple[Finding, ...]]:
    """The findings of each language, in the order of the languages, however many processes look for them."""
    known = {language: inquiry.known_of(language) for language in languages}
    missing = [language for language in languages if known[language] is None]
    looked_for = _look_for(inquiry, missing, processes)
    for language in languages:
        before = known[language]
        yield next(looked_for) if before is None else before


def _look_for(inquiry: Inquiry, languages: Sequence[Language], processes: int) -> Iterator[tuple[Finding, ...]]:
    texts = len(languages) * sum(map(len, inquiry.messages.values()))
    if min(processes, len(languages)) < 2 or texts < _FEWEST_TEXTS or not _may_fork():
        yield from map(inquiry.of_language, languages)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - takes as long as to check a guide
    from multiprocessing import get_context  # noqa: PLC0415 - the same

    # A forked process has what this one has read and compiled.
    with ProcessPoolExecutor(
        min(processes, len(languages)), get_context("fork"), initializer=_begin_worker, initargs=(inquiry,)
    ) as executor:
        yield from executor.map(_of_language, languages)


def _may_fork() -> bool:
    """Whether this process has one thread alone, so that no lock can be held for ever in a copy of it."""
    return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1


_inquiries: list[Inquiry] = []
"""In a process of `by_language`: what it looks into."""


def _begin_worker(inquiry: Inquiry) -> None:
    _inquiries.append(inquiry)
    # An interruption is told by the process that the person started.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _of_language(language: Language) -> tuple[Finding, ...]:
    return _inquiries[-1].of_language(language)


def catalog_view(
    project: Project,
    path: str,
    domain: str,
    language: Language,
    messages: tuple[Message, ...],
    context: InlineContext = NOTHING_ELSEWHERE,
    conventions: Conventions = NO_CONVENTIONS,
) -> CatalogView | FileView:
    """The catalog at a path for its rules, an empty one where there is none."""
    try:
        catalog = project.catalog_at(path, language)
    except UnreadableCatalog as error:
        return _unreadable(error, path, domain, language.tag)
    if catalog is None:
        nothing = Entry(MessageKey(None, ""), ("",), Status.UNTRANSLATED)
        catalog = Catalog(path, language.tag, nothing, ())
    return CatalogView(catalog, language, messages, domain, context, project.commitment(language), conventions)


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
