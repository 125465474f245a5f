"""`dragoman sync` at the terminal: what it says, what it refuses, and that it never writes over another's work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.po import write_catalog
from projects import MakeProject, Run, edit, files_of

GUIDE = """\
---
title: Rest
---
Take 2 tablets today.

The spot may be sore.

You can recieve help.

Do not drive today

Keep this sheet. Call us if it hurts.

Old news.
"""
CATALOG = "locales/es/LC_MESSAGES/rest.po"
_SAID = {
    "Rest": "Descanso",
    "Take 2 tablets today.": "Tome 2 tabletas hoy.",
    "The spot may be sore.": "El lugar puede doler.",
    "You can recieve help.": "Le ayudamos.",
    "Do not drive today": "No conduzca hoy",
    "Keep this sheet. Call us if it hurts.": "Guarde esta hoja. Llámenos si le duele.",
    "Old news.": "Noticias viejas.",
}
_NEW_GUIDE = """\
---
title: Rest
---
Take 5 tablets today.

The spot may be tender.

You can receive help.

Do not drive today.

Keep this sheet.

Call us if it hurts.

Wash your hands.
"""
_REPORT = """\
locales/es/LC_MESSAGES/rest.po: 1 new; 1 changed in form only, translation kept; \
2 reworded, translation to be looked at again; 1 changed in meaning, to be translated anew; \
2 cut or joined, the old translation shown in comments; 2 no longer in the guide, any translation kept as obsolete
    parts      Keep this sheet.
               was: Keep this sheet. Call us if it hurts.
    parts      Call us if it hurts.
               was: Keep this sheet. Call us if it hurts.
    formatting Do not drive today.
               was: Do not drive today
    meaning    Take 5 tablets today.
               was: Take 2 tablets today.
               number: 2 → 5
    wording    You can receive help.
               was: You can recieve help.
    wording    The spot may be tender.
               was: The spot may be sore.
    new        Wash your hands.
    gone       Old news.
    gone       Keep this sheet. Call us if it hurts.
"""


@pytest.fixture
def root(project: MakeProject, run: Run) -> Path:
    """A project with one guide, translated."""
    made = project({"source/rest.md": GUIDE})
    assert run("sync", at=made).code == 0
    for english, spanish in _SAID.items():
        edit(made / CATALOG, f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{spanish}"')
    assert run("sync", "--check", at=made).code == 0
    return made


def _reworded(root: Path, old: str, new: str) -> None:
    edit(root / "source/rest.md", old, new)


# ── The report ──


def test_the_report_says_what_became_of_each_text(root: Path, run: Run) -> None:
    (root / "source/rest.md").write_text(_NEW_GUIDE, "utf-8")
    outcome = run("sync", at=root)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == _REPORT


def test_check_reports_the_same_and_writes_nothing(root: Path, run: Run) -> None:
    (root / "source/rest.md").write_text(_NEW_GUIDE, "utf-8")
    before = files_of(root)
    outcome = run("sync", "--check", at=root)
    assert outcome.code == 1
    assert outcome.out == _REPORT.replace("kept as obsolete\n", "kept as obsolete (not written)\n", 1)
    assert files_of(root) == before


def test_the_report_for_programs(root: Path, run: Run) -> None:
    _reworded(root, "2 tablets", "5 tablets")
    outcome = run("sync", "--format", "json", at=root)
    change = {
        "fate": "meaning",
        "means": "changed in meaning, to be translated anew",
        "context": None,
        "message": "Take 5 tablets today.",
        "previous": "Take 2 tablets today.",
        "reasons": ["number: 2 → 5"],
    }
    catalog = {"path": CATALOG, "language": "es", "new": False, "changes": [change]}
    assert json.loads(outcome.out) == {"written": True, "catalogs": [catalog]}
    outcome = run("sync", "--format", "json", at=root)
    assert (outcome.code, json.loads(outcome.out)) == (0, {"written": True, "catalogs": []})


def test_the_same_english_in_another_guide_is_offered(root: Path, run: Run) -> None:
    (root / "source/other.md").write_text("---\ntitle: Other\n---\nThe spot may be sore.\n", "utf-8")
    run("sync", at=root)
    text = (root / "locales/es/LC_MESSAGES/other.po").read_text("utf-8")
    note = "# Dragoman: the same English is translated so in rest. Check that it fits here.\n"
    assert note in text
    assert '\n#, fuzzy\nmsgid "The spot may be sore."\nmsgstr "El lugar puede doler."\n' in text


# ── Typos ──


def test_a_typo_keeps_the_translation(root: Path, run: Run) -> None:
    _reworded(root, "recieve", "receive")
    outcome = run("sync", "--typo", "--by", "Ana  López", at=root)
    assert (outcome.code, outcome.err) == (0, "")
    assert "    typo       You can receive help.\n               was: You can recieve help.\n" in outcome.out
    text = (root / CATALOG).read_text("utf-8")
    assert " by Ana López; it was: You can recieve help.\n" in text
    assert 'msgid "You can receive help."\nmsgstr "Le ayudamos."\n' in text
    assert "fuzzy" not in text


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (
            "2 tablets",
            "5 tablets",
            " (number: 2 → 5): “Take 2 tablets today.” became “Take 5 tablets today.”",
        ),
        ("be sore", "be tender", ": “The spot may be sore.” became “The spot may be tender.”"),
        ("sheet. Call", "sheet.\n\nCall", ": “Keep this sheet. Call us if it hurts.” became “Keep this sheet.”"),
    ],
)
def test_a_typo_with_another_edit_beside_it_is_refused_as_a_whole(
    old: str, new: str, why: str, root: Path, run: Run
) -> None:
    _reworded(root, "recieve", "receive")
    _reworded(root, old, new)
    before = files_of(root)
    outcome = run("sync", "--typo", "--by", "Ana", at=root)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{CATALOG}: This edit is not just a typo{why}." in outcome.err
    assert "Nothing was written." in outcome.err
    assert files_of(root) == before


@pytest.mark.parametrize("by", [[], ["--by", ""], ["--by", " "], ["--by", "A\x1b[2J"]])
def test_a_typo_needs_a_name(by: list[str], root: Path, run: Run) -> None:
    _reworded(root, "recieve", "receive")
    before = files_of(root)
    outcome = run("sync", "--typo", *by, at=root)
    assert outcome.code == 2
    assert "needs the name of the person" in outcome.err
    assert files_of(root) == before


# ── Others who write ──


def test_what_an_editor_saved_meanwhile_is_not_overwritten(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _reworded(root, "2 tablets", "5 tablets")

    def while_an_editor_saves(*arguments: object) -> bytes:
        edit(root / CATALOG, "Noticias viejas.", "Noticias de ayer.")
        return write_catalog(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("dragoman.commands.sync.write_catalog", while_an_editor_saves)
    outcome = run("sync", at=root)
    assert outcome.code == 2
    assert CATALOG in outcome.err
    text = (root / CATALOG).read_text("utf-8")
    assert "Noticias de ayer." in text
    assert "Take 2 tablets today." in text
    assert not [name for name in files_of(root) if name.endswith(".tmp")]
    monkeypatch.undo()
    assert run("sync", at=root).code == 0
    text = (root / CATALOG).read_text("utf-8")
    assert "Noticias de ayer." in text
    assert 'msgid "Take 5 tablets today."\nmsgstr ""\n' in text


def test_one_catalog_that_cannot_be_read_leaves_all_as_they_were(project: MakeProject, run: Run) -> None:
    settings = '[project]\nname = "Two"\n[languages]\nrequired = ["es", "so"]\n'
    root = project({"dragoman.toml": settings, "source/rest.md": GUIDE})
    assert run("sync", at=root).code == 0
    _reworded(root, "2 tablets", "5 tablets")
    (root / "locales/so/LC_MESSAGES/rest.po").write_text('msgid "\n', "utf-8")
    before = files_of(root)
    outcome = run("sync", at=root)
    assert (outcome.code, outcome.out) == (2, "")
    assert "locales/so/LC_MESSAGES/rest.po:1" in outcome.err
    assert files_of(root) == before


def test_an_edit_that_is_taken_back_leaves_no_trace(root: Path, run: Run) -> None:
    before = files_of(root)
    for new in ("5 tablets", "7 tablets"):
        _reworded(root, "Take 2 tablets", f"Take {new}")
        run("sync", at=root)
        assert files_of(root)[CATALOG] != before[CATALOG]
        _reworded(root, f"Take {new}", "Take 2 tablets")
        run("sync", at=root)
        assert files_of(root) == before
