"""`dragoman check --against REV` on real git repositories: what was done to flags and translations since a revision."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from dragoman.errors import UserError
from dragoman.git import revision_files
from projects import SHIPPED, MakeProject, Outcome, Run, edit, files_of

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

CATALOG = "locales/es/LC_MESSAGES/g.po"
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: Test\\n"
"PO-Revision-Date: 2026-03-04 10:00+0000\\n"
"Last-Translator: Ana\\n"
"Language-Team: es\\n"
"Language: es\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
GUIDE = "---\ntitle: Care\n---\nRest for the day.\n\nDrink some water.\n\nCall us soon.\n"
HISTORY_RULES = frozenset(
    ["copied-translation", "fuzzy-cleared", "lost-translation", "mass-clearing", "silent-change", "turned-english"]
)
SPANISH = {
    "Care": "Cuidados",
    "Rest for the day.": "Descanse ese día.",
    "Drink some water.": "Beba agua.",
    "Call us soon.": "Llámenos pronto.",
}


def catalog(translations: Mapping[str, str], fuzzy: tuple[str, ...] = ()) -> str:
    entries = (
        ("#, fuzzy\n" if text in fuzzy else "") + f'msgid "{text}"\nmsgstr "{translation}"\n'
        for text, translation in translations.items()
    )
    return "\n".join((HEADER, *entries))


def git(root: Path, *arguments: str) -> str:
    """A git of the tests' own: no settings of the machine, no hooks, fixed names."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments]
    return subprocess.run(
        command, cwd=root, env=os.environ | settings, check=True, capture_output=True, text=True
    ).stdout


def commit(root: Path) -> None:
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=x")


class Audit:
    """A project with one commit, and what is found of the working tree against it."""

    def __init__(self, root: Path, run: Run) -> None:
        self.root = root
        self.run = run

    def says(self, *arguments: str) -> Outcome:
        return self.run("check", *arguments, at=self.root)

    def found(self, revision: str = "HEAD") -> list[tuple[str, str]]:
        """Rule and English of each finding about history."""
        outcome = self.says("--against", revision, "--format", "json")
        assert outcome.err == ""
        findings = json.loads(outcome.out)["findings"]
        return [(f["rule"], f["source"]) for f in findings if f["rule"] in HISTORY_RULES]

    def write(self, translations: Mapping[str, str], fuzzy: tuple[str, ...] = ()) -> None:
        (self.root / CATALOG).write_text(catalog(translations, fuzzy), "utf-8")


@pytest.fixture
def audit(project: MakeProject, run: Run) -> Audit:
    root = project({"source/g.md": GUIDE, CATALOG: catalog(SPANISH)})
    (root / "locales/page.pot").write_bytes((SHIPPED / "locales/page.pot").read_bytes())
    shutil.copy(SHIPPED / "locales/es/LC_MESSAGES/page.po", root / "locales/es/LC_MESSAGES/page.po")
    assert run("extract", at=root).code == 0
    assert run("sync", at=root).code == 0
    commit(root)
    return Audit(root, run)


# ── what is found ──


def test_nothing_done_is_nothing_found(audit: Audit) -> None:
    assert audit.says().out == "No findings.\n"
    outcome = audit.says("--against", "HEAD")
    assert (outcome.code, outcome.out, outcome.err) == (0, "No findings.\n", "")


def test_a_cleared_flag_is_found_with_its_place(audit: Audit) -> None:
    audit.write(SPANISH, fuzzy=("Call us soon.",))
    commit(audit.root)
    edit(audit.root / CATALOG, "#, fuzzy\n", "")
    assert audit.says().code == 0
    outcome = audit.says("--against", "main")
    line = (audit.root / CATALOG).read_text("utf-8").split("\n").index('msgid "Call us soon."') + 1
    assert outcome.code == 1
    assert outcome.out.startswith(
        "── Spanish (es) · g ──\n\n"
        f"{CATALOG}:{line}: error: The mark `fuzzy` was taken away, and the translation is as it was. [fuzzy-cleared]\n"
        "    English      Call us soon.  (source/g.md:8)\n"
        "    translation  Llámenos pronto.\n"
    )


def test_a_silent_change_is_a_warning(audit: Audit) -> None:
    audit.write(SPANISH | {"Call us soon.": "No nos llame."})
    assert audit.found() == [("silent-change", "Call us soon.")]
    assert audit.says("--against", "HEAD").code == 0


def test_a_translation_that_became_english_is_found_once(audit: Audit) -> None:
    audit.write(SPANISH | {"Call us soon.": "Call us soon", "Care": "Care"})
    assert audit.found() == [("silent-change", "Care"), ("turned-english", "Call us soon.")]
    assert audit.says("--against", "HEAD").code == 1


def test_a_translation_put_under_many_texts_is_found(audit: Audit) -> None:
    audit.write(dict.fromkeys(SPANISH, ""))
    commit(audit.root)
    audit.write(SPANISH | {"Rest for the day.": "Beba agua."})
    assert audit.found() == [("copied-translation", "Rest for the day.")]


def test_a_translation_that_follows_the_english_unmarked_is_found(audit: Audit) -> None:
    edit(audit.root / "source/g.md", "Call us soon.", "Do not call us.")
    translations = dict(SPANISH)
    translations["Do not call us."] = translations.pop("Call us soon.")
    audit.write(translations)
    assert audit.found() == [("copied-translation", "Do not call us.")]


@pytest.mark.parametrize("gone", ["empty", "missing"])
def test_a_lost_translation_is_found(audit: Audit, gone: str) -> None:
    kept = {text: words for text, words in SPANISH.items() if text != "Call us soon."}
    audit.write(kept if gone == "missing" else SPANISH | {"Call us soon.": ""})
    assert audit.found() == [("lost-translation", "Call us soon.")]


def test_many_cleared_flags_are_one_finding_more_which_comes_first(project: MakeProject, run: Run) -> None:
    texts = {f"Take {number} small steps.": f"{number} pasos." for number in range(2, 9)}
    guide = "---\ntitle: Care\n---\n" + "\n\n".join(texts)
    root = project({"source/g.md": guide, CATALOG: catalog({"Care": "Cuidados"} | texts, tuple(texts))})
    commit(root)
    (root / CATALOG).write_text(catalog({"Care": "Cuidados"} | texts), "utf-8")
    found = Audit(root, run).found()
    assert found == [("mass-clearing", ""), *(("fuzzy-cleared", text) for text in texts)]


def test_a_flag_that_went_through_obsolete_is_found(audit: Audit) -> None:
    rest = {text: words for text, words in SPANISH.items() if text != "Call us soon."}
    retired = '\n#, fuzzy\n#~ msgid "Call us soon."\n#~ msgstr "Llámenos pronto."\n'
    (audit.root / CATALOG).write_text(catalog(rest) + retired, "utf-8")
    commit(audit.root)
    audit.write(SPANISH)
    assert audit.found() == [("fuzzy-cleared", "Call us soon.")]


# ── what is not ──


def test_a_session_of_honest_work_is_quiet(audit: Audit) -> None:
    edit(audit.root / "source/g.md", "Rest for the day.", "Rest for two days.")
    begun = {text: words for text, words in SPANISH.items() if text != "Rest for the day."}
    audit.write(begun | {"Rest for two days.": "Descanse ese día.", "Call us soon.": ""}, ("Rest for two days.",))
    commit(audit.root)
    audit.write(begun | {"Rest for two days.": "Descanse dos días."})
    assert audit.found("HEAD") == []
    assert audit.found("HEAD~1") == []
    assert audit.says("--against", "HEAD").code == 1  # for what is wrong today: the template is stale
    assert audit.run("extract", at=audit.root).code == 0
    assert audit.run("sync", at=audit.root).code == 0
    assert audit.says("--against", "HEAD~1").out == "No findings.\n"


def test_a_written_word_that_somebody_checked_is_enough(audit: Audit) -> None:
    audit.write(SPANISH, fuzzy=("Call us soon.",))
    commit(audit.root)
    edit(audit.root / CATALOG, "#, fuzzy\n", "# Checked: Ana López\n")
    assert audit.found() == []


def test_marking_as_fuzzy_is_no_offence(audit: Audit) -> None:
    audit.write(SPANISH, fuzzy=tuple(SPANISH))
    assert audit.found() == []


def test_a_catalog_that_the_revision_lacks_is_only_searched_for_english(audit: Audit) -> None:
    git(audit.root, "rm", "--quiet", "--cached", CATALOG)
    git(audit.root, "commit", "--quiet", "--message=x")
    assert audit.found() == []
    audit.write(SPANISH | {"Call us soon.": "Call us soon."})
    assert audit.found() == [("turned-english", "Call us soon.")]


def test_a_catalog_that_is_gone_is_no_loss_of_each_entry(audit: Audit) -> None:
    (audit.root / CATALOG).unlink()
    assert audit.found() == []
    assert "[missing-catalog]" in audit.says("--against", "HEAD").out


def test_only_the_languages_asked_for_are_compared(audit: Audit) -> None:
    audit.write(SPANISH | {"Call us soon.": "No nos llame."})
    edit(audit.root / "dragoman.toml", '["es"]', '["es", "so"]')
    assert "[silent-change]" in audit.says("es", "--against", "HEAD").out
    assert "[silent-change]" not in audit.says("so", "--against", "HEAD").out


def test_the_shipped_project_is_quiet_against_itself(shipped: Path, run: Run) -> None:
    commit(shipped)
    outcome = run("check", "--against", "main", "--format", "json", at=shipped)
    assert not {finding["rule"] for finding in json.loads(outcome.out)["findings"]} & HISTORY_RULES


# ── git ──


def test_a_project_may_be_a_folder_of_a_repository(tmp_path: Path) -> None:
    root = tmp_path / "deep" / "er"
    (root / "ü").mkdir(parents=True)
    (root / "ü" / "a b.po").write_bytes(b"old\r\n")
    (tmp_path / "top.po").write_bytes(b"top")
    commit(tmp_path)
    (root / "ü" / "a b.po").write_bytes(b"new")
    assert revision_files(root, "HEAD", ["ü/a b.po", "-x.po", ":(top)top.po", "no.po"]) == {"ü/a b.po": b"old\r\n"}
    (root / "fresh").mkdir()
    assert revision_files(root / "fresh", "HEAD", ["ü/a b.po"]) == {}
    assert revision_files(root, "HEAD", []) == {}


def test_many_files_come_in_their_places(tmp_path: Path) -> None:
    contents = {f"{number}.po": b"\n" * number + b"x blob 3\n" * (number % 3) for number in range(60)}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    commit(tmp_path)
    assert revision_files(tmp_path, "main", tuple(contents)) == contents


UNKNOWN = ("nothing", "", "-h", "--all", "--output=made", "HEAD\n", "HEAD:locales", "main..HEAD", "\u202e", "HEAD;ls")


@pytest.mark.parametrize("revision", UNKNOWN)
def test_an_unknown_revision_is_one_sentence(audit: Audit, revision: str) -> None:
    before = files_of(audit.root)
    outcome = audit.says(f"--against={revision}")
    assert (outcome.code, outcome.out) == (2, "")
    shown = revision if revision.isprintable() else ascii(revision)[1:-1]
    assert outcome.err.startswith(f"git knows no revision '{shown}' here. Check its name.")
    assert files_of(audit.root) == before


def test_a_folder_that_is_no_repository_is_one_sentence(project: MakeProject, run: Run) -> None:
    root = project({"source/g.md": GUIDE, CATALOG: catalog(SPANISH)})
    outcome = run("check", "--against", "main", at=root)
    expected = f"{root}: This is no git repository that can be read. `git status` there says why.\n"
    assert (outcome.code, outcome.out, outcome.err) == (2, "", expected)


def test_no_git_is_one_sentence(audit: Audit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    outcome = audit.says("--against", "main")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "git is not installed. Install it, or leave out the comparison with a revision.\n"


def test_an_unreadable_catalog_of_the_revision_is_named_with_it(audit: Audit) -> None:
    sound = (audit.root / CATALOG).read_bytes()
    (audit.root / CATALOG).write_bytes(sound + b'\nmsgid "open\n')
    commit(audit.root)
    (audit.root / CATALOG).write_bytes(sound)
    outcome = audit.says("--against", "main")
    line = sound.count(b"\n") + 2
    assert (outcome.code, outcome.err) == (0, "")
    assert "unreadable-history" in outcome.out
    assert f"main:{CATALOG}:{line}:7" in outcome.out


def test_a_link_in_the_revision_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.po").symlink_to("/etc/passwd")
    commit(tmp_path)
    with pytest.raises(UserError, match="no plain file"):
        revision_files(tmp_path, "HEAD", ["a.po"])


def test_nothing_of_the_repository_is_run_or_changed(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    trap = audit.root / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {audit.root}/sprung\n", "utf-8")
    trap.chmod(0o755)
    for setting in (
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "diff.external",
        "filter.x.smudge",
        "alias.ls-tree",
    ):
        git(audit.root, "config", setting, str(trap))
    (audit.root / ".git/info/attributes").write_text("* filter=x\n", "utf-8")
    for hook in ("post-index-change", "reference-transaction", "pre-commit", "post-checkout"):
        shutil.copy(trap, audit.root / ".git/hooks" / hook)
    monkeypatch.setenv("GIT_DIR", "/nowhere")  # as in a hook that git itself runs
    before = files_of(audit.root)
    assert audit.says("--against", "main").code == 0
    assert files_of(audit.root) == before
