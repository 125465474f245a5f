"""Runs of translations that stand one entry off, as when a column is pasted one row too low or too high."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dragoman.checks.anatomy import CatalogRule, PairRule
from dragoman.checks.engine import check_catalog
from dragoman.checks.registry import RULES
from dragoman.checks.views import CatalogView
from dragoman.findings import project_conventions
from dragoman.messages import domain_context, project_messages
from dragoman.model import Certainty, Entry, Finding, Language, Level, Severity, Status
from dragoman.project import Project

LENGTHS = (2, 3, 5, 10)
_PLACES = 6
"""Runs of each length in a catalog, spread over all of it."""
_PAIR_RULES = {name: rule for name, rule in RULES.items() if isinstance(rule, PairRule)}
_CATALOG_RULES = {name: rule for name, rule in RULES.items() if isinstance(rule, CatalogRule)}


class Displaced(NamedTuple):
    length: int
    catalog: str
    first: Entry
    """The first entry with the translation of its neighbour."""
    found: tuple[Finding, ...]
    """Errors and warnings about its entries that the catalog did not have before."""
    noted: tuple[Finding, ...]
    """The same, of warnings that are only a note because the text only informs."""

    @property
    def as_such(self) -> bool:
        """Whether it was told that translations are shifted, and not only what is wrong in one of them."""
        return any(finding.rule == "shifted-entries" for finding in self.found)


def measure_runs(project: Project, language: Language) -> Iterator[Displaced]:
    """Runs displaced one at a time in the shipped catalogs of a language, and what is found of each."""
    conventions = project_conventions(project)
    for domain, messages in project_messages(project).items():
        catalog = project.catalog(domain, language)
        if catalog is None:
            continue
        context = domain_context(project, domain)
        view = CatalogView(catalog, language, messages, domain, context, conventions=conventions)
        before = {(found.rule, found.problem, found.source) for found in check_catalog(view)}
        for length in LENGTHS:
            for places in _runs(catalog.entries, length):
                entries = _displace(catalog.entries, places)
                moved = tuple(entries[place] for place in places[:-1] if entries[place].status is Status.TRANSLATED)
                whole = replace(view, catalog=replace(catalog, entries=tuple(entries)))
                part = replace(view, catalog=replace(catalog, entries=moved))
                found = (*check_catalog(whole, _CATALOG_RULES), *check_catalog(part, _PAIR_RULES))
                texts = {entry.key.text for entry in moved}  # that the last entry has none is another matter
                new = tuple(
                    one for one in found if one.source in texts and (one.rule, one.problem, one.source) not in before
                )
                told = tuple(one for one in new if one.severity is not Severity.NOTE)
                yield Displaced(length, catalog.path, moved[0], told, tuple(filter(is_held_back, new)))


def is_held_back(finding: Finding) -> bool:
    """Whether a rule of warnings made a note of what it found, since the text only informs and it is only possible."""
    milder = finding.severity is Severity.NOTE and RULES[finding.rule].severity is not Severity.NOTE
    return milder and finding.certainty is Certainty.POSSIBLE and finding.level is Level.INFO


def _runs(entries: Sequence[Entry], length: int) -> Iterator[list[int]]:
    """Places of runs and the neighbour that each takes the translations from; every other run goes the other way."""
    places = [
        place for place, entry in enumerate(entries) if entry.status is Status.TRANSLATED and entry.plural is None
    ]
    room = len(places) - length - 1
    starts = sorted({room * step // (_PLACES - 1) for step in range(_PLACES)}) if room >= 0 else []
    for number, start in enumerate(starts):
        run = places[start : start + length + 1]
        texts = [entries[place].translation for place in run]
        if all(one != other for one, other in itertools.pairwise(texts)):
            yield run if number % 2 else run[::-1]


def _displace(entries: Sequence[Entry], places: Sequence[int]) -> list[Entry]:
    """Each entry of the run has the translation of the next place; the last one is left without."""
    found = list(entries)
    for here, there in itertools.pairwise(places):
        found[here] = replace(entries[here], translation=entries[there].translation)
    last = places[-1]
    found[last] = replace(entries[last], translation=("",), status=Status.UNTRANSLATED)
    return found
