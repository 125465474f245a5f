"""`dragoman verify FILE.pdf …`: whether a sheet is what is approved today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from functools import partial
from pathlib import Path

from dragoman.commands.archive import offices_of
from dragoman.disk import read_at_most
from dragoman.errors import UserError
from dragoman.project import Project
from dragoman.references import require_references
from dragoman.report.verified import verified_json, verified_text
from dragoman.verification import MAX_SHEET_BYTES, Verifier, verify_file
from dragoman.verified import Answer, Verified


class VerifyFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


def run(project: Project, *, files: Sequence[Path], hashes: Sequence[str], form: VerifyFormat, today: str) -> int:
    """Exits 0 if all are current and final, 2 if one cannot be read, else 1."""
    if not files and not hashes:
        raise UserError("There is nothing to verify.", remedy="Name a file, or give --hash with the id of a sheet.")
    require_references(project)
    verifier = Verifier(project, today, offices_of(project))
    found = [(str(path), verify_file(verifier, partial(_read, path))) for path in files]
    for digits in hashes:
        known = verifier.find(digits) or (Verified(Answer.UNKNOWN, "No handout of today or of the archive has it."),)
        found += [(f"--hash {digits}", one) for one in known]
    rows: list[tuple[str, Mapping[str, str]]] = [(name, asdict(one)) for name, one in found]
    print(verified_json(rows) if form is VerifyFormat.JSON else verified_text(rows))
    answers = {one.answer for _, one in found}
    if Answer.UNREADABLE in answers:
        return 2
    return 0 if answers == {Answer.CURRENT} else 1


def _read(path: Path) -> bytes:
    return read_at_most(path.resolve(), str(path), MAX_SHEET_BYTES)
