"""Checks that remember: what they find is what a check finds that looks at everything, whatever was changed."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import inquiry, recall
from dragoman.checks import pairs
from dragoman.checks.reading import Reading, read_text
from dragoman.checks.records import findings_of, findings_record
from dragoman.checks.views import CatalogView
from dragoman.errors import UserError
from dragoman.inspection import Scope, inspect_project
from dragoman.markup.inline import InlineContext
from dragoman.model import Finding, Verdict
from dragoman.project import find_project
from profiles import tries
from projects import MakeProject, Run, edit, files_of
from signing import CLINICIAN, TRANSLATOR, sign_all

SETTINGS = """\
[project]
name = "Small"
[languages]
required = ["es"]
begun = ["ar"]
[policy]
sign_off = false
machine = "unreviewed"
[facts.clinic]
phone = { kind = "phone", value = "(763) 555-0100" }
"""
HEAD = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {}\\n"
"PO-Revision-Date: 2026-05-04 10:00+0000\\n"

"""
REST = (
    "---\ntitle: Rest\nrevised: 2026-05-01\n---\n\nDo not eat for {}. Call {{clinic.phone}}.\n\n![A spine](spine.svg)\n"
)
CALL = "---\ntitle: Call\n---\n\n<!-- dragoman:include rest -->\n\nCall us on the left side.[^1]\n\n[^1]: A note.\n"
SPINE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    '<title>Spine</title><circle cx="5" cy="5" r="4"/></svg>'
)
TODAY = "2026-11-26"
ENGLISH = [f"Do not eat for {hours} hours. Call {{clinic.phone}}." for hours in (6, 8)]
LEFT = "Call us on the left side.[^1]"
LOCAL = {
    "es": [
        "No coma durante 6 horas. Llame al {clinic.phone}.",
        "Coma durante 8 horas. Llame al {clinic.phone}.",
        "Llame al lado izquierdo.[^1]",
        "Llame al lado derecho.",
        "Call us on the left side",
        "",
    ],
    "ar": ["لا تأكل لمدة 6 ساعات. اتصل على {clinic.phone}.", "اتصل بنا من الجانب الأيسر.[^1]", "اتصل", ""],
}
GLOSSARY = '[[term]]\nenglish = ["eat"]\nuse.es = ["com*"]\n\n[[name]]\nname = "Spine"\n'
PATTERN = (
    '\n[[checks.pattern]]\nid = "say-call"\nproblem = "No call."\nremedy = "Say it."\n'
    'source = "Call"\ntranslation = "Llame|اتصل"\n'
)
SEVERITY = '\n[[checks.severity]]\nrules = ["untranslated"]\nseverity = "off"\n'
WAIVER = '[[waiver]]\nrule = "{}"\nlanguage = "es"\nby = "A"\nreason = "B"\nuntil = 2026-11-27\n'
Step = Callable[[Path, random.Random], None]


def entry(english: str, local: str) -> str:
    return f'msgid "{english}"\nmsgstr "{local}"\n\n'


def catalog(tag: str, local: tuple[str, str]) -> str:
    return HEAD.format(tag) + entry(ENGLISH[0], local[0]) + entry(LEFT, local[1])


FILES = {
    "dragoman.toml": SETTINGS,
    "source/rest.md": REST.format("6 hours"),
    "source/call.md": CALL,
    "source/spine.svg": SPINE,
    "locales/es/LC_MESSAGES/rest.po": HEAD.format("es") + entry(ENGLISH[0], LOCAL["es"][0]),
    "locales/es/LC_MESSAGES/call.po": HEAD.format("es") + entry(LEFT, LOCAL["es"][2]),
    "locales/ar/LC_MESSAGES/rest.po": HEAD.format("ar") + entry(ENGLISH[0], LOCAL["ar"][0]),
}


@pytest.fixture
def root(project: MakeProject) -> Path:
    return project(FILES)


def looked(root: Path, today: str = TODAY, *, recalled: bool) -> Verdict | str:
    """The verdict of one check in a process of its own, or the sentence that stopped it."""
    try:
        project = find_project(root)
        return inspect_project(project, Scope(project.languages, today), recalled=recalled)
    except UserError as error:
        return str(error)


def entries(root: Path) -> list[Path]:
    """All that is kept, but for the account of its size."""
    kept = (path for path in (root / ".dragoman/findings").rglob("*") if path.is_file())
    return sorted(path for path in kept if path.name != "account.json")


# ── what may be changed between two checks ──


def translate(root: Path, dice: random.Random) -> None:
    tag = dice.choice(["es", "ar"])
    name, english = dice.choice([("rest", ENGLISH[0]), ("rest", ENGLISH[1]), ("call", LEFT)])
    texts = entry(english, dice.choice(LOCAL[tag]))
    if dice.random() < 0.2:
        texts = f"#, fuzzy\n{texts}"
    path = root / f"locales/{tag}/LC_MESSAGES/{name}.po"
    path.write_text(HEAD.format(tag) + "\n" * dice.randrange(3) + texts, "utf-8")


def break_or_remove(root: Path, dice: random.Random) -> None:
    path = root / f"locales/{dice.choice(['es', 'ar'])}/LC_MESSAGES/{dice.choice(['rest', 'call'])}.po"
    if dice.random() < 0.5:
        path.unlink(missing_ok=True)
    else:
        path.write_text(HEAD.format("es") + 'msgid "Rest\n', "utf-8")


def write_english(root: Path, dice: random.Random) -> None:
    (root / "source/rest.md").write_text(REST.format(dice.choice(["6 hours", "8 hours", "Jan 5"])), "utf-8")
    (root / "source/spine.svg").write_text(SPINE.replace("Spine", dice.choice(["Spine", "Back"])), "utf-8")
    (root / "source/call.md").write_text(dice.choice([CALL, CALL.replace("[^1]", "[^2]")]), "utf-8")


def settle(root: Path, dice: random.Random) -> None:
    text = SETTINGS + dice.choice(["", PATTERN, PATTERN.replace("Llame", "Coma"), SEVERITY])
    text = text.replace("sign_off = false", dice.choice(["sign_off = false", "sign_off = true"]))
    languages = 'required = ["es", "ar"]' if dice.random() < 0.3 else 'required = ["es"]\nbegun = ["ar"]'
    (root / "dragoman.toml").write_text(text.replace('required = ["es"]\nbegun = ["ar"]', languages), "utf-8")


def agree(root: Path, dice: random.Random) -> None:
    (root / "glossary.toml").write_text(dice.choice(["", GLOSSARY, GLOSSARY.replace("com*", "beb*")]), "utf-8")


def waive(root: Path, dice: random.Random) -> None:
    (root / "waivers.toml").write_text(dice.choice(["", WAIVER.format("fuzzy"), WAIVER.format("missing-catalog")]))


def template(root: Path, dice: random.Random) -> None:
    (root / "locales/rest.pot").write_text(HEAD.format("") + entry(dice.choice(ENGLISH), ""), "utf-8")


def sign(root: Path, dice: random.Random) -> None:
    with suppress(UserError):  # a guide or a catalog may be broken just now
        sign_all(root, [dice.choice([CLINICIAN, TRANSLATOR, replace(TRANSLATOR, date="2022-01-01")])])


def forget(root: Path, _dice: random.Random) -> None:
    shutil.rmtree(root / ".dragoman", ignore_errors=True)


def damage(root: Path, dice: random.Random) -> None:
    for path in entries(root):
        content = bytearray(path.read_bytes())
        match dice.randrange(4):
            case 0:
                path.write_bytes(content[: dice.randrange(len(content) + 1)])
            case 1 if content:
                content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
                path.write_bytes(content)
            case 2:
                path.write_bytes(b"")
            case _:
                pass


STEPS: list[Step] = [
    *[translate] * 4,
    *(break_or_remove, write_english, settle, agree, waive, template, sign, forget, damage),
]


@settings(max_examples=tries(120))
@given(steps=st.lists(st.sampled_from(STEPS), min_size=1, max_size=6), seed=st.integers(0, 2**32), days=st.data())
def test_what_is_remembered_is_what_would_be_found(
    steps: list[Step], seed: int, days: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("project")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    dice = random.Random(seed)  # noqa: S311 - edits, not secrets
    looked(root, recalled=True)
    for step in steps:
        step(root, dice)
        today = days.draw(st.sampled_from([TODAY, "2026-11-28", "2030-01-01"]))
        expected = looked(root, today, recalled=False)
        assert looked(root, today, recalled=True) == expected
        assert looked(root, today, recalled=True) == expected
    shutil.rmtree(root)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("dragoman.toml", 'required = ["es"]\nbegun = ["ar"]', 'required = ["es", "ar"]'),
        ("dragoman.toml", PATTERN, PATTERN.replace("Llame", "Coma")),
        ("dragoman.toml", "months = 36", "months = 6"),
        ("source/rest.md", "6 hours", "8 hours"),
        ("glossary.toml", "com*", "beb*"),
        ("locales/es/LC_MESSAGES/rest.po", "No coma", "Coma"),
        ("locales/es/signoff.jsonl", "2026-01-15", "2022-01-15"),
    ],
)
def test_each_change_is_seen(name: str, old: str, new: str, root: Path) -> None:
    write_signed(root)
    before = looked(root, recalled=True)
    edit(root / name, old, new)
    assert looked(root, recalled=True) == looked(root, recalled=False) != before


def test_the_day_on_which_a_sign_off_ends_is_seen(root: Path) -> None:
    write_signed(root)
    before = looked(root, recalled=True)
    assert looked(root, "2031-01-01", recalled=True) == looked(root, "2031-01-01", recalled=False) != before


def write_signed(root: Path) -> None:
    """With a glossary, a rule of its own, and one text that somebody signed."""
    policy = "sign_off = true\nmonths = 36"
    (root / "dragoman.toml").write_text(SETTINGS.replace("sign_off = false", policy) + PATTERN, "utf-8")
    (root / "glossary.toml").write_text(GLOSSARY, "utf-8")
    (root / "source/call.md").unlink()
    (root / "locales/es/LC_MESSAGES/call.po").unlink()
    sign_all(root, [TRANSLATOR])
    path = find_project(root).ledger_path(find_project(root).language("es"))
    (root / path).write_text((root / path).read_text("utf-8").splitlines(keepends=True)[0], "utf-8")


# ── what is not looked at again ──


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that rules for pairs looked at, English and translations, in their order."""
    found: list[str] = []
    take_apart = read_text

    def note(raw: str, context: InlineContext) -> Reading:
        found.append(raw)
        return take_apart(raw, context)

    monkeypatch.setattr(pairs, "read_text", note)
    return found


def test_where_nothing_changed_no_catalog_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = looked(root, recalled=True)

    def refuse(*_arguments: object) -> CatalogView:
        raise AssertionError("a catalog was read")

    monkeypatch.setattr(inquiry, "catalog_view", refuse)
    assert looked(root, recalled=True) == first
    assert isinstance(first, Verdict)
    assert {finding.language for finding in first.findings} == {"", "es", "ar"}


def test_of_a_changed_catalog_only_the_changed_entry_is_looked_at(root: Path, read: list[str]) -> None:
    path = root / "locales/es/LC_MESSAGES/rest.po"
    path.write_text(HEAD.format("es") + entry(ENGLISH[0], LOCAL["es"][0]) + entry("Rest", "Descanso"), "utf-8")
    looked(root, recalled=True)
    assert set(read) == {ENGLISH[0], LEFT, "Rest", "Descanso", LOCAL["es"][0], LOCAL["es"][2], LOCAL["ar"][0]}
    read.clear()
    edit(path, "Descanso", "Descansar")
    verdict = looked(root, recalled=True)
    assert read == ["Rest", "Descansar"]
    assert verdict == looked(root, recalled=False)


def test_on_another_day_no_text_is_looked_at_again(root: Path, read: list[str]) -> None:
    looked(root, recalled=True)
    read.clear()
    assert looked(root, "2026-11-27", recalled=True) == looked(root, "2026-11-27", recalled=True)
    assert read == []


def test_another_program_looks_at_everything(root: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    looked(root, recalled=True)
    before = list(read)
    read.clear()
    monkeypatch.setattr(recall, "program_digest", lambda **_without: "another")
    looked(root, recalled=True)
    assert read == before


def test_the_folder_does_not_grow_with_the_edits(root: Path) -> None:
    looked(root, recalled=True)
    names = [path.name for path in entries(root)]
    assert len(names) == len(["en", "es", "ar"])
    for local in LOCAL["es"]:
        (root / "locales/es/LC_MESSAGES/call.po").write_text(HEAD.format("es") + entry(LEFT, local), "utf-8")
        looked(root, recalled=True)
    assert [path.name for path in entries(root)] == names


# ── what is wrong with the folder, or happens meanwhile ──


def test_what_was_read_of_a_file_that_changed_meanwhile_is_not_kept(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = root / "locales/es/LC_MESSAGES/call.po"
    asked_for, other = path.read_bytes(), (HEAD.format("es") + entry(LEFT, LOCAL["es"][4])).encode()
    view = inquiry.catalog_view
    path.write_bytes(other)
    expected = looked(root, recalled=False)
    path.write_bytes(asked_for)

    def after_an_edit(*arguments: object) -> object:
        path.write_bytes(other)
        return view(*arguments)  # type: ignore[arg-type] # passed on as they came

    monkeypatch.setattr(inquiry, "catalog_view", after_an_edit)
    assert looked(root, recalled=True) == expected
    monkeypatch.setattr(inquiry, "catalog_view", view)
    path.write_bytes(asked_for)
    assert looked(root, recalled=True) == looked(root, recalled=False) != expected


@pytest.mark.parametrize("at", [".dragoman", ".dragoman/findings"])
def test_a_check_does_without_a_folder(at: str, root: Path) -> None:
    expected = looked(root, recalled=False)
    (root / at).parent.mkdir(exist_ok=True)
    (root / at).write_text("in the way")
    assert looked(root, recalled=True) == expected
    assert (root / at).read_text() == "in the way"


def test_an_entry_put_in_the_place_of_another_is_not_taken_for_it(root: Path) -> None:
    looked(root, recalled=True)
    contents = [path.read_bytes() for path in entries(root)]
    for path, content in zip(entries(root), [*contents[1:], contents[0]], strict=True):
        path.write_bytes(content)
    assert looked(root, recalled=True) == looked(root, recalled=False)


def test_two_checks_at_once_find_the_same(root: Path) -> None:
    command = [sys.executable, "-m", "dragoman", "--project", str(root), "check", "--format", "json"]
    alone = subprocess.run([*command, "--anew"], check=False, capture_output=True).stdout
    for round_ in range(2):
        shutil.rmtree(root / ".dragoman", ignore_errors=True)
        running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
        assert [process.communicate()[0] for process in running] == [alone] * 3, round_
    assert subprocess.run(command, check=False, capture_output=True).stdout == alone


def test_anew_neither_takes_nor_keeps_anything(root: Path, run: Run, read: list[str]) -> None:
    first = run("check", "--anew", at=root)
    assert not (root / ".dragoman").exists()
    assert run("check", at=root) == first
    kept = files_of(root / ".dragoman")
    read.clear()
    assert run("check", "--anew", at=root) == first
    assert len(read) > 0
    assert files_of(root / ".dragoman") == kept


@given(st.lists(st.from_type(Finding)))
def test_findings_are_read_as_they_were_written(findings: list[Finding]) -> None:
    assert findings_of(findings_record(findings).encode()) == tuple(findings)
