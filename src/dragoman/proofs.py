"""All languages of guides side by side: each sheet set, its pages drawn small on one contact sheet."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.handouts import compose_handout, open_edition, pdf_timestamp, sheet_data
from dragoman.model import Language, Office, ProofPages
from dragoman.pressroom import press_within
from dragoman.project import Project
from dragoman.render.proof_types import Proof, ProofGuide, ProofSheet


def proof_of(
    project: Project,
    languages: Sequence[Language],
    guides: Sequence[str],
    office: Office | None,
    *,
    shown: ProofPages,
    today: str,
) -> Proof:
    """The data of a contact sheet: guide by guide, language by language. Every sheet is set on the way."""
    editions = [open_edition(project, language, today=today) for language in languages]
    found: list[ProofGuide] = []
    for guide in guides:
        sheets: list[ProofSheet] = []
        for edition in editions:
            handout = compose_handout(edition, guide, office)
            sheet = sheet_data(edition, handout)
            pictures = press_within(project.settings.limits).draw_pages(sheet, timestamp=pdf_timestamp(handout))
            sheets.append(
                {
                    "language": sheet["language"],
                    "english": edition.language.english,
                    "autonym": edition.language.autonym,
                    "pages": len(pictures),
                    "is_final": sheet["draft"] is None,
                    "pictures": list(pictures if shown is ProofPages.ALL else pictures[:1]),
                }
            )
        found.append({"title": project.guide(guide).meta.title.text, "sheets": sheets})
    return {"project": project.settings.name, "shown": shown.value, "guides": found}
