"""`dragoman pack LANG [GUIDE …] -o FILE`: several guides in one file, after a cover."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dragoman.commands.print_ import require_sheet_name
from dragoman.disk import replace_file
from dragoman.errors import UserError
from dragoman.model import Language, Office
from dragoman.posters import make_pack
from dragoman.pressroom import press_within
from dragoman.project import Project
from dragoman.references import require_references


def run(
    project: Project, *, language: Language, guides: Sequence[str], office: Office | None, output: Path, today: str
) -> int:
    """Writes the pack; each guide once, in the order given."""
    require_references(project)
    require_sheet_name(output)
    chosen = tuple(dict.fromkeys(guides))
    if not chosen:
        raise UserError("The project has no guides.", remedy="Write one, source/NAME.md.")
    made = make_pack(project, language, chosen, office, today=today)
    pdf = press_within(project.settings.limits).set_pack(made.data, timestamp=made.timestamp)
    replace_file(output.resolve(), pdf, expected=None, name=str(output))
    count = "1 guide" if len(chosen) == 1 else f"{len(chosen)} guides"
    state = "has drafts, and says so on its cover" if made.draft else "all final"
    print(f"{output}: {count}, {language.english}; {state}.")
    return 0
