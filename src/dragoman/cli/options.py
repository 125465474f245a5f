"""What several commands share: options, and the values that they stand for."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeAlias

from dragoman.errors import UserError
from dragoman.model import Language, Office, Paper
from dragoman.project import Project, find_project
from dragoman.settings import find_office

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - has no public name
Run = Callable[[argparse.Namespace], int]


def add_command(commands: Commands, name: str, summary: str, run: Run, examples: str) -> argparse.ArgumentParser:
    """A command with its help; `run` is the call that its options come to, and gives the exit code."""
    command = commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(command=name, run=run)
    return command


# ── options ──


def add_check(command: argparse.ArgumentParser) -> None:
    command.add_argument("--check", action="store_true", help="say what would change, write nothing; exit 1 if so")


def add_languages(command: argparse.ArgumentParser) -> None:
    command.add_argument("languages", metavar="LANG", nargs="*", help="only these languages; default: all")


def add_desk(command: argparse.ArgumentParser) -> None:
    command.add_argument("--location", metavar="NAME", help="whose phone and address; default: the first")
    command.add_argument("--paper", choices=[paper.value for paper in Paper], help="default: from dragoman.toml")


def date(text: str) -> str:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError("a date such as 2027-03-31") from error


def digits(text: str) -> str:
    digits = text.strip().lower()
    if not re.fullmatch(r"[0-9a-f]{6,64}", digits):
        raise argparse.ArgumentTypeError("an id such as 3fa91c07: from 6 digits, 0 to 9 and a to f")
    return digits


def count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 512:
        raise argparse.ArgumentTypeError("a number of processes from 1 to 512")
    return int(text)


# ── values ──


def project_of(options: argparse.Namespace) -> Project:
    project = find_project(options.project)
    if getattr(options, "paper", None):
        project = replace(project, settings=replace(project.settings, paper=Paper(options.paper)))
    return project


def languages_of(project: Project, names: Sequence[str]) -> tuple[Language, ...]:
    """Languages of the project by their names, without English; all for no names."""
    chosen = tuple(project.language(name) for name in names)
    refuse_english(chosen)
    return chosen or project.languages


def refuse_english(languages: Sequence[Language]) -> None:
    if any(language.tag == "en" for language in languages):
        raise UserError("English is the language of the guides: it has no catalogs.", remedy="Name another language.")


def editions_of(project: Project, names: Sequence[str]) -> tuple[Language, ...]:
    """Languages by their names, English among them; all for no names."""
    return tuple(project.language(name) for name in names) or (project.english, *project.languages)


def language_after_guide(project: Project, options: argparse.Namespace) -> Language:
    """The language of a command that takes a guide and a language, for people who name the language first too."""
    if options.language in project.guides and options.guide not in project.guides:
        words = (options.command, options.language, options.guide)
        remedy = f"First the guide, then the language: dragoman {shlex.join(words)} …"
        raise UserError(f"'{options.language}' is a guide.", remedy=remedy)
    return project.language(options.language)


def guides_of(project: Project, names: Sequence[str] | None) -> list[str]:
    return [project.guide(name).id for name in names] if names else list(project.guides)


def office_of(project: Project, options: argparse.Namespace) -> Office | None:
    return find_office(project.settings, options.location)


def today() -> str:
    """The ISO date of today where this computer stands: who signs in the evening signs today."""
    return _now().date().isoformat()


def _now() -> datetime:
    return datetime.now().astimezone()


def words(text: str, option: str) -> str:
    """The value of an option as one line that is not empty."""
    line = " ".join(text.split())
    if not line or not line.isprintable():
        raise UserError(f"{option} has no words.", remedy="Write them in quotation marks.")
    return line
