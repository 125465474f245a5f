"""`dragoman sync` at the terminal: what it says, what it refuses, and that it never writes over another's work."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.handouts import open_edition, standing_of
from dragoman.languages import all_languages
from dragoman.ledger_file import parse_ledger, write_ledger
from dragoman.model import Change, Fate, Ledger, MessageKey, Signer, SignOff
from dragoman.po import write_catalog
from dragoman.project import find_project
from dragoman.report.changes import CatalogChanges, changes_text
from dragoman.signoff import text_hash
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
parts      Keep this sheet.
           was: Keep this sheet. Call us if it hurts.
parts      Call us if it hurts.
           was: Keep this sheet. Call us if it hurts.
formatting Do not drive today.
           was: Do not drive today
           words: today → today.
meaning    Take 5 tablets today.
           was: Take 2 tablets today.
           words: 2 → 5
           number: 2 → 5
wording    You can receive help.
           was: You can recieve help.
           words: recieve → receive
wording    The spot may be tender.
           was: The spot may be sore.
           words: sore. → tender.
new        Wash your hands.
gone       Old news.
gone       Keep this sheet. Call us if it hurts.

locales/es/LC_MESSAGES/rest.po: 1 new; 1 changed in form only, translation kept; \
2 reworded, translation to be looked at again; 1 changed in meaning, to be translated anew; \
2 cut or joined, the old translation shown in comments; 2 no longer in the guide, any translation kept as obsolete
"""
_REPORT_OF_MANY = """\
meaning    …rest. It helps to rest. Take 3 pills. Sleep well. Sleep well. …
           was: …rest. It helps to rest. Take 2 pills. Sleep well. Sleep well. …
           words: 2 → 3
           number: 2 → 3
new        Rest.
           in all but ne
gone       Run.
           in ne

*/a.po: 1 new; 1 changed in meaning, to be translated anew
    in am, ar, es, fa, fa-AF, hi, hnj-Latn, ja, km, ko, ksw, lo, mww-Latn, my,
       om, ps, pt-BR, ru, so, sw, th, ti, uk, ur, vi, zh-Hans, zh-Hant
ne/a.po: 1 changed in meaning, to be translated anew; 1 no longer in the guide, any translation kept as obsolete
fr/a.po: new, 2 texts
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


def test_an_edit_stands_once_and_catalogs_alike_share_a_line() -> None:
    """A long text is cut round what changed; where one language is left out, only that one is named."""
    was, now = (MessageKey(None, f"{'It helps to rest. ' * 9}Take {n} pills.{' Sleep well.' * 9}") for n in (2, 3))
    everywhere = Change(Fate.MEANING, now, was, ("number: 2 → 3",))
    most, one = Change(Fate.NEW, MessageKey(None, "Rest.")), Change(Fate.GONE, MessageKey(None, "Run."))
    tags = [language.tag for language in all_languages() if language.tag not in ("en", "fr")]
    reports = [
        CatalogChanges(f"{tag}/a.po", "*/a.po", tag, False, (everywhere, one if tag == "ne" else most)) for tag in tags
    ]
    reports.append(CatalogChanges("fr/a.po", "*/a.po", "fr", True, (most, one)))
    assert changes_text(reports, written=True) == _REPORT_OF_MANY.rstrip("\n")


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
    report = "typo       You can receive help.\n           was: You can recieve help.\n"
    assert f"{report}           words: recieve → receive\n" in outcome.out
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


# ── Typos and sign-offs ──

LEDGER, ENGLISH_LEDGER = "locales/es/signoff.jsonl", "locales/en/signoff.jsonl"
_ANA = SignOff(text_hash(MessageKey(None, "")), Signer.TRANSLATOR, "Ana López", "2026-03-01")


@pytest.fixture
def signed(root: Path) -> Path:
    """The same project, where all of it is signed as its policy asks."""
    edit(root / "dragoman.toml", "sign_off = false", "sign_off = true\ninstruct = { people = 1 }")
    texts = [MessageKey(None, english) for english in _SAID]
    spanish = [replace(_ANA, text=text_hash(key, (_SAID[key.text],))) for key in texts]
    english = [replace(_ANA, text=text_hash(key), role=Signer.CLINICIAN) for key in texts]
    for path, lines in ((LEDGER, spanish), (ENGLISH_LEDGER, english)):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(write_ledger(Ledger(tuple(lines))), "utf-8")
    assert _unsigned(root) == []
    return root


def _unsigned(root: Path) -> list[tuple[str, str]]:
    """The texts that keep the Spanish handout from being final, and why."""
    opened = find_project(root)
    standing = standing_of(open_edition(opened, opened.language("es"), today="2026-03-05"), opened.guide("rest"))
    assert standing.final is not any(text.shortfalls for text in standing.texts)
    return [(text.key.text, s.lack.value) for text in standing.texts for s in text.shortfalls]


def _corrections(path: Path) -> set[tuple[str, str]]:
    return {(c.was, c.by) for c in parse_ledger(path.read_text("utf-8"), path.name).corrections}


def test_a_typo_keeps_what_was_signed_and_nothing_else_does(signed: Path, run: Run) -> None:
    before = files_of(signed)
    _reworded(signed, "recieve", "receive")
    assert run("sync", "--typo", "--by", "Ana", at=signed).code == 0
    assert _unsigned(signed) == []
    for path in (LEDGER, ENGLISH_LEDGER):
        assert _corrections(signed / path) == {("You can recieve help.", "Ana")}
        assert set(before[path].splitlines()) < set(files_of(signed)[path].splitlines())
    mended = files_of(signed)
    assert run("sync", "--typo", "--by", "Binh", at=signed).code == 0
    assert files_of(signed) == mended

    _reworded(signed, "can receive", "can not receive")
    assert run("sync", at=signed).code == 0
    meant = "You can not receive help."
    assert _unsigned(signed) == [(meant, "role"), (meant, "translation")]
    edit(signed / CATALOG, f'msgid "{meant}"\nmsgstr ""', f'msgid "{meant}"\nmsgstr "Le ayudamos."')
    assert _unsigned(signed) == [(meant, "role"), (meant, "role")]
    _reworded(signed, "can not receive", "can receive")
    edit(signed / CATALOG, f'msgid "{meant}"\nmsgstr "Le ayudamos."', f'msgid "{meant}"\nmsgstr ""')
    assert run("sync", at=signed).code == 0
    assert _unsigned(signed) == []


def test_a_typo_that_is_called_none_voids_what_was_signed(signed: Path, run: Run) -> None:
    before = files_of(signed)
    _reworded(signed, "recieve", "receive")
    assert run("sync", at=signed).code == 0
    assert {text for text, _ in _unsigned(signed)} == {"You can receive help."}
    assert [files_of(signed)[path] for path in (LEDGER, ENGLISH_LEDGER)] == [
        before[path] for path in (LEDGER, ENGLISH_LEDGER)
    ]


@pytest.mark.parametrize("arguments", [[], ["--check"]])
def test_a_typo_of_a_text_that_nobody_signed_leaves_the_ledgers_alone(
    arguments: list[str], signed: Path, run: Run
) -> None:
    unsorted: dict[str, bytes] = {}
    for path in (LEDGER, ENGLISH_LEDGER):
        lines = (signed / path).read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not any(known.encode() in line for known in _hashes("You can recieve help."))]
        assert len(kept) == len(lines) - 1
        unsorted[path] = b"".join(reversed(kept))
        (signed / path).write_bytes(unsorted[path])
    _reworded(signed, "recieve", "receive")
    run("sync", "--typo", "--by", "Ana", *arguments, at=signed)
    assert {path: files_of(signed)[path] for path in unsorted} == unsorted


def _hashes(english: str) -> list[str]:
    key = MessageKey(None, english)
    return [text_hash(key), text_hash(key, (_SAID[english],))]


def test_a_ledger_that_cannot_be_read_leaves_the_catalogs_as_they_were(signed: Path, run: Run) -> None:
    _reworded(signed, "recieve", "receive")
    (signed / LEDGER).write_text("<<<<<<< HEAD\n", "utf-8")
    before = files_of(signed)
    outcome = run("sync", "--typo", "--by", "Ana", at=signed)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{LEDGER}:1: There is a conflict of git in the ledger." in outcome.err
    assert files_of(signed) == before


def test_a_second_typo_in_a_text_keeps_what_was_signed_for_the_first(signed: Path, run: Run) -> None:
    for old, new in (("recieve help", "receive help"), ("You can receive help.", "You can receive help")):
        _reworded(signed, old, new)
        assert run("sync", "--typo", "--by", "Ana", at=signed).code == 0
        assert _unsigned(signed) == []
    assert len(_corrections(signed / LEDGER)) == 2


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


def test_a_catalog_that_was_emptied_is_begun_anew(root: Path, run: Run) -> None:
    (root / CATALOG).write_bytes(b"")
    found = run("check", "es", at=root)
    assert found.out.count("The catalog has no texts. [empty-catalog]") == 1
    assert found.code == 1
    assert f"{CATALOG}: new, 7 texts" in run("sync", at=root).out
    emptied = (root / CATALOG).read_bytes()
    (root / CATALOG).unlink()
    run("sync", at=root)
    assert (root / CATALOG).read_bytes() == emptied


def test_an_edit_that_is_taken_back_leaves_no_trace(root: Path, run: Run) -> None:
    before = files_of(root)
    for new in ("5 tablets", "7 tablets"):
        _reworded(root, "Take 2 tablets", f"Take {new}")
        run("sync", at=root)
        assert files_of(root)[CATALOG] != before[CATALOG]
        _reworded(root, f"Take {new}", "Take 2 tablets")
        run("sync", at=root)
        assert files_of(root) == before
