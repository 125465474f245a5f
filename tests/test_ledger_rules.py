"""Rules about sign-offs on projects on disk: both ledgers, the lines they point at, and what git remembers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dragoman.git import parting_day
from dragoman.ledger_file import write_ledger
from dragoman.model import Correction, Judgement, Ledger, MessageKey, Signer, SignOff
from dragoman.signoff import text_hash
from projects import SHIPPED, MakeProject, Run, edit
from signing import on
from test_audit import catalog, commit, git

SETTINGS = '[project]\nname = "Small"\n[languages]\nrequired = ["es"]\n'
GUIDE = "---\ntitle: Care\n---\nRest for the day.\n\n> [!WARNING]\n> Do not drive.\n"
CATALOG = "locales/es/LC_MESSAGES/g.po"
LEDGER, ENGLISH = "locales/es/signoff.jsonl", "locales/en/signoff.jsonl"
SPANISH = {"Care": "Cuidados", "Rest for the day.": "Descanse ese día.", "Do not drive.": "No conduzca."}
TODAY = "2026-11-26"
RULES = frozenset(
    [
        "copied-sign-off",
        "correction-of-meaning",
        "expired-sign-off",
        "lapsed-sign-off",
        "rejected-text",
        "soon-expired",
        "unsigned-text",
    ]
)

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def signed(
    english: str,
    *forms: str,
    name: str = "Ana López",
    date: str = "2026-03-01",
    judgement: Judgement = Judgement.APPROVED,
) -> SignOff:
    role = Signer.TRANSLATOR if forms else Signer.CLINICIAN
    key = MessageKey(None, english)
    return SignOff(text_hash(key, forms), role, name, date, judgement=judgement, guide="g", about=english)


def write(root: Path, path: str, *lines: SignOff | Correction) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(
        tuple(line for line in lines if isinstance(line, SignOff)),
        tuple(line for line in lines if isinstance(line, Correction)),
    )
    (root / path).write_text(write_ledger(ledger), "utf-8")


def everything(*names: str) -> list[SignOff]:
    return [signed(english, form, name=name) for english, form in SPANISH.items() for name in names]


@pytest.fixture
def root(project: MakeProject, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project all of whose texts two translators and a clinician have signed."""
    on(monkeypatch, TODAY)
    made = project({"dragoman.toml": SETTINGS, "source/g.md": GUIDE, CATALOG: catalog(SPANISH)})
    (made / "locales/page.pot").write_bytes((SHIPPED / "locales/page.pot").read_bytes())
    assert run("extract", at=made).code == 0
    assert run("sync", at=made).code == 0
    write(made, LEDGER, *everything("Ana López", "Binh Tran"))
    write(made, ENGLISH, *map(signed, SPANISH))
    return made


def found(root: Path, run: Run, *arguments: str) -> list[tuple[str, str, str]]:
    """Rule, language and place of each finding about what was signed."""
    outcome = run("check", *arguments, "--format", "json", at=root)
    assert outcome.err == ""
    findings = json.loads(outcome.out)["findings"]
    return sorted((f["rule"], f["language"] or "", f["location"]) for f in findings if f["rule"] in RULES)


def line_of(root: Path, path: str, words: str) -> str:
    lines = (root / path).read_text("utf-8").splitlines()
    (number,) = [number for number, line in enumerate(lines, 1) if words in line]
    return f"{path}:{number}"


def test_what_is_signed_as_it_stands_is_not_spoken_of(root: Path, run: Run) -> None:
    assert found(root, run) == []


def test_nothing_signed_is_one_note_a_guide_and_language(root: Path, run: Run) -> None:
    for path in (LEDGER, ENGLISH):
        (root / path).unlink()
    assert found(root, run) == [
        ("unsigned-text", "", "source/g.md:1"),
        ("unsigned-text", "es", f"{CATALOG}:1"),
    ]
    assert run("check", at=root).code == 1, "the words of the page are not translated"
    edit(root / "dragoman.toml", "[languages]", "[policy]\nsign_off = false\n[languages]")
    assert found(root, run) == []


def test_a_changed_text_voids_its_own_sign_offs_alone(root: Path, run: Run) -> None:
    edit(root / CATALOG, "Descanse ese día.", "Descanse un día.")
    places = [f"{LEDGER}:{n}" for n, line in enumerate((root / LEDGER).read_text().splitlines(), 1) if "Rest" in line]
    assert len(places) == 2
    assert found(root, run) == [
        *(("lapsed-sign-off", "es", place) for place in places),
        ("unsigned-text", "es", f"{CATALOG}:1"),
    ]
    edit(root / CATALOG, "Descanse un día.", "Descanse ese día.")
    assert found(root, run) == []


def test_the_english_has_its_own_findings(root: Path, run: Run) -> None:
    write(root, ENGLISH, signed("Care"), signed("Rest for the day."), signed("Do not drink."))
    assert found(root, run) == [
        ("lapsed-sign-off", "", line_of(root, ENGLISH, "drink")),
        ("unsigned-text", "", "source/g.md:1"),
    ]
    write(root, ENGLISH, *map(signed, SPANISH), signed("Care", judgement=Judgement.REJECTED, date="2026-04-01"))
    assert found(root, run) == [("rejected-text", "", "source/g.md:2"), ("unsigned-text", "", "source/g.md:1")]


def test_a_rejection_stands_at_its_entry_and_can_be_waived_by_name(root: Path, run: Run) -> None:
    lines = everything("Ana López", "Binh Tran")
    write(root, LEDGER, *lines, signed("Care", "Cuidados", name="Chi", judgement=Judgement.REJECTED))
    assert found(root, run) == [("rejected-text", "es", line_of(root, CATALOG, 'msgid "Care"'))]
    outcome = run("check", at=root)
    assert "Chi (translator) rejected this text on 2026-03-01: no reason is given. [rejected-text]" in outcome.out
    assert "    translation  Cuidados\n" in outcome.out


def test_ages_are_told_by_person_day_and_guide(root: Path, run: Run) -> None:
    old = [signed(english, form, date="2023-11-26") for english, form in SPANISH.items()]
    write(root, LEDGER, *old)
    assert found(root, run) == [
        ("expired-sign-off", "es", f"{LEDGER}:1"),
        ("unsigned-text", "es", f"{CATALOG}:1"),
    ]
    near = [signed(english, form, date="2023-12-15") for english, form in SPANISH.items()]
    write(root, LEDGER, *near, *(signed(e, f, name="Binh Tran", date="2024-12-15") for e, f in SPANISH.items()))
    # One signature is enough for title and paragraph, and that of Binh Tran lasts; the warning needs both.
    assert [rule for rule, *_ in found(root, run)] == ["soon-expired"]
    said = run("check", "--notes", at=root).out
    assert "What Ana López (translator) signed is too old from 2026-12-15 on: 1 text. [soon-expired]" in said


def test_a_correction_of_meaning_is_found_at_its_line(root: Path, run: Run) -> None:
    edit(root / "source/g.md", "Do not drive.", "Do drive.")
    edit(root / CATALOG, 'msgid "Do not drive."', 'msgid "Do drive."')
    now = MessageKey(None, "Do drive.")
    line = Correction(text_hash(now, ("No conduzca.",)), "Do not drive.", "Ana", "2026-04-01")
    write(root, LEDGER, *everything("Ana López", "Binh Tran"), line)
    places = found(root, run)
    assert ("correction-of-meaning", "es", line_of(root, LEDGER, '"was"')) in places
    assert ("unsigned-text", "es", f"{CATALOG}:1") in places
    assert [rule for rule, *_ in places].count("lapsed-sign-off") == 3, "two of the Spanish, one of the English"


# ── since a revision ──


def test_a_copied_line_is_found_against_the_revision(root: Path, run: Run) -> None:
    write(root, LEDGER, *everything("Ana López"))
    commit(root)
    edit(root / CATALOG, "No conduzca.", "Puede conducir.")
    forged = signed("Do not drive.", "Puede conducir.")
    write(root, LEDGER, *everything("Ana López"), forged)
    assert [rule for rule, *_ in found(root, run)] == ["lapsed-sign-off", "unsigned-text"]
    place = line_of(root, LEDGER, forged.text)
    assert ("copied-sign-off", "es", place) in found(root, run, "--against", "HEAD")
    outcome = run("check", "--against", "HEAD", at=root)
    assert "brought to what it is now. [copied-sign-off]" in outcome.out


def test_a_line_older_than_its_text_is_found_and_one_of_today_is_not(root: Path, run: Run) -> None:
    commit(root)
    edit(root / CATALOG, "No conduzca.", "No maneje.")
    texts = everything("Ana López", "Binh Tran")
    write(root, LEDGER, *texts, signed("Do not drive.", "No maneje.", name="Chi", date="2020-01-01"))
    assert ("copied-sign-off", "es", line_of(root, LEDGER, "Chi")) in found(root, run, "--against", "HEAD")
    today = parting_day(root, "HEAD")
    write(root, LEDGER, *texts, signed("Do not drive.", "No maneje.", name="Chi", date=today))
    assert "copied-sign-off" not in [rule for rule, *_ in found(root, run, "--against", "HEAD")]


def test_a_branch_is_told_by_where_it_left_the_revision(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was signed on a branch is no forgery because the main line went on meanwhile."""
    commit(root)
    today = parting_day(root, "HEAD")
    git(root, "branch", "old")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2031-01-01T00:00:00Z")
    git(root, "commit", "--quiet", "--allow-empty", "--message=x")
    git(root, "branch", "ahead")
    git(root, "checkout", "--quiet", "old")
    assert parting_day(root, "ahead") == today < "2031-01-01"
    assert parting_day(root, "HEAD") == today
    git(root, "checkout", "--quiet", "--orphan", "alone")
    git(root, "commit", "--quiet", "--allow-empty", "--message=z")
    assert parting_day(root, "ahead") == ""


def test_a_ledger_of_the_revision_that_cannot_be_read_is_said(root: Path, run: Run) -> None:
    good = (root / LEDGER).read_text("utf-8")
    (root / LEDGER).write_text("{\n", "utf-8")
    commit(root)
    (root / LEDGER).write_text(good, "utf-8")
    outcome = run("check", "--against", "HEAD", at=root)
    assert outcome.code == 2
    assert f"HEAD:{LEDGER}:1: This line of the ledger is not JSON. Choose a later revision." in outcome.err
