"""What was signed in each language, beside what its handouts say today and what a revision had: for the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.checks.views import CatalogView, GuideStanding, LedgerView, SignedSince, is_empty
from dragoman.errors import UserError
from dragoman.extract import extract_messages
from dragoman.folder import decode
from dragoman.handouts import edition_of, standing_of_language
from dragoman.ledger_file import parse_ledger
from dragoman.localize import inline_context
from dragoman.model import NO_LEDGER, SOURCE_LANGUAGE, Catalog, Entry, Language, Ledger, MessageKey, Status
from dragoman.project import Project


def ledger_view(project: Project, language: Language, views: Sequence[CatalogView], today: str) -> LedgerView:
    """What was signed in a language, beside its catalogs as they were read already; `today` is an ISO date."""
    by_domain = {view.guide: view for view in views}
    domains = {name: by_domain[domain] for domain, names in project.domains().items() for name in names}
    catalogs = {name: view.catalog for name, view in domains.items() if not is_empty(view.catalog)}
    return _view(project, language, domains, catalogs, today)


def english_ledger_view(project: Project, today: str) -> LedgerView:
    """What was signed of the English, beside the guides."""
    nothing = Entry(MessageKey(None, ""), ("",), Status.UNTRANSLATED)
    domains = {
        name: CatalogView(Catalog(guide.path, SOURCE_LANGUAGE, nothing, ()), project.english, extract_messages(guide))
        for name, guide in project.guides.items()
    }
    return _view(project, project.english, domains, {}, today)


def _view(
    project: Project,
    language: Language,
    domains: Mapping[str, CatalogView],
    catalogs: Mapping[str, Catalog],
    today: str,
) -> LedgerView:
    edition = edition_of(project, language, catalogs, today=today)
    is_english = language.tag == SOURCE_LANGUAGE
    guides = tuple(
        GuideStanding(
            guide.id,
            standing_of_language(edition, guide).texts,
            domains[guide.id].catalog.path,
            inline_context(guide),
        )
        for guide in project.guides.values()
    )
    ledger = edition.english if is_english else edition.ledger
    policy = project.settings.policy
    return LedgerView(language, project.ledger_path(language), ledger, guides, domains, policy, today)


def signed_since(
    project: Project, language: Language, revision: str, old: Mapping[str, bytes], parted: str
) -> SignedSince:
    """The ledger of a language as it was and as it is.

    `old` is what files held in the revision, `parted` the day of the last commit that it has in common with today.
    """
    path = project.ledger_path(language)
    return SignedSince(_ledger_of(revision, path, old), project.ledger(language), path, parted)


def _ledger_of(revision: str, path: str, old: Mapping[str, bytes]) -> Ledger:
    """A ledger as the revision has it."""
    if path not in old:
        return NO_LEDGER
    try:
        return parse_ledger(decode(old[path], path), f"{revision}:{path}")
    except UserError as error:
        raise UserError(error.problem, where=error.where, remedy="Choose a later revision.") from error
