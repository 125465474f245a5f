"""Rules run over guides, templates, catalogs and history; what they find gets its rule, severity and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dragoman.checks.anatomy import (
    CatalogRule,
    FileRule,
    GuideRule,
    HistoryRule,
    LedgerRule,
    LibraryRule,
    PairRule,
    Problem,
    Rule,
    SheetRule,
    TemplateRule,
    WaiverRule,
)
from dragoman.checks.pairs import PairKey, PairMemory, Said, problems_of_pairs, said_of_new_pairs
from dragoman.checks.registry import RULES
from dragoman.checks.views import (
    CatalogView,
    FileView,
    GuideView,
    HistoryView,
    LedgerView,
    LibraryView,
    SheetView,
    TemplateView,
    WaiverView,
)
from dragoman.model import (
    SOURCE_LANGUAGE,
    Certainty,
    Commitment,
    Entry,
    Finding,
    Level,
    Location,
    Message,
    MessageKey,
    Severity,
)


def check_catalog(
    view: CatalogView, rules: Mapping[str, Rule] = RULES, memory: PairMemory | None = None
) -> Iterator[Finding]:
    """Findings of one catalog. What is missing is only noted in a language that is begun.

    Pairs that the memory knows are not looked at again; others it knows from now on.
    """
    file = _File(view.catalog.path, view.guide, view.language.tag, _by_key(view.messages))
    said = problems_of_pairs(view, file.messages, rules, memory or PairMemory())
    begun = view.commitment is Commitment.BEGUN
    for rule_id, rule in rules.items():
        if isinstance(rule, PairRule):
            for problem in said.get(rule_id, ()):
                yield _finding(rule_id, rule, problem, file)
        elif isinstance(rule, CatalogRule):
            severity = Severity.NOTE if begun and rule.completeness else None
            yield from (_finding(rule_id, rule, problem, file, severity) for problem in rule.check(view))


def look_at_pairs(view: CatalogView, rules: Mapping[str, Rule], memory: PairMemory) -> Mapping[PairKey, Said]:
    """The part of `check_catalog` that takes longest: what the rules say of pairs that are new to the memory."""
    return said_of_new_pairs(view, _by_key(view.messages), rules, memory)


def check_library(view: LibraryView, rules: Mapping[str, Rule] = RULES) -> Iterator[Finding]:
    """Findings that only all catalogs of a language together show."""
    files: dict[str, _File] = {}
    for rule_id, rule in rules.items():
        if isinstance(rule, LibraryRule):
            for catalog, problem in rule.check(view):
                path = catalog.catalog.path
                if path not in files:
                    files[path] = _File(path, catalog.guide, view.language.tag, _by_key(catalog.messages))
                yield _finding(rule_id, rule, problem, files[path])


def check_template(view: TemplateView, rules: Mapping[str, Rule] = RULES) -> Iterator[Finding]:
    """Findings of one template against what its guide says today."""
    file = _File(view.path, view.guide, "", _by_key(view.messages))
    for rule_id, rule in rules.items():
        if isinstance(rule, TemplateRule):
            yield from (_finding(rule_id, rule, problem, file) for problem in rule.check(view))


def check_file(view: FileView, rules: Mapping[str, Rule] = RULES) -> Iterator[Finding]:
    """The finding of a file that cannot be read."""
    file = _File(view.location.path, view.guide, view.language, {})
    for rule_id, rule in rules.items():
        if isinstance(rule, FileRule):
            yield from (_finding(rule_id, rule, problem, file) for problem in rule.check(view))


def check_guide(view: GuideView, rules: Mapping[str, Rule] = RULES) -> Iterator[Finding]:
    """Findings of an English guide, in the order of its lines."""
    file = _File(view.guide.path, view.guide.id, "", _by_key(view.messages))
    found = [
        _finding(rule_id, rule, problem, file)
        for rule_id, rule in rules.items()
        if isinstance(rule, GuideRule)
        for problem in rule.check(view)
    ]
    yield from sorted(found, key=lambda finding: finding.location)


def check_history(view: HistoryView, rules: Mapping[str, Rule] = RULES) -> Iterator[Finding]:
    """Findings of what was done to one catalog; those on the whole of it first, then in the order of the file."""
    file = _File(view.after.path, view.guide, view.language.tag, _by_key(view.messages))
    found = [
        _finding(rule_id, rule, problem, file)
        for rule_id, rule in rules.items()
        if isinstance(rule, HistoryRule)
        for problem in rule.check(view)
    ]
    yield from sorted(found, key=lambda finding: finding.location.line)


def check_ledger(view: LedgerView, rules: Mapping[str, Rule] = RULES) -> Iterator[Finding]:
    """Findings about what was signed in one language, in the order of the files."""
    tag = "" if view.language.tag == SOURCE_LANGUAGE else view.language.tag
    found = [
        _finding(rule_id, rule, problem, _File(view.path, guide, tag, {}))
        for rule_id, rule in rules.items()
        if isinstance(rule, LedgerRule)
        for guide, problem in rule.check(view)
    ]
    yield from sorted(found, key=lambda finding: finding.location)


def check_sheet(view: SheetView, rules: Mapping[str, Rule] = RULES) -> Iterator[Finding]:
    """Findings of one sheet of paper."""
    tag = "" if view.language.tag == SOURCE_LANGUAGE else view.language.tag
    file = _File(view.path, view.guide.id, tag, {})
    begun = view.commitment is Commitment.BEGUN
    for rule_id, rule in rules.items():
        if isinstance(rule, SheetRule):
            severity = Severity.NOTE if begun and rule.completeness else None
            yield from (_finding(rule_id, rule, problem, file, severity) for problem in rule.check(view))


def check_waivers(view: WaiverView, path: str, rules: Mapping[str, Rule] = RULES) -> Iterator[Finding]:
    """Findings about the waivers themselves, in the order of their file."""
    file = _File(path, "", "", {})
    found = [
        _finding(rule_id, rule, problem, file)
        for rule_id, rule in rules.items()
        if isinstance(rule, WaiverRule)
        for problem in rule.check(view)
    ]
    yield from sorted(found, key=lambda finding: finding.location)


@dataclass(frozen=True, slots=True)
class _File:
    """The file that is looked at, for the place of what is found in it."""

    path: str
    guide: str
    language: str
    """Empty for a template and a guide."""
    messages: Mapping[MessageKey, Message]


def _by_key(messages: tuple[Message, ...]) -> Mapping[MessageKey, Message]:
    return {message.key: message for message in messages}


def _finding(rule_id: str, rule: Rule, problem: Problem, file: _File, severity: Severity | None = None) -> Finding:
    entry = problem.entry
    key = entry.key if entry else problem.message.key if problem.message else None
    message = problem.message or (file.messages.get(key) if key else None)
    page = message.pages[0] if message and message.pages else ""
    return Finding(
        rule=rule_id,
        severity=severity or _severity(rule_id, rule, problem, message if file.language else None),
        certainty=problem.certainty or rule.certainty,
        location=problem.location or Location(file.path, _line(entry, problem.field) if entry else 1),
        problem=problem.problem,
        remedy=problem.remedy,
        language=file.language,
        guide=file.guide,
        context=key.context if key else None,
        source=key.text if key else "",
        translation=entry.translation[problem.form] if entry and entry.key.text else "",
        level=message.level if message else None,
        source_location=message.locations[0] if message else None,
        page=f"{file.language or 'en'}/{page}" if page else "",
        english=problem.english,
        words=problem.words,
        fix=problem.fix,
    )


def _line(entry: Entry, field: str) -> int:
    """Of its `msgid`, or of a field of the header, where it has that one."""
    if not field or entry.raw is None:
        return entry.line
    lines = entry.raw.decode().split("\n")
    shape = re.compile(rf'\s*(?:msgstr\s*)?"{re.escape(field)}\s*:', re.IGNORECASE)
    begin = next((at for at, line in enumerate(lines) if line.lstrip().startswith("msgid")), 0)
    return next((entry.line + at - begin for at, line in enumerate(lines) if shape.match(line)), entry.line)


_GRAVE = re.compile(r"(?:changed|swapped)-.*|(?:lost|invented)-negation|invented-number-word|link-mismatch")
"""Rules on what a text says: another number, side or hour, or a "not", is no matter of form, whatever hangs on it."""


def _severity(rule_id: str, rule: Rule, problem: Problem, message: Message | None) -> Severity:
    """What the rule says; a warning of form that is merely possible is a note in a text that only informs.

    Of such warnings 1 in 22 was right on catalogs of other projects (docs/checks-measured.md). Where a wrong
    translation can do harm, reading the other 21 is worth it; elsewhere they would teach people to read no warnings.
    """
    severity = problem.severity or rule.severity
    doubtful = (problem.certainty or rule.certainty) is Certainty.POSSIBLE
    informs = message is not None and message.level is Level.INFO and not _GRAVE.fullmatch(rule_id)
    return Severity.NOTE if severity is Severity.WARNING and doubtful and informs else severity
