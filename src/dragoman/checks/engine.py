"""Rules run over catalogs, templates and history; what they find gets its rule, severity and place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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
    english_forms,
)
from dragoman.checks.registry import RULES
from dragoman.markup.inline import InlineContext
from dragoman.model import Commitment, Finding, Location, Message, MessageKey, Severity, Status


def check_catalog(
    view: CatalogView, commitment: Commitment, context: InlineContext, guide: str, rules: Mapping[str, Rule] = RULES
) -> Iterator[Finding]:
    """Findings of one catalog. What is missing is only noted in a language that is begun."""
    file = _File(view.catalog.path, guide, view.language.tag, _places(view.messages))
    for rule_id, rule in rules.items():
        for problem in _problems(rule, view, context):
            severity = rule.severity
            if commitment is Commitment.BEGUN and isinstance(rule, CatalogRule) and rule.completeness:
                severity = Severity.NOTE
            yield _finding(rule_id, severity, problem, file)


def check_template(view: TemplateView, guide: str, rules: Mapping[str, Rule] = RULES) -> Iterator[Finding]:
    """Findings of one template against what its guide says today."""
    file = _File(view.path, guide, "", _places(view.messages))
    for rule_id, rule in rules.items():
        if isinstance(rule, TemplateRule):
            for problem in rule.check(view):
                yield _finding(rule_id, rule.severity, problem, file)


def check_history(view: HistoryView, guide: str, rules: Mapping[str, Rule] = RULES) -> Iterator[Finding]:
    """Findings of what was done to one catalog; those on the whole of it first, then in the order of the file."""
    file = _File(view.after.path, guide, view.language.tag, _places(view.messages))
    found = [
        _finding(rule_id, rule.severity, problem, file)
        for rule_id, rule in rules.items()
        if isinstance(rule, HistoryRule)
        for problem in rule.check(view)
    ]
    yield from sorted(found, key=lambda finding: finding.location.line)


@dataclass(frozen=True, slots=True)
class _File:
    """The catalog or template that is looked at, for the place of what is found in it."""

    path: str
    guide: str
    language: str
    """Empty for a template."""
    places: Mapping[MessageKey, Location]
    """Where the English of each message stands."""


def _places(messages: tuple[Message, ...]) -> Mapping[MessageKey, Location]:
    return {message.key: message.locations[0] for message in messages}


def _problems(rule: Rule, view: CatalogView, context: InlineContext) -> Iterator[Problem]:
    if isinstance(rule, CatalogRule):
        yield from rule.check(view)
    elif isinstance(rule, PairRule):
        for entry in view.catalog.entries:
            if entry.status is Status.TRANSLATED:
                for source, translation in zip(english_forms(entry), entry.translation, strict=True):
                    yield from rule.check(Pair(source, translation, entry, view.language, context))


def _finding(rule: str, severity: Severity, problem: Problem, file: _File) -> Finding:
    entry, message = problem.entry, problem.message
    key = entry.key if entry else message.key if message else None
    return Finding(
        rule=rule,
        severity=severity,
        location=Location(file.path, entry.line if entry else 1),
        problem=problem.problem,
        remedy=problem.remedy,
        language=file.language,
        guide=file.guide,
        source=key.text if key else "",
        translation=entry.translation[0] if entry and entry.key.text else "",
        source_location=file.places.get(key) if key else None,
    )
