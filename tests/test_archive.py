"""The last approved version: kept byte for byte, printed again with a notice, and put in place of a draft by builds."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from dragoman.model import Judgement, Signer
from dragoman.render.identity import canonical_hash
from projects import MakeProject, Run, edit, files_of
from signing import CLINICIAN, SETTINGS, TRANSLATOR, Hand, change_english, commit, git, on, sign_all, small

KEPT = "approved/es/rest.main.pdf"


@pytest.fixture
def final(project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose handouts are final on 2026-01-20."""
    root = small(project)
    sign_all(root)
    on(monkeypatch, "2026-01-20")
    return root


@pytest.fixture
def outdated(final: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same kept, and its English changed afterwards: a draft again."""
    assert run("archive", at=final).code == 0
    change_english(final)
    on(monkeypatch, "2026-03-02")
    return final


def words_of(pdf: bytes) -> str:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return " ".join(" ".join(pages).split())


def with_policy(root: Path, outdated: str) -> None:
    edit(root / "dragoman.toml", "[policy]\n", f'[policy]\noutdated = "{outdated}"\n')


# ── keeping ──


def test_what_is_kept_is_what_print_gives(final: Path, run: Run) -> None:
    said = run("archive", at=final)
    assert said.code == 0
    assert said.out.splitlines()[-1] == "Final today: 4. Add the files to git, so that nobody can lose them."
    for language in ("es", "en"):
        for office in ("main", "lake"):
            run("print", "rest", language, "-o", "sheet.pdf", "--location", office, at=final)
            kept = (final / f"approved/{language}/rest.{office}.pdf").read_bytes()
            assert kept == (final / "sheet.pdf").read_bytes()


def test_the_record_names_who_signed(final: Path, run: Run) -> None:
    run("archive", at=final)
    record = json.loads((final / "approved/es/rest.main.json").read_text("utf-8"))["record"]
    assert record["approved_on"] == "2026-01-15"
    assert record["kept_on"] == "2026-01-20"
    assert [(s["role"], s["name"], s["date"]) for s in record["signed"]] == [
        ("clinician", "Dr. Kim Lee", "2026-01-15"),
        ("translator", "Ana López", "2026-01-15"),
    ]
    assert record["facts"] == [["clinic.phone", "(763) 555-0100"]]


def test_nothing_is_written_twice(final: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("archive", "--check", at=final).code == 1
    assert not (final / "approved").exists()
    run("archive", at=final)
    before = files_of(final / "approved")
    on(monkeypatch, "2026-02-01")
    assert run("archive", at=final).out == "Final today: 4. All of them were kept already.\n"
    assert run("archive", "--check", at=final).code == 0
    assert files_of(final / "approved") == before


def test_a_draft_never_takes_the_place_of_an_approved_version(outdated: Path, run: Run) -> None:
    before = files_of(outdated / "approved")
    assert run("archive", at=outdated).out == "No handout is final today: nothing to keep.\n"
    assert files_of(outdated / "approved") == before


def test_a_draft_is_not_kept(project: MakeProject, run: Run) -> None:
    root = small(project)
    run("archive", at=root)
    assert not (root / "approved").exists()


def test_an_earlier_version_is_remembered(final: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("archive", at=final)
    first = json.loads((final / "approved/es/rest.main.json").read_text("utf-8"))["record"]
    catalog = final / "locales/es/LC_MESSAGES/rest.po"
    edit(catalog, "Descanse hoy.", "Descanse mucho hoy.")
    sign_all(final, [Hand(Signer.TRANSLATOR, "Ana López", "2026-02-01")])
    on(monkeypatch, "2026-02-02")
    run("archive", at=final)
    second = json.loads((final / "approved/es/rest.main.json").read_text("utf-8"))["record"]
    assert second["earlier"] == [
        {
            "pdf": first["pdf"],
            "identity": first["identity"],
            "approved_on": "2026-01-15",
            "replaced_on": "2026-02-02",
        }
    ]


def test_the_folder_is_that_of_the_settings(project: MakeProject, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small(project, SETTINGS.replace('name = "Small"\n', 'name = "Small"\narchive = "kept/sheets"\n', 1))
    sign_all(root)
    on(monkeypatch, "2026-01-20")
    run("archive", "es", at=root)
    assert sorted(files_of(root / "kept/sheets")) == [
        "es/rest.lake.json", "es/rest.lake.pdf", "es/rest.main.json", "es/rest.main.pdf",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (KEPT, "approved/es/rest.main.pdf: This sheet is not the one that its record says was approved."),
        (
            "approved/es/rest.main.json",
            "approved/es/rest.main.json: This record of an approved handout is not JSON.",
        ),
    ],
)
def test_what_was_altered_in_the_archive_is_refused(outdated: Path, run: Run, name: str, sentence: str) -> None:
    path = outdated / name
    path.write_bytes(path.read_bytes()[:-5] + b"12345")
    said = run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", at=outdated)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(sentence)
    assert not (outdated / "sheet.pdf").exists()


def test_a_text_that_was_altered_in_the_archive_is_refused(outdated: Path, run: Run) -> None:
    path = outdated / "approved/es/rest.main.json"
    path.write_text(path.read_text("utf-8").replace("Descanse hoy", "Corra hoy"), "utf-8")
    said = run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", at=outdated)
    assert said.code == 2
    assert "The text of this approved handout is not the one that its record is about." in said.err


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"sheet": None}, "'sheet' of this record of an approved handout is missing or is something else."),
        ({"record": []}, "'record' of this record of an approved handout is missing or is something else."),
        ({"draft": {}}, "This record is about a draft, and a draft is never approved."),
        ({"strip": 1}, "'strip' of this record of an approved handout is missing or is something else."),
        ({"identity": "0" * 32}, "The text of this approved handout is not the one that its record is about."),
    ],
)
def test_a_forged_record_is_refused(outdated: Path, run: Run, change: dict[str, object], sentence: str) -> None:
    path = outdated / "approved/es/rest.main.json"
    found = json.loads(path.read_text("utf-8"))
    if change.keys() <= found.keys():
        found |= change
    else:
        found["sheet"] |= change
        found["record"]["data"] = canonical_hash(found["sheet"])
    path.write_text(json.dumps(found), "utf-8")
    said = run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", at=outdated)
    assert said.code == 2
    assert sentence in said.err
    assert said.err.count("\n") == 1


# ── printing the last approved version ──


def test_the_kept_bytes_are_printed_with_a_notice(outdated: Path, run: Run) -> None:
    said = run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", at=outdated)
    assert said.code == 0
    assert said.out.splitlines() == [
        "sheet.pdf: Rest, Spanish; approved on 2026-01-15, as it was kept.",
        "sheet-notice.pdf: give it with the sheet. "
        "The English was changed on 2026-03-01, and the newer version is not approved yet.",
    ]
    assert (outdated / "sheet.pdf").read_bytes() == (outdated / KEPT).read_bytes()
    notice = (outdated / "sheet-notice.pdf").read_bytes()
    words = words_of(notice)
    for sentence in (
        "Esta es la versión aprobada el 2026-01-15.",
        "El texto en inglés se cambió el 2026-03-01.",
        "This is the version approved on 2026-01-15.",
        "The English was changed on 2026-03-01. This version does not have the change.",
        "Ask the clinic what has changed.",
    ):
        assert sentence in words
    with pikepdf.open(io.BytesIO(notice)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "es"
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("1", "2")


def test_a_final_handout_needs_no_notice(final: Path, run: Run) -> None:
    run("print", "rest", "es", "-o", "plain.pdf", at=final)
    said = run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", at=final)
    assert said.out == "sheet.pdf: Rest, Spanish; approved on 2026-01-15, the text of today.\n"
    assert (final / "sheet.pdf").read_bytes() == (final / "plain.pdf").read_bytes()
    assert not (final / "sheet-notice.pdf").exists()


def test_a_notice_of_earlier_is_taken_away_and_nothing_else(outdated: Path, run: Run) -> None:
    run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", at=outdated)
    edit(outdated / "source/rest.md", "2026-03-01", "2026-01-10")
    edit(outdated / "source/rest.md", "Rest for two days.", "Rest today.")
    (outdated / "other-notice.pdf").write_bytes(b"mine")
    for name in ("sheet", "other"):
        run("print", "rest", "es", "-o", f"{name}.pdf", "--last-approved", at=outdated)
    assert not (outdated / "sheet-notice.pdf").exists()
    assert (outdated / "other-notice.pdf").read_bytes() == b"mine"


def test_a_rejected_text_is_said_before_it_is_handed_out(outdated: Path, run: Run) -> None:
    edit(outdated / "source/rest.md", "Rest for two days.", "Rest today.")
    sign_all(outdated, [Hand(Signer.EDITOR, "Luz Paz", "2026-03-01", judgement=Judgement.REJECTED)])
    edit(outdated / "source/rest.md", "Rest today.", "Rest for two days.")
    said = run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", at=outdated)
    assert (
        said.out.splitlines()[-1] == "Ask before you give it to anybody. Luz Paz rejected a text of it on 2026-03-01."
    )


def test_out_of_git_with_the_same_bytes(final: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("print", "rest", "es", "-o", "then.pdf", at=final)
    then = (final / "then.pdf").read_bytes()
    (final / "then.pdf").unlink()
    name = commit(final, "2026-01-20")
    (final / "README.md").write_text("Nothing of a handout.")
    commit(final, "2026-02-01")
    change_english(final, revised="2026-01-10")  # the author forgot the date
    commit(final, "2026-03-01")
    on(monkeypatch, "2026-03-02")
    said = run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", at=final)
    assert said.code == 0, said
    assert said.out.splitlines()[0] == (
        f"sheet.pdf: Rest, Spanish; approved on 2026-01-15, from the commit {name[:12]} of 2026-01-20, "
        "set by this version of the program."
    )
    assert "The English was changed on 2026-03-01" in said.out
    assert (final / "sheet.pdf").read_bytes() == then


def test_out_of_git_for_the_location_that_is_asked_for(final: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(final, "2026-01-20")
    change_english(final)
    on(monkeypatch, "2026-03-02")
    run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", "--location", "lake", at=final)
    assert "(763) 555-0199" in words_of((final / "sheet.pdf").read_bytes()).replace("\u00a0", " ")


def test_never_final(project: MakeProject, run: Run) -> None:
    root = small(project)
    commit(root, "2026-01-20")
    said = run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", at=root)
    assert said.code == 2
    assert said.err == (
        "The handout rest in Spanish was never final: neither the archive nor git has it. "
        "If this is a shallow clone, fetch its whole history first.\n"
    )
    assert not (root / "sheet.pdf").exists()


def test_a_commit_that_cannot_be_read_is_passed_over(final: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(final, "2026-01-20")
    settings = (final / "dragoman.toml").read_text("utf-8")
    (final / "dragoman.toml").write_text("not = [toml", "utf-8")
    commit(final, "2026-02-01")
    (final / "dragoman.toml").write_text(settings, "utf-8")
    change_english(final)
    commit(final, "2026-03-01")
    on(monkeypatch, "2026-03-02")
    said = run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", at=final)
    assert "of 2026-01-20" in said.out


def test_a_project_in_a_folder_of_a_repository(
    final: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = tmp_path / "clinic"
    root = repository / "handouts"
    shutil.copytree(final, root)
    commit(repository, "2026-01-20")
    change_english(root)
    commit(repository, "2026-03-01")
    on(monkeypatch, "2026-03-02")
    said = run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", at=root)
    assert "of 2026-01-20" in said.out


def test_final_by_a_merge_alone(project: MakeProject, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small(project)
    commit(root, "2026-01-10")
    git(root, "branch", "translators")
    sign_all(root, [CLINICIAN])
    commit(root, "2026-01-15")
    git(root, "checkout", "--quiet", "translators")
    sign_all(root, [TRANSLATOR])
    commit(root, "2026-01-16")
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "-m", "Both", "translators", day="2026-01-18")
    change_english(root)
    commit(root, "2026-03-01")
    on(monkeypatch, "2026-03-02")
    said = run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", at=root)
    assert "of 2026-01-18" in said.out, said


def test_a_commit_without_settings_finds_none_elsewhere(final: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = (final / "dragoman.toml").read_text("utf-8")
    (final / "dragoman.toml").unlink()
    commit(final, "2026-01-20")
    (final / "dragoman.toml").write_text(settings, "utf-8")
    change_english(final)
    commit(final, "2026-03-01")
    on(monkeypatch, "2026-03-02")
    assert run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", at=final).code == 2


def test_a_form_of_its_own_is_refused(outdated: Path, run: Run) -> None:
    said = run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", "--size", "24", at=outdated)
    assert said.code == 2
    assert said.err == (
        "The last approved sheet is printed just as it was. "
        "Leave --size, --bilingual, --numbered, --card, --booklet and --set out.\n"
    )


def test_another_paper_than_the_kept_one(outdated: Path, run: Run) -> None:
    said = run("print", "rest", "es", "-o", "sheet.pdf", "--last-approved", "--paper", "a4", at=outdated)
    assert said.err == ("The approved sheet is kept for paper of the size 'letter'. Print it with --paper letter.\n")


# ── builds ──


def built(root: Path) -> dict[str, bytes]:
    """What stands under its language, of the guide."""
    return {name: made for name, made in files_of(root / "build").items() if re.match(r"..[/]rest", name)}


def test_a_build_says_draft_unless_told_otherwise(outdated: Path, run: Run) -> None:
    run("build", "--jobs", "1", at=outdated)
    assert b"DRAFT" in built(outdated)["es/rest.html"]


def test_a_build_with_the_last_approved_version(outdated: Path, run: Run) -> None:
    with_policy(outdated, "last")
    said = run("build", "--jobs", "1", at=outdated)
    assert "The last approved version, with a notice, in place of a draft: 2 of 2." in said.out
    made = built(outdated)
    assert made["es/rest.pdf"] == (outdated / KEPT).read_bytes()
    page = re.sub(r"</?(?:bdi|span)[^>]*>", "", made["es/rest.html"].decode())
    assert "DRAFT" not in page
    assert "Descanse hoy." in page
    notice = page.index("Esta es la versión aprobada el 2026-01-15.")
    assert notice < page.index("<main")
    assert "The English was changed on 2026-03-01." in page
    assert "This is the version approved on 2026-01-15." in words_of(made["es/rest.notice.pdf"])
    assert run("build", "--jobs", "1", "--check", at=outdated).code == 0


def test_sheets_of_other_sizes_do_not_stay_beside_an_approved_one(outdated: Path, run: Run) -> None:
    run("build", "es", "--size", "24", "--jobs", "1", at=outdated)
    assert "es/rest.24.pdf" in built(outdated)
    with_policy(outdated, "last")
    run("build", "es", "--size", "24", "--jobs", "1", at=outdated)
    assert sorted(built(outdated)) == ["es/rest.html", "es/rest.notice.pdf", "es/rest.pdf", "es/rest.png"]


def test_the_desk_knows_what_was_handed_out_once(outdated: Path, run: Run) -> None:
    run("build", "--jobs", "1", at=outdated)
    shared, *files = [outdated / "build/assets/desk-data.js", *(outdated / "build/assets/desk").iterdir()]
    office = json.loads(shared.read_text("utf-8").partition(" = ")[2].rstrip(";\n"))["office"]
    lines = [line for path in files for line in path.read_text("utf-8").splitlines()]
    values = [(line.partition("[")[0], json.loads(line.partition(" = ")[2].rstrip(";"))) for line in lines]
    sheets = [one for name, found in values if name.endswith(".sheets") for one in found]
    known = {one["id"]: one for name, found in values if name.endswith(".known") for one in found}
    records = [json.loads(path.read_text("utf-8"))["record"] for path in outdated.glob("approved/*/*.json")]
    assert records
    for record in records:
        one = known.pop(record["identity"][:16])
        fate = "outdated" if record["office"] == office else "elsewhere"
        assert (one["fate"], one["approved"]) == (fate, record["approved_on"])
    assert office in {record["office"] for record in records}
    assert known == {}
    assert {one["state"] for one in sheets} <= {"draft", "outdated"}
    assert all(re.fullmatch(r"[0-9a-f]{16}", one["id"]) for one in sheets)


def test_a_build_goes_back_to_the_newest_text(outdated: Path, run: Run) -> None:
    with_policy(outdated, "last")
    run("build", "--jobs", "1", at=outdated)
    edit(outdated / "source/rest.md", "Rest for two days.", "Rest today.")
    run("build", "es", "--jobs", "1", at=outdated)
    assert "es/rest.notice.pdf" not in built(outdated)
    assert "aside" not in built(outdated)["es/rest.html"].decode()


@pytest.mark.parametrize("languages", [(), ("es", "en")])
def test_a_build_leaves_it_out_and_takes_away_what_was_there(
    outdated: Path, run: Run, languages: tuple[str, ...]
) -> None:
    run("build", "--jobs", "1", at=outdated)
    assert "es/rest.pdf" in built(outdated)
    with_policy(outdated, "nothing")
    said = run("build", *languages, "--jobs", "1", at=outdated)
    assert "Left out until their new text is approved: 2 of 2." in said.out
    assert built(outdated) == {}


def test_nothing_leads_to_a_page_that_is_left_out(outdated: Path, run: Run) -> None:
    english = outdated / "source/rest.md"
    edit(english, "Rest for two days.", "Rest today.")
    edit(outdated / "locales/es/LC_MESSAGES/rest.po", "Descanse hoy.", "Descanse mucho hoy.")
    with_policy(outdated, "nothing")
    said = run("build", "--jobs", "1", at=outdated)
    assert "Left out until their new text is approved: 1 of 2." in said.out
    assert set(built(outdated)) == {"en/rest.html", "en/rest.pdf", "en/rest.png"}
    pages = {
        name: (outdated / "build" / name).read_text("utf-8")
        for name in ("index.html", "status.html", "desk.html", "en/rest.html")
    }
    assert [name for name, page in pages.items() if "es/rest" in page] == []


def test_what_was_never_approved_is_a_draft_and_not_outdated(project: MakeProject, run: Run) -> None:
    root = small(project)
    with_policy(root, "nothing")
    run("build", "--jobs", "1", at=root)
    assert b"DRAFT" in built(root)["es/rest.html"]


@pytest.mark.parametrize("why", ["fact", "rejection", "lapse", "same text"])
def test_a_version_that_may_be_wrong_stands_in_for_nothing(
    outdated: Path, run: Run, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    with_policy(outdated, "last")
    if why == "fact":
        edit(outdated / "dragoman.toml", "(763) 555-0100", "(763) 555-0111")
    elif why == "lapse":
        on(monkeypatch, "2029-03-02")
    else:
        edit(outdated / "source/rest.md", "Rest for two days.", "Rest today.")
        sign_all(outdated, [Hand(Signer.EDITOR, "Luz Paz", "2026-03-01", judgement=Judgement.REJECTED)])
        if why == "rejection":
            edit(outdated / "source/rest.md", "Rest today.", "Rest for two days.")
    run("build", "es", "--jobs", "1", at=outdated)
    assert b"DRAFT" in built(outdated)["es/rest.html"]
