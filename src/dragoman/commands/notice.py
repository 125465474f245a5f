"""`dragoman notice -o FILE`: the clinic's own notice of language help, in all languages, to be posted."""

from __future__ import annotations

from pathlib import Path

from dragoman.commands.print_ import require_sheet_name
from dragoman.disk import replace_file
from dragoman.model import Office
from dragoman.posters import make_notice, notice_guide
from dragoman.pressroom import press_within
from dragoman.project import Project
from dragoman.references import require_references


def run(project: Project, *, office: Office | None, output: Path, today: str) -> int:
    """Writes the notice that `[notice]` of `dragoman.toml` names."""
    guide = notice_guide(project)
    require_references(project)
    require_sheet_name(output)
    made = make_notice(project, guide, office, today=today)
    pdf = press_within(project.settings.limits).set_notice(made.data, timestamp=made.timestamp)
    replace_file(output.resolve(), pdf, expected=None, name=str(output))
    state = "a draft, and says so on each page" if made.draft else "final"
    print(f"{output}: {made.data['title']}, {len(made.data['sheets'])} languages; {state}.")
    if made.left_out:
        print(f"Not in it, for want of a translation or a font: {', '.join(made.left_out)}.")
    return 0
