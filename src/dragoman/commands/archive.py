"""`dragoman archive`: keeps every handout that is final today, so that it can be printed when its text has moved on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.archive import files_to_keep
from dragoman.handouts import compose_handout, open_edition, pdf_timestamp, sheet_data
from dragoman.model import Language, Office
from dragoman.pressroom import set_pdf
from dragoman.project import Project
from dragoman.references import require_references


def run(project: Project, *, languages: Sequence[Language], guides: Sequence[str], today: str, check: bool) -> int:
    """Keeps sheet and record of each; drafts are passed over, and what was kept of them before stays as it is."""
    project.refuse_strange_catalogs()
    require_references(project)
    if not check:
        project.clean_strays()
    final, files = 0, dict[str, bytes]()
    for language in languages:
        if not language.fonts:
            continue  # it has pages only: there is no sheet to keep
        edition = open_edition(project, language, today=today)
        for guide in guides:
            for office in offices_of(project):
                handout = compose_handout(edition, guide, office)
                if handout.draft:
                    continue
                final += 1
                sheet = sheet_data(edition, handout)
                pdf = set_pdf(sheet, pdf_timestamp(handout), project.settings.limits)
                files |= files_to_keep(project, handout, sheet, pdf, (office, today))
    changed = tuple(files) if check else project.write(files)
    for line in _report(final, sorted(changed), check=check):
        print(line)
    return 1 if check and changed else 0


def offices_of(project: Project) -> Sequence[Office | None]:
    """Those whose facts make a handout of its own; `None` alone where the project has no locations."""
    return project.settings.offices or (None,)


def _report(final: int, changed: Sequence[str], *, check: bool) -> Iterator[str]:
    yield from (f"{name}: {'would be kept' if check else 'kept'}" for name in changed if name.endswith(".pdf"))
    if not final:
        yield "No handout is final today: nothing to keep."
    elif not changed:
        yield f"Final today: {final}. All of them were kept already."
    else:
        yield f"Final today: {final}. Add the files to git, so that nobody can lose them."
