"""A small project that asks for signatures, and people who sign all its texts."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from dragoman.handouts import open_edition, standing_of
from dragoman.ledger_file import write_ledger
from dragoman.model import Judgement, Origin, Signer, SignOff
from dragoman.project import find_project
from dragoman.signoff import joined
from projects import SHIPPED, MakeProject

SETTINGS = """\
[project]
name = "Small"
[languages]
required = ["es"]
[policy]
info = { people = 1 }
instruct = { people = 1 }
warn = { people = 1 }
[facts.clinic]
phone = { kind = "phone", value = "(763) 555-0100" }
[locations.main]
name = "Main Street"
[locations.lake]
name = "Lake Street"
clinic.phone = { kind = "phone", value = "(763) 555-0199" }
"""
GUIDE = """\
---
title: Rest
version: "1"
revised: 2026-01-10
---

Rest today. Call {clinic.phone} for a fever.
"""
CATALOG = """\
msgid ""
msgstr ""
"Language: es\\n"
"PO-Revision-Date: 2026-01-12 12:00+0000\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Rest"
msgstr "Descanso"

msgid "Rest today. Call {clinic.phone} for a fever."
msgstr "Descanse hoy. Llame al {clinic.phone} si tiene fiebre."
"""
TEXT = "Rest today. Call {clinic.phone} for a fever."
NEW_TEXT = "Rest for two days. Call {clinic.phone} for a fever."


@dataclass(frozen=True, slots=True)
class Hand:
    """Who signs, and when."""

    role: Signer
    name: str
    date: str = "2026-01-15"
    qualification: str = ""
    judgement: Judgement = Judgement.APPROVED


CLINICIAN = Hand(Signer.CLINICIAN, "Dr. Kim Lee", qualification="MD")
TRANSLATOR = Hand(Signer.TRANSLATOR, "Ana López", qualification="ATA-certified English into Spanish")


def small(make: MakeProject, settings: str = SETTINGS) -> Path:
    """The project, unsigned, with the shipped Spanish words of the page."""
    page = (SHIPPED / "locales/es/LC_MESSAGES/page.po").read_bytes()
    return make(
        {
            "dragoman.toml": settings,
            "source/rest.md": GUIDE,
            "locales/es/LC_MESSAGES/rest.po": CATALOG,
            "locales/es/LC_MESSAGES/page.po": page,
        }
    )


def sign_all(root: Path, hands: Sequence[Hand] = (CLINICIAN, TRANSLATOR), tag: str = "es") -> None:
    """Each hand signs every text: clinicians the English, all others the translation."""
    for hand in hands:
        project = find_project(root)
        language = project.language(tag)
        edition = open_edition(project, language, today=hand.date)
        english = hand.role is Signer.CLINICIAN
        texts = {text.text for id_ in project.guides for text in standing_of(edition, project.guide(id_)).texts
                 if bool(text.translation) is not english}  # fmt: skip
        signed = [
            SignOff(
                text, hand.role, hand.name, hand.date, hand.qualification, Origin.MACHINE_THEN_HUMAN, hand.judgement
            )
            for text in sorted(texts)
        ]
        owner = project.english if english else language
        path = root / project.ledger_path(owner)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_ledger(joined(project.ledger(owner), signed)), "utf-8")


def change_english(root: Path, revised: str = "2026-03-01") -> None:
    """The guide says something else, dated so, and nobody has translated or signed it yet."""
    path = root / "source/rest.md"
    path.write_text(path.read_text("utf-8").replace(TEXT, NEW_TEXT).replace("2026-01-10", revised), "utf-8")


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    """Lets the command believe that it is that day."""
    monkeypatch.setattr("dragoman.cli.options._now", lambda: datetime.fromisoformat(day))


def commit(root: Path, day: str) -> str:
    """Commits everything in the folder on that day; the name of the commit."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "-b", "main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", day, day=day)
    return git(root, "rev-parse", "HEAD")


def git(root: Path, *arguments: str, day: str = "2026-01-01") -> str:
    """What git answers, with no settings but these."""
    program = shutil.which("git")
    assert program
    surroundings = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for role in ("AUTHOR", "COMMITTER"):
        surroundings |= {f"GIT_{role}_NAME": "T", f"GIT_{role}_EMAIL": "t@example.org"}
        surroundings[f"GIT_{role}_DATE"] = f"{day}T12:00:00+00:00"
    return subprocess.check_output([program, *arguments], cwd=root, env=surroundings, text=True).strip()
