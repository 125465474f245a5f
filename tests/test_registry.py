"""The laws of the list of rules: what every rule has, so that a reader who knows one knows them all."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.checks.registry import RULES
from projects import SHIPPED, Run
from test_rules import examples, marked

FOLDER = Path(str(files("dragoman.checks.rules")))
HEADINGS = ["Why it matters", "Bad", "Good", "Not reported"]
DEFECTS = frozenset(
    [
        "added",
        "ambiguous",
        "bare",
        "broken",
        "changed",
        "cleared",
        "clipped",
        "clearing",
        "conflict",
        "conflicting",
        "copied",
        "corrupted",
        "crowded",
        "decomposed",
        "different",
        "doubled",
        "dropped",
        "duplicate",
        "early",
        "empty",
        "expired",
        "extra",
        "forbidden",
        "foreign",
        "future",
        "fuzzy",
        "hard",
        "hidden",
        "high",
        "identical",
        "inconsistent",
        "invalid",
        "invented",
        "invisible",
        "lapsed",
        "late",
        "legacy",
        "long",
        "loose",
        "lost",
        "malformed",
        "meaning",
        "mismatch",
        "misplaced",
        "missing",
        "mixed",
        "moved",
        "obsolete",
        "overdue",
        "private",
        "raw",
        "rejected",
        "reused",
        "same",
        "shared",
        "shifted",
        "short",
        "silent",
        "spelled",
        "stale",
        "stray",
        "swapped",
        "truncated",
        "turned",
        "unbalanced",
        "unclear",
        "uneven",
        "unknown",
        "unprintable",
        "unreadable",
        "unsafe",
        "unsigned",
        "untagged",
        "untranslated",
        "unused",
        "unusual",
        "useless",
        "vague",
        "wrong",
    ]
)
"""An id has one of these words: it names what is wrong, and never what to do. New ones are added with care."""


def page_of(rule: str) -> str:
    return (FOLDER / f"{rule.replace('-', '_')}.md").read_text("utf-8")


def test_the_list_is_sorted() -> None:
    assert list(RULES) == sorted(RULES)


@pytest.mark.parametrize("suffix", [".py", ".md"])
def test_each_rule_has_its_two_files_and_each_file_its_rule(suffix: str) -> None:
    names = {path.stem.replace("_", "-") for path in FOLDER.glob(f"*{suffix}")} - {"--init--"}
    assert names == set(RULES)


def test_each_id_leads_to_the_rule_of_that_name() -> None:
    modules = {rule: known.check.__module__.rpartition(".")[2] for rule, known in RULES.items()}
    assert modules == {rule: rule.replace("-", "_") for rule in RULES}


def test_ids_are_words_that_name_a_defect() -> None:
    assert [rule for rule in RULES if not re.fullmatch(r"[a-z]+(-[a-z]+)*", rule)] == []
    assert [rule for rule in RULES if not DEFECTS & set(rule.split("-"))] == []


@pytest.mark.parametrize("rule", RULES)
def test_a_page_begins_with_id_and_summary(rule: str) -> None:
    assert page_of(rule).startswith(f"# `{rule}`\n\n{RULES[rule].summary}\n\n## Why it matters\n\n")


@pytest.mark.parametrize("rule", RULES)
def test_a_page_has_the_headings_of_every_page_and_says_something_below_each(rule: str) -> None:
    parts = re.split(r"^## (.+)\n", page_of(rule), flags=re.MULTILINE)[1:]
    assert parts[::2] == HEADINGS
    assert all(text.strip() for text in parts[1::2])


@pytest.mark.parametrize("rule", RULES)
def test_a_page_shows_what_is_found_and_what_is_not(rule: str) -> None:
    bad = [example for example in examples() if (example.rule, example.part) == (rule, "Bad")]
    good = [example for example in examples() if (example.rule, example.part) == (rule, "Good")]
    assert bad
    assert all(marked(example.text, "finding") for example in bad)
    assert good
    assert not any(marked(example.text, "finding") for example in good)


def test_no_two_rules_say_the_same() -> None:
    summaries = [rule.summary for rule in RULES.values()]
    assert len(set(summaries)) == len(summaries)
    assert all(summary[0].isupper() and summary.endswith(".") for summary in summaries)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_explains_itself(rule: str, run: Run) -> None:
    explained = run("explain", rule, at=SHIPPED)
    assert (explained.code, explained.out, explained.err) == (0, page_of(rule), "")


def test_all_rules_are_listed(run: Run) -> None:
    listed = run("explain", at=SHIPPED).out.splitlines()
    assert [line.split() for line in listed] == [
        [rule, *f"{known.severity} {known.summary}".split()] for rule, known in RULES.items()
    ]
