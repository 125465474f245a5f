"""How handouts stand: final, soon to lapse, out of date, a draft; in a table, for programs and as a picture."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.commands import status
from dragoman.commands.status import StatusFormat
from dragoman.project import find_project
from projects import MakeProject, Run, edit
from test_sign import CATALOG, GUIDE, SETTINGS, TODAY, go

At = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def root(project: MakeProject) -> Path:
    files = {"dragoman.toml": SETTINGS, "source/pain.md": GUIDE, "locales/es/LC_MESSAGES/pain.po": CATALOG}
    return project(files)


@pytest.fixture
def signed(root: Path, run: Run) -> Path:
    """The project with every signature that the policy asks for, given on 2026-06-30."""
    for language, name, role in (("es", "Ana", "translator"), ("es", "Lee", "editor"), ("en", "Ek", "clinician")):
        signing = ("sign", "pain", language, "--by", name, "--role", role, "--all", "--date", "2026-06-30")
        assert run(*signing, at=root).code == 0
    return root


@pytest.fixture
def at(capsys: pytest.CaptureFixture[str]) -> At:
    """The handouts of a project on a day, English first."""

    def on(root: Path, today: str = TODAY) -> list[dict[str, Any]]:
        capsys.readouterr()
        assert status.run(find_project(root), languages=None, form=StatusFormat.JSON, today=today) == 0
        found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["handouts"]
        return found

    return on


def states(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(one["state"], one["since"] or one["lapses"] or "") for one in found]


def test_what_was_only_ever_rejected_is_a_draft_and_not_outdated(root: Path, at: At) -> None:
    go(root, "r,Too familiar,q")
    edit(root / "locales/es/LC_MESSAGES/pain.po", 'msgstr "Dolor"', 'msgstr "El dolor"')
    assert states(at(root))[1] == ("draft", "")


def test_what_nobody_signed_is_a_draft_and_says_what_it_lacks(root: Path, at: At) -> None:
    english, spanish = at(root)
    assert (english["state"], english["language"], english["texts"], english["ready"]) == ("draft", "en", 3, 0)
    assert (spanish["state"], spanish["texts"], spanish["ready"]) == ("draft", 6, 0)
    assert {(need["of"], need["level"], need["lack"], need["role"], need["texts"]) for need in spanish["needs"]} == {
        ("english", "warn", "role", "clinician", 1),
        ("english", "info", "role", "clinician", 2),
        ("translation", "warn", "role", "translator", 1),
        ("translation", "warn", "people", None, 1),
        ("translation", "info", "role", "translator", 2),
    }


def test_what_all_signed_is_final_until_the_first_signature_is_too_old(signed: Path, at: At) -> None:
    assert states(at(signed)) == [("final", "2029-06-30")] * 2
    assert states(at(signed, "2029-04-30")) == [("final", "2029-06-30")] * 2
    assert states(at(signed, "2029-05-01")) == [("lapses soon", "2029-06-30")] * 2
    assert states(at(signed, "2029-06-29")) == [("lapses soon", "2029-06-30")] * 2
    assert states(at(signed, "2029-06-30")) == [("outdated", "2029-06-30")] * 2


def test_a_change_makes_it_outdated_at_once_and_coming_back_final_again(signed: Path, at: At) -> None:
    catalog = signed / "locales/es/LC_MESSAGES/pain.po"
    edit(catalog, "Llame al 911 ahora.", "Llame al 911 ya.")
    edit(catalog, "2026-05-04 10:00", "2026-07-04 10:00")
    english, spanish = at(signed)
    assert states([english, spanish]) == [("final", "2029-06-30"), ("outdated", "2026-07-04")]
    assert {(need["lack"], need["texts"]) for need in spanish["needs"]} == {("role", 1), ("people", 1)}
    edit(catalog, "Llame al 911 ya.", "Llame al 911 ahora.")
    assert states(at(signed)) == [("final", "2029-06-30")] * 2


def test_a_change_of_the_english_makes_both_outdated(signed: Path, at: At) -> None:
    edit(signed / "source/pain.md", "Rest at home.", "Do not rest at home.")
    edit(signed / "source/pain.md", "title: Pain", "title: Pain\nrevised: 2026-08-01")
    assert states(at(signed)) == [("outdated", "2026-08-01")] * 2


def test_past_its_date_of_review_nothing_is_final(signed: Path, at: At) -> None:
    edit(signed / "source/pain.md", "title: Pain", "title: Pain\nreview_by: 2026-11-25")
    found = at(signed)
    assert states(found) == [("outdated", "2026-11-25")] * 2
    assert all(one["review_overdue"] for one in found)
    assert states(at(signed, "2026-11-25")) == [("lapses soon", "2026-11-26")] * 2


def test_the_tables_say_who_has_to_do_what(signed: Path, run: Run) -> None:
    assert "2 of 2 handouts are final." in run("status", at=signed).out
    edit(signed / "locales/es/LC_MESSAGES/pain.po", "Llame al 911 ahora.", "Llame al 911 ya.")
    for form in ("text", "markdown"):
        said = run("status", "--format", form, at=signed).out
        assert "✓ final" in said
        assert "✗ outdated since 2026-06-30" in said
        assert "Translator: sign: es" in said
        assert "Another person: sign: es" in said


def test_the_badge_counts(root: Path, run: Run) -> None:
    said = run("status", "--format", "badge", at=root).out
    assert said.startswith("<svg ")
    assert "<title>handouts: 0 of 2 final</title>" in said


def test_a_build_has_the_table_as_a_page(signed: Path, run: Run) -> None:
    assert run("build", "--format", "html", "--jobs", "1", at=signed).code == 0
    assert not (signed / "build/status.html").exists(), "it belongs to whole builds"
    assert run("build", "--jobs", "1", at=signed).code == 0
    page = (signed / "build/status.html").read_text("utf-8")
    assert page.count('<td class="state-final"') == 2
    assert 'href="es/pain.html"' in page
    assert json.loads((signed / "build/status.json").read_text("utf-8"))["handouts"][1]["state"] == "final"


# ── some languages, and what is broken ──


def test_some_languages_only(root: Path, run: Run) -> None:
    edit(root / "dragoman.toml", 'required = ["es"]', 'required = ["es"]\nbegun = ["so", "om"]')
    for names, shown in {("Somali", "es"): ("so", "es"), ("en",): ("en",), (): ("en", "es", "so", "om")}.items():
        found = json.loads(run("status", *names, "--format", "json", at=root).out)
        assert tuple(dict.fromkeys(one["language"] for one in found["handouts"])) == shown
        assert {row["tag"] for row in found["languages"]} == set(shown) - {"en"}
    assert run("status", "en", at=root).out.startswith("Handouts ")


def test_a_word_of_the_page_that_lost_its_number_is_no_translation(project: MakeProject, run: Run) -> None:
    """As pages have it, and as in a guide."""
    words = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    words += 'msgid "Page {page} of {pages}"\nmsgstr "Página de {pages}"\n\nmsgid "Tip"\nmsgstr "Consejo"\n'
    root = project({"source/pain.md": GUIDE, "locales/es/LC_MESSAGES/page.po": words})
    (row,) = json.loads(run("status", "--format", "json", at=root).out)["languages"]
    assert (row["catalogs"]["page"]["translated"], row["catalogs"]["page"]["fuzzy"]) == (1, 1)
    assert " 1/27 ~1" in run("status", at=root).out
