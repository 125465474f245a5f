"""What a person at the desk says in options, as values: who signs, and what a sheet is to be."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from dragoman.errors import UserError
from dragoman.model import Arrangement, Layout, Origin, SheetForm, Signer, TextSize
from dragoman.project import Project
from dragoman.settings import find_office

if TYPE_CHECKING:
    from dragoman.inspection import SheetScope
    from dragoman.signing import Person

_LONGEST_VALUE = 120
"""About two lines of a sheet."""


def sheet_form(options: Namespace) -> SheetForm:
    """The form that the options of `dragoman print` ask for; `UserError` for a value that cannot be filled in."""
    arrangement = Arrangement(options.bilingual) if options.bilingual else Arrangement.ALONE
    filled = dict(_filled(pair) for pair in options.filled)
    layout = Layout.CARD if options.card else Layout.BOOKLET if options.booklet else Layout.SHEET
    return SheetForm(TextSize(options.size), arrangement, options.numbered, tuple(filled.items()), layout)


def _filled(pair: str) -> tuple[str, str]:
    """Name and value of a blank; what is wrong is said without the value, which may be about a patient."""
    name, sign, value = pair.partition("=")
    value = " ".join(value.split())
    if not sign or not name.startswith("blank."):
        raise UserError("--set does not name a blank.", remedy="Write --set blank.NAME='VALUE'.")
    if not value or not value.isprintable() or len(value) > _LONGEST_VALUE:
        problem = f"The value of {name} is not one line of 1 to {_LONGEST_VALUE} characters that can be printed."
        raise UserError(problem, remedy="Type it again.")
    return name.removeprefix("blank."), value


def sheet_scope(project: Project, options: Namespace) -> SheetScope | None:
    """Which sheets `dragoman check` is to look at; none without --print."""
    from dragoman.inspection import SheetScope

    if not getattr(options, "sheets", False):
        if getattr(options, "command", "") == "check" and options.guide:
            raise UserError("--guide is about sheets.", remedy="Add --print, or leave it out.")
        return None
    named = getattr(options, "languages", ())
    languages = tuple(map(project.language, named)) or (project.english, *project.languages)
    guides = tuple(project.guide(name).id for name in getattr(options, "guide", None) or project.guides)
    office = find_office(project.settings, getattr(options, "location", None))
    return SheetScope(languages, guides, project.settings.sizes, office)


def person_who_signs(options: Namespace, today: str) -> Person | None:
    """Who signs, as `dragoman sign` was told; nobody where texts are only shown."""
    from dragoman.signing import Person

    if options.by is None:
        if options.all:
            raise UserError("Nobody signs.", remedy="Add --by NAME and --role ROLE.")
        return None
    if options.role is None:
        raise UserError("A sign-off needs a role.", remedy=f"Add --role; there are {', '.join(Signer)}.")
    return Person(
        role=Signer(options.role),
        name=words(options.by, "--by"),
        date=options.date or today,
        qualification=" ".join(options.qualification.split()),
        origin=Origin(options.origin),
    )


def words(text: str, option: str) -> str:
    """The value of an option as one line that is not empty."""
    line = " ".join(text.split())
    if not line or not line.isprintable():
        raise UserError(f"{option} has no words.", remedy="Write them in quotation marks.")
    return line
