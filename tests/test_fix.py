"""`dragoman check --fix`: a person is asked for each fix, and nothing changes that nobody said yes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dragoman.commands import fix
from dragoman.inspection import Scope
from dragoman.languages import find_language
from dragoman.project import find_project
from projects import MakeProject, Run, files_of

GUIDE = "---\ntitle: Care\n---\nRest for the day.\n\nDrink some water.\n\nCall us soon.\n"
PLACE = "locales/es/LC_MESSAGES/g.po"
CATALOG = """\
# A comment of mine.   With  spaces.
msgid   ""
msgstr  ""
"Language: es\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Care"
msgstr "Cuidado"

#  kept   as it is
msgid "Rest for the day."
msgstr "Descanse  ese día ."

# also
msgid "Drink "
"some water."
msgstr ""
"Beba  "
"agua."

msgid "Call us soon."
msgstr "Llame  pronto."

#~ msgid "Gone."
#~ msgstr "Ya  no ."
"""


@dataclass
class Person:
    """Answers as written down, a letter each (`a` for all); then nobody answers any more."""

    answers: str
    questions: list[str] = field(default_factory=list)

    def __call__(self, question: str) -> str:
        self.questions.append(question)
        if len(self.questions) > len(self.answers):
            raise EOFError
        letter = self.answers[len(self.questions) - 1]
        return "all" if letter == "a" else letter


@pytest.fixture
def root(project: MakeProject) -> Path:
    return project({"source/g.md": GUIDE, PLACE: CATALOG})


def mend(root: Path, answers: str) -> Person:
    person = Person(answers)
    assert fix.run(find_project(root), scope=Scope((find_language("es"),), "2026-06-15"), ask=person) == 0
    return person


def catalog(root: Path) -> str:
    return (root / PLACE).read_text("utf-8")


def changed(*replaced: tuple[str, str]) -> str:
    text = CATALOG
    for old, new in replaced:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


REST = ("Descanse  ese día .", "Descanse ese día.")
WATER = ('"Beba  "', '"Beba "')
CALL = ("Llame  pronto.", "Llame pronto.")


def test_nothing_is_asked_where_nothing_can_be_mended(project: MakeProject, capsys: pytest.CaptureFixture[str]) -> None:
    sound = changed(REST, WATER, CALL)
    root = project({"source/g.md": GUIDE, PLACE: sound})
    assert mend(root, "").questions == []
    assert catalog(root) == sound
    assert capsys.readouterr().out == "Nothing was changed.\n"


def test_a_yes_mends_one_and_leaves_every_other_byte(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files_of(root)
    person = mend(root, "nny")
    assert len(person.questions) == 4  # the first text has a second fault, which a no to the first does not hide
    assert files_of(root) == before | {PLACE: changed(CALL).encode()}
    assert "1 changed." in capsys.readouterr().out


def test_a_no_to_all_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files_of(root)
    mend(root, "n" * 20)
    assert files_of(root) == before
    assert capsys.readouterr().out.endswith("Nothing was changed.\n")


def test_a_yes_to_all_mends_all_of_every_fault(root: Path) -> None:
    person = mend(root, "y" * 20)
    assert len(person.questions) == 4
    assert catalog(root) == changed(REST, WATER, CALL)
    assert mend(root, "").questions == []


def test_all_of_this_rule_asks_once_for_it(root: Path) -> None:
    person = mend(root, "ay")
    assert len(person.questions) == 2  # the rule once, then the other rule's fault of the first text
    assert catalog(root) == changed(REST, WATER, CALL)


@pytest.mark.parametrize("stop", ["q", ""], ids=["q", "end of input"])
def test_who_stops_keeps_what_was_said_yes_to(root: Path, stop: str) -> None:
    person = mend(root, "y" + stop)
    assert len(person.questions) == 2
    assert catalog(root) == changed(("Descanse  ese", "Descanse ese"))


@pytest.mark.parametrize("answer", ["Y", "yes", " y "])
def test_an_answer_may_be_spelled_out(root: Path, answer: str) -> None:
    answers = iter([answer, "q"])
    fix.run(find_project(root), scope=Scope((find_language("es"),), "2026-06-15"), ask=lambda _: next(answers))
    assert catalog(root) != CATALOG


def test_what_is_not_an_answer_is_no_yes(root: Path) -> None:
    mend(root, "?x" + "\n" * 18)
    assert catalog(root) == CATALOG


def test_what_is_shown_is_what_is_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mend(root, "q")
    shown = capsys.readouterr().out
    assert f"1 of 3  {PLACE}:12  [doubled-space]" in shown
    assert "    - Descanse  ese día ." in shown
    assert "    + Descanse ese día ." in shown


def test_only_the_form_that_is_wrong_is_mended(project: MakeProject) -> None:
    forms = 'msgid "Rest for the day."\nmsgid_plural "Rest for {days} days."\n'
    text = CATALOG.replace('msgid "Rest for the day."\n', forms)
    text = text.replace(
        'msgstr "Descanse  ese día ."', 'msgstr[0] "Descanse ese día."\nmsgstr[1] "Descanse  esos días."'
    )
    root = project({"source/g.md": GUIDE, PLACE: text})
    mend(root, "yq")
    assert catalog(root) == text.replace("Descanse  esos", "Descanse esos")


def test_both_forms_are_mended_one_after_the_other(project: MakeProject) -> None:
    forms = 'msgid "Rest for the day."\nmsgid_plural "Rest for {days} days."\n'
    text = CATALOG.replace('msgid "Rest for the day."\n', forms)
    text = text.replace('msgstr "Descanse  ese día ."', 'msgstr[0] "Descanse  hoy."\nmsgstr[1] "Descanse  hoy."')
    root = project({"source/g.md": GUIDE, PLACE: text})
    mend(root, "y" * 20)
    assert 'msgstr[0] "Descanse hoy."\nmsgstr[1] "Descanse hoy."' in catalog(root)


def test_the_command_reads_answers_from_the_terminal(root: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["y", "q"])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    outcome = run("check", "--fix", at=root)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.endswith("1 changed.\n")
    assert catalog(root) == changed(("Descanse  ese", "Descanse ese"))


def test_the_command_changes_nothing_where_nobody_answers(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    assert run("check", "--fix", at=root).code == 0
    assert catalog(root) == CATALOG


def test_a_catalog_that_changed_while_a_person_thought_is_not_written_over(root: Path) -> None:
    """What was read is compared with what is there: of two people at work, neither loses anything."""

    def edits_and_says_yes(_: str) -> str:
        (root / PLACE).write_text(changed(("Cuidado", "Cuidados")), "utf-8")
        return "y"

    fix.run(find_project(root), scope=Scope((find_language("es"),), "2026-06-15"), ask=edits_and_says_yes)
    assert "Cuidados" in catalog(root)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# A comment of mine.", "# Three\n# new\n# lines."),
        ("Descanse  ese día .", "Repose  usted ."),
        ('msgid "Rest for the day."', 'msgid "Rest for two days."'),
        ('msgid "Care"\nmsgstr "Cuidado"\n\n', ""),
    ],
    ids=["moved", "another translation", "another English", "entry gone"],
)
def test_a_fix_is_put_where_it_was_made_for_or_nowhere(
    root: Path, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    """A line that now holds another text must not get the fix of the one that stood there."""
    answers = iter("yq")

    def edits_and_answers(_: str) -> str:
        (root / PLACE).write_text(changed((old, new)), "utf-8")
        return next(answers)

    fix.run(find_project(root), scope=Scope((find_language("es"),), "2026-06-15"), ask=edits_and_answers)
    expected = changed((old, new)).replace("Descanse  ese", "Descanse ese")
    if "two days" in new:
        expected = changed((old, new))
    assert catalog(root) == expected
    done = expected != changed((old, new))
    assert capsys.readouterr().out.endswith("1 changed.\n" if done else "Nothing was changed.\n")
