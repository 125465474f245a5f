"""`dragoman init FOLDER LANG …`: a project to begin with."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from dragoman.commands import add, extract
from dragoman.disk import ABSENT, Replacement, replace_files
from dragoman.errors import UserError
from dragoman.model import Language
from dragoman.project import find_project
from dragoman.settings import FILE_NAME
from dragoman.starter import FIRST_GUIDE, FOR_GIT, starter_files


def run(folder: Path, *, name: str, languages: Sequence[Language], today: str) -> int:
    """Writes the first files, templates and catalogs. A file that is there already is never touched.

    Files for git that are there stay as they are; any other means that the folder is taken, and nothing is written.
    """
    root = folder.resolve()
    wanted = starter_files(name, languages, today=today)
    taken = [path for path in wanted if (root / path).exists() or (root / path).is_symlink()]
    for path in taken:
        if path not in FOR_GIT:
            raise UserError(
                f"There is a {path} in this folder already.", where=str(folder), remedy="Name a folder without one."
            )
    new = {path: content for path, content in wanted.items() if path not in taken}
    replace_files([Replacement(root / path, content, ABSENT, str(folder / path)) for path, content in new.items()])
    project = find_project(root)
    extract.run(project, check=False)
    if languages:
        add.run(project, languages=project.languages)
    print(_next_steps(folder, taken, begun=bool(languages)))
    return 0


def _next_steps(folder: Path, taken: Sequence[str], *, begun: bool) -> str:
    is_here = folder.resolve() == Path.cwd()
    step = "" if is_here else f"  cd {shlex.quote(str(folder))}\n"
    rows = [(FIRST_GUIDE, "a guide to change; put others beside it")]
    rows.append((FILE_NAME, "name of the library, facts of the clinic, languages"))
    if begun:
        rows.append(("locales/", "catalogs for the translators"))
    rows.extend((path, "was there and is as it was; Dragoman's docs/git.md says what helps in it") for path in taken)
    table = "\n".join(f"  {path:<22}{text}" for path, text in rows)
    languages = "" if begun else f"  dragoman add es         after you wrote it into {FILE_NAME}, under `begun`\n"
    return (
        f"\nIn {'this folder' if is_here else folder}:\n{table}\n\nNext:\n{step}{languages}"
        "  dragoman build          then open build/index.html\n"
        "  dragoman check          what is missing or wrong"
    )
