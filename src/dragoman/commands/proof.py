"""`dragoman proof [GUIDE…] [LANG…] -o FILE`: all languages of a guide side by side, to be looked at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dragoman.disk import replace_file, require_place
from dragoman.errors import UserError
from dragoman.model import Limits, Office, ProofPages
from dragoman.pressroom import press_within
from dragoman.project import Project
from dragoman.proofs import proof_of
from dragoman.references import require_references

_PIXELS_AN_INCH = 144
_SHEETS_IN_THE_LIMITS = 10
"""Pictures of so many sheets may take what one handout may: all pages of 56 of ours need 2.0 GB (2026-11-26)."""


def run(
    project: Project, *, names: Sequence[str], office: Office | None, shown: ProofPages, output: Path, today: str
) -> int:
    """Writes one PDF or PNG. A name that is no guide of the project is a language; all of what is not named."""
    guides = [name for name in names if name in project.guides] or list(project.guides)
    named = [project.language(name) for name in names if name not in project.guides]
    languages = named or [language for language in (project.english, *project.languages) if language.fonts]
    suffix = output.suffix.lower()
    require_place(output, str(output))
    if suffix not in (".pdf", ".png"):
        raise UserError("A proof is a .pdf or a .png file.", where=str(output), remedy="Write, say, -o proof.pdf.")
    if suffix == ".png" and len(guides) > 1:
        raise UserError("A picture has room for one guide.", remedy="Name one guide, or write a .pdf.")
    require_references(project)
    proof = proof_of(project, languages, guides, office, shown=shown, today=today)
    press = press_within(_widened(project.settings.limits, sum(len(guide["sheets"]) for guide in proof["guides"])))
    content = press.set_proof(proof) if suffix == ".pdf" else press.draw_proof(proof, _PIXELS_AN_INCH)
    replace_file(output.resolve(), content, expected=None, name=str(output))
    drafts = sum(not sheet["is_final"] for guide in proof["guides"] for sheet in guide["sheets"])
    sheets = sum(len(guide["sheets"]) for guide in proof["guides"])
    pages = "the first pages" if shown is ProofPages.FIRST else "all pages"
    print(f"{output}: {pages} of {sheets} sheets; {drafts} of them are drafts.")
    return 0


def _widened(limits: Limits, sheets: int) -> Limits:
    """For a contact sheet, whose sheets were each set within the limits of one."""
    times = math.ceil(sheets / _SHEETS_IN_THE_LIMITS)
    return replace(limits, press_seconds=limits.press_seconds * times, press_bytes=limits.press_bytes * times)
