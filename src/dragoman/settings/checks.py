"""The table `[checks]`: what the project makes of findings, and rules of its own."""

from __future__ import annotations

import re

from dragoman.model import CheckSettings, Level, PatternPair, Severity, SeverityChoice
from dragoman.settings.document import Document, Row

OFF = "off"
_KEYS = ("glossary", "waivers", "baseline", "severity", "pattern")
_SEVERITY_KEYS = ("rules", "languages", "levels", "severity")
_PATTERN_KEYS = ("id", "problem", "remedy", "source", "translation", "languages", "severity")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def read_checks(document: Document) -> CheckSettings:
    document.check_keys(("checks",), document.subtable("checks"), _KEYS)
    glossary = ("checks", "glossary")
    return CheckSettings(
        glossary=document.text(glossary, "glossary.toml"),
        glossary_named=None if document.value(glossary) is None else document.where(glossary),
        waivers=document.text(("checks", "waivers"), "waivers.toml"),
        baseline=document.text(("checks", "baseline"), ""),
        severities=tuple(_severity_choice(row) for row in document.rows(("checks", "severity"))),
        patterns=tuple(_pattern(row) for row in document.rows(("checks", "pattern"))),
    )


def _severity_choice(row: Row) -> SeverityChoice:
    row.check_keys(_SEVERITY_KEYS)
    levels = row.texts("levels")
    for level in levels:
        if level not in list(Level):
            row.fail(f"There is no level '{level}'.", f"Write some of {', '.join(Level)}.")
    rules = row.texts("rules")
    if not rules:
        row.fail("[[checks.severity]] names no rules.", 'Write rules = ["…"]; `dragoman explain` lists them.')
    severity = _severity(row, (*Severity, OFF), None)
    return SeverityChoice(rules, row.texts("languages"), tuple(map(Level, levels)), severity, row.where)


def _severity(row: Row, choices: tuple[str, ...], usual: str | None) -> Severity | None:
    """The severity a row names; `None` for one that is off."""
    stated = row.text("severity", usual)
    if stated not in choices:
        row.fail(f"The severity cannot be '{stated}'.", f"Write one of {', '.join(choices)}.")
    return None if stated == OFF else Severity(stated)


def _pattern(row: Row) -> PatternPair:
    row.check_keys(_PATTERN_KEYS)
    id_ = row.text("id")
    if not _ID.fullmatch(id_):
        row.fail(f"'{id_}' cannot be the name of a rule.", "Use small letters, digits and hyphens.")
    for key in ("source", "translation"):
        try:
            re.compile(row.text(key))
        except (re.error, RecursionError, OverflowError) as error:
            row.fail(f"'{key}' of the pattern '{id_}' is no regular expression: {error}.", "Correct it.")
    severity = _severity(row, tuple(Severity), Severity.ERROR)
    assert severity is not None
    return PatternPair(
        id=id_,
        problem=_sentence(row, "problem"),
        remedy=_sentence(row, "remedy"),
        source=row.text("source"),
        translation=row.text("translation"),
        languages=row.texts("languages"),
        severity=severity,
        location=row.where,
    )


def _sentence(row: Row, key: str) -> str:
    text = row.text(key)
    return text if text.endswith(".") else f"{text}."
