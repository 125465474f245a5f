"""`dragoman sync` and `dragoman add`: catalogs in step with the guides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial

from dragoman.checks.views import is_empty
from dragoman.errors import UserError
from dragoman.judging import Judge
from dragoman.ledger_file import write_ledger
from dragoman.markup.inline import InlineContext
from dragoman.messages import domain_context, project_messages
from dragoman.model import Catalog, Fate, Language, Ledger, Message, MessageKey, Status
from dragoman.po import write_catalog
from dragoman.project import Project
from dragoman.references import require_references
from dragoman.report.changes import CatalogChanges, changes_json, changes_text
from dragoman.signoff import correction_of, joined
from dragoman.sync.catalogs import SyncResult, sync_catalog
from dragoman.sync.successors import Corrector, Elsewhere
from dragoman.templates import begin_catalog


class SyncFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class _Planned:
    old: Catalog | None
    """As it is on disk; `None` for a new one."""
    result: SyncResult
    shape: str
    """Its path, with `*` for the language."""
    language: Language
    context: InlineContext


def run(
    project: Project,
    *,
    languages: Sequence[Language],
    form: SyncFormat,
    correction: Corrector | None,
    check: bool,
) -> int:
    """Brings the catalogs of the languages into step; a catalog that is in step already is not touched.

    With a `correction` every edit must be a harmless one, else nothing is written.
    """
    project.refuse_strange_catalogs()
    project.refuse_misnamed_catalogs()
    require_references(project)
    # All catalogs are read before the first is written: one that cannot be read leaves every file as it was.
    messages, judge = project_messages(project), Judge()
    planned = [plan for language in languages for plan in _plans(project, language, messages, correction, judge)]
    if correction is not None:
        _require_harmless(planned)
    if not check:
        project.clean_strays()
        catalogs = {plan.result.catalog.path: write_catalog(plan.result.catalog, plan.old) for plan in planned}
        project.write({**catalogs, **(_ledgers(project, planned, correction) if correction else {})})
    reports = [
        CatalogChanges(p.result.catalog.path, p.shape, p.result.catalog.language, p.old is None, p.result.changes)
        for p in planned
    ]
    match form:
        case SyncFormat.TEXT:
            print(changes_text(reports, written=not check))
        case SyncFormat.JSON:
            print(changes_json(reports, written=not check))
    return 1 if planned and check else 0


def _plans(
    project: Project,
    language: Language,
    messages: Mapping[str, Sequence[Message]],
    correction: Corrector | None,
    judge: Judge,
) -> Iterator[_Planned]:
    """What would change in the catalogs of a language."""
    path = project.catalog_paths(language)
    catalogs = {domain: project.catalog_at(path(domain), language) for domain in messages}
    elsewhere = _elsewhere(catalogs)
    for domain, found in messages.items():
        held = catalogs[domain]
        # A file that was emptied is begun like one that was never there: it needs a header.
        old = None if held is None or is_empty(held) else held
        result = sync_catalog(
            old or begin_catalog(project, domain, language),
            found,
            language,
            context=domain_context(project, domain),
            elsewhere=partial(elsewhere, domain),
            correction=correction,
            classify=judge,
        )
        if old is None or result.changes:
            shape = project.settings.catalog_layout.replace("{guide}", domain).replace("{language}", "*")
            yield _Planned(old, result, shape, language, domain_context(project, domain))


def _elsewhere(catalogs: Mapping[str, Catalog | None]) -> Callable[[str, MessageKey], Elsewhere | None]:
    """What another catalog of the language than that of a domain translates a text by; the first that does."""

    @cache
    def translated() -> Mapping[MessageKey, Sequence[Elsewhere]]:
        found: dict[MessageKey, list[Elsewhere]] = {}
        for domain, catalog in catalogs.items():
            for entry in catalog.entries if catalog else ():
                if entry.status is Status.TRANSLATED and entry.plural is None:
                    of_text = found.setdefault(entry.key, [])
                    if len(of_text) < 2:
                        of_text.append(Elsewhere(entry.translation, domain))
        return found

    def find(domain: str, key: MessageKey) -> Elsewhere | None:
        return next((other for other in translated().get(key, ()) if other.origin != domain), None)

    return find


def _ledgers(project: Project, planned: Sequence[_Planned], correction: Corrector) -> Mapping[str, bytes]:
    """The ledgers with a line for each signed text whose English only lost a typo: its sign-offs stay with it."""
    fresh: dict[str, Ledger] = {}
    for plan, now, was, translation in _typos(planned):
        for language, said in ((plan.language, translation), (project.english, ())):
            path = project.ledger_path(language)
            ledger = fresh[path] if path in fresh else project.ledger(language)
            line = correction_of(ledger, now, was, said, plan.context, by=correction.by, date=correction.date)
            if line is not None:
                fresh[path] = joined(ledger, corrections=[line])
    return {path: write_ledger(ledger).encode() for path, ledger in fresh.items()}


def _typos(planned: Sequence[_Planned]) -> Iterator[tuple[_Planned, MessageKey, MessageKey, tuple[str, ...]]]:
    """Each text that only lost a typo: what it is, what it was, and its translation."""
    for plan in planned:
        translations = {e.key: e.translation for e in plan.result.catalog.entries if e.status is not Status.OBSOLETE}
        for change in plan.result.changes:
            if change.fate is Fate.TYPO and change.previous is not None:
                yield plan, change.key, change.previous, translations[change.key]


def _require_harmless(planned: Sequence[_Planned]) -> None:
    for plan in planned:
        for change in plan.result.changes:
            if change.fate in (Fate.MEANING, Fate.WORDING, Fate.PARTS) and change.previous is not None:
                why = f" ({'; '.join(change.reasons)})" if change.reasons else ""
                raise UserError(
                    f"This edit is not just a typo{why}: “{change.previous.text}” became “{change.key.text}”.",
                    where=plan.result.catalog.path,
                    remedy="Nothing was written. Run `dragoman sync` without --typo.",
                )
