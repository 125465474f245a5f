"""Runs the examples on the page of every rule: `checks/rules/*.md` says what is found, and just that must be found.

A block is a Spanish catalog, or the template for a rule about templates. `# finding: …` is a sentence that the rule
must say of the block, `# guide: …` a text that the guide has; without such lines the guide has what the block has.
A block with entries and no header gets a right one; a block without entries is no catalog at all.
For a rule about history, `# --- before` stands above the catalog of the revision and `# --- now` above today's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

import pytest

from conftest import SPANISH
from dragoman.checks.anatomy import CatalogView, HistoryRule, HistoryView, TemplateRule, TemplateView
from dragoman.checks.engine import check_catalog, check_history, check_template
from dragoman.checks.registry import RULES
from dragoman.markup.inline import InlineContext
from dragoman.model import Commitment, Entry, Finding, Location, Message, MessageKey, Severity, Status
from dragoman.po import new_catalog, read_catalog, write_catalog

PATH = "locales/es/LC_MESSAGES/g.po"
NOTHING_AROUND = InlineContext((), ())


class Example(NamedTuple):
    rule: str
    part: str
    """`Bad` or `Good`, and any other heading that an example may stand under."""
    number: int
    text: str


def examples() -> Iterator[Example]:
    for rule in RULES:
        part = ""
        page = files("dragoman.checks.rules").joinpath(f"{rule.replace('-', '_')}.md").read_text("utf-8")
        pieces = re.finditer(r"^## (?P<heading>[^\n]+)$|^```po\n(?P<block>.*?)^```$", page, re.MULTILINE | re.DOTALL)
        for number, piece in enumerate(pieces):
            part = piece["heading"] or part
            if piece["block"] is not None:
                yield Example(rule, part, number, piece["block"])


def marked(text: str, mark: str) -> list[str]:
    return re.findall(rf"^# {mark}: (.*)$", text, re.MULTILINE)


def run_example(example: Example, commitment: Commitment = Commitment.REQUIRED) -> list[Finding]:
    rule = RULES[example.rule]
    before, now = _then_and_now(example)
    catalog = read_catalog(_with_header(now).encode(), PATH, "es")
    guide = marked(example.text, "guide")
    keys = [MessageKey(None, text) for text in guide] or [e.key for e in catalog.entries if _is_used(e)]
    messages = tuple(Message(key, (Location("source/g.md", 4),), ()) for key in keys)
    if isinstance(rule, TemplateRule):
        template = catalog if "msgid" in example.text else None
        return list(check_template(TemplateView(template, "locales/g.pot", messages), "g", {example.rule: rule}))
    if isinstance(rule, HistoryRule):
        old = read_catalog(_with_header(before).encode(), f"main:{PATH}", "es")
        return list(check_history(HistoryView(old, catalog, SPANISH, messages), "g", {example.rule: rule}))
    view = CatalogView(catalog, SPANISH, messages)
    return list(check_catalog(view, commitment, NOTHING_AROUND, "g", {example.rule: rule}))


def _then_and_now(example: Example) -> tuple[str, str]:
    """The two catalogs of an example, the older one empty unless its rule is about history."""
    if not isinstance(RULES[example.rule], HistoryRule):
        return "", example.text
    parts = re.fullmatch(r"(?:# (?:finding|guide): .*\n)*# --- before\n(.*)# --- now\n(.*)", example.text, re.DOTALL)
    assert parts, "an example of history has two parts"
    return parts[1], parts[2]


def _is_used(entry: Entry) -> bool:
    return entry.status is not Status.OBSOLETE


def _with_header(block: str) -> str:
    if "msgid" not in block or 'msgid ""\nmsgstr' in block:
        return block
    return write_catalog(new_catalog(SPANISH, PATH, "Test", revised="")).decode() + "\n" + block


ALL = [pytest.param(example, id=f"{example.rule}-{example.part}-{example.number}") for example in examples()]


@pytest.mark.parametrize("example", ALL)
def test_an_example_is_found_to_be_what_its_page_says(example: Example) -> None:
    found = run_example(example)
    assert sorted(finding.problem for finding in found) == sorted(marked(example.text, "finding"))
    for finding in found:
        assert finding.rule == example.rule
        assert finding.remedy.endswith(".")
        assert finding.problem.endswith(".")


@pytest.mark.parametrize("example", ALL)
def test_a_finding_names_the_line_of_its_entry(example: Example) -> None:
    text = _with_header(_then_and_now(example)[1]).split("\n")
    for finding in run_example(example):
        if finding.translation or finding.location.line > 1:
            assert text[finding.location.line - 1].startswith("msgid"), finding


@pytest.mark.parametrize("example", [param for param in ALL if param.values[0].part == "Bad"])  # type: ignore[union-attr]
def test_what_is_only_missing_is_a_note_in_a_language_that_is_begun(example: Example) -> None:
    completeness = getattr(RULES[example.rule], "completeness", False)
    expected = {Severity.NOTE} if completeness else {RULES[example.rule].severity}
    assert {finding.severity for finding in run_example(example, Commitment.BEGUN)} == expected
