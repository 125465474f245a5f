"""`dragoman extract` over many guides, by several processes: what one does."""

from __future__ import annotations

import os
import sys

import pytest

from dragoman import copies
from dragoman.commands import extract
from dragoman.copies import map_in_copies
from projects import MakeProject, Run, files_of

HEAD = "---\ntitle: Guide\n---\n\n"
GUIDES = {
    "source/guide-00.md": f"{HEAD}## Your visit {{#visit}}\n\nCall {{clinic.phone}}.\n",
    **{
        f"source/guide-{number:02}.md": f"{HEAD}Call {number} people.\n\nSee [the first](guide-00.md#visit).\n"
        for number in range(1, 24)
    },
}


@pytest.fixture
def by_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "_MANY", 2)
    monkeypatch.setattr(extract, "_AT_ONCE", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    # The process of the tests may have threads, which hold no lock here.
    monkeypatch.setattr(copies, "can_be_copied", lambda: sys.platform == "linux")


def test_two_processes_make_the_templates_of_one(
    project: MakeProject, run: Run, request: pytest.FixtureRequest
) -> None:
    root = project(GUIDES)
    alone = run("extract", at=root)
    templates = files_of(root / "locales")
    assert len(templates) == len(GUIDES) + 1 and alone.code == 0
    for path in (root / "locales").glob("*.pot"):
        path.unlink()
    request.getfixturevalue("by_two")
    assert run("extract", at=root) == alone
    assert files_of(root / "locales") == templates
    again = run("extract", "--check", at=root)
    assert again.code == 0 and again.out.count("unchanged") == len(templates)


@pytest.mark.usefixtures("by_two")
@pytest.mark.parametrize("number", [1, 12, 23])
def test_what_a_guide_refers_to_must_be_there_whoever_reads_it(project: MakeProject, run: Run, number: int) -> None:
    name = f"source/guide-{number:02}.md"
    root = project({**GUIDES, name: f"{HEAD}Call {{clinic.fax}}.\n"})
    outcome = run("extract", at=root)
    assert outcome.code == 2 and f"{name}:5" in outcome.err and "clinic.fax" in outcome.err
    assert not (root / "locales").exists()


@pytest.mark.usefixtures("by_two")
def test_a_template_that_an_editor_saves_meanwhile_is_left_alone(
    project: MakeProject, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(GUIDES)
    run("extract", at=root)
    template, guide = root / "locales/guide-20.pot", root / "source/guide-20.md"
    guide.write_text(f"{HEAD}Call nobody.\n", "utf-8")

    def saving(*arguments: object) -> object:
        template.write_bytes(template.read_bytes() + b"\n# mine\n")
        return map_in_copies(*arguments)  # type: ignore[arg-type]  # passed on as they come

    monkeypatch.setattr(extract, "map_in_copies", saving)
    outcome = run("extract", at=root)
    assert outcome.code == 2 and "guide-20.pot" in outcome.err
    assert template.read_bytes().endswith(b"# mine\n")
