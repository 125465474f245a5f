"""The merge driver as git runs it: two branches of a repository, joined."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.commands import merge_driver
from dragoman.errors import UserError
from dragoman.merge import CONFLICT_MARK

NAME = "locales/es/my guide.po"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
TEXTS = ("Rest.", "Walk.", "Call us.")
SOURCE = Path(__file__).parent.parent / "src"
DRIVER = """
import sys
from pathlib import Path
from dragoman.commands.merge_driver import run
from dragoman.errors import UserError
try:
    sys.exit(run(*map(Path, sys.argv[1:4]), name=sys.argv[4]))
except UserError as error:
    print(error, file=sys.stderr)
    sys.exit(2)
"""


def catalog(**translations: str) -> str:
    """A catalog of the three texts; names of translations are the first words."""
    words = {text: translations.get(text.split(maxsplit=1)[0].strip("."), f"({text})") for text in TEXTS}
    return HEADER + "\n".join(f'msgid "{text}"\nmsgstr "{words[text]}"\n' for text in TEXTS)


class Repository:
    """Three commits: a catalog, and a change of it on `main` and on `theirs`; `main` is checked out."""

    def __init__(self, root: Path, base: str | None, ours: str, theirs: str) -> None:
        self.root = root
        self.file = root / NAME
        (root / "driver.py").write_text(DRIVER)
        command = shlex.join([sys.executable, str(root / "driver.py")])
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "merge.dragoman.driver", f"{command} %O %A %B %P")
        (root / ".gitattributes").write_text("*.po merge=dragoman\n")
        self.commit(base)
        self.git("checkout", "--quiet", "-b", "theirs")
        self.commit(theirs)
        self.git("checkout", "--quiet", "main")
        self.commit(ours)

    def git(self, *arguments: str, fails: bool = False) -> str:
        alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PYTHONPATH": str(SOURCE)}
        person = ["-c", "user.name=T", "-c", "user.email=t@clinic.example"]
        done = subprocess.run(
            ["git", *person, *arguments],
            cwd=self.root,
            env=os.environ | alone,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def commit(self, content: str | None) -> None:
        if content is not None:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(content, "utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=x")

    def merge(self, *, fails: bool = False) -> str:
        return self.git("merge", "--no-edit", "theirs", fails=fails)

    @property
    def text(self) -> str:
        return self.file.read_text("utf-8")


def test_neighbouring_entries_join_without_a_conflict(tmp_path: Path) -> None:
    repository = Repository(tmp_path, catalog(), catalog(Rest="Descanse."), catalog(Walk="Camine."))
    repository.merge()
    assert repository.text == catalog(Rest="Descanse.", Walk="Camine.")
    assert repository.git("status", "--porcelain") == ""


def test_a_real_conflict_is_marked_and_stops_git(tmp_path: Path) -> None:
    repository = Repository(tmp_path, catalog(), catalog(Rest="Descanse.", Walk="Camine."), catalog(Rest="Repose."))
    said = repository.merge(fails=True)
    assert f"{NAME}:6: each side has its own translation of “Rest.”" in said
    marked = f'# {CONFLICT_MARK} the other translation is: "Repose."\n#, fuzzy\nmsgid "Rest."'
    assert repository.text == catalog(Rest="Descanse.", Walk="Camine.").replace('msgid "Rest."', marked)
    assert repository.git("status", "--porcelain") == f'UU "{NAME}"\n'


def test_a_file_that_both_sides_added(tmp_path: Path) -> None:
    repository = Repository(tmp_path, None, catalog(), catalog() + '\nmsgid "Sit."\nmsgstr "Siéntese."\n')
    repository.merge()
    assert repository.text == catalog() + '\nmsgid "Sit."\nmsgstr "Siéntese."\n'


def test_a_rebase_uses_it_too(tmp_path: Path) -> None:
    repository = Repository(tmp_path, catalog(), catalog(Rest="Descanse."), catalog(Walk="Camine."))
    repository.git("rebase", "theirs")
    assert repository.text == catalog(Rest="Descanse.", Walk="Camine.")


@pytest.mark.parametrize("broken", ["ours", "theirs", "base"])
def test_what_cannot_be_read_is_left_to_a_person(tmp_path: Path, broken: str) -> None:
    versions = {"base": catalog(), "ours": catalog(Rest="Descanse."), "theirs": catalog(Walk="Camine.")}
    versions[broken] = versions[broken].replace('msgid "Walk."\n', 'msgid "Walk.\n')
    repository = Repository(tmp_path, *versions.values())
    said = repository.merge(fails=True)
    side = {"base": "common ancestor"}.get(broken, broken)
    assert f"{NAME} ({side}):7:7: This string has no closing quote on its line." in said
    assert repository.text == versions["ours"]
    assert repository.git("status", "--porcelain") == f'UU "{NAME}"\n'


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no such file") as caught:
        merge_driver.run(tmp_path / "o", tmp_path / "a", tmp_path / "b", name="es.po")
    assert str(caught.value).startswith("es.po (common ancestor): ")
