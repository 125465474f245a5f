"""What the rules find in the English of a project and in each of its languages, by one process or several.

With a memory, nobody looks again for what was found before in just the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial

from dragoman.checks.anatomy import Rule
from dragoman.checks.engine import (
    check_catalog,
    check_file,
    check_guide,
    check_ledger,
    check_library,
    check_template,
    look_at_pairs,
)
from dragoman.checks.pairs import PairKey, PairMemory, Said, hash_of
from dragoman.checks.records import CatalogRecord
from dragoman.checks.views import CatalogView, FileView, GuideView, LibraryView, TemplateView
from dragoman.copies import can_be_copied, iter_in_copies, map_in_copies
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
_AT_ONCE = 8
"""Catalogs in a part of the work: few, so that no process works long after the others are done."""
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

    def of_language(self, language: Language, processes: int = 1) -> tuple[Finding, ...]:
        """Findings of each catalog, then of all together, and of what was signed."""
        if self.recall is None:
            return tuple(self._find_in(language, None))
        asked = self.recall.ask(language, tuple(self.messages))
        memory = CatalogMemory(self.recall.catalogs(asked), processes)
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
        if memory is None:
            for readable in views:
                yield from check_catalog(readable, self.rules)
        else:
            yield from self._recalled(views, memory)
        yield from check_library(LibraryView(language, tuple(views)), self.rules)
        if len(views) == len(self.messages):
            # Who signed what can only be told of texts that can be read.
            yield from check_ledger(ledger_view(self.project, language, tuple(views), self.today), self.rules)

    def _recalled(self, views: Sequence[CatalogView], memory: CatalogMemory) -> Iterator[Finding]:
        """The findings of catalogs, from their records where they are of the same state, and in them from now on."""
        held = self.project.seen()
        states = {view.guide: self._state(view, held[view.catalog.path]) for view in views}
        fresh = [view for view in views if not memory.has(view.guide, states[view.guide])]
        if memory.processes > 1 and sum(len(view.catalog.entries) for view in fresh) >= _FEWEST_TEXTS:
            parts = [fresh[start : start + _AT_ONCE] for start in range(0, len(fresh), _AT_ONCE)]
            for said in map_in_copies(partial(self._look, memory), parts, memory.processes):
                memory.said.update(said)
        for view in views:
            state = states[view.guide]
            if memory.has(view.guide, state):
                record = memory.before[view.guide]
            else:
                pairs = memory.pairs(view.guide)
                record = CatalogRecord.of(state, tuple(check_catalog(view, self.rules, pairs)), pairs)
                memory.said.update(pairs.now)
            memory.now[view.guide] = record
            yield from record.findings

    def _state(self, view: CatalogView, held: str) -> str:
        """`held` is the hash of its file as it was read; all else that rules see of it says by itself what it is."""
        return hash_of(held, self.shared[view.guide], *(getattr(view, name) for name in _OF_LANGUAGE))

    def _look(self, memory: CatalogMemory, views: Sequence[CatalogView]) -> Mapping[PairKey, Said]:
        said: dict[PairKey, Said] = {}
        for view in views:
            said |= look_at_pairs(view, self.rules, replace(memory.pairs(view.guide), beside=said))
        return said


@dataclass(frozen=True, slots=True)
class CatalogMemory:
    """What was found in each catalog of a language, by its name: before, and now."""

    before: Mapping[str, CatalogRecord]
    processes: int = 1
    """So many may look for what is new."""
    now: dict[str, CatalogRecord] = field(default_factory=dict)
    said: dict[PairKey, Said] = field(default_factory=dict)
    """What the rules for pairs said in this run, in whichever catalog the pair stood."""

    def has(self, name: str, state: str) -> bool:
        """Whether all was found before in a catalog of just this state."""
        record = self.before.get(name)
        return record is not None and record.state == state

    def pairs(self, name: str) -> PairMemory:
        record = self.before.get(name)
        return replace(record.pairs if record else PairMemory(), beside=self.said)


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
    if min(processes, len(languages)) < 2 or texts < _FEWEST_TEXTS or not can_be_copied():
        for language in languages:
            yield inquiry.of_language(language, processes)
        return
    yield from iter_in_copies(inquiry.of_language, languages, processes)


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
    is_there = catalog is not None
    if catalog is None:
        nothing = Entry(MessageKey(None, ""), ("",), Status.UNTRANSLATED)
        catalog = Catalog(path, language.tag, nothing, ())
    commitment = project.commitment(language)
    return CatalogView(catalog, language, messages, domain, context, commitment, conventions, is_there)


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
