"""`dragoman sign`: what is asked, what is refused, and what stands in the ledger afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.commands import sign
from dragoman.commands.sign import Choice, Way
from dragoman.inspection import Scope
from dragoman.model import Level, Origin, Signer
from dragoman.project import find_project
from dragoman.signing import Person
from projects import MakeProject, Run, edit

SETTINGS = '[project]\nname = "Small"\n[languages]\nrequired = ["es"]\n'
GUIDE = "---\ntitle: Pain\n---\n\nRest at home.\n\n> [!WARNING]\n> Call 911 now.\n"
CATALOG = """\
msgid ""
msgstr ""
"Project-Id-Version: Small\\n"
"PO-Revision-Date: 2026-05-04 10:00+0000\\n"
"Last-Translator: Ana <ana@example.org>\\n"
"Language-Team: Spanish\\n"
"Language: es\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Pain"
msgstr "Dolor"

msgid "Rest at home."
msgstr "Descanse en casa."

msgid "Call 911 now."
msgstr "Llame al 911 ahora."
"""
LEDGER = "locales/es/signoff.jsonl"
TODAY = "2026-11-26"
ANA = Person(Signer.TRANSLATOR, "Ana López", TODAY, "ATA-certified")


@pytest.fixture
def root(project: MakeProject) -> Path:
    return project({"dragoman.toml": SETTINGS, "source/pain.md": GUIDE, "locales/es/LC_MESSAGES/pain.po": CATALOG})


def lines(root: Path, path: str = LEDGER) -> list[dict[str, str]]:
    return [json.loads(line) for line in (root / path).read_text("utf-8").splitlines()]


def go(root: Path, answers: str = "", *, way: Way = Way.ASK, person: Person = ANA, choice: Choice | None = None) -> int:
    """One run in Spanish with what the person types, a letter or a sentence for each question, divided by commas."""
    given: Iterator[str] = iter(answers.split(",") if answers else ())

    def ask(_question: str) -> str:
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    project = find_project(root)
    return sign.run(
        project,
        guide="pain",
        language=project.language("es"),
        person=person,
        choice=choice or Choice(),
        way=way,
        scope=Scope(project.languages, TODAY),
        ask=ask,
    )


def test_each_answer_is_a_line_of_the_ledger(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert go(root, "y,n,r,Too familiar") == 0
    found = {line["about"]: (line.get("judgement", "approved"), line.get("note")) for line in lines(root)}
    assert found == {"Call 911 now.": ("rejected", "Too familiar"), "Pain": ("approved", None)}
    said = capsys.readouterr().out
    assert "Signed by Ana López, translator: 1 approved, 1 rejected." in said
    assert "Rest at home." in said
    assert "Descanse en casa." in said


def test_to_stop_keeps_what_was_answered(root: Path) -> None:
    go(root, "y,q")
    assert [line["about"] for line in lines(root)] == ["Pain"]


@pytest.mark.parametrize("typed", ["approve", "a", "yy", "ye", "", "none"])
def test_what_is_no_answer_is_asked_again(root: Path, typed: str) -> None:
    go(root, f"{typed},y,q")
    assert [line["about"] for line in lines(root)] == ["Pain"]


@pytest.mark.parametrize(("typed", "signed"), [("y,r", ["Pain"]), ("y,r,", ["Pain"]), ("y,r,,  ", ["Pain"])])
def test_a_text_is_rejected_with_a_reason_or_not_at_all(root: Path, typed: str, signed: list[str]) -> None:
    go(root, typed)
    assert [line["about"] for line in lines(root)] == signed


def test_where_nobody_answers_nothing_is_signed(root: Path) -> None:
    go(root)
    assert not (root / LEDGER).exists()


def test_all_from_here(root: Path) -> None:
    go(root, "n,all")
    assert sorted(line["about"] for line in lines(root)) == ["Call 911 now.", "Rest at home."]


def test_what_a_person_has_signed_is_not_asked_again(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    go(root, "y,q")
    capsys.readouterr()
    go(root, "q", person=Person(Signer.TRANSLATOR, "ana  LÓPEZ", TODAY))
    assert capsys.readouterr().out.startswith("1 of 2")


def test_what_will_soon_be_too_old_is_asked_again(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    past = Person(Signer.TRANSLATOR, "Ana López", "2024-01-01")
    go(root, way=Way.ALL, person=past)
    edit(root / "dragoman.toml", "[languages]", "[policy]\nnotice_days = 35\ninstruct = { people = 1 }\n[languages]")
    capsys.readouterr()
    go(root, way=Way.ALL)
    assert "Signed by Ana López, translator: 0 approved" in capsys.readouterr().out
    edit(root / "dragoman.toml", "notice_days = 35", "notice_days = 36")
    go(root, way=Way.ALL, choice=Choice(levels=(Level.INSTRUCT, Level.INFO)))
    assert "Signed by Ana López, translator: 2 approved" in capsys.readouterr().out
    go(root, way=Way.ALL, choice=Choice(levels=(Level.INSTRUCT, Level.INFO)))
    assert "Signed by Ana López, translator: 0 approved" in capsys.readouterr().out


def test_who_rejected_a_text_may_approve_it_after_all(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    yesterday = Person(Signer.TRANSLATOR, "Ana López", "2026-11-25")
    go(root, "r,Too familiar,q", person=yesterday)
    capsys.readouterr()
    assert go(root, "y,q") == 0
    said = capsys.readouterr().out
    assert "Ana López (translator) rejected this text on 2026-11-25: Too familiar. [rejected-text]" in said
    assert sorted((line["date"], line.get("judgement", "approved")) for line in lines(root)) == [
        ("2026-11-25", "rejected"),
        ("2026-11-26", "approved"),
    ]


def test_a_level_and_a_text_by_its_hash(root: Path) -> None:
    go(root, way=Way.ALL, choice=Choice(levels=(Level.WARN,)))
    (line,) = lines(root)
    assert line["about"] == "Call 911 now."
    (root / LEDGER).unlink()
    go(root, way=Way.ALL, choice=Choice(hashes=(line["text"][:6],)))
    assert [found["text"] for found in lines(root)] == [line["text"]]


def test_a_text_with_an_error_cannot_be_approved(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root / "source/pain.md", "Rest at home.", "Rest for 2 days.")
    path = root / "locales/es/LC_MESSAGES/pain.po"
    edit(path, "Rest at home.", "Rest for 2 days.")
    edit(path, "Descanse en casa.", "Descanse 3 días.")
    assert go(root, way=Way.ALL) == 1
    assert sorted(line["about"] for line in lines(root)) == ["Call 911 now.", "Pain"]
    said = capsys.readouterr().out
    assert "Not to be approved before their errors are mended: 1." in said
    line = CATALOG.splitlines().index('msgid "Rest at home."') + 1
    assert f"locales/es/LC_MESSAGES/pain.po:{line} " in said
    (root / LEDGER).unlink()
    assert go(root, "all") == 1
    assert sorted(line["about"] for line in lines(root)) == ["Call 911 now.", "Pain"]


def test_the_second_person_is_asked_for(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    go(root, way=Way.ALL)
    said = capsys.readouterr().out
    assert "pain in Spanish is a draft." in said
    assert "Translation, warn: 1 text needs the signature of a second person." in said
    go(root, way=Way.ALL, person=Person(Signer.EDITOR, "ANA LÓPEZ", TODAY))
    assert "needs the signature of a second person" in capsys.readouterr().out, "the same person in another role"
    go(root, way=Way.ALL, person=Person(Signer.EDITOR, "Lee Ray", TODAY))
    assert "second person" not in capsys.readouterr().out


def test_a_handout_signed_by_all_is_final(root: Path, run: Run) -> None:
    sheet = str(root / "sheet.pdf")
    assert "a draft" in run("print", "pain", "es", "-o", sheet, at=root).out
    for name, role in (("Ana López", "translator"), ("Lee Ray", "editor")):
        run("sign", "pain", "es", "--by", name, "--role", role, "--all", at=root)
    outcome = run("sign", "pain", "en", "--by", "Dr. Ek", "--role", "clinician", "--all", at=root)
    assert (outcome.code, outcome.out) == (
        0,
        "Signed by Dr. Ek, clinician: 3 approved, 0 rejected.\npain in English is final.\n",
    )
    assert "; final" in run("print", "pain", "es", "-o", sheet, at=root).out
    guide = root / "source/pain.md"
    guide.write_text(GUIDE.replace("Rest", "Do not rest"), "utf-8")
    assert "a draft" in run("print", "pain", "es", "-o", sheet, at=root).out


def test_machine_text_needs_a_persons_word(root: Path, run: Run) -> None:
    path = root / "locales/es/LC_MESSAGES/pain.po"
    path.write_text(CATALOG.replace('"Plural', '"X-Dragoman-Origin: machine\\n"\n"Plural'), "utf-8")
    by_machine = ("sign", "pain", "es", "--by", "Ana", "--role", "translator", "--all", "--origin")
    assert "made by a machine" in run(*by_machine, "machine", at=root).out
    (root / LEDGER).unlink()
    assert "made by a machine" not in run(*by_machine, Origin.MACHINE_THEN_HUMAN.value, at=root).out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--by", "Ana"), "A sign-off needs a role."),
        (("--all",), "Nobody signs. Add --by NAME and --role ROLE."),
        (("--by", " ", "--role", "editor"), "--by has no words."),
        (("--by", "Ana", "--role", "editor", "--date", "2999-01-01"), "2999-01-01 is still to come."),
        (("--by", "Ana", "--role", "editor", "--text", "zz"), "hash that begins with 'zz'"),
    ],
)
def test_what_is_refused(root: Path, run: Run, options: tuple[str, ...], sentence: str) -> None:
    outcome = run("sign", "pain", "es", *options, at=root)
    assert outcome.code == 2
    assert sentence in outcome.err
    assert not (root / LEDGER).exists()


def test_to_show_signs_nothing(root: Path, run: Run) -> None:
    outcome = run("sign", "pain", "es", at=root)
    assert outcome.code == 0
    assert "1 of 3" in outcome.out
    assert "English, warn: 1 text needs the signature of a clinician." in outcome.out
    assert not (root / LEDGER).exists()
