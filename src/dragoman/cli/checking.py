"""Commands that say how far catalogs are and what is wrong with them: their options, and the call that each makes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.cli.options import (
    Commands,
    add_command,
    add_desk,
    add_languages,
    date,
    editions_of,
    languages_of,
    project_of,
    today,
    words,
)
from dragoman.errors import UserError
from dragoman.model import Office
from dragoman.project import Project
from dragoman.settings import find_office

if TYPE_CHECKING:
    from dragoman.findings import SheetScope
    from dragoman.inspection import Scope


def add_check_commands(commands: Commands) -> None:
    """How far catalogs are, and what is wrong with them."""
    status = add_command(
        commands,
        "status",
        "how far each language is, and which handouts may be handed out",
        _status,
        "example:  dragoman status             all languages\n"
        "          dragoman status om so       only these\n"
        "          dragoman status --format markdown >> $GITHUB_STEP_SUMMARY\n"
        "          dragoman status --format badge > handouts.svg",
    )
    add_languages(status)
    forms = ["text", "json", "markdown", "badge"]
    status.add_argument("--format", choices=forms, default="text", help="badge is a picture (SVG); default: text")

    _add_check(commands)

    waive = add_command(
        commands,
        "waive",
        "let one finding stand, by name and for a time",
        _waive,
        "example:  dragoman waive copied-english locales/es/LC_MESSAGES/g.po:9 --by Lee --reason Name "
        "--until 2027-03-31",
    )
    waive.add_argument("rule", metavar="RULE")
    waive.add_argument("place", metavar="PATH:LINE", help="as `dragoman check` says it")
    waive.add_argument("--by", metavar="NAME", required=True, help="who says so")
    waive.add_argument("--reason", metavar="TEXT", required=True, help="why it may stand")
    waive.add_argument("--until", metavar="DATE", type=date, required=True, help="last day, as 2027-03-31")

    explain = add_command(
        commands,
        "explain",
        "what a rule is about; all rules without a name",
        _explain,
        "example:  dragoman explain placeholder-mismatch",
    )
    explain.add_argument("rule", metavar="RULE", nargs="?")


def _add_check(commands: Commands) -> None:
    check = add_command(
        commands,
        "check",
        "find what must not reach a patient",
        _check,
        "example:  dragoman check              all languages; exits 1 when something is wrong\n"
        "          dragoman check om --notes   with everything that is missing in a begun language\n"
        "          dragoman check --against origin/main    and what was done to catalogs since that revision\n"
        "          dragoman check --print so --guide after-your-injection    and the sheet as it is on paper",
    )
    add_languages(check)
    forms = ["text", "json", "sarif", "junit", "github", "markdown"]
    check.add_argument("--format", choices=forms, default="text", help="of what is printed; default: text")
    check.add_argument(
        "--report",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="also write a report: .txt, .json, .sarif, .xml (JUnit) or .md; may be given several times",
    )
    check.add_argument("--notes", action="store_true", help="list notes one by one")
    check.add_argument("--anew", action="store_true", help="look at every text, whatever earlier checks found in it")
    check.add_argument(
        "--against", metavar="REV", help="also find flags cleared and translations bent since this revision of git"
    )
    check.add_argument(
        "--print", dest="sheets", action="store_true", help="also set every sheet, take it apart and look at the paper"
    )
    check.add_argument(
        "--guide", metavar="GUIDE", action="append", help="with --print: only sheets of this guide; may be repeated"
    )
    add_desk(check)
    check.add_argument("--fix", action="store_true", help="show what form alone would mend, and ask before each change")
    check.add_argument(
        "--update-baseline", action="store_true", help="all findings of today are known from now on, and do not count"
    )


def _status(options: argparse.Namespace) -> int:
    from dragoman.commands import status

    project = project_of(options)
    languages = editions_of(project, options.languages) if options.languages else None
    return status.run(project, languages=languages, form=status.StatusFormat(options.format), today=today())


def _check(options: argparse.Namespace) -> int:
    from dragoman.commands import check

    project = project_of(options)
    if options.guide and not options.sheets:
        raise UserError("--guide is about sheets.", remedy="Add --print, or leave it out.")
    office = find_office(project.settings, options.location)
    sheets = _sheets(project, options.languages, options.guide or (), office) if options.sheets else None
    scope = _scope(project, options.languages, options.against, sheets)
    if options.update_baseline:
        return check.update_baseline(project, scope=scope)
    if options.fix:
        from dragoman.commands import fix

        return fix.run(project, scope=scope, ask=input)
    form = check.CheckFormat(options.format)
    return check.run(project, scope=scope, form=form, reports=options.report, notes=options.notes, anew=options.anew)


def _waive(options: argparse.Namespace) -> int:
    from dragoman.checks.anatomy import SheetRule
    from dragoman.checks.registry import RULES
    from dragoman.commands import waive

    project = project_of(options)
    is_of_paper = isinstance(RULES.get(options.rule), SheetRule)
    sheets = _sheets(project, (), (), find_office(project.settings, None)) if is_of_paper else None
    return waive.run(
        project,
        rule=options.rule,
        place=options.place,
        by=words(options.by, "--by"),
        reason=words(options.reason, "--reason"),
        until=options.until,
        scope=_scope(project, (), None, sheets),
    )


def _explain(options: argparse.Namespace) -> int:
    from dragoman.commands import explain

    return explain.run(rule=options.rule)


def _scope(project: Project, named: Sequence[str], against: str | None, sheets: SheetScope | None) -> Scope:
    """Of the named languages, or of all."""
    from dragoman.inspection import Scope

    if sheets is None:
        return Scope(languages_of(project, named), today(), against)
    # English has sheets and no catalogs: alone, it leaves none of the others to look at.
    languages = tuple(language for language in sheets.languages if language != project.english)
    return Scope(languages, today(), against, sheets)


def _sheets(project: Project, named: Sequence[str], guides: Sequence[str], office: Office | None) -> SheetScope:
    """Those of the named languages and guides, or of all, English too."""
    from dragoman.findings import SheetScope

    languages = tuple(map(project.language, named)) or (project.english, *project.languages)
    wanted = tuple(project.guide(name).id for name in guides or project.guides)
    return SheetScope(languages, wanted, project.settings.sizes, office)
