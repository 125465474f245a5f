"""The command as people and scripts meet it: exit codes, what is said, and where it writes."""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.cli.parser import make_parser
from dragoman.commands import status
from dragoman.folder import MEMORY
from projects import SHIPPED, MakeProject, Outcome, Run, edit, files_of

GUIDE = "---\ntitle: Rest\n---\n\nRest today.\n\nCall {clinic.phone}.\n"
CATALOG = "locales/es/LC_MESSAGES/back-injections.po"
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
PATHS = {"os.rename": (0, 2, 1, 3), "os.remove": (0, 1), "os.mkdir": (0, 2), "os.rmdir": (0, 1)}
"""Events of an audit hook, with where among their arguments a path and the folder that it starts from stand."""


def commands() -> dict[str, argparse.ArgumentParser]:
    (found,) = (action for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


def summaries() -> dict[str, str]:
    (found,) = (action for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction))
    return {action.dest: str(action.help) for action in found._choices_actions}


# ── Where it writes ──


class Watch:
    """Inside `with`: hears of every path that this process opens for writing, makes, moves or removes."""

    def __init__(self) -> None:
        self._on = False
        self.paths: set[Path] = set()

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._on:
            return
        if event == "open":
            path, mode, flags = arguments
            writes = (isinstance(flags, int) and flags & WRITING) or (isinstance(mode, str) and set(mode) & set("wax+"))
            # The event does not say which folder a plain name is opened in; its rename does.
            if writes and isinstance(path, str | Path) and os.sep in str(path):
                self.paths.add(Path(path).absolute())
        places = PATHS.get(event, ())
        for at, folder in zip(places[::2], places[1::2], strict=True):
            self.paths.add(_resolved(arguments[at], arguments[folder]))

    def __enter__(self) -> None:
        self.paths = set()
        self._on = True

    def __exit__(self, *_: object) -> None:
        self._on = False
        self.paths = {path for path in self.paths if not _is_scratch(path)}


def _resolved(path: object, folder: object) -> Path:
    start = Path(f"/proc/self/fd/{folder}").readlink() if isinstance(folder, int) and folder >= 0 else Path()
    return (start / str(path)).absolute()


def _is_scratch(path: Path) -> bool:
    """Python's own caches, and what processes of ours have for a while in the folder of the system: a folder each, with
    the root of Typst in it, and the socket of what makes processes.
    """
    start = Path(tempfile.gettempdir())
    first = path.relative_to(start).parts[:1] if path.is_relative_to(start) else ()
    return any(name.startswith(("dragoman-", "pymp-")) for name in first) or "__pycache__" in path.parts


@pytest.fixture(scope="session")
def watch() -> Watch:
    """One for the whole session: an audit hook stays for the life of the process."""
    found = Watch()
    sys.addaudithook(found.hear)
    return found


@pytest.mark.parametrize(
    ("command", "folder"),
    [
        ("extract", "locales"),
        ("sync", "locales"),
        ("add es", "locales"),
        ("status", None),
        ("check", ".dragoman"),
        ("check --anew", None),
        ("explain fuzzy", None),
        ("build --jobs 1", "build"),
        ("build --jobs 1 --output site/pages", "site"),
        ("print rest es -o sheets/rest.pdf", "sheets"),
    ],
)
def test_a_command_writes_into_its_own_folder_and_nowhere_else(
    command: str, folder: str | None, project: MakeProject, run: Run, watch: Watch
) -> None:
    root = project({"source/rest.md": GUIDE, "sheets/.keep": ""})
    with watch:
        outcome = run(*command.split(), at=root)
    assert outcome.code in (0, 1), outcome
    assert bool(watch.paths) == bool(folder), watch.paths
    known = (root / folder, root / MEMORY) if folder in ("build", "site") else (root / (folder or "."),)
    assert [path for path in watch.paths if not any(path.is_relative_to(one) for one in known)] == []
    assert [name for name in files_of(root) if ".tmp" in name] == []


@pytest.mark.parametrize("command", ["extract --check", "sync --check", "build --check --jobs 1"])
def test_check_says_what_would_change_and_writes_nothing(command: str, project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": GUIDE})
    before = set(root.rglob("*"))
    outcome = run(*command.split(), at=root)
    assert (outcome.code, outcome.err) == (1, "")
    assert "rest" in outcome.out
    assert set(root.rglob("*")) == before
    assert run(*command.replace("--check", "").split(), at=root).code == 0
    again = run(*command.split(), at=root)
    assert again.code == 0, again


# ── What it says ──


def test_extract_writes_templates_and_leaves_those_that_are_right(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": GUIDE})
    first = run("extract", at=root)
    assert first.out.splitlines()[0] == "locales/rest.pot: 3 messages, written"
    stamp = (root / "locales/rest.pot").stat().st_mtime_ns
    assert run("extract", at=root).out.splitlines()[0] == "locales/rest.pot: 3 messages, unchanged"
    assert (root / "locales/rest.pot").stat().st_mtime_ns == stamp


def test_a_line_that_moved_is_no_change_to_a_template(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": GUIDE})
    run("extract", at=root)
    edit(root / "source/rest.md", "Rest today.", "<!-- a comment of the author -->\n\nRest today.")
    assert run("extract", "--check", at=root).code == 0


def test_add_begins_a_language_and_says_what_there_is_to_do(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": GUIDE})
    added = run("add", "Spanish", at=root)
    assert added.code == 0
    assert added.out.splitlines()[0] == "locales/es/LC_MESSAGES/rest.po: new, 3 texts"
    assert run("add", "es", at=root).out == "All catalogs are in step with the guides.\n"


def test_sync_names_what_it_changed(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": GUIDE})
    run("add", "es", at=root)
    catalog = root / "locales/es/LC_MESSAGES/rest.po"
    edit(catalog, 'msgid "Rest today."\nmsgstr ""', 'msgid "Rest today."\nmsgstr "Descanse hoy."')
    edit(root / "source/rest.md", "Rest today.", "Rest for two days.")
    outcome = run("sync", "es", at=root)
    assert outcome.out.startswith("meaning    Rest for two days.\n           was: Rest today.\n")
    assert outcome.out.endswith("\n\nlocales/es/LC_MESSAGES/rest.po: 1 changed in meaning, to be translated anew\n")
    text = catalog.read_text("utf-8")
    assert 'msgid "Rest for two days."\nmsgstr ""\n' in text
    assert "Descanse hoy." in text, "nothing that a translator wrote is lost"
    assert run("sync", at=root).out == "All catalogs are in step with the guides.\n"


def test_one_catalog_a_language_is_a_layout_too(project: MakeProject, run: Run) -> None:
    settings = '[project]\nname = "P"\ncatalogs = "po/{language}.po"\ntemplates = "po/all.pot"\n[languages]\n'
    root = project(
        {
            "dragoman.toml": settings + 'required = ["es"]',
            "source/a.md": "---\ntitle: A\n---\n",
            "source/b.md": "---\ntitle: B\n---\n",
        }
    )
    assert run("extract", at=root).code == run("sync", at=root).code == 0
    assert sorted(files_of(root / "po")) == ["all.pot", "es.po"]
    assert run("sync", "--check", at=root).code == run("extract", "--check", at=root).code == 0


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_status_counts_every_language_in_every_form(form: str, run: Run) -> None:
    outcome = run("status", "--format", form, at=SHIPPED)
    assert (outcome.code, outcome.err) == (0, "")
    if form == "json":
        languages = {row["tag"]: row for row in json.loads(outcome.out)["languages"]}
        assert languages["es"]["commitment"] == "required"
        assert languages["om"]["commitment"] == "begun"
        for counts in (c for row in languages.values() for c in row["catalogs"].values()):
            assert counts["translated"] + counts["fuzzy"] + counts["untranslated"] == counts["total"]
    else:
        assert "Hmong (White)" in outcome.out
        assert "✓" in outcome.out


def test_check_gives_findings_to_programs(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": GUIDE})
    run("extract", at=root)
    outcome = run("check", "--format", "json", at=root)
    assert outcome.code == 1
    (first, *_) = json.loads(outcome.out)["findings"]
    assert (first["rule"], first["severity"], first["language"]) == ("missing-catalog", "error", "es")
    assert set(first) >= {"location", "problem", "remedy", "source", "source_location", "guide"}


def test_control_characters_of_a_catalog_do_not_reach_the_terminal(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": GUIDE})
    run("extract", at=root)
    run("sync", at=root)
    catalog = root / "locales/es/LC_MESSAGES/rest.po"
    edit(catalog, 'msgid "Call {clinic.phone}."\nmsgstr ""', 'msgid "Call {clinic.phone}."\nmsgstr "\\033[2J\u202e"')
    assert "<U+001B>[2J<U+202E>" in run("check", at=root).out
    edit(catalog, '"Language: es', '"Language: \\033[2J')
    assert "the language '<U+001B>[2J'" in run("check", at=root).out


def test_a_project_is_found_from_a_folder_below_and_by_its_name(project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": GUIDE})
    run("extract", at=root)
    assert run("extract", "--check", at=root / "source").code == 0
    assert run("--project", str(root), "extract", "--check", at=root.parent).code == 0


@pytest.mark.parametrize("name", ["es", "ES", "Spanish", "español", "spa"])
def test_a_language_may_be_called_by_any_of_its_names(name: str, project: MakeProject, run: Run) -> None:
    root = project({"source/rest.md": GUIDE})
    assert run("print", "rest", name, "-o", "sheet.pdf", at=root).out.startswith("sheet.pdf: Rest, Spanish; a draft")
    assert (root / "sheet.pdf").read_bytes().startswith(b"%PDF-1.7")


# ── Where errors end ──


@pytest.mark.parametrize(
    "arguments", [[], ["mend"], ["build", "--jobs", "0"], ["print", "rest", "es"], ["status", "--format", "html"]]
)
def test_wrong_use_is_2_with_a_hint(arguments: list[str], run: Run) -> None:
    outcome = run(*arguments, at=SHIPPED)
    assert outcome.code == 2
    assert outcome.err.startswith("usage: dragoman")


def test_who_asks_for_help_gets_it(run: Run) -> None:
    shown = run("--help", at=SHIPPED)
    assert (shown.code, shown.err) == (0, "")
    assert run("help", at=SHIPPED) == shown
    assert run("help", "build", at=SHIPPED) == run("build", "--help", at=SHIPPED)
    assert run(at=SHIPPED) == Outcome(2, "", shown.out)
    assert run("help", "mend", at=SHIPPED).code == 2


def test_the_version_is_that_of_the_package(run: Run) -> None:
    project = tomllib.loads((SHIPPED / "pyproject.toml").read_text("utf-8"))["project"]
    assert run("--version", at=SHIPPED) == Outcome(0, f"dragoman {project['version']}\n", "")


def _raise(error: BaseException) -> Callable[..., int]:
    def run(*_: object, **__: object) -> int:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "Interrupted.\n"),
        (ZeroDivisionError("x"), 3, "This is a bug in Dragoman, not a mistake of yours. Please report it"),
    ],
)
def test_an_interruption_and_a_bug_have_words_of_their_own(
    error: BaseException, code: int, said: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "run", _raise(error))
    outcome = run("status", at=SHIPPED)
    assert outcome.code == code
    assert said in outcome.err


def test_where_nobody_reads_any_more_nothing_is_said() -> None:
    """Not 0: what was not read may have been an error."""
    command = [sys.executable, "-m", "dragoman", "status"]
    with subprocess.Popen(command, cwd=SHIPPED, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_another_pipe_that_breaks_is_a_bug(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status, "run", _raise(BrokenPipeError()))
    assert run("status", at=SHIPPED).code == 3


@pytest.mark.parametrize("arguments", [["explain"], ["explain", "fuzzy"], ["--help"]])
def test_output_that_cannot_be_written_is_no_bug(
    arguments: list[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it is more than waits in memory, or is written at the end."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        monkeypatch.setattr(sys, "__stdout__", full)
        outcome = run(*arguments, at=SHIPPED)
    assert outcome.code == 2
    sentence = "The output could not be written: No space left on device."
    assert outcome.err == f"{sentence} Make room on the disk, then run the command again.\n"


def test_without_an_output_the_exit_code_says_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "__stdout__", None)
    assert run("explain", at=SHIPPED) == Outcome(0, "", "")


def test_an_interruption_while_the_commands_load_is_one_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Impatient:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "dragoman.cli.boundary":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "dragoman.cli.boundary")
    monkeypatch.setattr(sys, "meta_path", [Impatient(), *sys.meta_path])
    assert run("status", at=SHIPPED) == Outcome(130, "", "Interrupted.\n")


# ── What is written about it ──


@pytest.mark.parametrize("name", commands())
def test_help_has_examples_that_are_right(name: str, run: Run) -> None:
    shown = run(name, "--help", at=SHIPPED)
    assert shown.code == 0
    examples = re.findall(
        r"^(?:example:| {8})  (?:.*')?(dragoman [^'\n]*?)(?:'|  .*| >>? .*)?$", shown.out, re.MULTILINE
    )
    assert examples
    for example in examples:
        words = shlex.split(example)[1:]
        assert words[0] == name
        make_parser().parse_args(words)


def test_the_table_of_commands_in_the_readme_is_that_of_the_command() -> None:
    readme = (SHIPPED / "README.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `dragoman ([a-z-]+)[^`]*` \| (.+?) \|$", readme, re.MULTILINE))
    assert rows == summaries()


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/translators.md", "docs/reviewing.md"])
def test_commands_that_are_written_down_can_be_typed(page: str) -> None:
    text = (SHIPPED / page).read_text("utf-8")
    typed = [
        match[1].rstrip()
        for block in re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        for match in re.finditer(r"^(?:\.venv/bin/)?dragoman (.*?)(?:#.*|>> .*)?$", block, re.MULTILINE)
    ]
    assert typed
    for line in typed:
        make_parser().parse_args(shlex.split(line))


# ── The shipped project, and what happens to it ──


def test_the_shipped_project_has_no_error(run: Run) -> None:
    outcome = run("check", at=SHIPPED)
    assert (outcome.code, outcome.err) == (0, "")
    assert "0 errors, 0 warnings" in outcome.out


def line_of(path: Path, text: str) -> int:
    return path.read_text("utf-8").split("\n").index(text) + 1


MAIN_POINTS = 'msgid "**The main points:**"'
HEADER = 'msgid ""'
WRONG_PLURALS = "\"Plural-Forms: nplurals=2; plural=__import__('os');\\n\""
PLURALS = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"'


@pytest.mark.parametrize(
    ("old", "new", "rule", "at"),
    [
        ('msgstr "**Los puntos principales:**"', 'msgstr ""', "untranslated", MAIN_POINTS),
        (MAIN_POINTS, f"#, fuzzy\n{MAIN_POINTS}", "fuzzy", MAIN_POINTS),
        ('"**Los puntos principales:**"', '"**Los puntos principales:"', "markup-mismatch", MAIN_POINTS),
        (PLURALS, WRONG_PLURALS, "wrong-plural-forms", WRONG_PLURALS),
        ('"Language: es\\n"', '"Language: fr\\n"', "wrong-header", '"Language: fr\\n"'),
    ],
)
def test_a_broken_entry_is_an_error_at_its_line(
    old: str, new: str, rule: str, at: str, shipped: Path, run: Run
) -> None:
    edit(shipped / CATALOG, old, new)
    outcome = run("check", "es", at=shipped)
    assert outcome.code == 1
    assert f"{CATALOG}:{line_of(shipped / CATALOG, at)}: error: " in outcome.out
    assert f"[{rule}]" in outcome.out
    assert "1 error," in outcome.out


@pytest.mark.parametrize(
    "new", ['"Plural-Forms: nplurals=3; plural=(n != 1);\\n"', '"Plural-Forms: nplurals=2; plural=(n == 1);\\n"', ""]
)
def test_plural_forms_of_another_language_are_a_warning_where_nothing_has_a_plural(
    new: str, shipped: Path, run: Run
) -> None:
    edit(shipped / CATALOG, f"{PLURALS}\n", f"{new}\n" if new else "")
    outcome = run("check", "es", at=shipped)
    assert outcome.code == 0
    assert f"{CATALOG}:{line_of(shipped / CATALOG, new or HEADER)}: warning: The " in outcome.out
    assert "[wrong-plural-forms]" in outcome.out


def test_a_changed_placeholder_is_an_error_at_its_line(shipped: Path, run: Run) -> None:
    source = 'msgid "To learn more or make an appointment, call the {clinic.location} location at {clinic.phone}."'
    path = shipped / CATALOG
    before, after = path.read_text("utf-8").split(source)
    path.write_text(before + source + after.replace("{clinic.phone}", "{clinic.fone}", 1), "utf-8")
    outcome = run("check", "es", at=shipped)
    assert outcome.code == 1
    place = f"{CATALOG}:{line_of(path, source)}"
    assert f"{place}: error: `{{clinic.phone}}` is missing. [placeholder-mismatch]" in outcome.out
    assert f"{place}: error: `{{clinic.fone}}` is not in the English. [placeholder-mismatch]" in outcome.out
    assert "2 errors," in outcome.out


def test_changed_english_is_an_error_in_the_template_and_in_every_language(shipped: Path, run: Run) -> None:
    old = (
        "If you have strong back pain, you can try many things for relief. Massage, heat and exercise are some of them."
    )
    edit(shipped / "source/back-injections.md", "some of them.", "two of them.")
    outcome = run("check", at=shipped)
    assert outcome.code == 1
    for name in ("back-injections.pot", *(f"{lang}/LC_MESSAGES/back-injections.po" for lang in ("es", "ar", "om"))):
        line = line_of(shipped / "locales" / name, f'msgid "{old}"')
        assert f"locales/{name}:{line}: error: This text is no longer in the guide." in outcome.out
    assert outcome.out.count("[stale-template]") == 2
    assert outcome.out.count("[stale-catalog]") == 2 * 13
    assert run("extract", "--check", at=shipped).code == run("sync", "--check", at=shipped).code == 1


def test_a_missing_catalog_is_an_error_in_a_required_language_and_a_note_in_a_begun_one(
    shipped: Path, run: Run
) -> None:
    (shipped / "locales/om/LC_MESSAGES/after-your-injection.po").unlink()
    assert run("check", "om", at=shipped).code == 0
    (shipped / "locales/es/LC_MESSAGES/after-your-injection.po").unlink()
    outcome = run("check", "es", "om", at=shipped)
    assert outcome.code == 1
    assert "locales/es/LC_MESSAGES/after-your-injection.po:1: error: There is no catalog for Spanish." in outcome.out


def test_notes_are_counted_and_listed_on_demand(run: Run) -> None:
    brief, full = (run("check", "om", *more, at=SHIPPED).out for more in ((), ("--notes",)))
    (count,) = re.findall(r"^om: .*?(\d+) untranslated \(notes;", brief, re.MULTILINE)
    assert full.count(": note: This text has no translation.") == int(count)
