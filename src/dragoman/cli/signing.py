"""Commands by which people approve texts: their options, and the call that each makes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.cli.options import (
    Commands,
    add_command,
    date,
    language_after_guide,
    project_of,
    today,
    words,
)
from dragoman.errors import UserError
from dragoman.model import Level, Origin, Signer

if TYPE_CHECKING:
    from dragoman.signing import Person


def add_sign_commands(commands: Commands) -> None:
    """Texts to people, and their word on them."""
    _add_sign(commands)
    _add_review_sheet(commands)


def _add_sign(commands: Commands) -> None:
    sign = add_command(
        commands,
        "sign",
        "say that texts may be handed out, by name",
        _sign,
        "example:  dragoman sign back-injections es --by 'Ana López' --role translator\n"
        "          dragoman sign back-injections es --by 'Lee Ray' --role editor --level warn --level instruct\n"
        "          dragoman sign back-injections en --by 'Dr. Ruth Ek' --role clinician --all --date 2026-11-20\n"
        "          dragoman sign back-injections es --show",
    )
    sign.add_argument("guide", metavar="GUIDE")
    sign.add_argument("language", metavar="LANG", help="en for the English itself")
    sign.add_argument("--by", metavar="NAME", help="who signs; without it the texts are only shown")
    sign.add_argument("--role", choices=[role.value for role in Signer], help="as what")
    sign.add_argument("--qualification", metavar="TEXT", default="", help="what makes the person fit to judge")
    sign.add_argument(
        "--origin",
        choices=[origin.value for origin in Origin],
        default=Origin.HUMAN.value,
        help="where the text came from, as the person states it; default: human",
    )
    sign.add_argument("--date", metavar="DATE", type=date, help="of a signature on paper; default: today")
    sign.add_argument(
        "--level",
        choices=[level.value for level in Level],
        action="append",
        default=[],
        help="only texts of this level",
    )
    sign.add_argument("--text", metavar="HASH", action="append", default=[], help="only this text; a few digits do")
    way = sign.add_mutually_exclusive_group()
    way.add_argument("--all", action="store_true", help="approve all without asking: what was signed on paper")
    way.add_argument("--show", action="store_true", help="show the texts and who signed them; sign nothing")


def _add_review_sheet(commands: Commands) -> None:
    review = add_command(
        commands,
        "review-sheet",
        "a handout to judge on paper or in a workbook, and back",
        _review_sheet,
        "example:  dragoman review-sheet warning-signs es -o review.pdf      to judge on paper\n"
        "          dragoman review-sheet warning-signs es -o review.xlsx     to judge in Excel or LibreOffice\n"
        "          dragoman review-sheet --read review.xlsx                  what was judged, into the ledger",
    )
    review.add_argument("guide", metavar="GUIDE", nargs="?")
    review.add_argument("language", metavar="LANG", nargs="?", help="tag, name or alias; English for the guide itself")
    review.add_argument("-o", "--output", metavar="FILE", type=Path, help=".pdf to print, or .xlsx to fill in")
    review.add_argument("--read", metavar="FILE", type=Path, help="take what is judged in this .xlsx as signed")
    review.add_argument("--accept-others", action="store_true", help="with --read: leave out rows that are refused")


def _sign(options: argparse.Namespace) -> int:
    from dragoman.commands import sign
    from dragoman.inspection import Scope

    project = project_of(options)
    way = sign.Way.ALL if options.all else sign.Way.SHOW if options.show else sign.Way.ASK
    levels = tuple(Level(level) for level in options.level)
    language = language_after_guide(project, options)
    return sign.run(
        project,
        guide=project.guide(options.guide).id,
        language=language,
        person=_person_who_signs(options),
        choice=sign.Choice(levels, tuple(text.lower() for text in options.text)),
        way=way,
        scope=Scope(project.languages, today()),
        ask=input,
    )


def _review_sheet(options: argparse.Namespace) -> int:
    from dragoman.commands import review_sheet

    project = project_of(options)
    if options.read:
        if options.guide or options.output:
            raise UserError("--read takes a workbook alone: it says itself which guide and language it is of.")
        return review_sheet.read(project, workbook=options.read, others=options.accept_others, today=today())
    if options.accept_others:
        raise UserError("--accept-others is about a workbook that comes back.", remedy="Name it: --read FILE.xlsx.")
    if not (options.guide and options.language and options.output):
        raise UserError(
            "A review sheet needs a guide, a language and a file.",
            remedy="Write, say, dragoman review-sheet warning-signs es -o review.pdf.",
        )
    return review_sheet.make(
        project,
        guide=options.guide,
        language=language_after_guide(project, options),
        output=options.output,
        today=today(),
    )


def _person_who_signs(options: argparse.Namespace) -> Person | None:
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
        date=options.date or today(),
        qualification=" ".join(options.qualification.split()),
        origin=Origin(options.origin),
    )
