"""What a project makes of findings: severities, waivers, a baseline, patterns of its own; as values and on disk."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.checks.baseline import KnownFinding, read_baseline, write_baseline
from dragoman.checks.identity import finding_id
from dragoman.checks.judge import judge_findings
from dragoman.errors import UserError
from dragoman.model import Finding, Level, Location, Severity, SeverityChoice, Waiver
from dragoman.settings.glossary import parse_glossary
from dragoman.settings.waivers import parse_waivers, with_waiver
from projects import MakeProject, Run, edit

HERE = Location("dragoman.toml", 1)
TODAY = "2026-06-15"
GUIDE = "---\ntitle: Care\n---\nTake 2 pills and some rest today.\n"
SETTINGS = '[project]\nname = "Test"\n[languages]\nrequired = ["es"]\n'
CATALOG = "locales/es/LC_MESSAGES/g.po"


def finding(**changes: object) -> Finding:
    values = {
        "rule": "copied-english",
        "severity": Severity.ERROR,
        "location": Location(CATALOG, 9),
        "problem": "It is English.",
        "remedy": "Translate it.",
        "language": "es",
        "guide": "g",
        "source": "Rest now.",
        "translation": "Rest now.",
        "level": Level.INFO,
    }
    return Finding(**{**values, **changes})  # type: ignore[arg-type]  # tests say which


def choice(
    *rules: str, languages: tuple[str, ...] = (), levels: tuple[Level, ...] = (), severity: Severity | None = None
) -> SeverityChoice:
    return SeverityChoice(rules, languages, levels, severity, HERE)


def waiver(**changes: str) -> Waiver:
    values = {
        "rule": "copied-english",
        "language": "es",
        "guide": "g",
        "context": "",
        "source": "Rest now.",
        "translation": "Rest now.",
        "by": "Ana López",
        "reason": "Nombre.",
        "until": TODAY,
    }
    return Waiver(**{**values, **changes}, location=HERE)


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ((), Severity.ERROR),
        ((choice("copied-english"),), None),
        ((choice("fuzzy"),), Severity.ERROR),
        ((choice("*", severity=Severity.NOTE),), Severity.NOTE),
        ((choice("*", languages=("so",)),), Severity.ERROR),
        ((choice("*", languages=("es",)),), None),
        ((choice("*", levels=(Level.WARN,)),), Severity.ERROR),
        ((choice("*", levels=(Level.INFO,), severity=Severity.WARNING),), Severity.WARNING),
        ((choice("*"), choice("copied-english", severity=Severity.NOTE)), Severity.NOTE),
    ],
)
def test_the_last_choice_that_fits_gives_the_severity(
    choices: tuple[SeverityChoice, ...], expected: Severity | None
) -> None:
    found = judge_findings([finding()], choices=choices).findings
    assert [one.severity for one in found] == ([expected] if expected else [])


def test_a_waiver_holds_on_its_last_day_and_for_just_its_texts() -> None:
    assert judge_findings([finding()], waivers=[waiver()], today=TODAY).waived == (finding(),)
    assert judge_findings([finding()], waivers=[waiver()], today="2026-06-16").findings == (finding(),)
    for changed in (finding(source="Rest."), finding(translation="Rest."), finding(rule="fuzzy"), finding(context="x")):
        assert judge_findings([changed], waivers=[waiver()], today=TODAY).findings == (changed,)


def test_a_finding_keeps_its_id_where_its_entry_moves_and_loses_it_with_its_texts() -> None:
    assert finding_id(finding(location=Location(CATALOG, 70), severity=Severity.NOTE)) == finding_id(finding())
    assert finding_id(finding(translation="Rest")) != finding_id(finding())
    assert finding_id(finding(context="x")) != finding_id(finding())


def test_what_is_in_the_baseline_is_known_and_does_not_fail() -> None:
    old, new = finding(), finding(source="Eat now.")
    (known,) = read_baseline(write_baseline([KnownFinding.of(old)]), "b.json")
    verdict = judge_findings([old, new], baseline={known.id})
    assert (verdict.known, verdict.findings, verdict.failed) == ((old,), (new,), True)
    assert not judge_findings([old], baseline={finding_id(old)}).failed


def test_a_baseline_is_json_with_a_line_for_each_finding_whatever_their_order() -> None:
    both = [KnownFinding.of(finding()), KnownFinding.of(finding(source="Eat."))]
    assert write_baseline(both) == write_baseline(reversed(both))
    assert len(json.loads(write_baseline(both))["findings"]) == 2
    assert len(write_baseline(both).splitlines()) == 4


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 9}', '{"version": 1, "findings": [3]}', "[" * 99_999])
def test_a_file_that_is_no_baseline_is_refused(text: str) -> None:
    with pytest.raises(UserError, match=r"not a baseline"):
        read_baseline(text, "b.json")


@given(st.text(), st.text(min_size=1).filter(str.strip))
def test_a_waiver_written_is_the_waiver_read(text: str, reason: str) -> None:
    one = waiver(source=text, translation=text[::-1], reason=reason)
    assert parse_waivers(with_waiver(with_waiver("", one), one), "waivers.toml") == (one, one)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[waiver]]\nrule = 'x'\nby = 'A'\nreason = 'B'\n", "until when"),
        ("[[waiver]]\nrule = 'x'\nby = 'A'\nreason = 'B'\nuntil = 'soon'\n", "until when"),
        ("[[waiver]]\nrule = 'x'\nby = 'A'\nuntil = 2026-01-01\n", "no text 'reason'"),
        ("[[waiver]]\nrule = 'x'\nby = ' '\nreason = 'B'\nuntil = 2026-01-01\n", "no text 'by'"),
        ("[[waiver]]\nlangauge = 'es'\n", "no key 'langauge'"),
        ("waiver = 3\n", "not a list of tables"),
        ("[waiver]\n", "not a list of tables"),
    ],
)
def test_a_bad_waiver_is_said_with_its_line(text: str, problem: str) -> None:
    with pytest.raises(UserError, match=problem) as caught:
        parse_waivers(f"\n{text}", "waivers.toml")
    assert str(caught.value.where).startswith("waivers.toml:2") or "not a list" in problem


def test_a_glossary_has_terms_and_names_by_language() -> None:
    text = '[[term]]\nenglish = ["shot"]\nuse.es = ["inyecc*"]\navoid.es = ["disparo*"]\n[[name]]\nname = "FDA"\n'
    conventions = parse_glossary(text, "glossary.toml")
    assert conventions.terms[0].use == {"es": ("inyecc*",)}
    assert conventions.terms[0].avoid == {"es": ("disparo*",)}
    assert conventions.names[0].name == "FDA"
    with pytest.raises(UserError, match="no English"):
        parse_glossary("[[term]]\nuse.es = ['a']\n", "glossary.toml")


# ── on disk ──


def begin(project: MakeProject, run: Run, settings: str = "") -> Path:
    root = project({"dragoman.toml": SETTINGS + settings, "source/g.md": GUIDE})
    assert run("extract", at=root).code == 0
    assert run("sync", at=root).code == 0
    catalog = root / CATALOG
    catalog.write_text(
        re.sub(
            r'(msgid "(Care|Take[^"]*)"\n)msgstr ""',
            lambda match: f'{match[1]}msgstr "{match[2] if match[2] != "Care" else "Cuidados"}"',
            catalog.read_text(),
        )
    )
    page = root / "locales/es/LC_MESSAGES/page.po"
    page.unlink()
    return root


def problems(run: Run, root: Path, *more: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(run("check", "--format", "json", *more, at=root).out)["findings"]
    return [one for one in found if one["rule"] not in ("untranslated", "missing-catalog")]


def test_waive_excuses_one_finding_until_the_text_changes(project: MakeProject, run: Run) -> None:
    root = begin(project, run)
    (found,) = (one for one in problems(run, root) if one["rule"] == "copied-english")
    words = ("--by", "Ana López", "--reason", "It is so.", "--until", "2999-01-01")
    assert run("waive", "copied-english", found["location"], *words, at=root).code == 0
    assert not [one for one in problems(run, root) if one["rule"] in ("copied-english", "unused-waiver")]
    edit(root / CATALOG, 'msgstr "Take 2 pills and some rest today."', 'msgstr "Take 2 pills and some rest today"')
    assert "unused-waiver" in {one["rule"] for one in problems(run, root)}


def test_waive_says_when_there_is_nothing_to_excuse(project: MakeProject, run: Run) -> None:
    root = begin(project, run)
    outcome = run("waive", "fuzzy", f"{CATALOG}:1", "--by", "A", "--reason", "B", "--until", "2999-01-01", at=root)
    assert (outcome.code, outcome.err) == (
        2,
        f"`fuzzy` finds nothing at {CATALOG}:1 that counts. Copy both from what `dragoman check` says.\n",
    )
    assert not (root / "waivers.toml").exists()


def test_a_day_that_is_past_excuses_nothing(project: MakeProject, run: Run) -> None:
    root = begin(project, run)
    outcome = run("waive", "fuzzy", f"{CATALOG}:1", "--by", "A", "--reason", "B", "--until", "2020-01-01", at=root)
    assert (outcome.code, outcome.err) == (
        2,
        "2020-01-01 is past. Give the last day on which the finding may stand: --until.\n",
    )


def test_a_baseline_lets_only_new_findings_fail(project: MakeProject, run: Run) -> None:
    root = begin(project, run, '[checks]\nbaseline = "known.json"\n')
    assert run("check", at=root).code == 1
    assert run("check", "--update-baseline", at=root).code == 0
    assert run("check", at=root).code == 0
    edit(root / CATALOG, 'msgstr "Cuidados"', 'msgstr ""')
    assert run("check", at=root).code == 1


def test_a_baseline_of_one_language_keeps_what_is_known_of_others(project: MakeProject, run: Run) -> None:
    root = begin(project, run, '[checks]\nbaseline = "known.json"\n')
    settings = root / "dragoman.toml"
    edit(settings, 'required = ["es"]', 'required = ["es", "ru", "so"]')
    assert run("check", "--update-baseline", at=root).code == 0
    before = (root / "known.json").read_text()
    assert '"language": "so"' in before
    row = '{"id": "0", "rule": "clipped-text", "language": "so", "guide": "g", "text": "Care"}'
    (root / "known.json").write_text(before.replace("[\n", f"[\n{row},\n"))
    outcome = run("check", "es", "--update-baseline", at=root)
    assert row in (root / "known.json").read_text()
    assert len((root / "known.json").read_text()) == len(before) + len(row) + 2
    assert "were not looked at, and stay" in outcome.out
    edit(settings, ', "so"', "")
    assert run("check", "--update-baseline", at=root).code == 0
    assert '"so"' not in (root / "known.json").read_text()


def test_a_baseline_needs_a_place(project: MakeProject, run: Run) -> None:
    outcome = run("check", "--update-baseline", at=begin(project, run))
    assert outcome.code == 2
    assert outcome.err.startswith("dragoman.toml: The settings name no baseline.")


PATTERN = """
[[checks.pattern]]
id = "pill-count"
problem = "The number of pills is lost."
remedy = "Write it as in the English."
source = "2 pills"
translation = "2 past"
languages = ["es"]
severity = "warning"
"""


def test_a_pattern_of_the_project_is_a_rule(project: MakeProject, run: Run) -> None:
    root = begin(project, run, PATTERN)
    (found,) = (one for one in problems(run, root) if one["rule"] == "pill-count")
    assert (found["severity"], found["problem"]) == ("warning", "The number of pills is lost.")


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (PATTERN.replace("pill-count", "fuzzy"), "There is a built-in rule 'fuzzy'"),
        (PATTERN.replace("2 pills", "(("), "no regular expression"),
        (PATTERN.replace("pill-count", "Pill count"), "cannot be the name"),
        ('[[checks.severity]]\nrules = ["nothing"]\nseverity = "off"\n', "no rule 'nothing'"),
        ('[[checks.severity]]\nrules = ["fuzzy"]\nseverity = "loud"\n', "cannot be 'loud'"),
        ('[[checks.severity]]\nrules = ["fuzzy"]\nlevels = ["high"]\nseverity = "off"\n', "no level 'high'"),
        ('[[checks.severity]]\nrules = ["fuzzy"]\nlanguages = ["ru"]\nseverity = "off"\n', "no language of this"),
        ('[[checks.severity]]\nseverity = "off"\n', "names no rules"),
        ('[checks]\nbase = "x"\n', "no key 'base'"),
    ],
)
def test_settings_of_checks_that_mean_nothing_are_refused(
    settings: str, problem: str, project: MakeProject, run: Run
) -> None:
    root = project({"dragoman.toml": SETTINGS + settings, "source/g.md": GUIDE})
    outcome = run("check", at=root)
    assert outcome.code == 2
    assert problem in outcome.err
    assert re.match(r"dragoman\.toml:\d+: ", outcome.err)


def test_a_rule_turned_off_says_nothing(project: MakeProject, run: Run) -> None:
    root = begin(project, run, '[[checks.severity]]\nrules = ["copied-english"]\nseverity = "off"\n')
    assert "copied-english" not in {one["rule"] for one in problems(run, root)}
