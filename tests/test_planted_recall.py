"""What `dragoman check` finds of the planted errors, and that it is quiet about right translations.

The rates are floors: what was reached may not be lost. `tools/planted.py` prints them all.
"""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from dragoman.languages import find_language
from dragoman.model import Level, Severity
from dragoman.project import find_project

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from displaced import measure_runs
from planted import FOLDER, is_told, measure

LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.toml"))
FLOORS = {
    "placeholder": 1.00,
    "phone": 1.00,
    "email": 1.00,
    "markup": 1.00,
    "unit": 1.00,
    "number": 1.00,
    "link": 1.00,
    "side": 1.00,
    "date": 1.00,
    "time": 1.00,
    "negation dropped": 0.98,
    "order": 0.92,
    "body part": 0.84,
    "medicine": 0.97,
    "negation added": 0.98,
}


RUNS = {2: 0.87, 3: 0.91, 5: 0.97, 10: 1.00}
"""By how many entries of a guide stand one off: the share of such runs of which an error or a warning tells."""
PAGE_RUNS = {2: 0.51, 3: 0.50, 5: 0.66, 10: 1.00}
"""The same of the words of the page, most of which have neither figures nor words of the lists."""


@cache
def rates(language: str, level: Level = Level.WARN) -> tuple[Counter[str], Counter[str], Counter[Severity]]:
    """Found and planted by kind, and how many right translations have a finding of each severity.

    A note does not count as found.
    """
    found: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    alarms: Counter[Severity] = Counter()
    for kind, _, _, findings in measure(FOLDER / f"{language}.toml", level):
        planted[kind] += 1
        found[kind] += is_told(findings)
        if not kind:
            alarms.update({finding.severity for finding in findings})
    return found, planted, alarms


@pytest.mark.parametrize("kind", FLOORS)
def test_planted_errors_are_found(kind: str) -> None:
    found = sum(rates(language)[0][kind] for language in LANGUAGES)
    planted = sum(rates(language)[1][kind] for language in LANGUAGES)
    assert planted >= 50
    assert found / planted >= FLOORS[kind]


@pytest.mark.parametrize("kind", FLOORS)
def test_planted_errors_are_found_as_often_in_texts_that_only_inform(kind: str) -> None:
    found = sum(rates(language, Level.INFO)[0][kind] for language in LANGUAGES)
    planted = sum(rates(language, Level.INFO)[1][kind] for language in LANGUAGES)
    assert found / planted >= FLOORS[kind]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lost_and_added_negations_and_wrong_sides_are_found_in_each_language(language: str) -> None:
    found, planted, _ = rates(language)
    assert found["negation dropped"] / planted["negation dropped"] >= 0.96
    assert found["negation added"] / planted["negation added"] >= 0.94
    assert found["side"] / planted["side"] >= 0.9


def test_runs_of_displaced_translations_are_found() -> None:
    project = find_project(Path(__file__).parent.parent)
    runs = [run for language in LANGUAGES for run in measure_runs(project, find_language(language))]
    for floors, on_page in ((RUNS, False), (PAGE_RUNS, True)):
        for length, floor in floors.items():
            these = [run for run in runs if run.length == length and run.catalog.endswith("/page.po") is on_page]
            assert len(these) >= 70
            assert sum(bool(run.found) for run in these) / len(these) >= floor, (length, on_page)
    assert all(sum(run.length == length for run in runs) >= 300 for length in RUNS)
    told = [run.as_such for run in runs if run.length == 10]
    assert sum(told) / len(told) >= 0.8


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_right_translation_is_called_an_error(language: str) -> None:
    assert rates(language)[2][Severity.ERROR] == 0


def test_less_than_one_right_translation_in_a_hundred_has_a_warning() -> None:
    warned = sum(rates(language)[2][Severity.WARNING] for language in LANGUAGES)
    assert warned / sum(rates(language)[1][""] for language in LANGUAGES) < 0.01
