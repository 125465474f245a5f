"""What `dragoman check` writes for people and for programs, held against the formats' own schemas."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import fromstring

import jsonschema
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from dragoman.checks.identity import finding_id
from dragoman.model import Certainty, Finding, Level, Location, Severity, Verdict
from dragoman.report.ci import findings_github, findings_markdown
from dragoman.report.findings import Manner, findings_text
from dragoman.report.layout import Json, json_lines
from dragoman.report.marked import Marks, shown_text
from dragoman.report.programs import RuleText, findings_json, findings_junit, findings_sarif
from projects import MakeProject, Run

SCHEMAS = Path(__file__).parent / "schemas"
SARIF = jsonschema.Draft202012Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8")))
JUNIT = xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")
NAMES = {"es": "Spanish", "ar": "Arabic"}
RULES = [RuleText(rule, "It is wrong.", Severity.ERROR, "# Page") for rule in ("changed-number", "fuzzy")]
MANNER = Manner(NAMES, "build")


def finding(**changes: object) -> Finding:
    values = {
        "rule": "changed-number",
        "severity": Severity.ERROR,
        "location": Location("locales/es/LC_MESSAGES/g.po", 12),
        "problem": "The number 42 became 24.",
        "remedy": "Write 42.",
        "language": "es",
        "guide": "g",
        "source": "Rest for 42 minutes.",
        "translation": "Descanse 24 minutos.",
        "level": Level.INSTRUCT,
        "source_location": Location("source/g.md", 4),
        "page": "es/g.html#rest",
        "english": ("42",),
        "words": ("24",),
    }
    return Finding(**{**values, **changes})  # type: ignore[arg-type]  # tests say which


ARABIC = finding(
    language="ar",
    location=Location("locales/ar/LC_MESSAGES/g.po", 30),
    translation="استرح 24 دقيقة.",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
)
NOTE = finding(rule="fuzzy", severity=Severity.NOTE, english=(), words=())
VERDICT = Verdict((finding(), ARABIC, NOTE), (finding(rule="fuzzy"),), (finding(source="Old."),))

texts = st.text(max_size=60)
findings = st.builds(
    finding,
    severity=st.sampled_from(Severity),
    certainty=st.sampled_from(Certainty),
    problem=texts,
    remedy=texts,
    language=st.sampled_from(["", "es", "ar"]),
    source=texts,
    translation=texts,
    english=st.tuples(texts),
    words=st.tuples(texts),
)
verdicts = st.builds(Verdict, *[st.lists(findings, max_size=4).map(tuple)] * 3)


def test_a_word_of_the_page_stands_in_no_file_of_the_project() -> None:
    found = finding(source_location=Location("dragoman/render/words.py", 29), guide="page")
    assert "Rest for ⟦42⟧ minutes.  (of the page itself)\n" in findings_text(Verdict((found,), (), ()), MANNER)


def test_findings_are_grouped_and_their_words_marked() -> None:
    assert findings_text(VERDICT, MANNER) == (
        "── Arabic (ar) · g ──\n"
        "\n"
        "locales/ar/LC_MESSAGES/g.po:30: warning, likely: The number 42 became 24. [changed-number]\n"
        "    English      Rest for ⟦42⟧ minutes.  (source/g.md:4)\n"
        "    translation  \u2068استرح ⟦24⟧ دقيقة.\u2069\n"
        "    page         build/es/g.html#rest\n"
        "    to do        Write 42.\n"
        "\n"
        "── Spanish (es) · g ──\n"
        "\n"
        "locales/es/LC_MESSAGES/g.po:12: error: The number 42 became 24. [changed-number]\n"
        "    English      Rest for ⟦42⟧ minutes.  (source/g.md:4)\n"
        "    translation  Descanse ⟦24⟧ minutos.\n"
        "    page         build/es/g.html#rest\n"
        "    to do        Write 42.\n"
        "\n"
        "es: 1 fuzzy (notes; `--notes` lists them)\n"
        "1 error, 1 warning, 1 note, 1 waived, 1 known before."
    )


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Take 2 or 2.", ("2",), "Take ⟦2⟧ or 2."),
        ("Take 2 or 2.", ("2", "2"), "Take ⟦2⟧ or ⟦2⟧."),
        ("Take 12 or 2.", ("2", "12"), "Take ⟦12⟧ or ⟦2⟧."),
        ("Take 12 or 2.", ("2",), "Take 12 or ⟦2⟧."),
        ("Take 12.", ("2",), "Take 1⟦2⟧."),
        ("Take it.", ("", "gone"), "Take it."),
        ("a\u202eb\x1b", ("b",), "a<U+202E>⟦b⟧<U+001B>"),
        ("x" * 40 + "two" + "y" * 40, ("two",), "…" + "x" * 10 + "⟦two⟧" + "y" * 17 + "…"),
    ],
)
def test_words_are_marked_where_they_stand(text: str, words: tuple[str, ...], shown: str) -> None:
    assert shown_text(text, words, Marks.BRACKETS, 30) == shown


def test_a_terminal_gets_weight_instead_of_brackets() -> None:
    assert shown_text("Take 2.", ("2",), Marks.BOLD, 30) == "Take \x1b[1;7m2\x1b[0m."


@given(texts, st.lists(texts, max_size=3), st.integers(1, 50))
def test_no_text_acts_on_a_terminal(text: str, words: list[str], width: int) -> None:
    shown = shown_text(text, words, Marks.BRACKETS, width)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e]", shown)
    assert shown.count("\u2068") == shown.count("\u2069") <= 1


def test_json_gives_each_finding_its_id() -> None:
    data = json.loads(findings_json(VERDICT))
    assert [one["id"] for one in data["findings"]] == [finding_id(one) for one in VERDICT.findings]
    assert (len(data["waived"]), len(data["known"]), data["failed"]) == (1, 1, True)


def test_sarif_says_what_is_new_known_and_waived() -> None:
    (run,) = json.loads(findings_sarif(VERDICT, RULES))["runs"]
    states = [(result["baselineState"], "suppressions" in result) for result in run["results"]]
    assert states == [("new", False)] * 3 + [("new", True), ("unchanged", False)]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["changed-number", "fuzzy"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("locales/es/LC_MESSAGES/g.po", 12)


@given(verdicts)
def test_sarif_is_what_its_schema_says(verdict: Verdict) -> None:
    SARIF.validate(json.loads(findings_sarif(verdict, RULES)))


@given(verdicts)
def test_junit_is_what_its_schema_says(verdict: Verdict) -> None:
    report = findings_junit(verdict, [("", "g"), ("es", "g")])
    JUNIT.validate(report)
    failures = sum(one.severity is Severity.ERROR for one in verdict.findings)
    assert len(fromstring(report).findall(".//failure")) == failures  # noqa: S314 - our own text


@given(verdicts)
def test_annotations_are_one_line_each_and_carry_no_command_of_a_text(verdict: Verdict) -> None:
    lines = findings_github(verdict).split("\n")
    told = [one for one in verdict.findings if one.severity is not Severity.NOTE]
    assert len(lines) == len(told) + 1
    assert all(re.match(r"::(error|warning) file=[^,:]*,line=\d+,title=[a-z-]+::", line) for line in lines[:-1])


def test_annotations_have_the_form_that_github_reads() -> None:
    assert findings_github(Verdict((finding(problem="100 % wrong.\nReally."),))).split("\n")[0] == (
        "::error file=locales/es/LC_MESSAGES/g.po,line=12,title=changed-number::100 %25 wrong.⏎Really.%0A"
        "English: Rest for 42 minutes.%0ATranslation: Descanse 24 minutos.%0AWrite 42."
    )


def test_a_summary_is_a_matrix_and_a_table() -> None:
    page = findings_markdown(VERDICT, NAMES, ["g", "h"])
    assert "1 error, 1 warning, 1 note, 1 waived, 1 known before." in page
    assert "| Spanish (es) | 1 ✗ | ✓ |" in page.replace("&#40;", "(")
    assert "| Arabic (ar) | 1 ! | ✓ |" in page
    assert page.count("changed-number") == 2


@given(verdicts)
def test_no_text_breaks_out_of_a_table(verdict: Verdict) -> None:
    for line in findings_markdown(verdict, NAMES, ["g"]).split("\n"):
        if line.startswith("|"):
            assert line.count("|") in (3, 6)
            assert "<" not in line


# ── the command ──


@pytest.mark.parametrize(
    ("name", "valid"),
    [
        ("out.sarif", lambda text: SARIF.validate(json.loads(text))),
        ("out.xml", JUNIT.validate),
        ("out.json", json.loads),
        ("out.md", lambda text: text.index("| Spanish (es) |")),
        ("out.txt", lambda text: text.index("untranslated")),
    ],
)
def test_reports_are_written_beside_what_is_printed(
    name: str, valid: Callable[[str], object], project: MakeProject, run: Run
) -> None:
    root = project({"source/rest.md": "---\ntitle: Rest\n---\nRest today.\n"})
    run("extract", at=root)
    run("sync", at=root)
    outcome = run("check", "--format", "github", "--report", name, at=root)
    assert outcome.code == 1
    assert outcome.out.startswith("::error file=locales/es/")
    valid((root / name).read_text("utf-8"))


@pytest.mark.parametrize("name", ["out", "out.pdf", "no/out.json"])
def test_a_report_that_cannot_be_written_stops_before_the_work(name: str, project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": "---\ntitle: Rest\n---\nRest today.\n"})
    outcome = run("check", "--report", name, at=root)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"{name}: ")


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.sampled_from(Severity),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
)


@given(PLAIN)
def test_json_in_lines_is_what_pythons_own_encoder_writes(value: Json) -> None:
    assert json_lines(value) == json.dumps(value, ensure_ascii=False, indent=1)
