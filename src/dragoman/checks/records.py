"""What was found, and what was said of pairs, as JSON that a later run of the same program reads."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.checks.anatomy import Problem
from dragoman.checks.pairs import PairKey, PairMemory
from dragoman.model import Certainty, Finding, Level, Location, Severity


def findings_record(findings: Sequence[Finding]) -> str:
    return json.dumps([_finding_row(finding) for finding in findings])


def findings_of(record: bytes) -> tuple[Finding, ...]:
    return tuple(map(_finding, json.loads(record)))


@dataclass(frozen=True, slots=True)
class CatalogRecord:
    """What was found in one catalog, and what was said of its pairs."""

    state: str
    """Hash of all that the findings rest on."""
    rows: list[Any]
    silent: list[PairKey]
    """Pairs of which nothing was said, as of most."""
    said: dict[PairKey, Any]

    @classmethod
    def of(cls, state: str, findings: Sequence[Finding], pairs: PairMemory) -> CatalogRecord:
        said = {key: [[rule, *_problem_row(one)] for rule, one in said] for key, said in pairs.now.items() if said}
        silent = [key for key, said in pairs.now.items() if not said]
        return cls(state, list(map(_finding_row, findings)), silent, said)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(map(_finding, self.rows))

    @property
    def pairs(self) -> PairMemory:
        """For the next run, in which the same rules ask."""
        before = {key: tuple((rule, _problem(row)) for rule, *row in said) for key, said in self.said.items()}
        return PairMemory(before, frozenset(self.silent))


def catalogs_record(records: Mapping[str, CatalogRecord]) -> str:
    """By the name of the catalog."""
    return json.dumps({name: [one.state, one.rows, one.silent, one.said] for name, one in records.items()})


def catalogs_of(record: bytes) -> dict[str, CatalogRecord]:
    return {name: CatalogRecord(*values) for name, values in json.loads(record).items()}


def _finding_row(finding: Finding) -> list[object]:
    return [
        finding.rule,
        finding.severity,
        _place_row(finding.location),
        finding.problem,
        finding.remedy,
        finding.certainty,
        finding.language,
        finding.guide,
        finding.context,
        finding.source,
        finding.translation,
        finding.level,
        _place_row(finding.source_location),
        finding.page,
        finding.english,
        finding.words,
        finding.fix,
    ]


def _finding(row: list[Any]) -> Finding:
    rule, severity, location, problem, remedy, certainty, language, guide, context, source, translation, *rest = row
    level, source_location, page, english, words, fix = rest
    return Finding(
        rule=rule,
        severity=Severity(severity),
        location=Location(*location),
        problem=problem,
        remedy=remedy,
        certainty=Certainty(certainty),
        language=language,
        guide=guide,
        context=context,
        source=source,
        translation=translation,
        level=Level(level) if level else None,
        source_location=Location(*source_location) if source_location else None,
        page=page,
        english=tuple(english),
        words=tuple(words),
        fix=fix,
    )


def _place_row(place: Location | None) -> list[object] | None:
    return [place.path, place.line, place.column] if place else None


def _problem_row(problem: Problem) -> list[object]:
    """Of a rule for pairs, which says nothing of entries and places."""
    return [
        problem.problem,
        problem.remedy,
        problem.english,
        problem.words,
        problem.severity,
        problem.certainty,
        problem.fix,
    ]


def _problem(row: list[Any]) -> Problem:
    problem, remedy, english, words, severity, certainty, fix = row
    return Problem(
        problem,
        remedy,
        english=tuple(english),
        words=tuple(words),
        severity=Severity(severity) if severity else None,
        certainty=Certainty(certainty) if certainty else None,
        fix=fix,
    )
