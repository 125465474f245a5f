"""Catalogs and templates that cannot be read: a finding each in every form of the report; the rest is checked."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from projects import SETTINGS, MakeProject, Run

BROKEN = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Rest."\nmsgstr "Descanse.\n'
DOSE = BROKEN.replace("Rest.", "Take 2 pills.").replace('"Descanse.', '"Tome 3 pastillas."')
ES, SO = "locales/es/LC_MESSAGES", "locales/so/LC_MESSAGES"
SENTENCE = "This string has no closing quote on its line."
FORMS = ("text", "json", "sarif", "junit", "github", "markdown")
TWO_LANGUAGES = SETTINGS.replace('["es"]', '["es", "so"]')


@pytest.fixture
def broken(project: MakeProject) -> Path:
    """Three broken files, and one catalog that can be read and has an error."""
    return project(
        {
            "dragoman.toml": TWO_LANGUAGES,
            "source/dose.md": "---\ntitle: Dose\n---\nTake 2 pills.\n",
            "source/rest.md": "---\ntitle: Rest\n---\nRest.\n",
            "locales/rest.pot": BROKEN,
            f"{ES}/rest.po": BROKEN,
            f"{ES}/dose.po": DOSE,
            f"{SO}/dose.po": b"\xff\xfe",
        }
    )


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_the_report_says_all_that_could_not_be_read_and_the_rest(
    form: str, broken: Path, run: Run
) -> None:
    outcome = run("check", "--format", form, at=broken)
    assert (outcome.code, outcome.err) == (2, "")
    text = unescape(outcome.out)
    for path in (f"{ES}/rest.po", f"{SO}/dose.po", "locales/rest.pot"):
        assert path in text
    assert "unreadable-catalog" in text
    assert "changed-number" in text, "the catalog that can be read is checked"
    assert "missing-catalog" in text, "so are those that are not there"


def places(found: object) -> Iterator[tuple[str, int, str]]:
    assert isinstance(found, list)
    for one in found:
        if one["rule"] == "unreadable-catalog":
            yield one["location"], one["column"], one["problem"]


def test_a_finding_has_line_and_column(broken: Path, run: Run) -> None:
    found = json.loads(run("check", "--format", "json", at=broken).out)["findings"]
    assert sorted(places(found)) == [
        (f"{ES}/rest.po:5", 8, SENTENCE),
        ("locales/rest.pot:5", 8, SENTENCE),
        (f"{SO}/dose.po:1", 1, "This file is UTF-16."),
    ]
    assert all(one["severity"] == "error" for one in found if one["rule"] == "unreadable-catalog")
    of_the_broken = [one["rule"] for one in found if one["location"].startswith(f"{ES}/rest.po")]
    assert of_the_broken == ["unreadable-catalog"], "no rule speaks of what nobody could read"


def test_text_sarif_and_annotations_have_the_column(broken: Path, run: Run) -> None:
    assert f"{ES}/rest.po:5:8: error: {SENTENCE} [unreadable-catalog]" in run("check", at=broken).out
    annotations = run("check", "--format", "github", at=broken).out
    assert f"::error file={ES}/rest.po,line=5,col=8,title=unreadable-catalog::{SENTENCE}" in annotations
    results = json.loads(run("check", "--format", "sarif", at=broken).out)["runs"][0]["results"]
    regions = [one["locations"][0]["physicalLocation"]["region"] for one in results if SENTENCE in str(one)]
    assert regions == [{"startLine": 5, "startColumn": 8}] * 2


def test_other_languages_are_not_concerned(broken: Path, run: Run) -> None:
    (broken / "locales/rest.pot").unlink()
    (broken / SO / "dose.po").unlink()
    assert run("check", "so", at=broken).code == 1
    assert run("check", "es", at=broken).code == 2


def test_nothing_hides_what_cannot_be_read(broken: Path, run: Run) -> None:
    off = '[checks]\nbaseline = "known.json"\n[[checks.severity]]\nrules = ["*"]\nseverity = "off"\n'
    (broken / "dragoman.toml").write_text(TWO_LANGUAGES + off, "utf-8")
    waiver = (
        '[[waiver]]\nrule = "unreadable-catalog"\nlanguage = "es"\nguide = "rest"\n'
        f'source = "{SENTENCE}"\nby = "A"\nreason = "B"\nuntil = 2999-01-01\n'
    )
    (broken / "waivers.toml").write_text(waiver, "utf-8")
    outcome = run("check", at=broken)
    assert outcome.code == 2
    assert outcome.out.count("[unreadable-catalog]") == 3
    assert outcome.out.endswith("3 errors, 0 warnings, 0 notes.\n")


def test_a_waiver_in_a_language_that_could_not_be_read_is_not_called_unused(broken: Path, run: Run) -> None:
    waiver = (
        '[[waiver]]\nrule = "changed-number"\nlanguage = "es"\nguide = "rest"\nsource = "Rest."\n'
        'translation = "Descanse."\nby = "A"\nreason = "B"\nuntil = 2999-01-01\n'
    )
    (broken / "waivers.toml").write_text(waiver, "utf-8")
    assert "unused-waiver" not in run("check", at=broken).out
    for path in (f"{ES}/rest.po", f"{SO}/dose.po", "locales/rest.pot"):
        (broken / path).unlink()
    assert "unused-waiver" in run("check", at=broken).out


@pytest.mark.parametrize("option", ["--fix", "--update-baseline"])
def test_what_must_know_of_all_findings_stops_with_one_sentence(option: str, broken: Path, run: Run) -> None:
    (broken / "dragoman.toml").write_text(f'{TWO_LANGUAGES}[checks]\nbaseline = "known.json"\n', "utf-8")
    outcome = run("check", option, at=broken)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f'locales/rest.pot:5:8: {SENTENCE} Close it with “"”.\n'
    assert not (broken / "known.json").exists()


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_status_goes_on(form: str, broken: Path, run: Run) -> None:
    outcome = run("status", "--format", form, at=broken)
    assert (outcome.code, outcome.err) == (2, "")
    if form == "json":
        spanish, somali = json.loads(outcome.out)["languages"]
        assert spanish["catalogs"]["rest"] == {
            "translated": 0,
            "fuzzy": 0,
            "untranslated": 2,
            "total": 2,
            "unreadable": f'{ES}/rest.po:5:8: {SENTENCE} Close it with “"”.',
        }
        assert spanish["catalogs"]["dose"]["unreadable"] is None
        assert "UTF-16" in somali["catalogs"]["dose"]["unreadable"]
    else:
        assert re.search(r"Spanish.*\b1/2\b.*\bunreadable\b", outcome.out)
        assert f"{ES}/rest.po:5:8: {SENTENCE}" in outcome.out
        assert f"{SO}/dose.po:1:1: This file is UTF-16." in outcome.out


def test_history_passes_over_what_cannot_be_read(broken: Path, run: Run) -> None:
    for command in ("init -q", "add -A", "-c user.name=T -c user.email=t@t.example commit -qm x"):
        git(broken, *command.split())
    outcome = run("check", "es", "--against", "HEAD", at=broken)
    assert (outcome.code, outcome.err) == (2, "")
    assert f"{ES}/rest.po:5:8: error: {SENTENCE} [unreadable-catalog]" in outcome.out


def test_a_catalog_that_a_revision_has_broken_is_told_and_the_others_are_compared(broken: Path, run: Run) -> None:
    (broken / "locales/rest.pot").unlink()
    (broken / f"{SO}/dose.po").unlink()
    (broken / "dragoman.toml").write_text(SETTINGS, "utf-8")
    for command in ("init -q", "add -A", "-c user.name=T -c user.email=t@t.example commit -qm x"):
        git(broken, *command.split())
    (broken / f"{ES}/rest.po").write_text(BROKEN.replace("Descanse.", 'Descanse."'), "utf-8")
    (broken / f"{ES}/dose.po").write_text(DOSE.replace("Tome 3 pastillas.", ""), "utf-8")
    outcome = run("check", "es", "--against", "HEAD", at=broken)
    assert (outcome.code, outcome.err) == (1, "")
    told = [line for line in outcome.out.splitlines() if "[unreadable-history]" in line]
    assert told == [
        f"{ES}/rest.po:1: warning: What was done to this catalog is not known. "
        f"HEAD:{ES}/rest.po:5:8: {SENTENCE} [unreadable-history]"
    ]
    assert "[lost-translation]" in outcome.out, "the other catalog is compared"


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True)
