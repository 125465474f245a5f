"""All that is known of a project's languages and handouts on a day, for tables and for the page of the build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, assert_never

from dragoman.errors import UnreadableCatalog
from dragoman.freshness import Freshness, State
from dragoman.handouts import ENGLISH_WORDS, edition_of, handout_freshness, open_edition
from dragoman.localize import coverage_of, entries_in_use, usable_status
from dragoman.markup.atoms import brace_fields
from dragoman.markup.inline import InlineContext
from dragoman.messages import domain_context, project_messages
from dragoman.model import Artifact, Catalog, Coverage, Entry, Language, Message, Status
from dragoman.pages import directions_of
from dragoman.project import Project
from dragoman.render.html import StatusCell, StatusPage, StatusRow, render_status
from dragoman.render.paths import language_status_path
from dragoman.report.status import (
    Overall,
    ProjectStatus,
    Row,
    count_words,
    handouts_json,
    joined,
    overall_of,
    status_badge,
    work_lines,
)

Handouts = Sequence[tuple[Language, tuple[Freshness, ...]]]
"""Each language with its handouts, in the order of the guides."""
STATUS = "status.html"
_KINDS: Mapping[State, tuple[str, str]] = {
    State.FINAL: ("final", "Final"),
    State.LAPSES_SOON: ("soon", "Final, ends soon"),
    State.OUTDATED: ("outdated", "Outdated"),
    State.DRAFT: ("draft", "Draft"),
}
"""How a cell of each state is marked, and what it says."""


def project_status(project: Project, today: str, languages: Sequence[Language] | None = None) -> ProjectStatus:
    """All that is known of a project's languages on a day (ISO date), or of some of them."""
    chosen = (project.english, *project.languages) if languages is None else languages
    messages = project_messages(project)
    contexts = {domain: domain_context(project, domain) for domain in messages}
    read = {one.tag: _read_catalogs(project, one) for one in project.languages if one in chosen}
    editions = [
        edition_of(project, one, read[one.tag].by_name, today=today)
        if one.tag in read
        else open_edition(project, one, today=today)
        for one in chosen
    ]
    return ProjectStatus(
        columns=tuple(messages),
        rows=tuple(
            Row(
                language,
                commitment,
                tuple(
                    _coverage(read[language.tag].by_domain.get(domain), found, contexts[domain], language)
                    for domain, found in messages.items()
                ),
                read[language.tag].unread,
            )
            for language, commitment in project.settings.languages
            if language in chosen
        ),
        guides=tuple(project.guides),
        handouts=tuple((edition.language, handout_freshness(edition)) for edition in editions),
    )


class _Read(NamedTuple):
    """The catalogs of a language, as far as they can be read."""

    by_domain: Mapping[str, Catalog]
    by_name: Mapping[str, Catalog]
    """By the guide (or `page`) that they translate."""
    unread: Mapping[str, str]
    """Of each other domain, what is wrong and where."""


def _read_catalogs(project: Project, language: Language) -> _Read:
    by_domain: dict[str, Catalog] = {}
    by_name: dict[str, Catalog] = {}
    unread: dict[str, str] = {}
    path = project.catalog_paths(language)
    for domain, names in project.domains().items():
        try:
            catalog = project.catalog_at(path(domain), language)
        except UnreadableCatalog as error:
            unread[domain] = str(error)
            continue
        if catalog is not None:
            by_domain[domain] = catalog
            by_name |= dict.fromkeys(names, catalog)
    return _Read(by_domain, by_name, unread)


def status_artifacts(
    project: Project,
    handouts: Handouts,
    today: str,
    gone: frozenset[str] = frozenset(),
    titles: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Artifact, ...]:
    """The page of all handouts with their states, the same for programs, and the badge.

    `gone` are paths of pages that the build leaves out: nothing leads to them. `titles` are those of guides, in
    English, that are known already: the others are read.
    """
    ids = [found.guide for found in handouts[0][1]] if handouts else []
    columns = tuple(titles.get(id_) or project.guides[id_].meta.title.text for id_ in ids)
    rows = tuple(_of_language(one, tuple(_cell(state, gone) for state in found)) for one, found in handouts)
    everything = [one for _, found in handouts for one in found]
    page, badge = _of_all(project, overall_of(everything), today, "Each guide in each language", columns, rows)
    return page, Artifact("status.json", f"{handouts_json(everything)}\n".encode()), badge


def languages_status(
    project: Project, languages: Sequence[tuple[Language, Overall]], today: str
) -> tuple[Artifact, ...]:
    """As `status_artifacts`, where the handouts of each language have a page of their own: how many are how.

    Without what is for programs, which is not divided.
    """
    columns = tuple(words for _, words in _KINDS.values())
    rows = tuple(_of_language(one, tuple(_counted(found)), language_status_path(one.tag)) for one, found in languages)
    overall = joined([found for _, found in languages])
    return _of_all(project, overall, today, "How many handouts of each language", columns, rows)


def _of_all(
    project: Project,
    overall: Overall,
    today: str,
    caption: str,
    columns: tuple[str, ...],
    rows: tuple[StatusRow, ...],
) -> tuple[Artifact, Artifact]:
    """The page with a row for each language, and the badge."""
    page = StatusPage(
        title=project.settings.name,
        today=today,
        summary=count_words(overall),
        caption=caption,
        rows_are="Language",
        columns=columns,
        rows=rows,
        work=tuple(work_lines(overall)),
    )
    return _page(project, STATUS, page), Artifact("status.svg", status_badge(overall).encode())


def language_status(
    project: Project,
    language: Language,
    found: Sequence[Freshness],
    today: str,
    gone: frozenset[str],
    titles: Mapping[str, tuple[str, str, str]],
) -> Artifact:
    """The page of all handouts in a language; `titles` by guide: in English, as the handout has it, and in what."""
    directions, overall = directions_of(project), overall_of(found)
    page = StatusPage(
        title=project.settings.name,
        today=today,
        summary=count_words(overall),
        caption=f"Each guide in {language.english}",
        rows_are="Guide",
        columns=("State",),
        rows=tuple(
            StatusRow(tag, own, english, directions[tag], (_cell(one, gone),))
            for one in found
            for english, own, tag in (titles[one.guide],)
        ),
        work=tuple(work_lines(overall)),
        of=language.english,
    )
    return _page(project, language_status_path(language.tag), page)


def _page(project: Project, path: str, page: StatusPage) -> Artifact:
    return Artifact(path, render_status(page, ENGLISH_WORDS, directions_of(project), project.page_templates).encode())


def _of_language(language: Language, cells: tuple[StatusCell, ...], page: str = "") -> StatusRow:
    return StatusRow(language.tag, language.autonym, language.english, language.direction, cells, page)


def _counted(found: Overall) -> Iterator[StatusCell]:
    for state, (kind, _) in _KINDS.items():
        count = found.states.get(state, 0)
        yield StatusCell(kind if count else "none", "", f"{count:,}", "", "")


def _cell(found: Freshness, gone: frozenset[str]) -> StatusCell:
    page = f"{found.language}/{found.guide}.html"
    page = "" if page in gone else page
    kind, words = _KINDS[found.state]
    match found.state:
        case State.FINAL:
            return StatusCell(kind, "✓", words, f"until {found.lapses}" if found.lapses else "", page)
        case State.LAPSES_SOON:
            return StatusCell(kind, "✓", words, f"on {found.lapses}", page)
        case State.OUTDATED:
            return StatusCell(kind, "✗", words, f"since {found.since}", page)
        case State.DRAFT:
            return StatusCell(kind, "–", words, f"{found.ready} of {found.texts}", page)
        case _:
            assert_never(found.state)


def _coverage(
    catalog: Catalog | None, messages: tuple[Message, ...], context: InlineContext, language: Language
) -> Coverage:
    """A translation that lost a placeholder or a link is no translation yet: pages do not use it."""
    entries = entries_in_use(catalog) if catalog else {}
    return coverage_of(_usable(entries.get(message.key), message.key.text, context, language) for message in messages)


def _usable(entry: Entry | None, source: str, context: InlineContext, language: Language) -> Status:
    """As far as a page may use it: among its own words, `{date}` and the like must stay too."""
    found = usable_status(entry, source, context, language)
    loses = entry is not None and "{" in source and brace_fields(entry.translation[0]) != brace_fields(source)
    return Status.FUZZY if loses and found is Status.TRANSLATED else found
