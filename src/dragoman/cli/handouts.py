"""Commands that make pages and paper: their options, and the call that each makes."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.cli.options import (
    Commands,
    add_check,
    add_command,
    add_desk,
    add_languages,
    count,
    editions_of,
    guides_of,
    language_after_guide,
    office_of,
    project_of,
    today,
)
from dragoman.errors import UserError
from dragoman.model import Arrangement, Layout, SheetForm, TextSize
from dragoman.settings import refuse_output

if TYPE_CHECKING:
    from dragoman.commands.watch import Asked

_SIZES = [size.value for size in TextSize]
_LONGEST_VALUE = 120
"""About two lines of a sheet."""


def add_handout_commands(commands: Commands) -> None:
    """Catalogs to handouts."""
    _add_build(commands)
    _add_print(commands)

    pack = add_command(
        commands,
        "pack",
        "several guides in one file, after a cover",
        _pack,
        "example:  dragoman pack so -o pack.pdf        all guides, for a binder\n"
        "          dragoman pack so before-your-injection after-your-injection -o pack.pdf",
    )
    pack.add_argument("language", metavar="LANG", help="tag, English name, own name or alias")
    pack.add_argument("guides", metavar="GUIDE", nargs="*", help="in this order; default: all")

    notice = add_command(
        commands,
        "notice",
        "the clinic's notice of language help, in all languages",
        _notice,
        "example:  dragoman notice -o notice.pdf    of the guide that [notice] in dragoman.toml names",
    )

    i_speak = add_command(
        commands,
        "i-speak",
        "a sheet where people point at their language",
        _i_speak,
        "example:  dragoman i-speak -o i-speak.pdf",
    )
    for command in (pack, notice, i_speak):
        command.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
        add_desk(command)


def _add_build(commands: Commands) -> None:
    build = add_command(
        commands,
        "build",
        "make every page and sheet",
        _build,
        "example:  dragoman build              every page and sheet, into build/\n"
        "          dragoman build ar --guide back-injections --format pdf",
    )
    add_languages(build)
    build.add_argument("--guide", metavar="GUIDE", action="append", help="only this guide; may be given several times")
    build.add_argument("--format", choices=["html", "pdf"], action="append", help="only this; default: both")
    build.add_argument(
        "--also",
        choices=["text", "fragment", "json"],
        action="append",
        default=[],
        help="for other systems too: plain text, HTML to paste, data; may be given several times",
    )
    build.add_argument("--jobs", metavar="N", type=count, default=os.cpu_count() or 1, help="processes at once")
    build.add_argument("--scheduler", metavar="ADDRESS", help="make them on a Dask cluster, as tcp://host:8786")
    build.add_argument("--output", metavar="DIR", help="folder in the project; default: from dragoman.toml")
    build.add_argument(
        "--size",
        choices=_SIZES,
        type=int,
        action="append",
        default=[],
        help="sheets in this size too, in points; may be given several times; default: from dragoman.toml",
    )
    add_desk(build)
    add_check(build)
    build.add_argument(
        "--watch", action="store_true", help="stay, and make what is saved again at once; Ctrl-C ends it"
    )


def _add_print(commands: Commands) -> None:
    print_ = add_command(
        commands,
        "print",
        "make one sheet",
        _print,
        "example:  dragoman print back-injections Hmong -o sheet.pdf\n"
        "          dragoman print after-your-injection es -o sheet.pdf --location chaska --size 18\n"
        "          dragoman print back-injections so -o both.pdf --bilingual side --numbered\n"
        "          dragoman print after-your-injection so -o sheet.pdf --set blank.next='Monday 9:30 AM'\n"
        "          dragoman print after-your-injection so -o sheet.pdf --last-approved\n"
        "          dragoman print after-your-injection so -o message.txt     or .html to paste, .json for programs\n"
        "          dragoman print warning-signs so -o cards.pdf --card",
    )
    print_.add_argument("guide", metavar="GUIDE")
    print_.add_argument("language", metavar="LANG", help="tag, English name, own name or alias")
    print_.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    print_.add_argument(
        "--size", choices=_SIZES, type=int, default=_SIZES[0], help="of the text in points; default: %(default)s"
    )
    print_.add_argument(
        "--bilingual",
        nargs="?",
        choices=["side", "stacked"],
        const="side",
        help="with the English, beside the translation (so without a word after it) or below each text",
    )
    made = print_.add_mutually_exclusive_group()
    made.add_argument("--card", action="store_true", help="the warnings alone, four times on one sheet, to cut apart")
    made.add_argument("--booklet", action="store_true", help="two pages on each side, to fold and staple")
    print_.add_argument("--numbered", action="store_true", help="paragraphs have numbers, the same in all languages")
    print_.add_argument(
        "--set",
        metavar="blank.NAME=VALUE",
        dest="filled",
        action="append",
        default=[],
        help="fill in a blank; the value goes on the sheet and nowhere else; may be given several times",
    )
    print_.add_argument(
        "--last-approved",
        action="store_true",
        help="the last final version, and a notice if it is not today's",
    )
    add_desk(print_)


def _build(options: argparse.Namespace) -> int:
    from dragoman.commands import build, watch

    if options.watch and options.check:
        raise UserError("--check writes nothing, and --watch does nothing else.", remedy="Leave one of them out.")
    if options.watch:
        return watch.run(lambda: _asked_of_build(options))
    asked = _asked_of_build(options)
    return build.run(
        asked.project,
        asked.jobs,
        formats=asked.formats,
        workers=asked.workers,
        whole=asked.whole,
        check=options.check,
        today=asked.today,
    )


def _asked_of_build(options: argparse.Namespace) -> Asked:
    from dragoman.commands.watch import Asked
    from dragoman.jobs import USUAL_FORMATS, Format, plan_jobs

    project = project_of(options)
    if options.output:
        refuse_output(project.settings, options.output, "--output")
        project.inside(options.output, "--output")
        project = replace(project, settings=replace(project.settings, output=options.output))
    languages = editions_of(project, options.languages)
    formats = tuple(dict.fromkeys(map(Format, (*(options.format or USUAL_FORMATS), *options.also))))
    guides = guides_of(project, options.guide)
    sizes = sorted({*project.settings.sizes, *map(TextSize, options.size)})
    return Asked(
        project,
        plan_jobs(project, languages, guides, formats, office_of(project, options), sizes=sizes, today=today()),
        formats,
        workers=options.scheduler or options.jobs,
        whole=not (options.languages or options.guide or options.format),
        today=today(),
    )


def _print(options: argparse.Namespace) -> int:
    from dragoman.commands import print_

    project = project_of(options)
    run = print_.run_last_approved if options.last_approved else print_.run
    return run(
        project,
        guide=options.guide,
        language=language_after_guide(project, options),
        office=office_of(project, options),
        form=_sheet_form(options),
        output=options.output,
        today=today(),
    )


def _pack(options: argparse.Namespace) -> int:
    from dragoman.commands import pack

    project = project_of(options)
    return pack.run(
        project,
        language=project.language(options.language),
        guides=guides_of(project, options.guides),
        office=office_of(project, options),
        output=options.output,
        today=today(),
    )


def _notice(options: argparse.Namespace) -> int:
    from dragoman.commands import notice

    project = project_of(options)
    return notice.run(project, office=office_of(project, options), output=options.output, today=today())


def _i_speak(options: argparse.Namespace) -> int:
    from dragoman.commands import i_speak

    project = project_of(options)
    return i_speak.run(project, office=office_of(project, options), output=options.output, today=today())


def _sheet_form(options: argparse.Namespace) -> SheetForm:
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
    if not value:
        raise UserError(f"The value of {name} is empty.", remedy="Leave --set out for a line to write on.")
    if len(value) > _LONGEST_VALUE:
        problem = f"The value of {name} has {len(value):,} characters."
        raise UserError(problem, remedy=f"There is room for {_LONGEST_VALUE}.")
    if not value.isprintable():
        problem = f"The value of {name} has a character that cannot be printed."
        raise UserError(problem, remedy="Type it by hand: it may have come along with a copied text.")
    return name.removeprefix("blank."), value
