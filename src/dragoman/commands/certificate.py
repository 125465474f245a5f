"""`dragoman certificate GUIDE LANG -o FILE`: who signed a handout, and what it still lacks, on paper."""

from __future__ import annotations

from pathlib import Path

from dragoman.approval import facts_in
from dragoman.archive import digest
from dragoman.commands.print_ import require_sheet_name
from dragoman.disk import replace_file
from dragoman.errors import MissingGlyph
from dragoman.fonts import missing_glyphs, widened_stack
from dragoman.handouts import compose_handout, open_edition, pdf_timestamp, sheet_data, timestamp_of
from dragoman.model import Language, Office
from dragoman.pressroom import press_within
from dragoman.project import Project
from dragoman.references import require_references
from dragoman.render.certificate import Proof, certificate_texts, make_certificate
from dragoman.render.certificate_types import Certificate


def run(project: Project, *, guide: str, language: Language, office: Office | None, output: Path, today: str) -> int:
    """Writes the certificate; exits 1 for a draft, whose certificate says what is lacking."""
    project.guide(guide)
    require_references(project)
    require_sheet_name(output)
    edition = open_edition(project, language, today=today)
    handout = compose_handout(edition, guide, office)
    sheet = sheet_data(edition, handout)
    press = press_within(project.settings.limits)
    pdf = digest(press.set_sheet(sheet, timestamp=pdf_timestamp(handout)))
    proof = Proof(sheet, pdf, facts_in(handout), office.name if office else "", today)
    certificate = make_certificate(handout, project.settings.policy, proof)
    _widen_fonts(certificate)
    made = press.set_certificate(certificate, timestamp=timestamp_of(today))
    replace_file(output.resolve(), made, expected=None, name=str(output))
    state = "a draft; it says what is lacking" if handout.draft else "final"
    print(f"{output}: certificate of {sheet['strip']['title_en']}, {language.english}; {state}.")
    return 1 if handout.draft else 0


def _widen_fonts(certificate: Certificate) -> None:
    texts = tuple(certificate_texts(certificate))
    stack = widened_stack(certificate["fonts"], texts)
    for text in texts:
        if lost := missing_glyphs(text, stack):
            raise MissingGlyph(
                f"No bundled font has '{lost[0]}' (U+{ord(lost[0]):04X}) of “{text[:60]}”.",
                remedy="Write the name or word with other letters where it was signed.",
            )
    certificate["fonts"] = list(stack)
