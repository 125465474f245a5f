"""Broken projects: each gives one sentence with the place and what to do, and changes nothing.

A folder in `bad/` is named after its fault and holds only what is wrong: its files are laid over the sound project in
`sound/`. Its `expected.txt` first says how to run: `without FILE` takes a file away, `link FILE TARGET` makes a link,
and each `$ dragoman …` is a command that must stop. After an empty line stands the sentence, word for word.
`pytest --update-expected` writes the sentences that come out; read them before you commit them.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from dragoman.folder import MEMORY
from projects import SHIPPED, Run, files_of

HERE = Path(__file__).parent
FAULTS = sorted(path.name for path in (HERE / "bad").iterdir())
SOUND_COMMANDS = ("extract --check", "sync --check", "check", "status", "build --check --jobs 1")


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """The sound project, with the shipped words of the page."""
    root = tmp_path / "project"
    shutil.copytree(HERE / "sound", root)
    for name in ("locales/page.pot", "locales/es/LC_MESSAGES/page.po"):
        shutil.copy(SHIPPED / name, root / name)
    return root


def lay(fault: Path, root: Path) -> tuple[list[str], str]:
    """Makes the sound project a broken one; its commands and the sentence that they must end with."""
    setting, _, sentence = (fault / "expected.txt").read_text("utf-8").partition("\n\n")
    commands: list[str] = []
    for line in setting.splitlines():
        match line.split(maxsplit=2):
            case ["$", "dragoman", command]:
                commands.append(command)
            case ["without", name]:
                (root / name).unlink()
            case ["link", name, target]:
                (root / name).unlink(missing_ok=True)
                (root / name).symlink_to(target)
            case _:
                raise AssertionError(f"{fault.name}/expected.txt does not say what to do with: {line}")
    shutil.copytree(fault, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    return commands, sentence


def test_the_sound_project_is_sound(sound: Path, run: Run) -> None:
    for command in SOUND_COMMANDS:
        outcome = run(*command.split(), at=sound)
        assert outcome.code == int(command.startswith("build")), outcome  # everything is still to be built
        assert outcome.err == ""


def told_of(root: Path) -> tuple[dict[str, bytes], set[Path]]:
    """All files and folders of a project and beside it, but for what builds remember: that is no part of it."""
    memory = root / MEMORY
    files = {
        name: held for name, held in files_of(root.parent).items() if not name.startswith(f"{root.name}/{MEMORY}/")
    }
    return files, {path for path in root.rglob("*") if path != memory and memory not in path.parents}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_gives_one_sentence_and_changes_nothing(
    name: str, sound: Path, run: Run, pytestconfig: pytest.Config
) -> None:
    fault = HERE / "bad" / name
    (sound.parent / "outside.svg").write_bytes((sound / "source/images/spot.svg").read_bytes())
    commands, sentence = lay(fault, sound)
    before = told_of(sound)
    assert commands
    for command in commands:
        outcome = run(*shlex.split(command), at=sound)
        assert outcome.code == 2, outcome
        if pytestconfig.getoption("--update-expected"):
            setting = (fault / "expected.txt").read_text("utf-8").partition("\n\n")[0].rstrip("\n")
            (fault / "expected.txt").write_text(f"{setting}\n\n{outcome.err}", "utf-8")
            sentence = outcome.err
        assert outcome.err == sentence
        assert outcome.err.count("\n") == 1
        assert outcome.out == ""
        assert told_of(sound) == before
