"""Rules run over catalogs, templates and history; what they find gets its rule, severity and place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.checks.anatomy import (
    CatalogRule,
    CatalogView,
    HistoryRule,
    HistoryView,
    Pair,
    PairRule,
    Problem,
    Rule,
    TemplateRule,
    TemplateView,
)
from dragoman.checks.registry import RULES
from dragoman.markup.inline import InlineContext
from dragoman.model import Commitment, Entry, Finding, Location, Message, MessageKey, Severity, Status


def check_catalog(
    view: CatalogView, commitment: Commitment, context: InlineContext, guide: str, rules: Mapping[str, Rule] = RULES
) -> Iterator[Finding]:
    """Findings of one catalog. What is missing is only noted in a language that is begun."""
    places = _places(view.messages)
    for rule_id, rule in rules.items():
        for problem in _problems(rule, view, context):
            severity = rule.severity
            if commitment is Commitment.BEGUN and isinstance(rule, CatalogRule) and rule.completeness:
                severity = Severity.NOTE
            yield _finding(rule_id, severity, problem, view, guide, places)


def check_template(view: TemplateView, guide: str, rules: Mapping[str, Rule] = RULES) -> Iterator[Finding]:
    """Findings of one template against what its guide says today."""
    for rule_id, rule in rules.items():
        if not isinstance(rule, TemplateRule):
            continue
        for problem in rule.check(view):
            source = problem.message.key.text if problem.message else ""
            yield Finding(
                rule=rule_id,
                severity=rule.severity,
                location=Location(view.path, problem.entry.line if problem.entry else 1),
                problem=problem.problem,
                remedy=problem.remedy,
                guide=guide,
                source=problem.entry.key.text if problem.entry else source,
                source_location=problem.message.locations[0] if problem.message else None,
            )


def check_history(view: HistoryView, guide: str, rules: Mapping[str, Rule] = RULES) -> Iterator[Finding]:
    """Findings of what was done to one catalog; those on the whole of it first, then in the order of the file."""
    places = _places(view.messages)
    today = CatalogView(view.after, view.language, view.messages)
    found = [
        _finding(rule_id, rule.severity, problem, today, guide, places)
        for rule_id, rule in rules.items()
        if isinstance(rule, HistoryRule)
        for problem in rule.check(view)
    ]
    yield from sorted(found, key=lambda finding: finding.location.line)


def _places(messages: tuple[Message, ...]) -> Mapping[MessageKey, Location]:
    return {message.key: message.locations[0] for message in messages}


def _problems(rule: Rule, view: CatalogView, context: InlineContext) -> Iterator[Problem]:
    if isinstance(rule, CatalogRule):
        yield from rule.check(view)
    elif isinstance(rule, PairRule):
        for entry in view.catalog.entries:
            if entry.status is Status.TRANSLATED:
                for source, translation in _forms(entry):
                    yield from rule.check(Pair(source, translation, entry, view.language, context))


def _forms(entry: Entry) -> Iterator[tuple[str, str]]:
    """Each form of a translation with the English it is held against; the first form with the singular."""
    for number, translation in enumerate(entry.translation):
        yield entry.plural if entry.plural is not None and number else entry.key.text, translation


def _finding(
    rule: str,
    severity: Severity,
    problem: Problem,
    view: CatalogView,
    guide: str,
    places: Mapping[MessageKey, Location],
) -> Finding:
    entry, message = problem.entry, problem.message
    key = entry.key if entry else message.key if message else None
    return Finding(
        rule=rule,
        severity=severity,
        location=Location(view.catalog.path, entry.line if entry else 1),
        problem=problem.problem,
        remedy=problem.remedy,
        language=view.language.tag,
        guide=guide,
        source=key.text if key else "",
        translation=entry.translation[0] if entry and entry.key.text else "",
        source_location=places.get(key) if key else None,
    )
