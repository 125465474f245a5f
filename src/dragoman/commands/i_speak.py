"""`dragoman i-speak -o FILE`: a sheet where people point at their language."""

from __future__ import annotations

from pathlib import Path

from dragoman.commands.print_ import require_sheet_name
from dragoman.disk import replace_file
from dragoman.errors import UserError
from dragoman.model import Office
from dragoman.posters import make_i_speak
from dragoman.pressroom import press_within
from dragoman.project import Project


def run(project: Project, *, office: Office | None, output: Path, today: str) -> int:
    """Writes the sheet, with a row for each language of the project."""
    require_sheet_name(output)
    made = make_i_speak(project, office, today=today)
    if not made.data["rows"]:
        raise UserError("The project has no languages that can be printed.", remedy="Name some under [languages].")
    pdf = press_within(project.settings.limits).set_i_speak(made.data, timestamp=made.timestamp)
    replace_file(output.resolve(), pdf, expected=None, name=str(output))
    state = "a draft, and says so on each page" if made.draft else "final"
    print(f"{output}: {len(made.data['rows'])} languages; {state}.")
    if made.left_out:
        print(f"Not in it, for want of a font: {', '.join(made.left_out)}.")
    return 0
