"""`dragoman print GUIDE LANG -o FILE`: one sheet, now."""

from __future__ import annotations

from pathlib import Path

from dragoman.build import Format, Job, make_handout
from dragoman.disk import replace_file
from dragoman.errors import UserError
from dragoman.model import Arrangement, Language, Office, SheetForm
from dragoman.project import Project
from dragoman.references import require_references


def run(
    project: Project,
    *,
    guide: str,
    language: Language,
    office: Office | None,
    form: SheetForm,
    output: Path,
    today: str,
) -> int:
    """Sets one sheet and writes it to `output`, which may be anywhere: the person at the desk named it."""
    blanks = dict(project.guide(guide).meta.blanks)
    require_references(project)
    for name, _ in form.filled:
        if name not in blanks:
            there = ", ".join(f"blank.{known}" for known in blanks) or "none"
            raise UserError(f"The guide '{guide}' has no blank.{name}.", remedy=f"There are: {there}.")
    if form.arrangement is not Arrangement.ALONE and language == project.english:
        raise UserError("A sheet in English has no English beside it.", remedy="Leave --bilingual out.")
    if output.is_dir() or not output.parent.is_dir():
        raise UserError("The sheet cannot be written there.", where=str(output), remedy="Name a file in a folder.")
    if output.suffix.lower() != ".pdf":
        raise UserError("The name of a sheet ends with .pdf.", where=str(output), remedy="Write, say, -o sheet.pdf.")
    paper = project.settings.paper
    made = make_handout(Job(str(project.root), guide, language.tag, (Format.PDF,), office, paper, today, (form,)))
    (sheet,) = made.artifacts
    replace_file(output.resolve(), sheet.content, expected=None, name=str(output))
    state = "a draft, and says so on each page" if made.listing.draft else "final"
    print(f"{output}: {made.listing.title_en}, {language.english}; {state}.")
    return 0
